/* association_test.c - co-occurrence: published numbers, R's numbers, and what
 * must always hold. */
#include "stats/association.h"

#include "stats_near.h"

static struct association units(uint64_t both, uint64_t a, uint64_t b,
                                uint64_t n)
{
    const struct association_units counts = {n, a, b, both};

    return association_of_units(&counts);
}

static struct measurement measure(const char *name,
                                  const struct association *association)
{
    const struct association_measure *row = association_measure_find(name);

    assert_non_null(row);
    return row->compute(association);
}

static void church_and_hanks_1990(void **state)
{
    struct association doctors_dentists = units(8, 1105, 44, 15000000);

    (void)state;
    ASSERT_NEAR(measure("pmi", &doctors_dentists).value, 11.27, 0.005);
}

/* Manning & Schuetze 1999: "new companies". */
static void t_score_of_a_chance_pair(void **state)
{
    struct association pair = units(8, 15828, 4675, 14307668);

    (void)state;
    ASSERT_NEAR(measure("t_score", &pair).value, 0.999932, 5e-7);
}

static void rychly_2008(void **state)
{
    struct association pair = units(130, 3121, 143, 100000000);

    (void)state;
    ASSERT_NEAR(measure("dice", &pair).value, 0.0797, 5e-5);
    ASSERT_NEAR(measure("log_dice", &pair).value, 10.3499, 5e-5);
}

/* A table of 30, 100, 80, 1000, every value computed in R. */
static void agrees_with_r(void **state)
{
    static const struct {
        const char *name;
        double value;
    } wanted[] = {
        {"expected", 8},
        {"g2", 49.159403808666845},
        {"pmi", 1.906890595608518},
        {"npmi", 0.376938262160885},
        {"dice", 1.0 / 3},
        {"log_dice", 12.415037499278844},
        {"jaccard", 0.2},
        {"phi", 0.270310252950645},
        {"t_score", 4.016632088371218},
        {"z_score", 7.778174593052023},
        {"mi2", 6.813781191217037},
        {"mi3", 11.720671786825555},
        {"odds_ratio", 7.28571428571429},
        {"odds_ratio_low", 4.35723854313482},
        {"odds_ratio_high", 12.18240225490882},
        {"min_sensitivity", 0.3},
        {"chi2", 73.06763285024155},
    };
    struct association x = units(30, 100, 80, 1000);

    (void)state;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        ASSERT_CLOSE(measure(wanted[i].name, &x).value, wanted[i].value, 1e-13);
}

static void zero_rules(void **state)
{
    struct association apart = units(0, 100, 80, 1000);

    (void)state;
    assert_true(measure("npmi", &apart).value == -1);
    assert_false(measure("pmi", &apart).is_defined);
    assert_false(measure("mi3", &apart).is_defined);
    assert_false(measure("log_dice", &apart).is_defined);
    assert_true(measure("dice", &apart).value == 0);
    assert_true(measure("jaccard", &apart).value == 0);
    ASSERT_CLOSE(measure("t_score", &apart).value, -8 / sqrt(0.5), 1e-14);
    assert_true(measure("odds_ratio", &apart).value > 0);
}

static void perfect_pairs(void **state)
{
    struct association only_together = units(50, 50, 50, 1000);
    struct association everywhere = units(1000, 1000, 1000, 1000);

    (void)state;
    ASSERT_NEAR(measure("npmi", &only_together).value, 1, 1e-15);
    assert_true(measure("dice", &only_together).value == 1);
    assert_true(measure("log_dice", &only_together).value == 14);
    ASSERT_NEAR(measure("phi", &only_together).value, 1, 1e-15);
    ASSERT_BLANK(measure("npmi", &everywhere));
    ASSERT_BLANK(measure("phi", &everywhere));
    assert_true(measure("g2", &everywhere).value == 0);
    assert_true(measure("p_value", &everywhere).value == 1);
}

static void nothing_is_blank(void **state)
{
    static const char *const blanks[] = {"pmi",     "npmi",    "log_dice",
                                         "phi",     "mi2",     "mi3",
                                         "z_score", "t_score", "odds_ratio"};
    struct association none = units(0, 0, 80, 1000);

    (void)state;
    for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
        ASSERT_BLANK(measure(blanks[i], &none));
    assert_true(measure("dice", &none).value == 0);
    assert_true(measure("dice", &none).is_defined);
}

static void impossible_counts_are_mended(void **state)
{
    struct association mended = units(90, 100, 80, 95);

    (void)state;
    assert_true(mended.observed == 80);
    assert_true(mended.total == 100);
    assert_true(mended.table.o12 == 0 && mended.table.o22 == 0);
}

static void order_of_the_pair_is_free(void **state)
{
    uint64_t seed = 23;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        uint64_t n = 1 + next_random(&seed) % 100000;
        uint64_t a = next_random(&seed) % (n + 1);
        uint64_t b = next_random(&seed) % (n + 1);
        uint64_t least = a + b > n ? a + b - n : 0, most = a < b ? a : b;
        uint64_t both = least + next_random(&seed) % (most - least + 1);
        struct association x = units(both, a, b, n), y = units(both, b, a, n);

        for (size_t i = 0; i < ASSOCIATION_MEASURE_COUNT; i++) {
            struct measurement one = ASSOCIATION_MEASURES[i].compute(&x);
            struct measurement two = ASSOCIATION_MEASURES[i].compute(&y);

            assert_true(one.is_defined == two.is_defined);
            ASSERT_NEAR(one.value, two.value,
                        1e-9 * fmax(fabs(one.value), 1e-3));
        }
    }
}

static void more_together_is_more(void **state)
{
    static const char *const names[] = {
        "pmi",     "npmi",    "dice",       "log_dice", "jaccard", "phi",
        "t_score", "z_score", "odds_ratio", "mi2",      "mi3"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        for (uint64_t both = 1; both < 79; both++) {
            struct association less = units(both, 100, 80, 1000);
            struct association more = units(both + 1, 100, 80, 1000);

            assert_true(measure(names[i], &more).value >
                        measure(names[i], &less).value);
        }
}

static void window_counts_pairs(void **state)
{
    const struct association_window window = {.pairs = 30,
                                              .hits_a = 100,
                                              .hits_b = 200,
                                              .words = 50000,
                                              .window = 10};
    struct association x = association_of_window(&window);
    struct association y = association_of_expected(30, 8, 100, 200, 50000);

    (void)state;
    assert_true(measure("expected", &x).value == 8);
    ASSERT_CLOSE(measure("g2", &x).value, 2 * (30 * log(30.0 / 8) - 22), 1e-14);
    ASSERT_CLOSE(measure("chi2", &x).value, 22.0 * 22 / 8, 1e-14);
    ASSERT_CLOSE(measure("pmi", &x).value, log2(30.0 / 8), 1e-14);
    ASSERT_BLANK(measure("phi", &x));
    ASSERT_BLANK(measure("odds_ratio_low", &x));
    assert_true(association_g2(&y) == association_g2(&x));
}

static void window_pairs_may_outnumber_hits(void **state)
{
    struct association x = association_of_expected(500, 2, 100, 80, 50000);

    (void)state;
    assert_true(measure("dice", &x).value == 1);
    assert_true(measure("jaccard", &x).value == 1);
    assert_true(measure("min_sensitivity", &x).value == 1);
    assert_true(measure("log_dice", &x).value == 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(church_and_hanks_1990),
        cmocka_unit_test(t_score_of_a_chance_pair),
        cmocka_unit_test(rychly_2008),
        cmocka_unit_test(agrees_with_r),
        cmocka_unit_test(zero_rules),
        cmocka_unit_test(perfect_pairs),
        cmocka_unit_test(nothing_is_blank),
        cmocka_unit_test(impossible_counts_are_mended),
        cmocka_unit_test(order_of_the_pair_is_free),
        cmocka_unit_test(more_together_is_more),
        cmocka_unit_test(window_counts_pairs),
        cmocka_unit_test(window_pairs_may_outnumber_hits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
