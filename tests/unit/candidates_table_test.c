/* candidates_table_test.c - candidates.csv from candidates that were chosen. */
#include "report/candidate.h"
#include "results_fixture.h"
#include "unit.h"

/* By hand: 10 of 100 sentences against 5 of 200; of 300 15 have it, so 5 and 10
 * are expected, and 95 and 190 without: G2 = 2 (10 ln 2 + 5 ln 0.5 +
 * 90 ln(90/95) + 195 ln(195/190)) = 7.329812; log2(0.1 / 0.025) = 2. */
static const struct candidate found[] = {
    {.theme = 2,
     .kind = CANDIDATE_COMPANY,
     .rank = 1,
     .text = "rule of law",
     .documents = 4,
     .counts = {10, 100, 5, 200},
     .log_ratio_low = -0.25,
     .document = 1,
     .sentence = 6,
     .example = "The rule of law."},
    {.theme = 2,
     .kind = CANDIDATE_SPELLING,
     .rank = 1,
     .text = "voluntry norms",
     .resembles = "voluntary norms",
     .documents = 1,
     .counts = {0, 100, 0, 0},
     .document = 0},
};

static void rows_say_what_was_chosen(void **state)
{
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, fixture_documents, FIXTURE_DOCUMENTS);
    fixture.results.candidates = found;
    fixture.results.candidate_count = 2;
    rows_read(&rows, &report_candidates, &fixture.results);
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.lines[0],
                        "norms|company|1|rule of law||4|10|5|7.32981|2|-0.25|"
                        "b.txt|7|The rule of law.");
    assert_string_equal(rows.lines[1],
                        "norms|spelling|1|voluntry norms|voluntary norms|1|0|0|"
                        "|||"
                        "a.txt|1|");
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void where_nobody_looked_there_are_no_rows(void **state)
{
    static const char *const lines[] = {NULL};

    (void)state;
    report_assert(&report_candidates, fixture_documents, FIXTURE_DOCUMENTS,
                  lines);
}

UNIT_MAIN(cmocka_unit_test(rows_say_what_was_chosen),
          cmocka_unit_test(where_nobody_looked_there_are_no_rows))
