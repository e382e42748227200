/* distribution_test.c - the shortcuts agree with R's library, and extremes
 * neither print nor give nan. */
#include "stats/distribution.h"

#include "stats_near.h"

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

static void chi_square_agrees_with_r(void **state)
{
    (void)state;
    for (int i = 0; i < 515; i++) { /* up to 1340 */
        double x = 1e-12 * pow(1.07, i);

        ASSERT_CLOSE(chi_square_p_value(x), pchisq(x, 1, 0, 0), 1e-12);
    }
    ASSERT_CLOSE(chi_square_p_value(3.841458820694124), 0.05, 1e-14);
}

static void chi_square_without_evidence_is_one(void **state)
{
    (void)state;
    assert_true(chi_square_p_value(0) == 1);
    assert_true(chi_square_p_value(-1) == 1);
    assert_true(chi_square_p_value((double)NAN) == 1);
    assert_true(chi_square_p_value(1e6) == 0);
}

static void normal_agrees_with_r(void **state)
{
    (void)state;
    for (int i = 0; i < 95; i++) {
        double z = 0.37 * i;

        ASSERT_CLOSE(normal_p_value(z), 2 * pnorm(-z, 0, 1, 1, 0), 1e-12);
        assert_true(normal_p_value(z) == normal_p_value(-z));
    }
}

static void student_t_is_rs(void **state)
{
    (void)state;
    ASSERT_CLOSE(student_t_quantile_975(1), 12.70620473617469, 1e-12);
    ASSERT_CLOSE(student_t_quantile_975(9), 2.26215716279820, 1e-12);
    ASSERT_CLOSE(student_t_quantile_975(1000), 1.96233908082641, 1e-12);
    ASSERT_CLOSE(student_t_quantile_975(1.8e19), 1.959963984540054, 1e-9);
    assert_true(isfinite(student_t_quantile_975(0)));
}

/* Values of R 4.2.2: 2*pt(-t, df), qt(tail, df, lower.tail = FALSE). */
static void student_t_agrees_with_r(void **state)
{
    (void)state;
    ASSERT_CLOSE(student_t_p_value(2.5, 7.25), 0.03986552075891453, 1e-10);
    ASSERT_CLOSE(student_t_p_value(-0.25, 1.5), 0.8325096840032082, 1e-10);
    ASSERT_CLOSE(student_t_p_value(9, 40), 3.680164471706177e-11, 1e-10);
    ASSERT_CLOSE(student_t_p_value(30, 1000), 1.537468744404506e-141, 1e-10);
    assert_true(student_t_p_value(0, 3) == 1);
    assert_true(student_t_p_value((double)NAN, 3) == 1);
    assert_true(student_t_p_value((double)INFINITY, 3) == 0);
    ASSERT_CLOSE(student_t_quantile(7.25, 0.025 / 12), 4.11396234405739, 1e-10);
    ASSERT_CLOSE(student_t_quantile(1, 1e-6), 318309.8861827435, 1e-10);
    ASSERT_CLOSE(student_t_quantile(200.5, 0.025), 1.971866290304377, 1e-10);
    assert_true(student_t_quantile(200.5, 0.025) ==
                student_t_quantile_975(200.5));
    assert_true(isfinite(student_t_quantile(0, 0)));
}

/* The bound is where its definition says: P(X >= hits) = tail. */
static void clopper_pearson_has_its_tail(void **state)
{
    static const double counts[] = {1,   2,   5,   17,          300,
                                    1e4, 1e6, 1e8, 4294967295.0};
    static const double tails[] = {0.025, 1e-4, 1.25e-6, 2.5e-10, 2.5e-14};
    const size_t n = sizeof(counts) / sizeof(counts[0]);

    (void)state;
    for (size_t i = 0; i < n * n * 5; i++) {
        double hits = counts[i % n], misses = counts[i / n % n];
        double tail = tails[i / n / n];
        double odds = clopper_pearson_lower_odds(hits, misses, tail);
        double got = odds < 1 ? pbeta(odds / (1 + odds), hits, misses + 1, 1, 0)
                              : pbeta(1 / (1 + odds), misses + 1, hits, 0, 0);

        /* At billions of both the tail turns on the last digits of odds. */
        ASSERT_CLOSE(got, tail, hits + misses < 1e7 ? 1e-6 : 0.02);
    }
}

static void clopper_pearson_survives_extremes(void **state)
{
    static const double counts[] = {0, 1, 3, 4294967295.0, 1e12, 1.8e19};
    static const double tails[] = {0, 1e-300, 1e-14, 0.025, 0.5, 1};

    (void)state;
    for (size_t i = 0; i < 6 * 6 * 6; i++) {
        double hits = counts[i % 6], misses = counts[i / 6 % 6];
        double odds = clopper_pearson_lower_odds(hits, misses, tails[i / 36]);

        assert_true(isfinite(odds) && odds >= 0);
        assert_true((odds > 0) == (hits > 0));
        assert_true(misses <= 0 || odds <= hits / misses);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chi_square_agrees_with_r),
        cmocka_unit_test(chi_square_without_evidence_is_one),
        cmocka_unit_test(normal_agrees_with_r),
        cmocka_unit_test(student_t_is_rs),
        cmocka_unit_test(student_t_agrees_with_r),
        cmocka_unit_test(clopper_pearson_has_its_tail),
        cmocka_unit_test(clopper_pearson_survives_extremes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
