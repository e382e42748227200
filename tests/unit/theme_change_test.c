/* theme_change_test.c - administrations that follow one another, and a change
 * that is searched for. */
#include <stdio.h>

#include "results_fixture.h"
#include "unit.h"

/* Out of order of the alphabet, with one that the corpus does not have. */
static struct administration terms[] = {
    {.president = "Trump"}, {.president = "Nobody"}, {.president = "Obama"}};

/* The numbers are those of theme_comparison_test.c. Two documents on a side are
 * too few for an interval. */
static void holds_administrations_in_order_of_time(void **state)
{
    static const char *const lines[] = {
        "administration|capacity|administration|Trump|Obama|1|2|8|1|1250.0000|"
        "2|12|1|833.3333|-0.584963|||||1|"
        "0.0909328||",
        "administration|deterrence|administration|Trump|Obama|1|2|8|0|0.0000|2|"
        "12|0|0.0000||||||1|0||",
        "administration|norms|administration|Trump|Obama|1|2|8|2|2500.0000|2|"
        "12|2|1666.6667|-0.584963|||||1|"
        "0.205266||",
        NULL};
    struct administrations list = {terms, 3, 3, {0}};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.administrations = &list;
    rows_read(&rows, &report_theme_change, &fixture.results);
    rows_assert(&rows, lines);
    rows_release(&rows);
    fixture.results.group_by = "topic";
    rows_read(&rows, &report_theme_change, &fixture.results);
    assert_int_equal(rows.count, 0);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* -- A change that is searched for ----------------------------------------- */

enum { DOCUMENTS = 14 };

/* One document a year, of ten words; the seventh is the first of more norms. */
static const uint32_t hits_of_year[DOCUMENTS] = {1, 0, 1, 0, 1, 0, 3,
                                                 2, 4, 3, 2, 4, 3, 2};

struct years {
    struct fixture_document documents[DOCUMENTS];
    struct fixture_hit hits[DOCUMENTS][5];
    char paths[DOCUMENTS][4];
};

static void make_years(struct years *years)
{
    *years = (struct years){0};
    for (size_t i = 0; i < DOCUMENTS; i++) {
        snprintf(years->paths[i], sizeof(years->paths[i]), "%02zu", i);
        for (uint32_t hit = 0; hit < hits_of_year[i]; hit++)
            years->hits[i][hit] = (struct fixture_hit){3, "norm", 1 + hit,
                                                       1 + hit};
        years->documents[i] = (struct fixture_document){
            .path = years->paths[i],
            .group = "A",
            .words = "a a a a a a a a a a",
            .sentences = 9,
            .paragraphs = 9,
            .hits = years->hits[i],
            .date = {.year = (int16_t)(2001 + i), .month = i < 12 ? 5 : 0}};
    }
}

/* Boundaries 2006 to 2010 leave five documents on either side. R: 3 of 60
 * against 23 of 80 words; of the boundaries' g2 9.4, 14.6, 9.7, 9.1 and 4.4
 * those within 7.35 of the highest are plausible, the design effect being below
 * 1; the contrast as in second_computation.R with qt(1 - .025/5, df);
 * wilcox.test(x, y, exact = FALSE). */
static void finds_the_likeliest_year(void **state)
{
    struct results_fixture fixture;
    struct years years;
    struct rows rows;

    (void)state;
    make_years(&years);
    results_fixture_init(&fixture, years.documents, DOCUMENTS);
    rows_read(&rows, &report_theme_change, &fixture.results);
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows_find(&rows, "administration|norms|year"),
                        "administration|norms|year|2006|2007|5|6|60|3|500.0000|"
                        "8|80|23|2875.0000|2.52356|-0.696249|7.06759|0.138347|"
                        "0.138347|0.00993554|14.5801|2006|2009");
    /* Two of the documents are dated by their year alone. */
    assert_string_equal(rows_find(&rows, "administration|norms|quarter"),
                        "administration|norms|quarter|2006-Q2|2007-Q2|3|6|60|3|"
                        "500.0000|6|60|18|3000.0000|2.58496|-0.280241|6.35253|"
                        "0.0764329|0.138347|0.0128002|14.1688|2006-Q2|2008-Q2");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void needs_documents_on_either_side(void **state)
{
    struct years years;

    (void)state;
    make_years(&years);
    report_assert(&report_theme_change, years.documents, 9,
                  (const char *const[]){NULL});
    report_assert(&report_theme_change, NULL, 0, (const char *const[]){NULL});
}

UNIT_MAIN(cmocka_unit_test(holds_administrations_in_order_of_time),
          cmocka_unit_test(finds_the_likeliest_year),
          cmocka_unit_test(needs_documents_on_either_side))
