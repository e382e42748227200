/* rate_contrast_test.c - the interval of a log ratio by documents, against R.
 */
#include "stats/rate_contrast.h"

#include "stats_near.h"
#include "unit.h"

static struct rate_sums sums_of(const uint64_t *hits, const uint64_t *words,
                                size_t count)
{
    struct rate_sums sums = {0};

    for (size_t i = 0; i < count; i++)
        rate_sums_add(&sums, hits[i], words[i]);
    return sums;
}

/* R 4.1, contrast of tests/conformance/second_computation.R. */
static void agrees_with_r(void **state)
{
    static const uint64_t x1[] = {5, 0, 3, 12}, n1[] = {900, 400, 700, 1500};
    static const uint64_t x2[] = {1, 2, 0, 4, 9};
    static const uint64_t n2[] = {300, 1000, 800, 1200, 2000};
    struct rate_sums focus = sums_of(x1, n1, 4);
    struct rate_sums reference = sums_of(x2, n2, 5);
    struct rate_contrast c = rate_contrast_of(&focus, &reference);
    struct interval interval = rate_contrast_interval(&c, 1);

    (void)state;
    assert_true(c.is_defined);
    ASSERT_CLOSE(c.log_ratio, 0.920565532505595, 1e-12);
    ASSERT_CLOSE(c.standard_error, 0.555075516405139, 1e-12);
    ASSERT_CLOSE(c.degrees_low, 4.8636731171341658, 1e-12);
    ASSERT_CLOSE(c.degrees_high, 4.7458673237157862, 1e-12);
    ASSERT_CLOSE(interval.low, -0.518415280737555, 1e-10);
    ASSERT_CLOSE(interval.high, 2.370722962717603, 1e-10);
    ASSERT_CLOSE(rate_contrast_p(&c, 1).value, 0.159760855118758, 1e-12);
    ASSERT_CLOSE(rate_contrast_p(&c, 3).value, 3 * 0.159760855118758, 1e-12);
    assert_true(rate_contrast_p(&c, 9).value == 1);
    assert_true(rate_contrast_interval(&c, 9).low < interval.low);
}

static void says_nothing_where_documents_say_nothing(void **state)
{
    static const uint64_t some[] = {1, 3, 1}, none[] = {0, 0, 0};
    static const uint64_t one[] = {9, 0, 0}, even[] = {1, 2, 1};
    static const uint64_t words[] = {10, 20, 10}, uneven[] = {10, 200, 10};
    struct rate_sums sums = sums_of(some, words, 3);
    struct rate_sums blanks[] = {sums_of(none, words, 3),
                                 sums_of(some, words, 1),
                                 sums_of(some, none, 0), sums_of(one, words, 3),
                                 sums_of(some, uneven, 3)};
    struct rate_sums alike = sums_of(even, words, 3);
    struct rate_contrast same = rate_contrast_of(&alike, &alike);

    (void)state;
    for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
        struct rate_contrast c = rate_contrast_of(&sums, &blanks[i]);

        assert_false(c.is_defined);
        assert_false(rate_contrast_interval(&c, 1).is_defined);
        assert_false(rate_contrast_p(&c, 1).is_defined);
        assert_false(rate_contrast_of(&blanks[i], &sums).is_defined);
    }
    assert_true(rate_contrast_of(&sums, &sums).is_defined);
    /* Documents of one and the same rate: few hits, all the same. */
    assert_true(same.is_defined);
    assert_true(rate_contrast_p(&same, 1).value == 1);
}

static struct rate_sums random_sums(uint64_t *seed)
{
    struct rate_sums sums = {0};
    uint32_t most = 1 + next_random(seed) % 40;

    for (uint32_t i = 3 + next_random(seed) % 9; i > 0; i--)
        rate_sums_add(&sums, next_random(seed) % most,
                      500 + next_random(seed) % 500);
    return sums;
}

/* Where p is below 0.05 the interval excludes 0; turned round, both say the
 * same. */
static void p_goes_with_the_interval(void **state)
{
    uint64_t seed = 11;
    int clear = 0;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct rate_sums a = random_sums(&seed), b = random_sums(&seed);
        struct rate_contrast c = rate_contrast_of(&a, &b);
        struct rate_contrast turned = rate_contrast_of(&b, &a);
        struct interval interval = rate_contrast_interval(&c, 1);
        bool excludes_0 = interval.low > 0 || interval.high < 0;

        assert_int_equal(c.is_defined, turned.is_defined);
        if (!c.is_defined)
            continue;
        clear += excludes_0;
        assert_int_equal(excludes_0, rate_contrast_p(&c, 1).value < 0.05);
        ASSERT_NEAR(rate_contrast_interval(&turned, 1).low, -interval.high,
                    1e-9);
        ASSERT_NEAR(rate_contrast_p(&turned, 1).value,
                    rate_contrast_p(&c, 1).value, 1e-12);
    }
    assert_true(clear > 100);
}

static void takes_documents_out_again(void **state)
{
    static const uint64_t hits[] = {5, 0, 3, 12}, words[] = {90, 40, 70, 150};
    struct rate_sums all = sums_of(hits, words, 4);
    struct rate_sums first = sums_of(hits, words, 2);
    struct rate_sums last = sums_of(hits + 2, words + 2, 2);

    (void)state;
    rate_sums_subtract(&all, &first);
    assert_memory_equal(&all, &last, sizeof(all));
}

UNIT_MAIN(cmocka_unit_test(agrees_with_r),
          cmocka_unit_test(says_nothing_where_documents_say_nothing),
          cmocka_unit_test(p_goes_with_the_interval),
          cmocka_unit_test(takes_documents_out_again))
