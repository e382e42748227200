/* headings_test.c - which paragraphs are headings, by format and by rule. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "text/headings.h"

static struct canonical text;
static struct paragraph_marks marks;
static struct line_kinds kinds;

static int release(void **state)
{
    (void)state;
    canonical_release(&text);
    free(marks.items);
    free(kinds.items);
    marks = (struct paragraph_marks){0};
    kinds = (struct line_kinds){0};
    return 0;
}

/* Asserts which paragraphs are headings, 'H', and which are not, '.'. */
static void assert_marks(const char *raw, enum text_layout layout,
                         const char *expected)
{
    canonical_make(&text, raw, strlen(raw), layout, NULL);
    headings_find(&text, &kinds, &marks);
    assert_int_equal(marks.count, strlen(expected));
    for (size_t i = 0; i < marks.count; i++)
        if ((marks.items[i] == PARAGRAPH_HEADING) != (expected[i] == 'H'))
            fail_msg("paragraph %zu of \"%s\": expected '%c'", i + 1, raw,
                     expected[i]);
}

static void assert_judged(const char *raw, const char *expected)
{
    assert_marks(raw, LAYOUT_PARAGRAPHS, expected);
}

static void titles_above_prose_are_headings(void **state)
{
    (void)state;
    assert_judged("Internet Freedom\nThe law protects speech.\n", "H.");
    assert_judged("INTERNET FREEDOM\nThe law protects speech.\n", "H.");
    assert_judged("Women\nThe law protects all.\n", "H.");
    assert_judged("Freedom of the Press\nThe law protects it.\n", "H.");
    assert_judged("Acts Based on Sex (and Other Grounds)\nNot so.\n", "H.");
}

static void numbers_stand_before_titles(void **state)
{
    (void)state;
    assert_judged("a. Freedom of Expression\nThe law protects it.\n", "H.");
    assert_judged("1.2 Freedom of Expression\nThe law protects it.\n", "H.");
    assert_judged("IV. Freedom of Expression\nThe law protects it.\n", "H.");
    assert_judged("Section 2. Civil Liberties\nThe law protects them.\n", "H.");
    assert_judged("Chapter II\nThe law protects them.\n", "H.");
}

static void headings_may_follow_one_another(void **state)
{
    (void)state;
    assert_judged("Section 2.\nRespect for Civil Liberties, Including:\n"
                  "a. Freedom of Expression\nThe law protects it.\n",
                  "HHH.");
    /* five are a list, whatever follows */
    assert_judged("North\nSouth\nRiver\nWest\nCentre\nAll are here.\n",
                  "......");
}

static void sentences_are_no_headings(void **state)
{
    (void)state;
    assert_judged("The law protects it.\nThe law protects speech.\n", "..");
    assert_judged("What comes next\nThe law protects speech.\n", "..");
    assert_judged("Dear Minister:\nThe law protects speech.\n", "..");
    assert_judged("Internet Freedom and\nThe law protects speech.\n", "..");
    assert_judged("(a) Internet Freedom\nThe law protects speech.\n", "..");
}

static void what_no_prose_follows_is_none(void **state)
{
    (void)state;
    assert_judged("The law protects it.\nHARRY TRUMAN\nThe White House\n",
                  "...");
    assert_judged("The law protects it.\nHarry Truman\nJune 3, 1950.\n", "...");
    assert_judged("General Provisions\n(a) Nothing here shall affect:\n", "H.");
    assert_judged("Internet Freedom\n"
                  "The law protects what people write and what others read\n",
                  "H.");
    /* the first words of a sentence, which stood in italics */
    assert_judged("In Witness Whereof\n, I have set my hand here.\n", "..");
    assert_judged("Done Today\nat the City of Washington.\n", "..");
}

static void formulas_datelines_and_names_are_none(void **state)
{
    (void)state;
    assert_judged("Top Secret\nThe law protects speech.\n", "..");
    assert_judged("Washington, July 14, 2011\nThe law protects it.\n", "..");
    assert_judged("Mr. Tan Shao, Minister\nThe law protects speech.\n", "..");
    assert_judged("March 3, 1879\nThe law protects speech.\n", "..");
    assert_judged("Executive Order 6757\nThe law protects speech.\n", "H.");
    assert_judged("4:33 P.M. EST\nThe law protects speech.\n", "..");
}

static void short_lines_break_nothing(void **state)
{
    (void)state;
    assert_judged("", "");
    assert_judged("a\n", ".");
    assert_judged("1.\n", ".");
    assert_judged("Section\nSection 1\nThe law is here.\n", "HH.");
    assert_judged("- - -\n\"\"\"\n(((\nThe law is here.\n", "....");
}

static void add_kinds(const char *letters)
{
    for (; *letters; letters++)
        *VECTOR_PUSH(&kinds) = *letters == 'H' ? LINE_HEADING : LINE_TEXT;
}

static void the_format_knows_better(void **state)
{
    (void)state;
    add_kinds(".H.");
    assert_judged("Internet Freedom\nWhat comes next\nThe law is here.\n",
                  ".H.");
}

static void kinds_are_of_raw_lines(void **state)
{
    (void)state;
    /* lines 1 and 3 leave no paragraph, line 2 is one of two lines */
    add_kinds("...H.");
    assert_judged("One is here.\n\nTwo \vis here.\n\xC2\xAD\nThree is here.\n",
                  "...");
    kinds.count = 0;
    add_kinds("..H.H");
    assert_judged("One is here.\n\nTwo \vis here.\n\xC2\xAD\nThree is here.\n",
                  ".HH");
}

static void a_format_without_headings_is_judged(void **state)
{
    (void)state;
    add_kinds("..");
    assert_judged("Internet Freedom\nThe law is here.\n", "H.");
}

static void wrapped_text_is_judged_by_its_paragraphs(void **state)
{
    (void)state;
    assert_marks("Internet Freedom\n\nThe law protects what people say in the\n"
                 "open and what they write to one another in\n"
                 "private, so that nobody has to fear for the\nanswer.\n",
                 LAYOUT_LINES, "H.");
}

static void marked_paragraphs_are_copied_and_removed(void **state)
{
    struct canonical out = {0};

    (void)state;
    assert_judged("Scope\nIt is wide.\nAims\nThey are high.\n", "H.H.");
    paragraphs_copy(&text, &marks, PARAGRAPH_HEADING, &out);
    paragraphs_remove(&text, &marks, PARAGRAPH_HEADING);
    assert_string_equal(buffer_text(&out.text), "Scope\nAims\n");
    assert_int_equal(out.paragraphs.count, 2);
    assert_int_equal(out.paragraphs.items[1].begin, 6);
    assert_int_equal(out.paragraphs.items[1].end, 10);
    assert_string_equal(buffer_text(&text.text),
                        "It is wide.\nThey are high.\n");
    assert_int_equal(text.paragraphs.count, 2);
    assert_int_equal(text.paragraphs.items[1].begin, 12);
    assert_int_equal(text.paragraphs.items[1].end, 26);
    assert_int_equal(marks.count, 2);
    canonical_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(titles_above_prose_are_headings, release),
        cmocka_unit_test_teardown(numbers_stand_before_titles, release),
        cmocka_unit_test_teardown(headings_may_follow_one_another, release),
        cmocka_unit_test_teardown(sentences_are_no_headings, release),
        cmocka_unit_test_teardown(what_no_prose_follows_is_none, release),
        cmocka_unit_test_teardown(formulas_datelines_and_names_are_none,
                                  release),
        cmocka_unit_test_teardown(short_lines_break_nothing, release),
        cmocka_unit_test_teardown(the_format_knows_better, release),
        cmocka_unit_test_teardown(kinds_are_of_raw_lines, release),
        cmocka_unit_test_teardown(a_format_without_headings_is_judged, release),
        cmocka_unit_test_teardown(wrapped_text_is_judged_by_its_paragraphs,
                                  release),
        cmocka_unit_test_teardown(marked_paragraphs_are_copied_and_removed,
                                  release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
