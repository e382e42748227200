/* theme_trend_test.c - documents in the periods that their dates are precise
 * enough for. */
#include "results_fixture.h"
#include "unit.h"

/* A period of one document has no interval, nor has one of two that are as
 * unequal as 8 and 4 words. */
static void each_date_counts_as_far_as_it_is_known(void **state)
{
    static const char *const norms[] = {
        "administration|(all)|month|2011-07|norms|1|8|2|2500.0000||",
        "administration|(all)|month|2011-08|norms|1|4|0|0.0000||",
        "administration|(all)|quarter|2011-Q3|norms|2|12|2|1666.6667||",
        "administration|(all)|year|2011|norms|2|12|2|1666.6667||",
        "administration|(all)|year|2018|norms|1|6|2|3333.3333||",
        "administration|Obama|month|2011-07|norms|1|8|2|2500.0000||",
        "administration|Obama|month|2011-08|norms|1|4|0|0.0000||",
        "administration|Obama|quarter|2011-Q3|norms|2|12|2|1666.6667||",
        "administration|Obama|year|2011|norms|2|12|2|1666.6667||",
        "administration|Trump|year|2018|norms|1|6|2|3333.3333||",
    };
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    rows_read(&rows, &report_theme_trend, &fixture.results);
    assert_int_equal(rows.count, 10 * FIXTURE_THEMES);
    for (size_t i = 0; i < 10; i++)
        assert_string_equal(rows.lines[i * FIXTURE_THEMES + 2], norms[i]);
    assert_string_equal(
        rows.lines[1],
        "administration|(all)|month|2011-07|deterrence|1|8|0|0.0000||");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* Paths are in another order than dates; months are sorted as numbers. */
static void periods_come_in_order_of_time(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .date = {2012, 12, 31}, .group = "A", .words = "x"},
        {.path = "b", .date = {987, 1, 1}, .group = "A", .words = "x"},
        {.path = "c", .date = {2012, 3, 31}, .group = "A", .words = "x"},
        {.path = "d", .date = {2012, 4, 1}, .group = "A", .words = "x"},
        {.path = "e", .date = {2012, 3, 0}, .group = "A", .words = "x x"},
    };
    static const char *const periods[] = {
        "month|0987-01|",   "month|2012-03|",   "month|2012-04|",
        "month|2012-12|",   "quarter|0987-Q1|", "quarter|2012-Q1|",
        "quarter|2012-Q2|", "quarter|2012-Q4|", "year|0987|",
        "year|2012|"};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, documents, 5);
    rows_read(&rows, &report_theme_trend, &fixture.results);
    assert_int_equal(rows.count, 2 * 10 * FIXTURE_THEMES);
    for (size_t i = 0; i < 10; i++)
        assert_non_null(strstr(rows.lines[i * FIXTURE_THEMES], periods[i]));
    assert_non_null(strstr(rows.lines[FIXTURE_THEMES], "|capacity|2|3|0|"));
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void no_dates_or_words_give_no_numbers(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "x"},
        {.path = "b", .date = {2012, 0, 0}, .group = "A", .words = ""},
        {.path = "c",
         .date = {2012, 0, 0},
         .group = "A",
         .status = DOCUMENT_UNREADABLE},
    };
    static const char *const lines[] = {
        "administration|(all)|year|2012|capacity|1|0|0|||",
        "administration|(all)|year|2012|deterrence|1|0|0|||",
        "administration|(all)|year|2012|norms|1|0|0|||",
        "administration|A|year|2012|capacity|1|0|0|||",
        "administration|A|year|2012|deterrence|1|0|0|||",
        "administration|A|year|2012|norms|1|0|0|||",
        NULL};

    (void)state;
    report_assert(&report_theme_trend, NULL, 0, lines + 6);
    report_assert(&report_theme_trend, documents, 1, lines + 6);
    report_assert(&report_theme_trend, documents, 3, lines);
}

UNIT_MAIN(cmocka_unit_test(each_date_counts_as_far_as_it_is_known),
          cmocka_unit_test(periods_come_in_order_of_time),
          cmocka_unit_test(no_dates_or_words_give_no_numbers))
