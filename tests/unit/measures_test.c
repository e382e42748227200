/* measures_test.c - the tables of measures: the columns of the reports are
 * there in their order, every row is described, and no input, however
 * degenerate, gives nan or inf. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "stats/association.h"
#include "stats/comparison.h"
#include "stats_near.h"

/* theme_comparison.csv after the counts and rates; direction is not a
 * number. */
static const char *const comparison_columns[] = {
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "log_ratio_conservative",
    "percent_difference",
    "g2",
    "p_value",
    "q_value",
    "bic",
    "log_odds_z",
    "mann_whitney_p",
    "mann_whitney_proportion",
    "log_ratio_documents_low",
    "log_ratio_documents_high",
    "mann_whitney_q",
};

/* theme_cooccurrence.csv after the counts of units. */
static const char *const association_columns[] = {
    "expected", "g2",         "p_value",        "q_value",         "pmi",
    "npmi",     "dice",       "log_dice",       "jaccard",         "phi",
    "t_score",  "odds_ratio", "odds_ratio_low", "odds_ratio_high",
};

enum {
    COMPARISON_COLUMNS = sizeof(comparison_columns) /
                         sizeof(comparison_columns[0]),
    ASSOCIATION_COLUMNS = sizeof(association_columns) /
                          sizeof(association_columns[0]),
};

static void report_columns_come_first(void **state)
{
    (void)state;
    assert_true(COMPARISON_MEASURE_COUNT >= COMPARISON_COLUMNS);
    for (size_t i = 0; i < COMPARISON_COLUMNS; i++)
        assert_string_equal(COMPARISON_MEASURES[i].about.name,
                            comparison_columns[i]);
    assert_true(ASSOCIATION_MEASURE_COUNT >= ASSOCIATION_COLUMNS);
    for (size_t i = 0; i < ASSOCIATION_COLUMNS; i++)
        assert_string_equal(ASSOCIATION_MEASURES[i].about.name,
                            association_columns[i]);
}

static void check_described(const struct measure *measure)
{
    const char *const texts[] = {measure->name, measure->meaning,
                                 measure->source, measure->zero_rule,
                                 measure->unit};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_true(texts[i] && texts[i][0] != '\0');
}

static void every_row_is_described_and_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPARISON_MEASURE_COUNT; i++) {
        const struct comparison_measure *row = &COMPARISON_MEASURES[i];

        check_described(&row->about);
        assert_ptr_equal(comparison_measure_find(row->about.name), row);
    }
    for (size_t i = 0; i < ASSOCIATION_MEASURE_COUNT; i++) {
        const struct association_measure *row = &ASSOCIATION_MEASURES[i];

        check_described(&row->about);
        assert_ptr_equal(association_measure_find(row->about.name), row);
    }
    assert_null(comparison_measure_find("no such measure"));
    assert_null(association_measure_find("no such measure"));
}

static const uint64_t grid[] = {
    0, 1, 2, 3, 50, 999, 1000000, UINT32_MAX, UINT64_MAX, UINT64_MAX / 2};
enum { GRID = sizeof(grid) / sizeof(grid[0]) };

static void check_number(struct measurement got, const char *name)
{
    if (!isfinite(got.value))
        fail_msg("%s: %g", name, got.value);
    if (!got.is_defined)
        assert_true(got.value == 0);
    /* A report would print it as "-0". */
    if (got.value == 0 && signbit(got.value))
        fail_msg("%s: -0", name);
}

static void check_comparison(const struct comparison *comparison)
{
    for (size_t i = 0; i < COMPARISON_MEASURE_COUNT; i++)
        check_number(COMPARISON_MEASURES[i].compute(comparison),
                     COMPARISON_MEASURES[i].about.name);
    assert_true(comparison_g2(&comparison->counts) >= 0);
    assert_true(isfinite(comparison_g2_bound(&comparison->counts)));
}

/* All counts of the grid, possible or not, under sane and absurd settings. */
static void no_comparison_is_nan(void **state)
{
    static const struct {
        double prior, total;
        uint64_t tests;
    } settings[] = {
        {0, 0, 0},           {0.01, 100, 1},
        {-1, -5, 20109},     {3, 1, UINT64_MAX},
        {1e300, 1e308, 5},   {(double)INFINITY, (double)INFINITY, 1},
        {(double)NAN, 1, 1},
    };

    (void)state;
    for (size_t i = 0; i < GRID * GRID * GRID * GRID; i++) {
        struct comparison c = comparison_of(&(struct comparison_counts){
            grid[i % GRID], grid[i / GRID % GRID], grid[i / GRID / GRID % GRID],
            grid[i / GRID / GRID / GRID]});
        size_t s = i % (sizeof(settings) / sizeof(settings[0]));

        c.prior = settings[s].prior;
        c.prior_total = settings[s].total;
        c.tests = settings[s].tests;
        check_comparison(&c);
    }
}

static void check_association(const struct association *association)
{
    for (size_t i = 0; i < ASSOCIATION_MEASURE_COUNT; i++)
        check_number(ASSOCIATION_MEASURES[i].compute(association),
                     ASSOCIATION_MEASURES[i].about.name);
    assert_true(association_g2(association) >= 0);
}

static void no_association_is_nan(void **state)
{
    static const double expectations[] = {
        0, 1e-300, 0.5, 1e300, -3, (double)NAN, (double)INFINITY};

    (void)state;
    for (size_t i = 0; i < GRID * GRID * GRID * GRID; i++) {
        uint64_t o = grid[i % GRID], a = grid[i / GRID % GRID];
        uint64_t b = grid[i / GRID / GRID % GRID];
        uint64_t n = grid[i / GRID / GRID / GRID];
        struct association x[] = {
            association_of_units(&(struct association_units){n, a, b, o}),
            association_of_window(&(struct association_window){o, a, b, n, o}),
            association_of_expected(o, expectations[i % 7], a, b, n),
        };

        for (size_t j = 0; j < 3; j++)
            check_association(&x[j]);
    }
}

/* A library that warns on standard output would spoil data sent there. */
static void nothing_is_printed(void **state)
{
    char path[] = "/tmp/stats-output-XXXXXX";
    int file = mkstemp(path), before;
    off_t written;

    assert_true(file >= 0);
    unlink(path);
    fflush(stdout);
    before = dup(STDOUT_FILENO);
    dup2(file, STDOUT_FILENO);
    no_comparison_is_nan(state);
    fflush(stdout);
    dup2(before, STDOUT_FILENO);
    written = lseek(file, 0, SEEK_END);
    close(before);
    close(file);
    assert_int_equal(written, 0);
}

static void p_follows_g2(void **state)
{
    const struct comparison_measure *g2 = comparison_measure_find("g2");
    const struct comparison_measure *p = comparison_measure_find("p_value");
    double last_g2 = 0, last_p = 1;

    (void)state;
    for (uint64_t f1 = 50; f1 < 400; f1++) {
        struct comparison c = comparison_of(
            &(struct comparison_counts){f1, 1000, 100, 2000});

        assert_true(g2->compute(&c).value >= last_g2);
        assert_true(p->compute(&c).value <= last_p);
        last_g2 = g2->compute(&c).value;
        last_p = p->compute(&c).value;
    }
    assert_true(last_p < 1e-50);
}

static void columns_from_elsewhere_pass_through(void **state)
{
    struct comparison c = {.q_value = measurement_of(0.25),
                           .mann_whitney_p = measurement_of(0.5)};
    struct association x = {.q_value = measurement_of(0.125)};

    (void)state;
    assert_true(comparison_measure_find("q_value")->compute(&c).value == 0.25);
    assert_true(comparison_measure_find("mann_whitney_p")->compute(&c).value ==
                0.5);
    assert_true(association_measure_find("q_value")->compute(&x).value ==
                0.125);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report_columns_come_first),
        cmocka_unit_test(every_row_is_described_and_found),
        cmocka_unit_test(no_comparison_is_nan),
        cmocka_unit_test(no_association_is_nan),
        cmocka_unit_test(nothing_is_printed),
        cmocka_unit_test(p_follows_g2),
        cmocka_unit_test(columns_from_elsewhere_pass_through),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
