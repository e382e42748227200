/* date_test.c - partial dates, and dates in names. */
#include <string.h>

#include "unit.h"

#include "ingest/date.h"

/* Asserts that `text` reads as itself, or as nothing when `valid` is false. */
static void assert_parse(const char *text, bool valid)
{
    struct date date = {0};
    char back[DATE_TEXT_MAX];

    if (date_parse(text, strlen(text), &date) != valid)
        fail_msg("date_parse(\"%s\") is %s", text, valid ? "no" : "yes");
    date_format(date, back);
    assert_string_equal(back, valid ? text : "");
}

static void assert_name(const char *path, const char *expected)
{
    struct date date;
    char text[DATE_TEXT_MAX];
    bool found = date_from_name(path, &date);

    date_format(date, text);
    if (found != (expected[0] != '\0') || strcmp(text, expected) != 0)
        fail_msg("%s: found \"%s\", not \"%s\"", path, text, expected);
}

static void parses_strictly(void **state)
{
    static const char *const good[] = {"2011-07-14", "2011-07",    "2011",
                                       "2016-02-29", "2000-02-29", "1789-04-30",
                                       "0001",       "9999-12-31"};
    static const char *const bad[] = {
        "",           "2011-7-14",   "11-07-14",
        "2011/07/14", "2011-07-14 ", " 2011-07-14",
        "2011-13",    "2011-00",     "2011-07-00",
        "2011-02-30", "2015-02-29",  "1900-02-29",
        "2011-04-31", "0000",        "20110714",
        "2011-",      "2011-07-",    "2011-07-14T",
        "201",        "20111",       "2011-0a",
        "-2011",      "July 2011",   "14.07.2011"};

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_parse(good[i], true);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_parse(bad[i], false);
}

/* `length` rules, not a NUL. */
static void parses_within_length(void **state)
{
    struct date date;

    (void)state;
    assert_true(date_parse("2011-07-14", 7, &date));
    assert_int_equal(date.month, 7);
    assert_int_equal(date.day, 0);
    assert_false(date_parse("2011-07-14", 9, &date));
}

static struct date of(const char *text)
{
    struct date date = {0};

    date_parse(text, strlen(text), &date);
    return date;
}

static void spans_of_partial_dates(void **state)
{
    char text[DATE_TEXT_MAX];

    (void)state;
    date_format(date_first_day(of("2016")), text);
    assert_string_equal(text, "2016-01-01");
    date_format(date_last_day(of("2016")), text);
    assert_string_equal(text, "2016-12-31");
    date_format(date_last_day(of("2016-02")), text);
    assert_string_equal(text, "2016-02-29");
    date_format(date_last_day(of("2015-02")), text);
    assert_string_equal(text, "2015-02-28");
    date_format(date_last_day(of("2015-02-03")), text);
    assert_string_equal(text, "2015-02-03");
    date_format(date_last_day((struct date){0}), text);
    assert_string_equal(text, "");
}

static void compares(void **state)
{
    (void)state;
    assert_true(date_compare(of("2016"), of("2017")) < 0);
    assert_true(date_compare(of("2016-02"), of("2016-01-31")) > 0);
    assert_true(date_compare(of("2016"), of("2016-01-01")) < 0);
    assert_true(date_compare(of("2016-01"), of("2016-01-01")) < 0);
    assert_int_equal(date_compare(of("2016-03-04"), of("2016-03-04")), 0);
    assert_true(date_compare((struct date){0}, of("0001")) < 0);
}

static void names_with_dates(void **state)
{
    (void)state;
    assert_name("2011-07-14-title.txt", "2011-07-14");
    assert_name("2011-07-14_title", "2011-07-14");
    assert_name("2011_07_14 title", "2011-07-14");
    assert_name("2011.07.14.txt", "2011-07-14");
    assert_name("20110714-title", "2011-07-14");
    assert_name("20110714.txt", "2011-07-14");
    assert_name("eo-2013-02-12-executive-order-13636.txt", "2013-02-12");
    assert_name("wh-2021-05-12-fact-sheet.txt", "2021-05-12");
    assert_name("oba_20110512.md", "2011-05-12");
    assert_name("2018-04-uscybercom-command-vision.txt", "2018-04");
    assert_name("eo-2018-04-vision.txt", "2018-04");
    assert_name("2016.txt", "2016");
    assert_name("2016-report.txt", "2016");
    assert_name("remarks-in-london-2011-11-01.txt", "2011-11-01");
    assert_name("2017/remarks-2011-11-01.txt", "2011-11-01");
}

static void names_without_dates(void **state)
{
    (void)state;
    assert_name("executive-order-13636.txt", "");
    assert_name("eo-13636.txt", "");
    assert_name("13636-order.txt", "");
    assert_name("cisa-15-01.txt", "");
    assert_name("the-2016-election.txt", "");
    assert_name("un-2030-agenda.txt", "");
    assert_name("election2016.txt", "");
    assert_name("20161-order.txt", "");
    assert_name("2016a.txt", "");
    assert_name("2016-13-01.txt", "");
    assert_name("2011-02-30-title.txt", "");
    assert_name("2016-17-report.txt", "");
    assert_name("0999.txt", "");
    assert_name("12345678.txt", "");
    assert_name("120110714.txt", "");
    assert_name("2018-04-12th-meeting.txt", "");
    assert_name("call-202-555-0100.txt", "");
    assert_name("", "");
    assert_name(".txt", "");
}

static void folders_with_years(void **state)
{
    (void)state;
    assert_name("2016/cuba.txt", "2016");
    assert_name("2016/05/cuba.txt", "2016");
    assert_name("archive/2016-05/x/cuba.txt", "2016-05");
    assert_name("2015/2016/cuba.txt", "2016");
    assert_name("2016-reports/cuba.txt", "");
    assert_name("0005/cuba.txt", "");
    assert_name("Obama/cuba.txt", "");
}

static void places_in_names(void **state)
{
    struct date date;
    struct date_place place;

    (void)state;
    assert_true(date_in_name("eo-2013-02-12-order", &date, &place));
    assert_int_equal(place.begin, 3);
    assert_int_equal(place.end, 13);
    assert_true(date_in_name("20130212-order", &date, &place));
    assert_int_equal(place.begin, 0);
    assert_int_equal(place.end, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_strictly),
        cmocka_unit_test(parses_within_length),
        cmocka_unit_test(spans_of_partial_dates),
        cmocka_unit_test(compares),
        cmocka_unit_test(names_with_dates),
        cmocka_unit_test(names_without_dates),
        cmocka_unit_test(folders_with_years),
        cmocka_unit_test(places_in_names),
    };

    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
