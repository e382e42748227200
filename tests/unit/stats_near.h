/* stats_near.h - comparing doubles in the tests of the stats layer. */
#ifndef TESTS_STATS_NEAR_H
#define TESTS_STATS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Fails with both numbers unless |got - want| <= tolerance. */
#define ASSERT_NEAR(got, want, tolerance)                             \
    do {                                                              \
        double got_ = (got), want_ = (want);                          \
        if (!(fabs(got_ - want_) <= (tolerance)))                     \
            fail_msg("%s: got %.15g, want %.15g", #got, got_, want_); \
    } while (0)

/* The same, relative to `want`. */
#define ASSERT_CLOSE(got, want, relative) \
    ASSERT_NEAR(got, want, fabs((double)(want)) * (relative))

#define ASSERT_BLANK(measured) assert_false((measured).is_defined)

/* A small repeatable source of numbers (Knuth's MMIX generator). */
static inline uint32_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(*state >> 33);
}

#endif
