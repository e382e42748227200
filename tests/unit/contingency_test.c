/* contingency_test.c - 2x2 statistics: published numbers, R's numbers, and
 * what must hold for every table. */
#include "stats/contingency.h"

#include "stats_near.h"

static struct contingency cells(uint64_t o11, uint64_t o12, uint64_t o21,
                                uint64_t o22)
{
    return contingency_of(o11, o11 + o21, o12, o12 + o22);
}

/* Dunning's table 2; his cells are k(AB), k(~A B), k(A ~B), k(~A ~B). */
static void dunning_1993(void **state)
{
    struct contingency swiss = cells(110, 2442, 111, 29114);
    struct contingency can = cells(29, 13, 123, 31612);
    struct contingency previous = cells(10, 0, 3, 31764);

    (void)state;
    ASSERT_NEAR(contingency_g2(&swiss), 270.72, 0.005);
    ASSERT_NEAR(contingency_g2(&can), 263.90, 0.005);
    ASSERT_NEAR(contingency_g2(&previous), 167.23, 0.005);
    ASSERT_CLOSE(contingency_g2(&swiss), 270.721876936225, 1e-13);
}

static void textbook_forms(void **state)
{
    struct contingency t = contingency_of(7, 10, 2, 9);

    (void)state;
    ASSERT_NEAR(contingency_chi2(&t), 4.337160, 5e-7);
    ASSERT_NEAR(contingency_chi2_yates(&t), 2.632438, 5e-7);
    ASSERT_NEAR(contingency_g2(&t), 4.534939, 5e-7);
    ASSERT_NEAR(contingency_g2_williams(&t), 4.200833, 5e-7);
}

static void four_cells_and_two_terms(void **state)
{
    struct contingency t = contingency_of(10, 100, 5, 200);

    (void)state;
    ASSERT_NEAR(contingency_g2(&t), 7.329812, 5e-7);
    ASSERT_NEAR(contingency_g2_two_term(&t), 6.931472, 5e-7);
}

static void ratios_agree_with_r(void **state)
{
    struct contingency t = contingency_of(7, 10, 2, 9);
    struct interval odds = contingency_odds_ratio_interval(&t);
    struct interval risk = contingency_risk_ratio_interval(&t);

    (void)state;
    ASSERT_CLOSE(contingency_odds_ratio(&t).value, 49.0 / 6, 1e-14);
    ASSERT_CLOSE(odds.low, 1.02707196820997, 1e-13);
    ASSERT_CLOSE(odds.high, 64.93648596084513, 1e-13);
    ASSERT_CLOSE(contingency_risk_ratio(&t).value, 3.15, 1e-14);
    ASSERT_CLOSE(risk.low, 0.868977010192093, 1e-13);
    ASSERT_CLOSE(risk.high, 11.418598977441960, 1e-13);
}

static void zeros_get_haldanes_half(void **state)
{
    struct contingency t = contingency_of(3, 10, 0, 20);

    (void)state;
    ASSERT_CLOSE(contingency_odds_ratio(&t).value, (3.5 * 20.5) / (0.5 * 7.5),
                 1e-14);
    ASSERT_CLOSE(contingency_risk_ratio(&t).value, (3.5 / 11) / (0.5 / 21),
                 1e-14);
    assert_true(contingency_odds_ratio_interval(&t).is_defined);
}

static void phi_is_signed_root_of_chi2(void **state)
{
    struct contingency more = contingency_of(7, 10, 2, 9);
    struct contingency less = contingency_of(2, 9, 7, 10);
    struct contingency same = contingency_of(5, 5, 0, 8);

    (void)state;
    ASSERT_CLOSE(contingency_phi(&more).value, sqrt(4.33716049382716 / 19),
                 1e-13);
    ASSERT_CLOSE(contingency_phi(&less).value, -sqrt(4.33716049382716 / 19),
                 1e-13);
    ASSERT_NEAR(contingency_phi(&same).value, 1, 1e-15);
}

static void near_independence_keeps_digits(void **state)
{
    /* O = E + 1 in billions: G2 and chi2 agree to the order of d/E. */
    struct contingency t = contingency_of(1000001, 4000000000U, 999999,
                                          4000000000U);

    (void)state;
    ASSERT_CLOSE(contingency_chi2(&t), 2 * (1 / 1e6 + 1 / 3999e6), 1e-12);
    ASSERT_CLOSE(contingency_g2(&t), contingency_chi2(&t), 1e-9);
}

static void deviance_joins_at_its_switch(void **state)
{
    /* On either side of |v| = 0.1 both ways of computing agree. */
    (void)state;
    for (int i = 0; i < 80; i++) {
        double o = 0.7 + 0.0101 * i;

        ASSERT_NEAR(poisson_deviance(o, 1, o - 1), o * log(o) - (o - 1), 1e-15);
    }
    assert_true(poisson_deviance(0, 3, -3) == 3);
}

static void swapping_samples_changes_no_bit(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint64_t n1 = next_random(&seed) >> (i % 31);
        uint64_t n2 = next_random(&seed) >> (i % 29);
        uint64_t f1 = next_random(&seed) % (n1 + 1);
        uint64_t f2 = next_random(&seed) % (n2 + 1);
        struct contingency t = contingency_of(f1, n1, f2, n2);
        struct contingency swapped = contingency_of(f2, n2, f1, n1);

        assert_true(contingency_g2(&t) == contingency_g2(&swapped));
        assert_true(contingency_g2_two_term(&t) ==
                    contingency_g2_two_term(&swapped));
        assert_true(contingency_chi2(&t) == contingency_chi2(&swapped));
        assert_true(contingency_chi2_yates(&t) ==
                    contingency_chi2_yates(&swapped));
        assert_true(t.excess == -swapped.excess);
        assert_true(contingency_g2(&t) >= 0);
    }
}

static void empty_margins_say_nothing(void **state)
{
    const struct contingency tables[] = {
        contingency_of(0, 0, 0, 0),   contingency_of(0, 10, 0, 20),
        contingency_of(5, 10, 0, 0),  contingency_of(10, 10, 20, 20),
        contingency_of(0, 0, 20, 20),
    };

    (void)state;
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        assert_false(contingency_is_full(&tables[i]));
        assert_true(contingency_g2(&tables[i]) == 0);
        assert_true(contingency_g2_two_term(&tables[i]) == 0);
        assert_true(contingency_g2_williams(&tables[i]) == 0);
        assert_true(contingency_chi2(&tables[i]) == 0);
        assert_true(contingency_chi2_yates(&tables[i]) == 0);
        ASSERT_BLANK(contingency_phi(&tables[i]));
        ASSERT_BLANK(contingency_odds_ratio(&tables[i]));
        ASSERT_BLANK(contingency_odds_ratio_interval(&tables[i]));
    }
}

static void hits_beyond_words_raise_the_words(void **state)
{
    struct contingency t = contingency_of(12, 10, 2, 9);
    struct contingency mended = contingency_of(12, 12, 2, 9);

    (void)state;
    assert_true(t.o21 == 0);
    assert_true(contingency_g2(&t) == contingency_g2(&mended));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dunning_1993),
        cmocka_unit_test(textbook_forms),
        cmocka_unit_test(four_cells_and_two_terms),
        cmocka_unit_test(ratios_agree_with_r),
        cmocka_unit_test(zeros_get_haldanes_half),
        cmocka_unit_test(phi_is_signed_root_of_chi2),
        cmocka_unit_test(near_independence_keeps_digits),
        cmocka_unit_test(deviance_joins_at_its_switch),
        cmocka_unit_test(swapping_samples_changes_no_bit),
        cmocka_unit_test(empty_margins_say_nothing),
        cmocka_unit_test(hits_beyond_words_raise_the_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
