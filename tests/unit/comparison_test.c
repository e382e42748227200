/* comparison_test.c - keyness: published numbers and what must always hold. */
#include "stats/comparison.h"

#include <math.h>

#include "stats/distribution.h"

#include "stats_near.h"

static double measure(const char *name, struct comparison_counts counts,
                      uint64_t tests)
{
    struct comparison c = comparison_of(&counts);
    const struct comparison_measure *row = comparison_measure_find(name);

    assert_non_null(row);
    c.tests = tests;
    return row->compute(&c).value;
}

static bool is_defined(const char *name, struct comparison_counts counts)
{
    struct comparison c = comparison_of(&counts);

    return comparison_measure_find(name)->compute(&c).is_defined;
}

/* Evert 2022, with his reference corpus and number of candidates. His "log
 * ratio" adds 1/2 to every count. */
static void evert_2022(void **state)
{
    const struct comparison_counts frequent = {944, 1177, 367, 341805};
    const struct comparison_counts rare = {3, 1177, 1, 341805};

    (void)state;
    ASSERT_NEAR(measure("g2", frequent, 1), 10290.4047, 5e-5);
    ASSERT_NEAR(measure("log_ratio_discounted", frequent, 1), 9.543111, 5e-7);
    ASSERT_NEAR(measure("log_ratio", frequent, 1), 9.544922, 5e-7);
    ASSERT_NEAR(measure("log_ratio_conservative", frequent, 20109), 9.132239,
                5e-7);
    ASSERT_NEAR(measure("log_ratio_conservative", rare, 20109), 0.988364, 5e-7);
}

static void percent_difference_of_gabrielatos(void **state)
{
    const struct comparison_counts c = {206523, 959641, 178174, 1562358};

    (void)state;
    ASSERT_NEAR(measure("percent_difference", c, 1), 88.71, 0.005);
    ASSERT_NEAR(measure("percent_difference_epsilon", c, 1), 88.71, 0.005);
}

static void rules_for_a_zero_reference(void **state)
{
    const struct comparison_counts c = {3, 100, 0, 200};

    (void)state;
    ASSERT_CLOSE(measure("percent_difference", c, 1), 1100, 1e-13);
    ASSERT_CLOSE(measure("percent_difference_epsilon", c, 1), 3e18, 1e-12);
    ASSERT_CLOSE(measure("log_ratio", c, 1), log2(12), 1e-14);
    assert_true(measure("percent_difference",
                        (struct comparison_counts){0, 100, 3, 200}, 1) == -100);
}

static void log_ratio_interval_agrees_with_r(void **state)
{
    const struct comparison_counts c = {7, 10, 2, 9};

    (void)state;
    ASSERT_CLOSE(measure("log_ratio", c, 1), 1.655351828612554, 1e-13);
    ASSERT_CLOSE(measure("log_ratio_low", c, 1), -0.202610085535367, 1e-12);
    ASSERT_CLOSE(measure("log_ratio_high", c, 1), 3.513313742760475, 1e-13);
}

static void bic_takes_the_corpus_size_off(void **state)
{
    const struct comparison_counts c = {10, 100, 5, 200};

    (void)state;
    ASSERT_CLOSE(measure("bic", c, 1), measure("g2", c, 1) - log(300), 1e-14);
    assert_false(is_defined("bic", (struct comparison_counts){0, 0, 0, 0}));
}

/* Reference values computed in R from the paper's equations 16, 20 and 22. */
static void fightin_words(void **state)
{
    struct comparison_counts counts = {30, 1000, 10, 1500};
    struct comparison c = comparison_of(&counts);
    const struct comparison_measure *z = comparison_measure_find("log_odds_z");

    (void)state;
    comparison_set_prior(&c, 5, 1000, 500);
    assert_true(c.prior == 2.5);
    ASSERT_CLOSE(z->compute(&c).value, 3.78230964047511, 1e-13);
    counts.f1 = 0;
    c = comparison_of(&counts);
    comparison_set_prior(&c, 5, 1000, 500);
    ASSERT_CLOSE(z->compute(&c).value, -1.91443199890439, 1e-13);
    comparison_set_prior(&c, 0, 0, 500);
    ASSERT_BLANK(z->compute(&c));
}

static void direction_is_exact(void **state)
{
    const struct {
        struct comparison_counts counts;
        const char *name;
    } cases[] = {
        {{10, 100, 5, 200}, "higher"},
        {{5, 200, 10, 100}, "lower"},
        {{1, 3, 1000000001, 3000000003U}, "equal"},
        {{1, 3, 1000000000, 3000000001U}, "higher"},
        {{4294967294U, 4294967295U, 4294967293U, 4294967294U}, "higher"},
        {{0, 10, 0, 20}, "equal"},
        {{0, 0, 5, 20}, ""},
        {{0, 10, 0, 0}, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_string_equal(
            direction_name(comparison_direction(&cases[i].counts)),
            cases[i].name);
}

static struct comparison_counts random_counts(uint64_t *seed)
{
    struct comparison_counts c;

    c.n1 = (next_random(seed) >> next_random(seed) % 31) + 1;
    c.n2 = (next_random(seed) >> next_random(seed) % 31) + 1;
    c.f1 = next_random(seed) % (c.n1 + 1);
    c.f2 = next_random(seed) % (c.n2 + 1);
    return c;
}

static struct comparison_counts swapped(struct comparison_counts c)
{
    return (struct comparison_counts){c.f2, c.n2, c.f1, c.n1};
}

static void swapping_groups_turns_the_sign(void **state)
{
    static const char *const signed_names[] = {
        "log_ratio", "log_ratio_conservative", "log_ratio_discounted"};
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct comparison_counts c = random_counts(&seed), s = swapped(c);

        assert_true(comparison_g2(&c) == comparison_g2(&s));
        for (size_t j = 0; j < 3; j++)
            ASSERT_NEAR(measure(signed_names[j], c, 9),
                        -measure(signed_names[j], s, 9), 1e-12);
        ASSERT_NEAR(measure("log_ratio_low", c, 1),
                    -measure("log_ratio_high", s, 1), 1e-12);
        ASSERT_CLOSE(log2(measure("odds_ratio", c, 1)),
                     -log2(measure("odds_ratio", s, 1)), 1e-9);
    }
}

/* With one sentence a document and one test it is the interval's end; by hand,
 * 10 of 100 and 5 of 200: 2 - 1.959964 / ln 2 * sqrt(9/100 + 195/1000) =
 * 0.490458, and 2 - 2 * 1.509542 where the design effect is 4. Over 50 tests
 * the normal quantile of 0.9995 is 3.290527 in place of 1.959964. */
static void low_ends_by_documents(void **state)
{
    const struct comparison_counts c = {10, 100, 5, 200}, none = {0, 100, 0, 9};

    (void)state;
    assert_true(fabs(comparison_log_ratio_low(&c, 1, 1).value -
                     comparison_log_ratio_interval(&c).low) < 1e-12);
    assert_true(fabs(comparison_log_ratio_low(&c, 1, 0).value - 0.490458) <
                1e-6);
    assert_true(fabs(comparison_log_ratio_low(&c, 4, 1).value + 1.019083) <
                1e-6);
    assert_true(fabs(comparison_log_ratio_low(&c, 1, 50).value -
                     (2 - 1.509542 * 3.290527 / 1.959964)) < 1e-5);
    assert_false(comparison_log_ratio_low(&none, 1, 1).is_defined);
}

static void intervals_hold_their_estimates(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        struct comparison_counts c = random_counts(&seed);

        assert_true(measure("log_ratio_low", c, 1) <=
                    measure("log_ratio", c, 1));
        assert_true(measure("log_ratio_high", c, 1) >=
                    measure("log_ratio", c, 1));
        assert_true(measure("odds_ratio_low", c, 1) <=
                    measure("odds_ratio", c, 1));
        assert_true(measure("odds_ratio_high", c, 1) >=
                    measure("odds_ratio", c, 1));
        assert_true(measure("risk_ratio_low", c, 1) <=
                    measure("risk_ratio", c, 1));
        assert_true(measure("risk_ratio_high", c, 1) >=
                    measure("risk_ratio", c, 1));
    }
}

/* Never further from 0 than the plain log ratio, nearer with more tests. */
static void conservative_is_conservative(void **state)
{
    uint64_t seed = 11;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct comparison_counts c = random_counts(&seed);
        double plain = measure("log_ratio", c, 1);
        double one = measure("log_ratio_conservative", c, 1);
        double many = measure("log_ratio_conservative", c, 1000);

        if (c.f1 == 0 || c.f2 == 0)
            continue;
        assert_true(fabs(one) <= fabs(plain) + 1e-12);
        assert_true(fabs(many) <= fabs(one) + 1e-12);
        assert_true(one * plain >= 0 && many * plain >= 0);
    }
}

static void bound_is_never_below_g2(void **state)
{
    uint64_t seed = 13;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        struct comparison_counts c = random_counts(&seed);

        assert_true(comparison_g2_bound(&c) >= comparison_g2(&c));
    }
}

static void g2_grows_with_the_difference(void **state)
{
    double before = 0;

    (void)state;
    for (uint64_t f1 = 50; f1 <= 1000; f1++) {
        struct comparison_counts c = {f1, 1000, 100, 2000};
        double g2 = comparison_g2(&c);

        assert_true(f1 == 50 ? g2 == 0 : g2 > before);
        before = g2;
    }
}

static void ranking_shortcut_is_the_measure(void **state)
{
    uint64_t seed = 17;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        struct comparison_counts c = random_counts(&seed);

        assert_true(comparison_g2(&c) == measure("g2", c, 1));
    }
}

/* What the bound itself says, without the shortcut for differences that are
 * plainly not certain. */
static double conservative_by_bound(struct comparison_counts c, uint64_t tests)
{
    double tail = 0.025 / (double)tests, ratio;

    if ((double)c.f1 * (double)c.n2 < (double)c.f2 * (double)c.n1)
        return 0 -
               conservative_by_bound(
                   (struct comparison_counts){c.f2, c.n2, c.f1, c.n1}, tests);
    ratio = clopper_pearson_lower_odds((double)c.f1, (double)c.f2, tail) *
            ((double)c.n2 / (double)c.n1);
    return ratio > 1 ? log2(ratio) : 0;
}

static void shortcut_agrees_with_the_bound(void **state)
{
    uint64_t seed = 88172645463325252U, zeros = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct comparison_counts c;
        uint64_t tests;
        double got;

        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        c.n1 = 1 + (seed & 0xffff);
        c.n2 = 1 + (seed >> 16 & 0xffff);
        c.f1 = (seed >> 32 & 0xffff) % c.n1 >> (seed % 12);
        c.f2 = c.f1 * c.n2 / c.n1 + (seed >> 48) % (1 + c.f1 / 2);
        c.f2 = c.f2 < c.n2 ? c.f2 : c.n2;
        tests = UINT64_C(1) << (seed >> 58);
        if (c.f1 + c.f2 == 0)
            continue;
        got = comparison_log_ratio_conservative(&c, tests).value;
        assert_true(got == conservative_by_bound(c, tests));
        zeros += got == 0;
    }
    assert_in_range(zeros, 5000, 19000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(evert_2022),
        cmocka_unit_test(percent_difference_of_gabrielatos),
        cmocka_unit_test(rules_for_a_zero_reference),
        cmocka_unit_test(log_ratio_interval_agrees_with_r),
        cmocka_unit_test(bic_takes_the_corpus_size_off),
        cmocka_unit_test(fightin_words),
        cmocka_unit_test(direction_is_exact),
        cmocka_unit_test(swapping_groups_turns_the_sign),
        cmocka_unit_test(intervals_hold_their_estimates),
        cmocka_unit_test(low_ends_by_documents),
        cmocka_unit_test(conservative_is_conservative),
        cmocka_unit_test(shortcut_agrees_with_the_bound),
        cmocka_unit_test(bound_is_never_below_g2),
        cmocka_unit_test(g2_grows_with_the_difference),
        cmocka_unit_test(ranking_shortcut_is_the_measure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
