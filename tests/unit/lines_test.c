/* lines_test.c - lines as they stand, and which of them belong together. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "text/lines.h"

static struct lines lines;

static int release(void **state)
{
    (void)state;
    free(lines.items);
    lines = (struct lines){0};
    return 0;
}

static void join(const char *text)
{
    lines_split(text, strlen(text), &lines);
    lines_join(text, &lines);
}

/* Asserts which lines continue the one before: '+' continues, '.' begins. */
static void assert_joins(const char *text, const char *marks)
{
    join(text);
    assert_int_equal(lines.count, strlen(marks));
    for (size_t i = 0; i < lines.count; i++)
        if (lines.items[i].continues != (marks[i] == '+'))
            fail_msg("line %zu: expected '%c'", i + 1, marks[i]);
}

static void lines_are_trimmed_and_blank_ones_left_out(void **state)
{
    static const char text[] = "  one \n\n \u00A0\u200B\n\ttwo\u3000\nthree";

    (void)state;
    lines_split(text, strlen(text), &lines);
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.items[0].begin, 2);
    assert_int_equal(lines.items[0].end, 5);
    assert_int_equal(lines.items[0].indent, 2);
    assert_true(lines.items[0].follows_blank_line);
    assert_true(lines.items[1].follows_blank_line);
    assert_int_equal(lines.items[1].width, 3);
    assert_false(lines.items[2].follows_blank_line);
}

static void width_is_in_characters(void **state)
{
    (void)state;
    lines_split("\u00E9t\u00E9", 5, &lines);
    assert_int_equal(lines.items[0].width, 3);
}

static void any_line_end_ends_a_line(void **state)
{
    (void)state;
    lines_split("a\r\nb\r\n", 6, &lines);
    assert_int_equal(lines.count, 2);
    assert_int_equal(lines.items[0].end, 1);
    lines_split("a\rb\r", 4, &lines);
    assert_int_equal(lines.count, 2);
    lines_split("", 0, &lines);
    assert_int_equal(lines.count, 0);
}

#define FULL_1 "The Internet is a network of networks that has grown in\n"
#define FULL_2 "size and in reach, and the states that depend on it for\n"
#define FULL_3 "their prosperity and their security agree that it needs\n"

static void wrapped_lines_join(void **state)
{
    (void)state;
    assert_joins(FULL_1 FULL_2 FULL_3 "norms.\n", ".+++");
    assert_joins(FULL_1 FULL_2 FULL_3 "norms.\n\n" FULL_1 FULL_2 "end.\n",
                 ".+++.++");
}

static void paragraph_a_line_stays(void **state)
{
    (void)state;
    assert_joins("One.\nTwo.\nThree.\nFour.\nFive.\n", ".....");
    assert_joins(
        "The Internet is a network of networks that has grown in size.\n"
        "The states that depend on it for prosperity have agreed on it.\n"
        "Norms of responsible behavior in cyberspace have been agreed.\n"
        "Nobody doubts that the law of nations applies in cyberspace.\n",
        "....");
}

static void heading_above_wrapped_text_stands_apart(void **state)
{
    (void)state;
    assert_joins("Cyberspace\n" FULL_1 FULL_2 FULL_3 "norms.\n", "..+++");
}

static void list_items_stand_apart(void **state)
{
    (void)state;
    assert_joins(FULL_1 FULL_2 FULL_3 "norms, such as these:\n"
                                      "- the first of the norms agreed\n"
                                      "- the second of them\n",
                 ".+++..");
    assert_joins(FULL_1 FULL_2 FULL_3 "norms, such as these:\n"
                                      "1. " FULL_2 "(a) the second\n",
                 ".+++..");
}

#define WIDE_1                                                                \
    "A line of an older page that was set in one column runs on for as long " \
    "as the page is wide and only\n"
#define WIDE_2                                                              \
    "then goes on below, so that nine lines in ten of this page are about " \
    "twice as long as those of\n"
#define COLUMN_1 "the states that signed the declaration affirm\n"
#define COLUMN_2 "that malicious activity may not be launched\n"
#define COLUMN_3 "from their territory and that norms of state\n"

static void blocks_of_other_widths_join(void **state)
{
    (void)state;
    assert_joins(WIDE_1 WIDE_2 WIDE_1 WIDE_2 "the next.\n\n" /* one column */
                 COLUMN_1 COLUMN_2 COLUMN_3 COLUMN_1 COLUMN_2 COLUMN_3 /* two */
                     COLUMN_1 COLUMN_2 COLUMN_3 "behavior.\n\n" /* too short: */
                 COLUMN_1 "behavior.\n",
                 ".++++"
                 ".+++++++++"
                 ".+");
}

static void block_of_titles_stays(void **state)
{
    (void)state;
    assert_joins(WIDE_1 WIDE_2 WIDE_1 WIDE_2
                 "the next.\n\n" /* one column */
                 COLUMN_1 COLUMN_2 COLUMN_3 COLUMN_1 COLUMN_2 COLUMN_3 /* two */
                     COLUMN_1 COLUMN_2 COLUMN_3 "behavior.\n\n"
                 "Office of International Cyberspace Policy\n"
                 "Office of Emerging Technology and Rights\n"
                 "Office of the Coordinator of Assistance\n"
                 "Office of Digital Freedom and of Access\n",
                 ".++++"
                 ".+++++++++"
                 "....");
}

static void running_head_stands_apart(void **state)
{
    (void)state;
    assert_joins(FULL_1 FULL_2 FULL_3 "NATIONAL CYBER STRATEGY\n2\n", ".++..");
    assert_joins(FULL_1 FULL_2 FULL_3 "NATO.\n", ".+++");
}

UNIT_MAIN(cmocka_unit_test_teardown(lines_are_trimmed_and_blank_ones_left_out,
                                    release),
          cmocka_unit_test_teardown(width_is_in_characters, release),
          cmocka_unit_test_teardown(any_line_end_ends_a_line, release),
          cmocka_unit_test_teardown(wrapped_lines_join, release),
          cmocka_unit_test_teardown(paragraph_a_line_stays, release),
          cmocka_unit_test_teardown(heading_above_wrapped_text_stands_apart,
                                    release),
          cmocka_unit_test_teardown(list_items_stand_apart, release),
          cmocka_unit_test_teardown(blocks_of_other_widths_join, release),
          cmocka_unit_test_teardown(block_of_titles_stays, release),
          cmocka_unit_test_teardown(running_head_stands_apart, release))
