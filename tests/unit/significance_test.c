/* significance_test.c - Mann-Whitney against R and against counting pairs;
 * Benjamini-Hochberg against R and its definition. */
#include "stats/significance.h"

#include <stdlib.h>
#include <string.h>

#include "stats_near.h"

static void agrees_with_r(void **state)
{
    static const double x[] = {1.5, 2, 2, 3.25};
    static const double y[] = {1.5, 2, 2, 3.25, 5, 7, 7, 9};
    static const double v[] = {1.1, 2.2, 3.3, 4.4};
    static const double w[] = {0.5, 2.2, 5.5, 6.6, 8};
    struct mann_whitney with_zeros = mann_whitney_test(
        &(struct rate_sample){x, 4, 4}, &(struct rate_sample){y, 8, 1});
    struct mann_whitney without = mann_whitney_test(
        &(struct rate_sample){v, 4, 0}, &(struct rate_sample){w, 5, 0});

    (void)state;
    assert_true(with_zeros.u == 14);
    ASSERT_CLOSE(with_zeros.p, 0.0346877562737024, 1e-13);
    assert_true(without.u == 6.5);
    ASSERT_CLOSE(without.p, 0.460558169227093, 1e-13);
    ASSERT_CLOSE(without.proportion, 6.5 / 20, 1e-15);
}

enum { MOST = 12 };

/* One sample as it is, zeros and all, unsorted order irrelevant. */
struct plain {
    double rates[MOST];
    size_t count;
};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static struct plain random_sample(uint64_t *seed)
{
    struct plain sample = {.count = 1 + next_random(seed) % MOST};

    for (size_t i = 0; i < sample.count; i++)
        sample.rates[i] = next_random(seed) % 6 / 4.0;
    qsort(sample.rates, sample.count, sizeof(double), ascending);
    return sample;
}

static struct rate_sample without_zeros(const struct plain *plain)
{
    size_t zeros = 0;

    while (zeros < plain->count && plain->rates[zeros] <= 0)
        zeros++;
    return (struct rate_sample){plain->rates + zeros, plain->count - zeros,
                                zeros};
}

static double count_pairs(const struct plain *x, const struct plain *y)
{
    double u = 0;

    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < y->count; j++)
            u += x->rates[i] > y->rates[j]   ? 1
                 : x->rates[i] < y->rates[j] ? 0
                                             : 0.5;
    return u;
}

static double tied_with(const struct plain *sample, double value)
{
    double tied = 0;

    for (size_t i = 0; i < sample->count; i++)
        tied += fabs(sample->rates[i] - value) < 1e-9;
    return tied;
}

/* Variance of U: every value of a tie of t adds t^2 - 1 = (t^3 - t)/t. */
static double variance(const struct plain *x, const struct plain *y)
{
    double n = (double)(x->count + y->count), ties = 0;

    for (size_t i = 0; i < x->count + y->count; i++) {
        double value = i < x->count ? x->rates[i] : y->rates[i - x->count];
        double t = tied_with(x, value) + tied_with(y, value);

        ties += t * t - 1;
    }
    return (double)x->count * (double)y->count / 12 *
           (n + 1 - ties / (n * (n - 1)));
}

static void agrees_with_counting_pairs(void **state)
{
    uint64_t seed = 41;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct plain x = random_sample(&seed), y = random_sample(&seed);
        struct rate_sample first = without_zeros(&x);
        struct rate_sample second = without_zeros(&y);
        struct mann_whitney test = mann_whitney_test(&first, &second);
        double u = count_pairs(&x, &y), spread = variance(&x, &y);
        double off = u - (double)(x.count * y.count) / 2;

        assert_true(test.u == u);
        if (spread < 1e-9 || fabs(off) < 0.75)
            assert_true(test.p == 1);
        else
            ASSERT_CLOSE(test.p, erfc((fabs(off) - 0.5) / sqrt(2 * spread)),
                         1e-10);
    }
}

static void zeros_may_be_listed_or_counted(void **state)
{
    uint64_t seed = 43;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct plain x = random_sample(&seed), y = random_sample(&seed);
        struct rate_sample first = without_zeros(&x);
        struct rate_sample second = without_zeros(&y);
        struct rate_sample listed_first = {x.rates, x.count, 0};
        struct rate_sample listed_second = {y.rates, y.count, 0};
        struct mann_whitney counted = mann_whitney_test(&first, &second);
        struct mann_whitney listed = mann_whitney_test(&listed_first,
                                                       &listed_second);

        assert_true(counted.u == listed.u);
        assert_true(counted.p == listed.p);
    }
}

static void swapping_groups_keeps_p(void **state)
{
    uint64_t seed = 47;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct plain x = random_sample(&seed), y = random_sample(&seed);
        struct rate_sample first = without_zeros(&x);
        struct rate_sample second = without_zeros(&y);
        struct mann_whitney one = mann_whitney_test(&first, &second);
        struct mann_whitney two = mann_whitney_test(&second, &first);

        assert_true(one.p == two.p && one.z == -two.z);
        assert_true(one.u + two.u == (double)(x.count * y.count));
    }
}

static void degenerate_groups(void **state)
{
    static const double same[] = {2, 2, 2};
    const struct rate_sample none = {NULL, 0, 0};
    const struct rate_sample zeros = {NULL, 0, UINT32_MAX};
    const struct rate_sample alike = {same, 3, 0};

    (void)state;
    assert_false(mann_whitney_test(&none, &alike).is_defined);
    assert_false(mann_whitney_test(&alike, &none).is_defined);
    assert_true(mann_whitney_test(&zeros, &zeros).p == 1);
    assert_true(mann_whitney_test(&alike, &alike).p == 1);
    assert_true(mann_whitney_test(&alike, &zeros).p < 1e-300);
    assert_true(mann_whitney_test(&alike, &zeros).u == 3.0 * UINT32_MAX);
}

static void benjamini_hochberg_agrees_with_r(void **state)
{
    double p[] = {.01, .04, .03, .005, .04, .9, .03};
    static const double q[] = {.035,    .14 / 3, .14 / 3, .035,
                               .14 / 3, .9,      .14 / 3};

    (void)state;
    benjamini_hochberg(p, 7);
    for (size_t i = 0; i < 7; i++)
        ASSERT_CLOSE(p[i], q[i], 1e-14);
}

enum { ROWS = 200 };

static void q_is_at_least_p_and_keeps_order(void **state)
{
    uint64_t seed = 53;
    double p[ROWS], q[ROWS];

    (void)state;
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < ROWS; i++)
            p[i] = next_random(&seed) % 100 / 99.0;
        memcpy(q, p, sizeof(q));
        benjamini_hochberg(q, ROWS);
        for (size_t i = 0; i < ROWS; i++)
            assert_true(q[i] >= p[i] && q[i] <= 1);
        for (size_t i = 1; i < ROWS; i++) {
            assert_true(!(p[i] < p[i - 1]) || q[i] <= q[i - 1]);
            assert_true(!(p[i] > p[i - 1]) || q[i] >= q[i - 1]);
            assert_true(p[i] < p[i - 1] || p[i] > p[i - 1] || q[i] == q[i - 1]);
        }
    }
}

static void benjamini_hochberg_mends_its_input(void **state)
{
    double p[] = {(double)NAN, -1, 2, 0.25};

    (void)state;
    benjamini_hochberg(p, 4);
    assert_true(p[0] == 1 && p[1] == 0 && p[2] == 1 && p[3] == 0.5);
    benjamini_hochberg(NULL, 0);
    benjamini_hochberg(p + 3, 1);
    assert_true(p[3] == 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_r),
        cmocka_unit_test(agrees_with_counting_pairs),
        cmocka_unit_test(zeros_may_be_listed_or_counted),
        cmocka_unit_test(swapping_groups_keeps_p),
        cmocka_unit_test(degenerate_groups),
        cmocka_unit_test(benjamini_hochberg_agrees_with_r),
        cmocka_unit_test(q_is_at_least_p_and_keeps_order),
        cmocka_unit_test(benjamini_hochberg_mends_its_input),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
