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

/* R 4.1: v = sum((x - r*n)^2) / (k*(k-1)*mean(n)^2) / r^2 each side, df =
 * (v1+v2)^2 / (v1^2/3 + v2^2/4), log2(r1/r2) -+ qt(.975, df) * sqrt(v1+v2) /
 * log(2), 2*pt(-t, df). */
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
    ASSERT_CLOSE(c.standard_error, 0.534253531655364, 1e-12);
    ASSERT_CLOSE(c.degrees, 6.997707959232308, 1e-12);
    ASSERT_CLOSE(interval.low, -0.342827211704220, 1e-10);
    ASSERT_CLOSE(interval.high, 2.183958276715411, 1e-10);
    ASSERT_CLOSE(rate_contrast_p(&c, 1).value, 0.128551811056049, 1e-12);
    ASSERT_CLOSE(rate_contrast_p(&c, 3).value, 3 * 0.128551811056049, 1e-12);
    assert_true(rate_contrast_p(&c, 9).value == 1);
    assert_true(rate_contrast_interval(&c, 9).low < interval.low);
}

static void says_nothing_where_documents_say_nothing(void **state)
{
    static const uint64_t some[] = {1, 3}, none[] = {0, 0}, even[] = {1, 2};
    static const uint64_t words[] = {10, 20};
    struct rate_sums sums = sums_of(some, words, 2);
    struct rate_sums blanks[] = {sums_of(none, words, 2),
                                 sums_of(some, words, 1),
                                 sums_of(some, none, 0)};
    struct rate_sums alike = sums_of(even, words, 2);

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct rate_contrast c = rate_contrast_of(&sums, &blanks[i]);

        assert_false(c.is_defined);
        assert_false(rate_contrast_interval(&c, 1).is_defined);
        assert_false(rate_contrast_p(&c, 1).is_defined);
        assert_false(rate_contrast_of(&blanks[i], &sums).is_defined);
    }
    assert_false(rate_contrast_of(&alike, &alike).is_defined);
    assert_true(rate_contrast_of(&alike, &sums).is_defined);
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
          cmocka_unit_test(takes_documents_out_again))
