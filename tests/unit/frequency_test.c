/* frequency_test.c - rates and shares with their intervals. */
#include "stats/frequency.h"

#include "stats_near.h"

struct text {
    uint64_t hits, words;
};

static struct rate_sums sums_of(const struct text *texts, size_t count)
{
    struct rate_sums sums = {0};

    for (size_t i = 0; i < count; i++)
        rate_sums_add(&sums, texts[i].hits, texts[i].words);
    return sums;
}

static void rate_is_hits_over_words(void **state)
{
    (void)state;
    assert_true(rate_per_10k(1, 4).value == 2500);
    assert_true(rate_per_10k(1, 100).value == rate_per_10k(2, 200).value);
    ASSERT_BLANK(rate_per_10k(0, 0));
}

/* The reference values were computed in R from Cochran's formula. */
static void rate_interval_agrees_with_r(void **state)
{
    const struct text texts[] = {{3, 1200}, {0, 800},  {5, 1500},
                                 {2, 700},  {9, 2600}, {1, 900}};
    struct rate_sums sums = sums_of(texts, 6);
    struct interval interval = rate_interval_per_10k(&sums);

    (void)state;
    assert_int_equal(sums.hits_squared, 120);
    assert_int_equal(sums.hits_times_words, 36800);
    assert_int_equal(sums.words_squared, 12390000);
    ASSERT_CLOSE(interval.low, 13.08567076361559, 1e-12);
    ASSERT_CLOSE(interval.high, 38.86238118443636, 1e-12);
}

static void equal_documents_leave_no_spread(void **state)
{
    const struct text texts[] = {{3, 300}, {1, 100}, {7, 700}};
    struct rate_sums sums = sums_of(texts, 3);
    struct interval interval = rate_interval_per_10k(&sums);

    (void)state;
    ASSERT_NEAR(interval.low, 100, 1e-4);
    ASSERT_NEAR(interval.high, 100, 1e-4);
}

static void no_hit_gives_the_poisson_bound(void **state)
{
    const struct text texts[] = {{0, 600}, {0, 400}};
    struct rate_sums sums = sums_of(texts, 2);
    struct interval interval = rate_interval_per_10k(&sums);

    (void)state;
    assert_true(interval.low == 0);
    ASSERT_CLOSE(interval.high, 36.88879454113936, 1e-12);
}

static void too_little_is_blank(void **state)
{
    const struct text texts[] = {{3, 300}, {0, 0}, {0, 0}};
    struct rate_sums none = sums_of(texts, 0), one = sums_of(texts, 1);
    struct rate_sums wordless = sums_of(texts + 1, 2);

    (void)state;
    ASSERT_BLANK(rate_interval_per_10k(&none));
    ASSERT_BLANK(rate_interval_per_10k(&one));
    ASSERT_BLANK(rate_interval_per_10k(&wordless));
}

static void rate_interval_holds_the_rate(void **state)
{
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct rate_sums sums = {0};
        struct interval interval;
        double rate;

        for (uint32_t i = 2 + next_random(&seed) % 9; i > 0; i--)
            rate_sums_add(&sums, next_random(&seed) % 5,
                          5 + next_random(&seed) % 90000);
        interval = rate_interval_per_10k(&sums);
        rate = rate_per_10k(sums.hits, sums.words).value;
        assert_true(isfinite(interval.low) && isfinite(interval.high));
        assert_true(interval.low >= 0 && interval.low <= rate);
        assert_true(interval.high >= rate);
    }
}

static void wilson_agrees_with_the_literature(void **state)
{
    struct interval interval = wilson_interval(81, 263);

    (void)state;
    ASSERT_NEAR(interval.low, 0.2553, 5e-5);
    ASSERT_NEAR(interval.high, 0.3662, 5e-5);
    ASSERT_CLOSE(interval.low, 0.255288519878274, 1e-13);
    ASSERT_CLOSE(interval.high, 0.366209576982800, 1e-13);
}

static void wilson_holds_the_share(void **state)
{
    static const uint64_t wholes[] = {1, 2, 3, 10, 997, UINT32_MAX, UINT64_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]); i++)
        for (uint64_t tenth = 0; tenth <= 10; tenth++) {
            uint64_t part = tenth == 10 ? wholes[i] : wholes[i] / 10 * tenth;
            double share = (double)part / (double)wholes[i];
            struct interval interval = wilson_interval(part, wholes[i]);

            assert_true(interval.low >= 0 && interval.high <= 1);
            assert_true(interval.low <= share && share <= interval.high);
        }
}

static void wilson_at_the_edges(void **state)
{
    (void)state;
    ASSERT_BLANK(wilson_interval(0, 0));
    ASSERT_BLANK(wilson_interval(3, 0));
    assert_true(wilson_interval(0, 9).low == 0);
    assert_true(wilson_interval(9, 9).high == 1);
    assert_true(wilson_interval(12, 9).low == wilson_interval(9, 9).low);
}

/* 40 of 50 from 200 is Wilson's with the deviate 1.96 * sqrt(150/199) = 1.7016;
 * worked out in Python. */
static void wilson_of_a_finite_population(void **state)
{
    struct interval interval = wilson_interval_finite(40, 50, 200);
    struct interval large = wilson_interval_finite(40, 50, UINT64_MAX);

    (void)state;
    ASSERT_NEAR(interval.low, 0.6885602369412406, 1e-14);
    ASSERT_NEAR(interval.high, 0.8785949875821543, 1e-14);
    ASSERT_CLOSE(large.low, wilson_interval(40, 50).low, 1e-12);
    assert_true(wilson_interval_finite(3, 4, 4).low == 0.75);
    assert_true(wilson_interval_finite(3, 4, 4).high == 0.75);
    ASSERT_BLANK(wilson_interval_finite(0, 0, 9));
    ASSERT_BLANK(wilson_interval_finite(0, 0, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rate_is_hits_over_words),
        cmocka_unit_test(rate_interval_agrees_with_r),
        cmocka_unit_test(equal_documents_leave_no_spread),
        cmocka_unit_test(no_hit_gives_the_poisson_bound),
        cmocka_unit_test(too_little_is_blank),
        cmocka_unit_test(rate_interval_holds_the_rate),
        cmocka_unit_test(wilson_agrees_with_the_literature),
        cmocka_unit_test(wilson_holds_the_share),
        cmocka_unit_test(wilson_at_the_edges),
        cmocka_unit_test(wilson_of_a_finite_population),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
