/* canonical_test.c - what becomes of characters, spaces, line breaks and split
 * words on the way to canonical text. */
#include "unit.h"

#include <string.h>

#include "base/intern.h"
#include "text/canonical.h"

static struct canonical canonical;

static int release(void **state)
{
    (void)state;
    canonical_release(&canonical);
    return 0;
}

static void assert_becomes(const char *raw, enum text_layout layout,
                           const char *expected)
{
    canonical_make(&canonical, raw, strlen(raw), layout, NULL);
    assert_string_equal(buffer_text(&canonical.text), expected);
    assert_int_equal(canonical.text.length, strlen(expected));
}

static void paragraph_becomes(const char *raw, const char *expected)
{
    assert_becomes(raw, LAYOUT_PARAGRAPHS, expected);
}

static void spaces_of_all_kinds_are_one(void **state)
{
    (void)state;
    paragraph_becomes("norms.  The   states", "norms. The states\n");
    paragraph_becomes(" \t a\tb \u00A0 \u2003c\u3000 ", "a b c\n");
    paragraph_becomes("\x01 a\x7F\x1F"
                      "b",
                      "a b\n");
    paragraph_becomes("a \u200B b", "a b\n");
}

static void quotes_hyphens_and_ligatures_are_plain(void **state)
{
    (void)state;
    paragraph_becomes("\u201Cit\u2019s\u201D \u2018so\u201B \u201Eno\u201F",
                      "\"it's\" 'so' \"no\"\n");
    paragraph_becomes("non\u2010binding non\u2011binding",
                      "non-binding non-binding\n");
    paragraph_becomes("a\u2013b\u2014c", "a\u2013b\u2014c\n");
    paragraph_becomes("\uFB00 \uFB01 \uFB02 \uFB03 \uFB04 \uFB05 \uFB06",
                      "ff fi fl ffi ffl st st\n");
}

static void invisible_characters_are_dropped(void **state)
{
    (void)state;
    paragraph_becomes("\uFEFF"
                      "co\u00ADop Biden\u2060-Har\u200Bris",
                      "coop Biden-Harris\n");
    paragraph_becomes("\u200B", "");
}

static void text_is_composed(void **state)
{
    (void)state;
    paragraph_becomes("cafe\u0301", "caf\u00E9\n");
    paragraph_becomes("caf\u00E9", "caf\u00E9\n");
    paragraph_becomes("\u1112\u1161\u11AB", "\uD55C\n");
}

static void text_is_composed_across_what_is_dropped(void **state)
{
    (void)state;
    paragraph_becomes("e\u200B\u0301t\u00AD\u0327", "\u00E9\u0163\n");
    paragraph_becomes("\uFB01\u0301", "f\u00ED\n");
}

static void invalid_bytes_are_replaced_and_counted(void **state)
{
    (void)state;
    paragraph_becomes("ab\xFF"
                      "c\xE2\x80",
                      "ab\uFFFD"
                      "c\uFFFD\n");
    assert_int_equal(canonical.invalid_count, 2);
    assert_int_equal(canonical.invalid_offset, 2);
    paragraph_becomes("fine", "fine\n");
    assert_int_equal(canonical.invalid_count, 0);
}

static void zero_bytes_are_spaces(void **state)
{
    (void)state;
    canonical_make(&canonical, "a\0b", 3, LAYOUT_PARAGRAPHS, NULL);
    assert_string_equal(buffer_text(&canonical.text), "a b\n");
}

static void each_line_is_a_paragraph_where_the_format_knows(void **state)
{
    (void)state;
    paragraph_becomes("one\n\n \ntwo\r\nthree", "one\ntwo\nthree\n");
    assert_int_equal(canonical.paragraphs.count, 3);
    assert_int_equal(canonical.paragraphs.items[1].begin, 4);
    assert_int_equal(canonical.paragraphs.items[1].end, 7);
}

static void nothing_gives_nothing(void **state)
{
    (void)state;
    assert_becomes("", LAYOUT_LINES, "");
    assert_becomes(" \n\t\n", LAYOUT_LINES, "");
    assert_int_equal(canonical.paragraphs.count, 0);
}

static void verbatim_text_stays(void **state)
{
    (void)state;
    assert_becomes("a  b\u2019\r\n", LAYOUT_VERBATIM, "a  b\u2019\r\n");
    assert_int_equal(canonical.paragraphs.count, 1);
}

/* Wrapped at 60 characters; the words split at line ends are known by the text
 * itself (responsible), by the caller (cybernorms), or not at all. */
static const char wrapped[] =
    "States agreed that the norms of responsible behavior are re-\n"
    "sponsible and that they apply in peace and of course in cyb-\n"
    "ernorms, where all the governance of the network is a multi-\n"
    "stakeholder matter for everyone, and nobody else has any say.\n";

static void split_words_are_rejoined(void **state)
{
    struct interner *known = interner_new();

    (void)state;
    intern(known, "cybernorms", 10);
    canonical_make(&canonical, wrapped, strlen(wrapped), LAYOUT_LINES, known);
    assert_int_equal(canonical.paragraphs.count, 1);
    assert_non_null(strstr(canonical.text.data, "are responsible and"));
    assert_non_null(strstr(canonical.text.data, "in cybernorms, where"));
    assert_non_null(strstr(canonical.text.data, "multi-stakeholder matter"));
    canonical_make(&canonical, wrapped, strlen(wrapped), LAYOUT_LINES, NULL);
    assert_non_null(strstr(canonical.text.data, "cyb-ernorms"));
    interner_free(known);
}

static void soft_breaks_do_not_end_a_paragraph(void **state)
{
    (void)state;
    paragraph_becomes("one\vtwo \v three\nfour\n", "one two three\nfour\n");
    paragraph_becomes("\v one\v\v\vtwo\v\n\v\nthree", "one two\nthree\n");
    assert_int_equal(canonical.paragraphs.count, 2);
}

static void words_split_at_soft_breaks_are_rejoined(void **state)
{
    (void)state;
    paragraph_becomes("a policy, a pol-\vicy\n", "a policy, a policy\n");
    paragraph_becomes("multi-\vstakeholder", "multi-stakeholder\n");
    paragraph_becomes("cyb\u00AD\verspace", "cyberspace\n");
    paragraph_becomes("policy pol-\nicy", "policy pol-\nicy\n");
}

UNIT_MAIN(
    cmocka_unit_test_teardown(soft_breaks_do_not_end_a_paragraph, release),
    cmocka_unit_test_teardown(words_split_at_soft_breaks_are_rejoined, release),
    cmocka_unit_test_teardown(spaces_of_all_kinds_are_one, release),
    cmocka_unit_test_teardown(quotes_hyphens_and_ligatures_are_plain, release),
    cmocka_unit_test_teardown(invisible_characters_are_dropped, release),
    cmocka_unit_test_teardown(text_is_composed, release),
    cmocka_unit_test_teardown(text_is_composed_across_what_is_dropped, release),
    cmocka_unit_test_teardown(invalid_bytes_are_replaced_and_counted, release),
    cmocka_unit_test_teardown(zero_bytes_are_spaces, release),
    cmocka_unit_test_teardown(each_line_is_a_paragraph_where_the_format_knows,
                              release),
    cmocka_unit_test_teardown(nothing_gives_nothing, release),
    cmocka_unit_test_teardown(verbatim_text_stays, release),
    cmocka_unit_test_teardown(split_words_are_rejoined, release))
