/* dateline_test.c - the date that a document's first lines give. */
#include <string.h>

#include "ingest/dateline.h"
#include "unit.h"

static void assert_found(const char *text, const char *expected)
{
    char found[DATE_TEXT_MAX];
    struct date date;

    assert_int_equal(dateline_find(text, strlen(text), &date), *expected != 0);
    date_format(date, found);
    if (strcmp(found, expected) != 0)
        fail_msg("\"%s\": \"%s\" instead of \"%s\"", text, found, expected);
}

static void lines_of_their_own(void **state)
{
    (void)state;
    assert_found("July 14, 2011\n", "2011-07-14");
    assert_found("A Title\n\nFact Sheet\nJULY 14, 2011\n\nText.\n",
                 "2011-07-14");
    assert_found("14 July 2011", "2011-07-14");
    assert_found("14th of July, 2011.", "2011-07-14");
    assert_found("Jul. 14, 2011", "2011-07-14");
    assert_found("Sept. 1st, 1999", "1999-09-01");
    assert_found("  2011-07-14  \n", "2011-07-14");
    assert_found("Thursday, July 14, 2011", "2011-07-14");
    assert_found("*July 14, 2011*", "2011-07-14");
    assert_found("SEPTEMBER 2018\n", "2018-09");
}

static void places_and_labels(void **state)
{
    (void)state;
    assert_found("Washington, DC, May 31, 2018", "2018-05-31");
    assert_found("[ Paris ,] November 10, 1948.", "1948-11-10");
    assert_found("The Hague , September 17, 1949\xE2\x80\x94"
                 "1 p. m.",
                 "1949-09-17");
    assert_found("For Immediate Release      May 29, 2009", "2009-05-29");
    assert_found("For Immediate Release\tMay 29, 2009", "2009-05-29");
    assert_found("Date: 2009-05-29", "2009-05-29");
    assert_found("Executive Order 13694 of April 1, 2015\n", "2015-04-01");
    assert_found("Geneva, May 5, 1999, 10:30 a.m.", "1999-05-05");
}

static void before_the_text(void **state)
{
    (void)state;
    assert_found("WASHINGTON, July 14, 2011 (AP) - The Secretary said",
                 "2011-07-14");
    assert_found("WASHINGTON, July 14, 2011 \xE2\x80\x94 The Secretary said",
                 "2011-07-14");
    assert_found("July 14, 2011 -- The Secretary said", "2011-07-14");
}

static void dates_of_something_else(void **state)
{
    static const char *const texts[] = {
        "On July 14, 2011, the Secretary said that it was so.",
        "The Secretary spoke on July 14, 2011 about norms.",
        "Last updated: July 14, 2011",
        "[FR Doc. 2025-00288 Filed 1-8-25; 8:45 am]",
        "January 20, 2017 to January 20, 2021",
        "January 20, 2017 \xE2\x80\x93 January 20, 2021",
        "The order was amended by Executive Order 13694 of April 1, 2015",
        "(December 9, 2021)",
        "WASHINGTON, July 14 (AP) - The Secretary said",
        "Secretary Rusk spoke in Paris,\n",
        "February 30, 2011",
        "July 14, 20111",
        "July 2011 was warm.",
        "12011-07-14",
        "https://example.org/2011-07-14",
        ("The Secretary of State and the ministers of twelve countries agreed "
         "on\n"
         "July 14, 2011."),
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        assert_found(texts[i], "");
}

/* Sets `text` to `lines` lines of "x" and then a date. */
static void make_text(char *text, size_t lines)
{
    for (size_t i = 0; i < lines; i++)
        strcpy(text + 2 * i, "x\n");
    strcat(text, "July 14, 2011\n");
}

static void only_near_the_top(void **state)
{
    char text[200] = "";

    (void)state;
    make_text(text, DATELINE_LINES - 1);
    assert_found(text, "2011-07-14");
    make_text(text, DATELINE_LINES);
    assert_found(text, "");
}

/* Every part of a date line, cut anywhere, is read within its bytes. */
static void reads_within_length(void **state)
{
    static const char line[] = "Thursday, 14th of July, 2011";
    struct date date;

    (void)state;
    for (size_t length = 0; length < sizeof(line) - 1; length++)
        assert_false(dateline_find(line, length, &date));
    assert_int_equal(date_read_words(line + 10, sizeof(line) - 11, &date), 18);
}

UNIT_MAIN(cmocka_unit_test(lines_of_their_own),
          cmocka_unit_test(places_and_labels),
          cmocka_unit_test(before_the_text),
          cmocka_unit_test(dates_of_something_else),
          cmocka_unit_test(only_near_the_top),
          cmocka_unit_test(reads_within_length))
