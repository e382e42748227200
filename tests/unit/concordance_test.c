/* concordance_test.c - the sample of hits as a report, in a stable order. */
#include <string.h>

#include "results_fixture.h"
#include "unit.h"

static void hits_come_by_term_group_and_place(void **state)
{
    static const char *const lines[] = {
        ("a.txt|2011-07-14|Obama|capacity|building|1|a.txt|capacity-building|"
         "a.txt"),
        "d.txt||Trump|capacity|building|1|d.txt|capacity building|d.txt",
        "a.txt|2011-07-14|Obama|norms|norm|1|a.txt|norms|a.txt",
        "a.txt|2011-07-14|Obama|norms|norm|2|a.txt|norm|a.txt",
        "c.txt|2018|Trump|norms|norm|2|c.txt|norms|c.txt",
        "c.txt|2018|Trump|norms|voluntary norm|1|c.txt|voluntary norms|c.txt",
        NULL};

    (void)state;
    report_assert(&report_concordance, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

/* The fixture's later hits have smaller ranks: the first are driven out, their
 * slots are taken over, and yet the rows are in order of place. */
static void a_sample_is_sorted_by_place(void **state)
{
    struct fixture_hit hits[CONCORDANCE_SAMPLE + 4] = {0};
    const struct fixture_document documents[] = {
        {.path = "a", .group = "A", .words = "x", .hits = hits}};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    for (uint32_t i = 0; i < CONCORDANCE_SAMPLE + 3; i++)
        hits[i] = (struct fixture_hit){4, "norm", i + 1, 1};
    results_fixture_init(&fixture, documents, 1);
    rows_read(&rows, &report_concordance, &fixture.results);
    assert_int_equal(rows.count, CONCORDANCE_SAMPLE);
    assert_string_equal(rows.lines[0], "a||A|norms|voluntary norm|4|a|norm|a");
    assert_string_equal(rows.lines[9], "a||A|norms|voluntary norm|13|a|norm|a");
    for (size_t i = 1; i < rows.count; i++)
        assert_true(strlen(rows.lines[i - 1]) < strlen(rows.lines[i]) ||
                    strcmp(rows.lines[i - 1], rows.lines[i]) < 0);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void no_hits_give_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_concordance, NULL, 0, lines);
    report_assert(&report_concordance, &fixture_documents[1], 1, lines);
}

static void an_empty_concordance_has_no_lines(void **state)
{
    struct concordance concordance = {0};
    size_t count = 1;

    (void)state;
    concordance_sort(&concordance);
    assert_null(concordance_lines(&concordance, 3, &count));
    assert_int_equal(count, 0);
}

UNIT_MAIN(cmocka_unit_test(hits_come_by_term_group_and_place),
          cmocka_unit_test(a_sample_is_sorted_by_place),
          cmocka_unit_test(no_hits_give_no_rows),
          cmocka_unit_test(an_empty_concordance_has_no_lines))
