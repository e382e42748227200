/* rtf_test.c - RTF: what is text, in which characters and of which kind. */
#include <string.h>

#include "unit.h"

#include "extraction_fixture.h"

static struct extraction rtf;

static int release(void **state)
{
    (void)state;
    extraction_release(&rtf);
    return 0;
}

static void read_all(const char *inside)
{
    buffer_reset(&rtf.bytes);
    buffer_add_format(&rtf.bytes, "{\\rtf1\\ansi %s}", inside);
    extraction_run(&rtf, "a.rtf", 0);
}

static void assert_lines(const char *inside, const char *expected)
{
    read_all(inside);
    assert_string_equal(rtf.err.text, "");
    assert_string_equal(extraction_lines(&rtf), expected);
}

static void words_are_text(void **state)
{
    (void)state;
    assert_lines("One{\\b  wo}rd\\par\nTwo\\tab three\\line four\\par",
                 "T One word\nT Two three four\n");
    assert_string_equal(rtf.format->name, "rtf");
    assert_lines("a\\~b\\_c\\-d \\{e\\}\\\\ \\ldblquote f\\rdblquote\\par",
                 "T a b-cd {e}\\ \xE2\x80\x9C"
                 "f\xE2\x80\x9D\n");
}

static void destinations_are_left_out(void **state)
{
    (void)state;
    assert_lines(
        "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\stylesheet{\\s1"
        " Heading;}}{\\*\\generator no;}{\\header no\\par}{\\pict 00ff}"
        "{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}} yes"
        "{\\*\\unknown no{\\b no}}{\\listtext 1.}{\\xe no}\\par",
        "T 7 yes\n");
    assert_lines("a{\\pict\\bin5 }}}}}ff}b\\par", "T ab\n");
}

static void kinds_are_known(void **state)
{
    (void)state;
    assert_lines("\\pard\\outlinelevel0 Scope\\par\\pard\\ls2 item\\par"
                 "\\trowd\\pard\\intbl a\\cell b\\cell\\row\\pard c\\par",
                 "H Scope\nL item\nR a\nR b\nT c\n");
}

static void notes_and_boxes_follow(void **state)
{
    (void)state;
    assert_lines("Norms{\\super\\chftn{\\*\\footnote\\chftn See it.\\par}} "
                 "apply{\\shp{\\*\\shpinst{\\sp{\\sn n}{\\sv v}}{\\shptxt box"
                 "\\par}}{\\shprslt no}}.\\par End.\\par",
                 "T Norms apply.\nT box\nT End.\nT See it.\n");
}

static void hidden_and_deleted_text_is_out(void **state)
{
    (void)state;
    assert_lines("a{\\v no}b{\\deleted no}c\\v no\\v0 d\\v no\\plain e\\par",
                 "T abcde\n");
    assert_lines("one {\\deleted\\par}line\\par", "T one line\n");
}

static void bytes_are_in_the_code_page(void **state)
{
    (void)state;
    assert_lines("caf\\'e9 \\'93q\\'94\\par",
                 "T caf\xC3\xA9 \xE2\x80\x9Cq\xE2\x80\x9D\n");
    assert_lines("\\ansicpg1251 \\'cf\\'f0\\'e8\\par",
                 "T \xD0\x9F\xD1\x80\xD0\xB8\n");
    assert_lines("{\\fonttbl{\\f0\\fcharset204 A;}{\\f1\\fcharset238 B;}"
                 "{\\f2\\fcharset128 C;}}{\\f0 \\'cf}{\\f1 \\'b3}\\'b3"
                 "{\\f2 \\'83\\'41}\\par",
                 "T \xD0\x9F\xC5\x82\xC2\xB3\xE3\x82\xA2\n");
    assert_lines("\\ansicpg4711 \\'e9\\par", "T \xEF\xBF\xBD\n");
}

static void code_points_replace_what_stands_in(void **state)
{
    (void)state;
    assert_lines("\\u8364 ?x\\uc2\\u8364 \\'80?y{\\uc0\\u8364 z}\\par",
                 "T \xE2\x82\xACx\xE2\x82\xACy\xE2\x82\xACz\n");
    assert_lines("\\u-10179 ?\\u-8704 ?\\par", "T \xF0\x9F\x98\x80\n");
    assert_lines("a\\u61623 ?b\\par", "T ab\n"); /* a symbol font's bullet */
    assert_lines("a\\u55357 ?b\\par", "T ab\n"); /* half a pair */
}

static void knows_metadata(void **state)
{
    (void)state;
    read_all("{\\info{\\title Norms \\'96 rules}{\\author A. Writer}"
             "{\\creatim\\yr2011\\mo7\\dy14\\hr8}{\\subject no}}x\\par");
    assert_string_equal(extraction_lines(&rtf), "T x\n");
    assert_string_equal(metadata_get(&rtf.out.metadata, "title"),
                        "Norms \xE2\x80\x93 rules");
    assert_string_equal(metadata_get(&rtf.out.metadata, "author"), "A. Writer");
    assert_string_equal(metadata_get(&rtf.out.metadata, "created"),
                        "2011-07-14");
}

static void tells_what_is_cut_short(void **state)
{
    (void)state;
    buffer_reset(&rtf.bytes);
    buffer_add_text(&rtf.bytes, "{\\rtf1 Norms {\\b app");
    extraction_run(&rtf, "a.rtf", 0);
    assert_int_equal(rtf.status, OK);
    assert_string_equal(extraction_lines(&rtf), "T Norms app\n");
    assert_int_equal(rtf.out.issues.count, 1);
    assert_non_null(strstr(rtf.out.issues.items[0].message, "cut short"));
}

static void nesting_ends(void **state)
{
    (void)state;
    buffer_reset(&rtf.bytes);
    buffer_add_text(&rtf.bytes, "{\\rtf1 ");
    for (int i = 0; i < 100000; i++)
        buffer_add_byte(&rtf.bytes, '{');
    extraction_run(&rtf, "a.rtf", 0);
    assert_int_equal(rtf.status, ERR_FORMAT);
    assert_non_null(strstr(rtf.err.text, "10000 groups"));
}

UNIT_MAIN(cmocka_unit_test(words_are_text),
          cmocka_unit_test(destinations_are_left_out),
          cmocka_unit_test(kinds_are_known),
          cmocka_unit_test(notes_and_boxes_follow),
          cmocka_unit_test(hidden_and_deleted_text_is_out),
          cmocka_unit_test(bytes_are_in_the_code_page),
          cmocka_unit_test(code_points_replace_what_stands_in),
          cmocka_unit_test(knows_metadata),
          cmocka_unit_test(tells_what_is_cut_short),
          cmocka_unit_test_teardown(nesting_ends, release))
