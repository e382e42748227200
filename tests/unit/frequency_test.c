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

/* R, spread_of and rate_interval of second_computation.R. */
static void rate_interval_agrees_with_r(void **state)
{
    const struct text texts[] = {{3, 1200}, {0, 800},  {5, 1500},
                                 {2, 700},  {9, 2600}, {1, 900}};
    struct rate_sums sums = sums_of(texts, 6);
    struct rate_spread spread = rate_spread_of(&sums);
    struct interval interval = rate_interval_per_10k(&sums);

    (void)state;
    assert_int_equal(sums.hits_squared, 120);
    assert_int_equal(sums.hits_times_words, 36800);
    assert_int_equal(sums.words_squared, 12390000);
    assert_true(spread.is_defined);
    /* Less than 20 hits drawn one by one would vary. */
    ASSERT_CLOSE(spread.variance, 0.05, 1e-14);
    ASSERT_CLOSE(spread.degrees_down, 3.458064516129032, 1e-12);
    ASSERT_CLOSE(spread.degrees_up, 3.785310734463277, 1e-12);
    ASSERT_CLOSE(interval.low, 13.4092601568434, 1e-12);
    ASSERT_CLOSE(interval.high, 49.0120083242174, 1e-12);
}

static void bursts_add_to_the_spread(void **state)
{
    const struct text texts[] = {{5, 900}, {0, 400}, {3, 700}, {12, 1500}};
    struct rate_sums sums = sums_of(texts, 4);
    struct rate_spread spread = rate_spread_of(&sums);

    (void)state;
    ASSERT_CLOSE(spread.variance, 0.06476085897608173, 1e-12);
    ASSERT_CLOSE(spread.degrees_down, 2.10981409424989153, 1e-12);
    ASSERT_CLOSE(spread.degrees_up, 2.22729347329986282, 1e-12);
}

static void equal_documents_are_no_surer_than_their_hits(void **state)
{
    const struct text texts[] = {{3, 300}, {1, 100}, {9, 900}};
    const struct text two[] = {{5, 500}, {5, 500}};
    struct rate_sums sums = sums_of(texts, 3), same = sums_of(two, 2);

    (void)state;
    /* 900 of 1300 words in one document: fewer than two of equal length. */
    ASSERT_BLANK(rate_interval_per_10k(&sums));
    ASSERT_CLOSE(rate_interval_per_10k(&same).low, 1.798792214451745, 1e-10);
    ASSERT_CLOSE(rate_interval_per_10k(&same).high, 5559.285791687679, 1e-10);
}

static void one_document_with_all_hits_tells_little(void **state)
{
    const struct text three[] = {
        {3, 100}, {0, 100}, {0, 100}, {0, 100}, {0, 100}};
    const struct text six[] = {
        {6, 100}, {0, 100}, {0, 100}, {0, 100}, {0, 100}};
    struct rate_sums few = sums_of(three, 5), many = sums_of(six, 5);

    (void)state;
    ASSERT_CLOSE(rate_interval_per_10k(&few).low, 1.399776334684711e-05, 1e-10);
    /* Not more than a hit a word. */
    assert_true(rate_interval_per_10k(&few).high == 10000);
    ASSERT_BLANK(rate_interval_per_10k(&many));
}

/* R: the mean at which pnbinom(0, size = k/2, mu = mean) is 0.025. */
static void no_hit_gives_a_bound(void **state)
{
    const struct text texts[] = {{0, 600}, {0, 400}};
    struct rate_sums sums = sums_of(texts, 2), many = {0};

    (void)state;
    assert_true(rate_interval_per_10k(&sums).low == 0);
    ASSERT_CLOSE(rate_interval_per_10k(&sums).high, 436.152782463671, 1e-12);
    for (int i = 0; i < 50; i++)
        rate_sums_add(&many, 0, 1000);
    ASSERT_CLOSE(rate_interval_per_10k(&many).high, 0.794986172027732, 1e-12);
    /* Poisson's is 3.688879 in all words. */
    for (int i = 50; i < 100000; i++)
        rate_sums_add(&many, 0, 1000);
    ASSERT_NEAR(rate_interval_per_10k(&many).high * 1e4, 3.688879, 2e-4);
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
    int held = 0;

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
        if (!interval.is_defined) {
            assert_true(sums.hits > 0 && !rate_spread_of(&sums).is_defined);
            continue;
        }
        held++;
        assert_true(isfinite(interval.low) && isfinite(interval.high));
        assert_true(interval.low >= 0 && interval.low <= rate);
        assert_true(interval.high >= rate);
    }
    assert_true(held > 1000);
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
        cmocka_unit_test(bursts_add_to_the_spread),
        cmocka_unit_test(equal_documents_are_no_surer_than_their_hits),
        cmocka_unit_test(one_document_with_all_hits_tells_little),
        cmocka_unit_test(no_hit_gives_a_bound),
        cmocka_unit_test(too_little_is_blank),
        cmocka_unit_test(rate_interval_holds_the_rate),
        cmocka_unit_test(wilson_agrees_with_the_literature),
        cmocka_unit_test(wilson_holds_the_share),
        cmocka_unit_test(wilson_at_the_edges),
        cmocka_unit_test(wilson_of_a_finite_population),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
