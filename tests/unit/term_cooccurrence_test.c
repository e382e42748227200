/* term_cooccurrence_test.c - pairs of terms that met. */
#include <stdio.h>
#include <string.h>

#include "results_fixture.h"
#include "stats/association.h"
#include "unit.h"

static void has_the_columns_of_the_contract(void **state)
{
    static const char *const names[] = {
        "group_by", "group", "unit",    "theme_a", "term_a",    "theme_b",
        "term_b",   "units", "units_a", "units_b", "units_both"};
    struct table *table = report_term_cooccurrence.make_table(NULL);
    size_t keys = sizeof(names) / sizeof(*names);

    (void)state;
    for (size_t i = 0; i < keys; i++)
        assert_string_equal(table->columns[i].name, names[i]);
    for (size_t i = keys; i < table->column_count; i++)
        assert_string_equal(table->columns[i].name,
                            ASSOCIATION_MEASURES[i - keys].about.name);
    assert_string_equal(table->columns[table->column_count - 1].name,
                        "odds_ratio_high");
    table_free(table);
}

/* (all), paragraphs: 5, of which 3 have norm, 1 voluntary norm, 1 both: E =
 * 3/5, g2 = 2 (ln 5/3 + 2 ln (2/2.4) + 2 ln (2/1.6)) = 1.18494; with 1/2 added
 * for the empty cell, the odds ratio is 1.5 * 2.5 / (0.5 * 2.5) = 3. Ten rows;
 * the three of p = 0.095891 have q = 10/3 p, and the six up to p = 0.306315 of
 * the four next have 10/7 of that. */
static const char *const lines[] = {
    "administration|(all)|sentence|capacity|building|norms|norm|6|2|3|1|1|0|1|"
    "1|0|0|0.4|12.6781|0.25|0|0|1|0.0335487|29.8074",
    "administration|(all)|paragraph|capacity|building|norms|norm|5|2|3|1|1.2|"
    "0.138443|0.709834|0.887292|-0.263034|-0.113283|0.4|12.6781|0.25|-0.166667|"
    "-0.2|0.5|0.0127796|19.5624",
    "administration|(all)|paragraph|norms|norm|norms|voluntary norm|5|3|1|1|"
    "0.6|1.18494|0.276353|0.437593|0.736966|0.317394|0.5|13|0.333333|0.408248|"
    "0.4|3|0.0780315|115.338",
    "administration|(all)|document|capacity|building|norms|norm|4|2|2|1|1|0|1|"
    "1|0|0|0.5|13|0.333333|0|0|1|0.0198425|50.3968",
    "administration|(all)|document|norms|norm|norms|voluntary norm|4|2|1|1|0.5|"
    "1.72609|0.188911|0.437593|1|0.5|0.666667|13.415|0.5|0.57735|0.5|5|"
    "0.113316|220.621",
    "administration|Obama|sentence|capacity|building|norms|norm|3|1|2|1|"
    "0.666667|1.0465|0.306315|0.437593|0.584963|0.36907|0.666667|13.415|0.5|"
    "0.5|0.333333|3|0.0595276|151.19",
    "administration|Obama|paragraph|capacity|building|norms|norm|3|1|2|1|"
    "0.666667|1.0465|0.306315|0.437593|0.584963|0.36907|0.666667|13.415|0.5|"
    "0.5|0.333333|3|0.0595276|151.19",
    "administration|Obama|document|capacity|building|norms|norm|2|1|1|1|0.5|"
    "2.77259|0.095891|0.319637|1|1|1|14|1|1|0.5|9|0.0973816|831.78",
    "administration|Trump|paragraph|norms|norm|norms|voluntary norm|2|1|1|1|"
    "0.5|2.77259|0.095891|0.319637|1|1|1|14|1|1|0.5|9|0.0973816|831.78",
    "administration|Trump|document|norms|norm|norms|voluntary norm|2|1|1|1|0.5|"
    "2.77259|0.095891|0.319637|1|1|1|14|1|1|0.5|9|0.0973816|831.78",
    NULL};

static void lists_pairs_that_met(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    rows_read(&rows, &report_term_cooccurrence, &fixture.results);
    rows_assert(&rows, lines);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

/* Pairs met in an order that is not that of their names. */
static void orders_pairs_by_name(void **state)
{
    static const uint32_t pairs[][2] = {{3, 4}, {0, 4}, {1, 2}, {0, 1}, {0, 3}};
    static const char *const expected[] = {
        "capacity|building|capacity|training|", "capacity|building|norms|norm|",
        "capacity|building|norms|voluntary norm|",
        "capacity|training|deterrence|deter|",
        "norms|norm|norms|voluntary norm|"};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, NULL, 0);
    for (size_t i = 0; i < 5; i++)
        count_map_add(
            &fixture.all.items[0]
                 .tally.counts[tally_unit_kind(UNIT_DOCUMENT, UNIT_TERM_PAIRS)],
            pair_key(pairs[i][0], pairs[i][1]), 1, 1);
    rows_read(&rows, &report_term_cooccurrence, &fixture.results);
    assert_int_equal(rows.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_non_null(strstr(rows.lines[i], expected[i]));
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void reports_nothing_of_nothing(void **state)
{
    static const struct fixture_document no_hits = {.path = "a",
                                                    .group = "A",
                                                    .words = "word",
                                                    .sentences = 1,
                                                    .paragraphs = 1};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    for (size_t count = 0; count < 2; count++) {
        results_fixture_init(&fixture, &no_hits, count);
        rows_read(&rows, &report_term_cooccurrence, &fixture.results);
        assert_int_equal(rows.count, 0);
        rows_release(&rows);
        results_fixture_release(&fixture);
    }
}

UNIT_MAIN(cmocka_unit_test(has_the_columns_of_the_contract),
          cmocka_unit_test(lists_pairs_that_met),
          cmocka_unit_test(orders_pairs_by_name),
          cmocka_unit_test(reports_nothing_of_nothing))
