/* pdf_test.c - text from the boxes of words, written here by hand: what stands
 * where on a page decides what is read, and in which order. */
#include "unit.h"

#include <string.h>

#include "ingest/extract.h"
#include "ingest/pdf.h"
#include "ingest/pdf_boxes.h"

static struct buffer boxes;
static struct extracted out;
static struct error err;

static int release(void **state)
{
    (void)state;
    buffer_release(&boxes);
    extracted_release(&out);
    return 0;
}

static void begin_document(void)
{
    buffer_reset(&boxes);
    buffer_add_text(&boxes, PDF_BOXES_MAGIC
                    "<html><head><title>On &quot;Norms&quot;</title>\n"
                    "<meta name=\"Author\" content=\"A. Writer\"/>\n"
                    "<meta name=\"CreationDate\" content=\"2018-09-20T12\"/>\n"
                    "</head><body><doc>\n");
}

static void add_page(void)
{
    buffer_add_text(&boxes, "<page width=\"600.0\" height=\"800.0\">\n");
}

/* Words six points a letter wide in a box 12 high. */
static void add_sized(double x, double y, double height, const char *text)
{
    double step = height / 2;

    buffer_add_text(&boxes, "<line>\n");
    while (*text) {
        size_t length = strcspn(text, " ");

        buffer_add_format(&boxes,
                          "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" "
                          "yMax=\"%f\">%.*s</word>\n",
                          x, y, x + step * (double)length, y + height,
                          (int)length, text);
        x += step * (double)(length + 1);
        text += length + (text[length] == ' ');
    }
    buffer_add_text(&boxes, "</line>\n");
}

static void add_line(double x, double y, const char *text)
{
    add_sized(x, y, 12, text);
}

static void assert_reads(const char *expected)
{
    struct source source = {"a.pdf", &boxes, 0};

    if (document_extract(&source, &out, NULL, &err) != OK)
        fail_msg("%s", err.text);
    assert_string_equal(buffer_text(&out.text), expected);
    assert_true(out.paragraphs_known);
}

static void lines_become_paragraphs(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_sized(60, 100, 20, "Of norms");
    add_line(60, 140, "The norms of states are not laws but pol-");
    add_line(60, 153, "icy, and so they bind those who say that");
    add_line(60, 166, "they are bound.");
    add_line(60, 179, "A new paragraph begins after a short one.");
    add_line(60, 205, "\xE2\x80\xA2 one item");
    add_line(60, 218, "\xE2\x80\xA2 another");
    assert_reads("Of norms\n"
                 "The norms of states are not laws but pol-\v"
                 "icy, and so they bind those who say that\v"
                 "they are bound.\n"
                 "A new paragraph begins after a short one.\n"
                 "\xE2\x80\xA2 one item\n"
                 "\xE2\x80\xA2 another\n");
    assert_int_equal(out.kinds.count, 5);
    assert_int_equal(out.kinds.items[0], LINE_HEADING);
    assert_int_equal(out.kinds.items[1], LINE_TEXT);
    assert_int_equal(out.kinds.items[3], LINE_LIST_ITEM);
    assert_string_equal(metadata_get(&out.metadata, "title"), "On \"Norms\"");
    assert_string_equal(metadata_get(&out.metadata, "author"), "A. Writer");
    assert_string_equal(metadata_get(&out.metadata, "created"),
                        "2018-09-20T12");
}

/* The program gives the lines of both columns in turn. */
static void columns_are_read_one_after_the_other(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 100,
             "Over both columns goes a long line that ends here and now.");
    add_line(60, 140, "The left column begins");
    add_line(320, 140, "and the right one ends");
    add_line(60, 153, "a sentence that goes on");
    add_line(320, 153, "it. A second follows it");
    add_line(60, 166, "to the end of its line");
    add_line(320, 166, "and is the last of all.");
    assert_reads("Over both columns goes a long line that ends here and now.\n"
                 "The left column begins\va sentence that goes on\v"
                 "to the end of its line\v"
                 "and the right one ends\vit. A second follows it\v"
                 "and is the last of all.\n");
}

static void heads_and_numbers_are_left_out(void **state)
{
    (void)state;
    begin_document();
    for (int page = 0; page < 3; page++) {
        add_page();
        add_line(60, 30,
                 page == 1 ? "National Strategy 12" : "National Strategy");
        add_line(60, 100,
                 page == 0   ? "The first page breaks off in the"
                 : page == 1 ? "middle of this sentence and not in"
                             : "the last one.");
        add_line(280, 760,
                 page == 0   ? "1"
                 : page == 1 ? "- ii -"
                             : "Page 3 of 3");
    }
    assert_reads("The first page breaks off in the\v"
                 "middle of this sentence and not in\vthe last one.\n");
}

static void notes_stand_after_the_text(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 600, "A claim that has a note goes on to the");
    add_sized(60, 700, 9, "1 The note itself.");
    add_page();
    add_line(60, 100, "next page, where it ends as it should.");
    assert_reads("A claim that has a note goes on to the\v"
                 "next page, where it ends as it should.\n"
                 "1 The note itself.\n");
}

static void contents_lose_leaders_and_numbers(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 100, "Table of Contents");
    add_line(60, 140, "Introduction");
    add_line(500, 140, "1");
    add_line(60, 153, "Pillar One: Defend the critical infrastructure of all");
    add_line(500, 153, "12");
    add_line(60, 166, "and its owners");
    add_line(60, 179, "Annex");
    add_line(500, 179, "A-3");
    add_page();
    add_line(60, 100, "Scope ........ 7");
    add_line(60, 113, "Terms ............");
    add_line(500, 113, "xii");
    assert_reads("Table of Contents\nIntroduction\n"
                 "Pillar One: Defend the critical infrastructure of all\v"
                 "and its owners\nAnnex\nScope\nTerms\n");
    assert_int_equal(out.kinds.items[1], LINE_TABLE_ROW);
}

static void numbers_of_tables_stay(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 100, "Attacks by year");
    add_line(60, 140, "Espionage");
    add_line(500, 140, "1");
    add_line(60, 153, "Theft");
    add_line(500, 153, "12");
    add_line(60, 166, "We know... 7 of them");
    assert_reads("Attacks by year\nEspionage 1\nTheft 12\n"
                 "We know... 7 of them\n");
}

/* In a tight justified line, gaps are hardly wider than between letters. */
static void words_of_tight_lines_stay_apart(void **state)
{
    static const char *const words[] = {"the", "responsible", "adversaries"};
    double x = 60;

    (void)state;
    begin_document();
    add_page();
    buffer_add_text(&boxes, "<line>\n");
    for (size_t i = 0; i < 3; i++) {
        double end = x + 4 * (double)strlen(words[i]);

        buffer_add_format(&boxes,
                          "<word xMin=\"%f\" yMin=\"100\" xMax=\"%f\" "
                          "yMax=\"112.6\">%s</word>\n",
                          x, end, words[i]);
        x = end + 0.94;
    }
    buffer_add_text(&boxes, "</line>\n");
    assert_reads("the responsible adversaries\n");
}

static void a_column_may_break_off_before_a_name(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 140, "the left column has a line");
    add_line(60, 153, "and breaks off, as its end");
    add_line(320, 140, "Internet governance is what");
    add_line(320, 153, "it went on with, and ended.");
    add_line(60, 166, "is full, since our approach");
    add_line(320, 166, "Then there was another one.");
    assert_reads("the left column has a line\vand breaks off, as its end\v"
                 "is full, since our approach\vInternet governance is what\v"
                 "it went on with, and ended.\vThen there was another one.\n");
}

static void pages_without_text_are_told_of(void **state)
{
    (void)state;
    begin_document();
    for (int page = 0; page < 4; page++) {
        add_page();
        if (page == 1)
            add_line(60, 100, "The only text.");
    }
    assert_reads("The only text.\n");
    assert_int_equal(out.issues.count, 1);
    assert_non_null(strstr(out.issues.items[0].message,
                           "3 of 4 pages hold no text (1, 3 to 4)"));
    assert_int_equal(out.issues.items[0].severity, SEVERITY_WARNING);
    begin_document();
    for (int page = 0; page < 6; page++) {
        add_page();
        if (page % 2 == 0)
            add_line(60, 100, "Its back is empty.");
    }
    assert_reads("Its back is empty.\nIts back is empty.\n"
                 "Its back is empty.\n");
    assert_int_equal(out.issues.items[0].severity, SEVERITY_NOTE);
    begin_document();
    add_page();
    assert_int_equal(document_extract(&(struct source){"a.pdf", &boxes, 0},
                                      &out, NULL, &err),
                     ERR_FORMAT);
    assert_non_null(strstr(err.text, "probably a scan"));
}

static void what_is_no_pdf_is_refused(void **state)
{
    struct source source = {"a.pdf", &boxes, 0};

    (void)state;
    buffer_reset(&boxes);
    buffer_add_text(&boxes, "%PDF-1.7\nnothing that could be read\n");
    assert_int_equal(document_convert(&source, &err), ERR_FORMAT);
    assert_non_null(strstr(err.text, "is a PDF that cannot be read"));
}

/* `printf '%%PDF-1.7\n' | gzip -n9`: unpacked before it is converted. */
static void compressed_pdf_is_unpacked_first(void **state)
{
    static const char packed[] =
        "\037\213\010\000\000\000\000\000\002\003\123\015\160\161\323\065"
        "\324\063\347\002\000\056\316\313\041\011\000\000\000";
    struct source source = {"a.PDF.gz", &boxes, 0};

    (void)state;
    buffer_reset(&boxes);
    buffer_add(&boxes, packed, sizeof(packed) - 1);
    assert_int_equal(document_convert(&source, &err), ERR_FORMAT);
    assert_non_null(strstr(err.text, "is a PDF that cannot be read"));
    buffer_reset(&boxes);
    buffer_add(&boxes, packed, sizeof(packed) - 9);
    assert_int_equal(document_convert(&source, &err), ERR_FORMAT);
    assert_null(strstr(err.text, "PDF"));
    source.name = "a.txt.gz";
    buffer_reset(&boxes);
    buffer_add(&boxes, packed, sizeof(packed) - 1);
    assert_int_equal(document_convert(&source, &err), OK);
    assert_int_equal(boxes.length, sizeof(packed) - 1);
}

static void a_large_initial_begins_its_word(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_sized(60, 100, 36, "T");
    add_line(80, 103, "he norms of states bind those");
    add_line(80, 119, "who say that they are bound");
    add_line(60, 140, "by them, and nobody else at all.");
    assert_reads("The norms of states bind those\v"
                 "who say that they are bound\n"
                 "by them, and nobody else at all.\n");
}

static void a_mark_set_apart_begins_its_line(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 100, "Two things are to be done:");
    add_line(60, 120, "\xE2\x80\xA2");
    add_line(110, 120, "norms are to be kept by all states;");
    add_line(60, 133, "(b)");
    add_line(110, 133, "rules are to be written");
    assert_reads("Two things are to be done:\n"
                 "\xE2\x80\xA2 norms are to be kept by all states;\n"
                 "(b) rules are to be written\n");
}

/* Two columns, which run round what stands between them from the third line to
 * the fifth. */
static void add_columns_round_an_inset(void)
{
    static const char *const quote[] = {"A norm is what", "is kept when no",
                                        "law demands it."};

    for (int i = 0; i < 8; i++) {
        bool is_narrow = i >= 2 && i < 5;
        double y = 100 + 13 * i;

        add_line(60, y,
                 is_narrow ? "the left one narrow as"
                           : "the left one at its full width and");
        if (is_narrow)
            add_line(240, y, quote[i - 2]);
        add_line(is_narrow ? 350 : 300, y,
                 is_narrow ? "the right one narrow as"
                           : "the right one at its full width and");
    }
}

/* Orders set them without a gap or an indent, and every line is full. */
static void sections_and_items_begin_paragraphs(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 100, "By my authority it is ordered as follows.");
    add_line(60, 113, "Sec. 2. Policy. States keep to all norms,");
    add_line(60, 126, "Section 3. is none, as no sentence ended.");
    add_line(60, 139, "Section 4. Duties. Each state, by now, or");
    add_line(60, 152, "(a) keeps to norms that it has signed and");
    add_line(60, 165, "(b) tells others of what it has not found");
    add_line(60, 178, "(xvii) to be one, as that section has it.");
    add_line(60, 191, "\xE2\x80\xA2 one thing is always an item of a list");
    add_line(60, 204, "\xE2\x80\xA2 another is one too, and the last one.");
    assert_reads("By my authority it is ordered as follows.\n"
                 "Sec. 2. Policy. States keep to all norms,\v"
                 "Section 3. is none, as no sentence ended.\n"
                 "Section 4. Duties. Each state, by now, or\n"
                 "(a) keeps to norms that it has signed and\n"
                 "(b) tells others of what it has not found\v"
                 "(xvii) to be one, as that section has it.\n"
                 "\xE2\x80\xA2 one thing is always an item of a list\n"
                 "\xE2\x80\xA2 another is one too, and the last one.\n");
}

static void a_heading_may_have_two_lines(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_sized(60, 100, 20, "Of Norms and");
    add_sized(60, 122, 20, "of Rules at Sea");
    for (int i = 0; i < 4; i++)
        add_line(60, 160 + 13 * i, "A line of text that is as wide as all are");
    assert_reads("Of Norms and\vof Rules at Sea\n"
                 "A line of text that is as wide as all are\v"
                 "A line of text that is as wide as all are\v"
                 "A line of text that is as wide as all are\v"
                 "A line of text that is as wide as all are\n");
    assert_int_equal(out.kinds.items[0], LINE_HEADING);
}

/* What a page breaks off is taken up overleaf, a new sentence is not. */
static void paragraphs_go_on_overleaf(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_line(60, 700, "States that are bound by what they signed");
    add_line(60, 713, "keep to it at sea, on land, and wherever,");
    add_page();
    add_line(60, 100, "As the law has it, others may be harmed.");
    add_line(60, 113, "The paragraph goes to the foot of a page.");
    add_page();
    add_line(60, 100, "Another one begins at the head of a page.");
    assert_reads("States that are bound by what they signed\v"
                 "keep to it at sea, on land, and wherever,\v"
                 "As the law has it, others may be harmed.\v"
                 "The paragraph goes to the foot of a page.\n"
                 "Another one begins at the head of a page.\n");
}

#define WIDE(side)   "the " side " one at its full width and"
#define NARROW(side) "the " side " one narrow as\v"
#define COLUMN(side)                                            \
    WIDE(side)                                                  \
    "\v" WIDE(side) "\v" NARROW(side) NARROW(side) NARROW(side) \
        WIDE(side) "\v" WIDE(side) "\v" WIDE(side)

#define BOTH_COLUMNS COLUMN("left") "\v" COLUMN("right") "\n"

static void columns_run_round_an_inset(void **state)
{
    (void)state;
    begin_document();
    add_page();
    add_columns_round_an_inset();
    assert_reads(BOTH_COLUMNS "A norm is what\v"
                              "is kept when no\v"
                              "law demands it.\n");
}

UNIT_MAIN(
    cmocka_unit_test_teardown(lines_become_paragraphs, release),
    cmocka_unit_test_teardown(a_large_initial_begins_its_word, release),
    cmocka_unit_test_teardown(a_mark_set_apart_begins_its_line, release),
    cmocka_unit_test_teardown(columns_run_round_an_inset, release),
    cmocka_unit_test_teardown(sections_and_items_begin_paragraphs, release),
    cmocka_unit_test_teardown(a_heading_may_have_two_lines, release),
    cmocka_unit_test_teardown(paragraphs_go_on_overleaf, release),
    cmocka_unit_test_teardown(columns_are_read_one_after_the_other, release),
    cmocka_unit_test_teardown(heads_and_numbers_are_left_out, release),
    cmocka_unit_test_teardown(notes_stand_after_the_text, release),
    cmocka_unit_test_teardown(contents_lose_leaders_and_numbers, release),
    cmocka_unit_test_teardown(numbers_of_tables_stay, release),
    cmocka_unit_test_teardown(words_of_tight_lines_stay_apart, release),
    cmocka_unit_test_teardown(a_column_may_break_off_before_a_name, release),
    cmocka_unit_test_teardown(compressed_pdf_is_unpacked_first, release),
    cmocka_unit_test_teardown(pages_without_text_are_told_of, release),
    cmocka_unit_test_teardown(what_is_no_pdf_is_refused, release))
