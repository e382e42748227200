/* boilerplate_table_test.c - paragraphs that stand in many documents. */
#include "results_fixture.h"
#include "unit.h"

static struct stock_source sources[] = {{"", 4, 0, 1}, {"state.gov", 8, 1, 4}};
static struct stock_paragraph paragraphs[] = {
    {7, 3, 0}, {1, 4, 1}, {2, 6, 1}, {3, 4, 1}, {4, 4, 1}};
static const struct stock_note notes[] = {{6, "Call us.", 0},
                                          {8, "Visit us.", 1},
                                          {12, "Write.", 2},
                                          {8, "About us ...", 1},
                                          {0, NULL, 0}};

static void read_rows(struct rows *rows, bool leaves_out)
{
    struct stock stock = {.sources = {sources, 2, 2},
                          .paragraphs = {paragraphs, 5, 5}};
    struct results_fixture fixture;

    results_fixture_init(&fixture, fixture_documents, 1);
    fixture.results.stock = &stock;
    fixture.results.stock_notes = notes;
    fixture.results.leaves_stock_out = leaves_out;
    rows_read(rows, &report_boilerplate, &fixture.results);
    results_fixture_release(&fixture);
}

/* By source, documents and text; what was never met has no row. */
static void paragraphs_come_by_source_and_documents(void **state)
{
    struct rows rows;

    (void)state;
    read_rows(&rows, true);
    assert_int_equal(rows.count, 4);
    assert_string_equal(rows.lines[0],
                        "(corpus folder)|1|Call us.|3|4|0.75|6|left out");
    assert_string_equal(rows.lines[1],
                        "state.gov|1|Write.|6|8|0.75|12|left out");
    assert_string_equal(rows.lines[2],
                        "state.gov|2|About us ...|4|8|0.5|8|left out");
    assert_string_equal(rows.lines[3],
                        "state.gov|3|Visit us.|4|8|0.5|8|left out");
    rows_release(&rows);
}

static void what_is_flagged_is_counted(void **state)
{
    struct rows rows;

    (void)state;
    read_rows(&rows, false);
    assert_string_equal(rows.lines[0],
                        "(corpus folder)|1|Call us.|3|4|0.75|6|counted");
    rows_release(&rows);
}

static void where_nobody_looked_there_are_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_boilerplate, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

UNIT_MAIN(cmocka_unit_test(paragraphs_come_by_source_and_documents),
          cmocka_unit_test(what_is_flagged_is_counted),
          cmocka_unit_test(where_nobody_looked_there_are_no_rows))
