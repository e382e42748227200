/* issues_test.c - problems, the gravest first, in an order of their own. */
#include "results_fixture.h"
#include "unit.h"

static const struct {
    struct issue_place about;
    const char *message;
} problems[] = {
    {{SEVERITY_NOTE, "extract", "b.txt", ""}, "is short"},
    {{SEVERITY_WARNING, "corpus", "b.txt", "10:1"}, "has no date"},
    {{SEVERITY_WARNING, "corpus", "b.txt", "9:12"}, "has no date"},
    {{SEVERITY_WARNING, "corpus", "b.txt", "9:2"}, "has no date"},
    {{SEVERITY_WARNING, "extract", "a.txt", NULL}, "b"},
    {{SEVERITY_WARNING, "extract", "a.txt", NULL}, "a"},
    {{SEVERITY_WARNING, "corpus", "a.txt", NULL}, "z"},
    {{SEVERITY_ERROR, "manifest", "z.csv", "2"}, "is no date"},
    {{SEVERITY_NOTE, "run", NULL, NULL}, "is slow"},
};

enum { PROBLEMS = sizeof(problems) / sizeof(problems[0]) };

static const char *const lines[] = {"error|manifest|z.csv|2|is no date",
                                    "warning|corpus|a.txt||z",
                                    "warning|extract|a.txt||a",
                                    "warning|extract|a.txt||b",
                                    "warning|corpus|b.txt|9:2|has no date",
                                    "warning|corpus|b.txt|9:12|has no date",
                                    "warning|corpus|b.txt|10:1|has no date",
                                    "note|run|||is slow",
                                    "note|extract|b.txt||is short",
                                    NULL};

/* Whichever worker comes first: the same rows. */
static void order_does_not_depend_on_arrival(void **state)
{
    (void)state;
    for (size_t first = 0; first < PROBLEMS; first++) {
        struct results_fixture fixture;
        struct rows rows;

        results_fixture_init(&fixture, NULL, 0);
        for (size_t i = 0; i < PROBLEMS; i++) {
            size_t at = (first + i * 4) % PROBLEMS; /* 4 and 9 are coprime */

            issues_add(&fixture.issues, &problems[at].about, "%s",
                       problems[at].message);
        }
        rows_read(&rows, &report_issues, &fixture.results);
        rows_assert(&rows, lines);
        rows_release(&rows);
        results_fixture_release(&fixture);
    }
}

static void what_was_dropped_is_told(void **state)
{
    static const char *const told[] = {
        "error|manifest|z.csv|2|is no date",
        "warning|report|||8 more problems were met than a list holds", NULL};
    struct results_fixture fixture;
    struct rows rows;

    (void)state;
    results_fixture_init(&fixture, NULL, 0);
    fixture.issues.limit = 1;
    for (size_t i = 0; i < PROBLEMS; i++)
        issues_add(&fixture.issues, &problems[(i + 7) % PROBLEMS].about, "%s",
                   problems[(i + 7) % PROBLEMS].message);
    rows_read(&rows, &report_issues, &fixture.results);
    rows_assert(&rows, told);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

static void no_problems_give_no_rows(void **state)
{
    (void)state;
    report_assert(&report_issues, NULL, 0, lines + PROBLEMS);
}

UNIT_MAIN(cmocka_unit_test(order_does_not_depend_on_arrival),
          cmocka_unit_test(what_was_dropped_is_told),
          cmocka_unit_test(no_problems_give_no_rows))
