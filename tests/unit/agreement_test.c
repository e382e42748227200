/* agreement_test.c - kappa, alpha, precision, recall and F1. */
#include "stats/agreement.h"

#include "stats/frequency.h"
#include "stats_near.h"

static void kappa_of_two_categories(void **state)
{
    static const uint64_t table[] = {20, 5, 10, 15};

    (void)state;
    ASSERT_NEAR(cohen_kappa(table, 2).value, 0.4, 1e-15);
}

/* Three categories by hand: agreed 0.6, by chance 0.4*0.3+0.35*0.45+0.25^2. */
static void kappa_of_three_categories(void **state)
{
    static const uint64_t table[] = {20, 12, 8, 5, 25, 5, 5, 8, 12};
    double chance = 0.4 * 0.3 + 0.35 * 0.45 + 0.25 * 0.25;

    (void)state;
    ASSERT_CLOSE(cohen_kappa(table, 3).value, (0.57 - chance) / (1 - chance),
                 1e-14);
}

static void kappa_at_the_edges(void **state)
{
    static const uint64_t empty[] = {0, 0, 0, 0};
    static const uint64_t one_category[] = {UINT32_MAX, 0, 0, 0};
    static const uint64_t full[] = {UINT32_MAX, 0, 0, UINT32_MAX};
    static const uint64_t opposite[] = {0, 9, 9, 0};

    (void)state;
    ASSERT_BLANK(cohen_kappa(empty, 2));
    ASSERT_BLANK(cohen_kappa(empty, 0));
    ASSERT_BLANK(cohen_kappa(one_category, 2));
    assert_true(cohen_kappa(full, 2).value == 1);
    assert_true(cohen_kappa(opposite, 2).value == -1);
}

enum { NA = -1, CODERS = 4, UNITS = 12, CATEGORIES = 5 };

/* Krippendorff 2011, example C: four coders, gaps, nominal alpha 0.743. */
static void krippendorff_2011(void **state)
{
    static const int by_coder[CODERS][UNITS] = {
        {1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA},
        {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3},
        {NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA},
        {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA},
    };
    int codes[UNITS * CODERS];
    struct coding coding = {codes, UNITS, CODERS, CATEGORIES};

    (void)state;
    for (size_t unit = 0; unit < UNITS; unit++)
        for (size_t coder = 0; coder < CODERS; coder++)
            codes[unit * CODERS + coder] = by_coder[coder][unit] - 1;
    ASSERT_NEAR(krippendorff_alpha(&coding).value, 0.743, 5e-4);
}

/* The same paper, example B: two coders, no gaps, alpha 0.692. */
static void krippendorff_two_coders(void **state)
{
    static const int codes[] = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3};
    struct coding coding = {codes, 12, 2, 4};
    double n = 24, expected = 3 * 21.0 + 9 * 15 + 8 * 16 + 4 * 20;

    (void)state;
    ASSERT_CLOSE(krippendorff_alpha(&coding).value, 1 - (n - 1) * 2 / expected,
                 1e-14);
}

static void alpha_at_the_edges(void **state)
{
    static const int gaps[] = {0, NA, NA, 1, 7, 1};
    static const int alike[] = {1, 1, 1, 1};
    static const int full[] = {1, 1, 0, 0};

    (void)state;
    ASSERT_BLANK(krippendorff_alpha(&(struct coding){gaps, 3, 2, 2}));
    ASSERT_BLANK(krippendorff_alpha(&(struct coding){alike, 2, 2, 2}));
    ASSERT_BLANK(krippendorff_alpha(&(struct coding){NULL, 0, 0, 0}));
    assert_true(krippendorff_alpha(&(struct coding){full, 2, 2, 2}).value == 1);
}

static void precision_recall_f1(void **state)
{
    const struct detection d = {
        .true_positives = 81, .false_positives = 182, .false_negatives = 19};

    (void)state;
    ASSERT_CLOSE(detection_precision(&d).value, 81.0 / 263, 1e-15);
    ASSERT_NEAR(detection_precision_interval(&d).low, 0.2553, 5e-5);
    ASSERT_NEAR(detection_precision_interval(&d).high, 0.3662, 5e-5);
    ASSERT_CLOSE(detection_recall(&d).value, 0.81, 1e-15);
    assert_true(detection_recall_interval(&d).low ==
                wilson_interval(81, 100).low);
    ASSERT_CLOSE(detection_f1(&d).value, 2 * 81.0 / 363, 1e-15);
}

/* F* = 1/3 is F1 = 1/2; the ends of the interval go the same way. */
static void f1_interval_is_that_of_f_star(void **state)
{
    const struct detection d = {
        .true_positives = 40, .false_positives = 50, .false_negatives = 30};
    struct interval f_star = wilson_interval(40, 120);
    struct interval f1 = detection_f1_interval(&d);

    (void)state;
    ASSERT_CLOSE(detection_f1(&d).value, 0.5, 1e-15);
    ASSERT_CLOSE(f1.low, 2 / (1 / f_star.low + 1), 1e-14);
    ASSERT_CLOSE(f1.high, 2 / (1 / f_star.high + 1), 1e-14);
}

static void detection_for_any_counts(void **state)
{
    static const uint64_t values[] = {0, 1, 5, 1000, UINT32_MAX};

    (void)state;
    for (size_t i = 0; i < 125; i++) {
        const struct detection d = {values[i % 5], values[i / 5 % 5],
                                    values[i / 25]};
        struct measurement f1 = detection_f1(&d);
        struct interval interval = detection_f1_interval(&d);

        assert_true(f1.is_defined == (i > 0));
        assert_true(interval.is_defined == f1.is_defined);
        assert_true(0 <= interval.low && interval.low <= f1.value + 1e-15);
        assert_true(f1.value <= interval.high + 1e-15 && interval.high <= 1);
        assert_true(detection_precision(&d).is_defined ==
                    (d.true_positives + d.false_positives > 0));
        assert_true(detection_recall_interval(&d).is_defined ==
                    (d.true_positives + d.false_negatives > 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kappa_of_two_categories),
        cmocka_unit_test(kappa_of_three_categories),
        cmocka_unit_test(kappa_at_the_edges),
        cmocka_unit_test(krippendorff_2011),
        cmocka_unit_test(krippendorff_two_coders),
        cmocka_unit_test(alpha_at_the_edges),
        cmocka_unit_test(precision_recall_f1),
        cmocka_unit_test(f1_interval_is_that_of_f_star),
        cmocka_unit_test(detection_for_any_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
