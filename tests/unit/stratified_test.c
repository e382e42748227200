/* stratified_test.c - precision, recall, F1 and kappa from judged strata. */
#include "stats/stratified.h"

#include "stats/frequency.h"
#include "stats_near.h"

static struct validity measure(const struct judged_stratum *strata,
                               size_t count)
{
    struct judged_sample sample = {strata, count};
    struct validity validity;

    validity_of(&sample, &validity);
    return validity;
}

/* By hand: tp = 200 * 40/50 = 160, fn = 1000 * 4/40 = 100, fp = 40, tn = 4900;
 * kappa = (5060 - 4760) / (5200 - 4760), as chance agrees on
 * (200 * 260 + 5000 * 4940) / 5200 = 4760. */
static void strata_are_weighed_by_their_sizes(void **state)
{
    static const struct judged_stratum strata[] = {
        {200, 50, 40}, {1000, 40, 4}, {4000, 40, 0}};
    struct validity v = measure(strata, 3);
    struct interval wilson = wilson_interval_finite(40, 50, 200);

    (void)state;
    ASSERT_CLOSE(v.true_positives.value, 160, 1e-15);
    ASSERT_CLOSE(v.false_positives.value, 40, 1e-15);
    ASSERT_CLOSE(v.false_negatives.value, 100, 1e-15);
    ASSERT_CLOSE(v.precision.value, 0.8, 1e-15);
    ASSERT_CLOSE(v.recall.value, 160.0 / 260, 1e-15);
    ASSERT_CLOSE(v.f1.value, 320.0 / 460, 1e-15);
    ASSERT_CLOSE(v.kappa.value, 300.0 / 440, 1e-13);
    assert_true(v.precision_interval.low == wilson.low);
    assert_true(v.precision_interval.high == wilson.high);
    assert_true(v.recall_interval.low < v.recall.value);
    assert_true(v.recall_interval.high > v.recall.value);
    assert_true(v.f1_interval.low < v.f1.value);
    assert_true(v.f1_interval.high > v.f1.value);
}

static void all_judged_leaves_no_width(void **state)
{
    static const struct judged_stratum strata[] = {
        {10, 10, 8}, {30, 30, 3}, {60, 60, 1}};
    struct validity v = measure(strata, 3);

    (void)state;
    ASSERT_CLOSE(v.recall.value, 8.0 / 12, 1e-15);
    ASSERT_CLOSE(v.precision_interval.low, 0.8, 1e-15);
    ASSERT_CLOSE(v.precision_interval.high, 0.8, 1e-15);
    ASSERT_CLOSE(v.recall_interval.low, 8.0 / 12, 1e-15);
    ASSERT_CLOSE(v.recall_interval.high, 8.0 / 12, 1e-15);
    ASSERT_CLOSE(v.f1_interval.low, 16.0 / 22, 1e-15);
    ASSERT_CLOSE(v.f1_interval.high, 16.0 / 22, 1e-15);
}

/* Two of three are not judged: after one right of one, Beta(3/2, 1/2), none is
 * right with probability 1/8, one with 1/4, both with 5/8. */
static void two_unknown_units(void **state)
{
    static const struct judged_stratum strata[] = {{4, 4, 3}, {3, 1, 1}};
    struct validity v = measure(strata, 2);

    (void)state;
    ASSERT_CLOSE(v.recall.value, 0.5, 1e-15);
    ASSERT_CLOSE(v.recall_interval.low, 0.5, 1e-15);
    ASSERT_CLOSE(v.recall_interval.high, 0.75, 1e-15);
    ASSERT_CLOSE(v.f1_interval.high, 6.0 / 8, 1e-15);
}

/* The beta-binomial distribution from its definition. */
static double probability(double k, double rest, double a, double b)
{
    return exp(lgamma(rest + 1) - lgamma(k + 1) - lgamma(rest - k + 1) +
               lgamma(k + a) + lgamma(rest - k + b) - lgamma(rest + a + b) +
               lgamma(a + b) - lgamma(a) - lgamma(b));
}

/* Returns the least k that at most `share` of the distribution are below. */
static double quantile(const struct judged_stratum *s, double share)
{
    double a = (double)s->positive + 0.5, rest = (double)(s->size - s->judged);
    double b = (double)(s->judged - s->positive) + 0.5, sum = 0, k = 0;

    while ((sum += probability(k, rest, a, b)) < share)
        k++;
    return k;
}

static void assert_between(double value, double least, double most)
{
    assert_true(least - 1e-12 <= value && value <= most + 1e-12);
}

/* Where only what was missed is uncertain, the ends are its quantiles, as
 * exactly as 10,000 points tell. */
static void ends_are_quantiles(void **state)
{
    static const struct judged_stratum missed[] = {
        {1000, 30, 3}, {40, 20, 11}, {90, 3, 1}, {20000, 200, 1}, {500, 9, 8}};

    (void)state;
    for (size_t i = 0; i < sizeof(missed) / sizeof(*missed); i++) {
        const struct judged_stratum *m = &missed[i];
        struct judged_stratum strata[] = {{50, 50, 40}, *m};
        struct validity v = measure(strata, 2);
        double seen = 40 + (double)m->positive;

        assert_between(v.recall_interval.low, 40 / (seen + quantile(m, 0.9752)),
                       40 / (seen + quantile(m, 0.9748)));
        assert_between(v.recall_interval.high,
                       40 / (seen + quantile(m, 0.0252)),
                       40 / (seen + quantile(m, 0.0248)));
        assert_between(v.f1_interval.low,
                       80 / (50 + seen + quantile(m, 0.9752)),
                       80 / (50 + seen + quantile(m, 0.9748)));
        assert_between(v.f1_interval.high,
                       80 / (50 + seen + quantile(m, 0.0252)),
                       80 / (50 + seen + quantile(m, 0.0248)));
    }
}

/* Recall may be 1 when no miss was seen, however many may be missed. */
static void alike_units_open_the_interval(void **state)
{
    static const struct judged_stratum none_missed[] = {
        {100, 20, 15}, {1000, 20, 0}, {9000, 20, 0}};
    static const struct judged_stratum none_right[] = {
        {100, 20, 0}, {1000, 20, 7}, {9000, 20, 0}};
    struct validity v = measure(none_missed, 3);

    (void)state;
    assert_true(v.recall.value == 1 && v.recall_interval.high == 1);
    assert_true(v.recall_interval.low < 0.4);
    v = measure(none_right, 3);
    assert_true(v.recall.value == 0 && v.recall_interval.low == 0);
    assert_true(v.f1.value == 0 && v.f1_interval.low == 0);
    assert_true(v.precision.value == 0 && v.precision_interval.low == 0);
    assert_true(v.recall_interval.high > 0 && v.recall_interval.high < 0.2);
}

static void what_nothing_is_known_of_is_blank(void **state)
{
    static const struct judged_stratum nothing_found[] = {{0, 0, 0},
                                                          {90, 9, 3}};
    static const struct judged_stratum not_judged[] = {{9, 0, 0}, {90, 9, 3}};
    static const struct judged_stratum half[] = {
        {9, 3, 2}, {90, 9, 3}, {90, 0, 0}};
    static const struct judged_stratum no_positive[] = {{9, 3, 0}, {90, 9, 0}};
    struct validity v = measure(nothing_found, 2);

    (void)state;
    ASSERT_BLANK(v.precision);
    ASSERT_BLANK(v.precision_interval);
    assert_true(v.recall.is_defined && v.recall.value == 0);
    assert_true(v.f1.is_defined && v.f1.value == 0);
    v = measure(not_judged, 2);
    ASSERT_BLANK(v.precision);
    ASSERT_BLANK(v.true_positives);
    ASSERT_BLANK(v.false_positives);
    ASSERT_BLANK(v.recall);
    ASSERT_BLANK(v.kappa);
    v = measure(half, 3);
    assert_true(v.precision.is_defined);
    ASSERT_BLANK(v.false_negatives);
    ASSERT_BLANK(v.recall_interval);
    ASSERT_BLANK(v.f1);
    v = measure(no_positive, 2);
    assert_true(v.precision.is_defined && v.precision.value == 0);
    assert_true(v.kappa.is_defined && v.kappa.value == 0);
    ASSERT_BLANK(v.recall);
    ASSERT_BLANK(v.recall_interval);
    ASSERT_BLANK(v.f1_interval);
}

static void assert_within(struct measurement value, struct interval interval)
{
    assert_true(value.is_defined == interval.is_defined);
    if (!value.is_defined)
        return;
    assert_true(0 <= interval.low && interval.low <= value.value + 1e-12);
    assert_true(value.value <= interval.high + 1e-12 && interval.high <= 1);
}

/* Nothing is nan or beyond its range, and each interval holds its estimate. */
static void any_strata_give_numbers(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct judged_stratum strata[3];

        for (int s = 0; s < 3; s++) {
            strata[s].size = next_random(&seed) % (s ? 3000 : 60);
            strata[s].judged = next_random(&seed) % 12;
            if (strata[s].judged > strata[s].size)
                strata[s].judged = strata[s].size;
            strata[s].positive = next_random(&seed) % (strata[s].judged + 1);
        }
        struct validity v = measure(strata, 3);

        assert_within(v.precision, v.precision_interval);
        assert_within(v.recall, v.recall_interval);
        assert_within(v.f1, v.f1_interval);
        assert_true(v.kappa.value >= -1 && v.kappa.value <= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strata_are_weighed_by_their_sizes),
        cmocka_unit_test(all_judged_leaves_no_width),
        cmocka_unit_test(two_unknown_units),
        cmocka_unit_test(ends_are_quantiles),
        cmocka_unit_test(alike_units_open_the_interval),
        cmocka_unit_test(what_nothing_is_known_of_is_blank),
        cmocka_unit_test(any_strata_give_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
