/* change_point_test.c - how much more documents differ than words. */
#include "stats/change_point.h"

#include <math.h>

#include "stats_near.h"
#include "unit.h"

static struct rate_sums sums_of(const uint64_t (*documents)[2], size_t count)
{
    struct rate_sums sums = {0};

    for (size_t i = 0; i < count; i++)
        rate_sums_add(&sums, documents[i][0], documents[i][1]);
    return sums;
}

/* Rates 0.08 and 0.1: residuals 2, -2, 0 over three documents and 5, 5, -10
 * over three, so (8 * 3/2 + 150 * 3/2) / (24 + 30). */
static void is_the_variance_over_that_of_words(void **state)
{
    static const uint64_t even[3][2] = {{10, 100}, {6, 100}, {8, 100}};
    static const uint64_t uneven[3][2] = {{15, 100}, {15, 100}, {0, 100}};
    struct rate_sums before = sums_of(even, 3), after = sums_of(uneven, 3);

    (void)state;
    ASSERT_CLOSE(change_design_effect(&before, &after), 237.0 / 54, 1e-12);
    ASSERT_CLOSE(change_design_effect(&after, &before), 237.0 / 54, 1e-12);
}

static void is_at_least_1(void **state)
{
    static const uint64_t even[3][2] = {{10, 100}, {6, 100}, {8, 100}};
    static const uint64_t none[3][2] = {{0, 100}, {0, 50}, {0, 80}};
    struct rate_sums before = sums_of(even, 3), after = sums_of(none, 3);
    struct rate_sums nothing = {0};

    (void)state;
    ASSERT_CLOSE(change_design_effect(&before, &before), 1, 0);
    ASSERT_CLOSE(change_design_effect(&before, &after), 1, 0);
    ASSERT_CLOSE(change_design_effect(&after, &after), 1, 0);
    ASSERT_CLOSE(change_design_effect(&nothing, &nothing), 1, 0);
}

/* Hansen 2000, table I: 5.94, 7.35 and 10.59 for 90%, 95% and 99%. */
static void the_drop_is_as_published(void **state)
{
    (void)state;
    ASSERT_CLOSE(CHANGE_G2_DROP, -2 * log(1 - sqrt(0.95)), 1e-15);
    ASSERT_CLOSE(CHANGE_G2_DROP, 7.35, 0.001);
}

UNIT_MAIN(cmocka_unit_test(is_the_variance_over_that_of_words),
          cmocka_unit_test(is_at_least_1),
          cmocka_unit_test(the_drop_is_as_published))
