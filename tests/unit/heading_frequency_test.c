/* heading_frequency_test.c - terms in headings that are counted apart. */
#include "results_fixture.h"
#include "unit.h"

static void add_headings(struct group *group, uint32_t term, uint64_t hits,
                         uint64_t headings)
{
    struct count_map *counts = group->headings.counts;

    count_map_add(&counts[TALLY_TERMS], term, hits, 1);
    count_map_add(&counts[tally_unit_kind(UNIT_PARAGRAPH, UNIT_TERMS)], term,
                  headings, 1);
    group->headings.totals.words += 10;
}

static void terms_with_hits_have_rows(void **state)
{
    static const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "norms"}};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, documents, 1);
    add_headings(&fixture.all.items[0], 3, 5, 4);
    add_headings(&fixture.all.items[0], 1, 2, 1);
    add_headings(&fixture.groups.items[0], 3, 1, 1);
    rows_read(&rows, &report_heading_frequency, &fixture.results);
    assert_int_equal(rows.count, 3);
    assert_string_equal(rows.lines[0],
                        "administration|(all)|capacity|training|1|1|2|20");
    assert_string_equal(rows.lines[1],
                        "administration|(all)|norms|norm|1|4|5|20");
    assert_string_equal(rows.lines[2], "administration|A|norms|norm|1|1|1|10");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void no_headings_give_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_heading_frequency, fixture_documents,
                  FIXTURE_DOCUMENTS, lines);
}

UNIT_MAIN(cmocka_unit_test(terms_with_hits_have_rows),
          cmocka_unit_test(no_headings_give_no_rows))
