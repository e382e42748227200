/* figure_scale_test.c - round values on axes, and how they are printed. */
#include <float.h>
#include <math.h>
#include <stdint.h>

#include "report/figures/scale.h"
#include "unit.h"

static void expect_ticks(const struct ticks *ticks, const double *values,
                         size_t count)
{
    assert_int_equal(ticks->count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(fabs(ticks_value(ticks, i) - values[i]) <=
                    fabs(values[i]) * 1e-12);
}

static void expect_number(double value, int decimals, const char *text)
{
    struct buffer out = {0};

    number_label(&out, value, decimals);
    assert_string_equal(buffer_text(&out), text);
    buffer_release(&out);
}

static void expect_ratio(double log_ratio, const char *text)
{
    struct buffer out = {0};

    ratio_label(&out, log_ratio);
    assert_string_equal(buffer_text(&out), text);
    buffer_release(&out);
}

static void ticks_are_round(void **state)
{
    struct ticks ticks = ticks_make(0, 87.3, 6);

    (void)state;
    expect_ticks(&ticks, (double[]){0, 20, 40, 60, 80}, 5);
    assert_int_equal(ticks.decimals, 0);
    ticks = ticks_make(-0.23, 0.3, 6);
    expect_ticks(&ticks, (double[]){-0.2, -0.1, 0, 0.1, 0.2, 0.3}, 6);
    assert_int_equal(ticks.decimals, 1);
    ticks = ticks_make(-6, 11, 5);
    expect_ticks(&ticks, (double[]){-5, 0, 5, 10}, 4);
}

static void whole_ticks_are_whole(void **state)
{
    struct ticks ticks = ticks_make_whole(0, 2, 9);

    (void)state;
    expect_ticks(&ticks, (double[]){0, 1, 2}, 3);
    ticks = ticks_make_whole(2011, 2011, 4);
    expect_ticks(&ticks, (double[]){2011}, 1);
    ticks = ticks_make_whole(2001, 2026, 5);
    expect_ticks(&ticks, (double[]){2005, 2010, 2015, 2020, 2025}, 5);
}

static void tiny_and_huge_ranges_have_ticks(void **state)
{
    static const double ranges[][2] = {
        {5, 5},
        {0, 0},
        {1e6, 1e6 + 1e-3},
        {0, 1e-12},
        {-1e-300, 1e-300},
        {0, DBL_MAX / 4},
        {-1e12, 3},
        {0.1, 0.1 + DBL_EPSILON},
        {-7, -7},
        {3, 1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
        for (size_t most = 2; most < 12; most++) {
            struct ticks ticks = ticks_make(ranges[i][0], ranges[i][1], most);

            assert_in_range(ticks.count, 1, most);
            assert_true(isfinite(ticks_value(&ticks, ticks.count - 1)));
        }
}

/* Any range: two ticks or more, no more than asked for, all within it. */
static void ticks_stay_within(void **state)
{
    uint64_t seed = 88172645463325252U;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        double low, high, size;
        struct ticks ticks;

        seed = seed * 6364136223846793005U + 1442695040888963407U;
        low = (double)(int64_t)seed / 9e15;
        size = pow(10, (double)(seed >> 40 & 7) - 3);
        high = low + size * (1 + (double)(seed >> 20 & 1023) / 100);
        ticks = ticks_make(low, high, 6);
        assert_in_range(ticks.count, 2, 6);
        assert_true(ticks_value(&ticks, 0) >= low - size * 1e-5);
        assert_true(ticks_value(&ticks, ticks.count - 1) <= high + size * 1e-5);
    }
}

static void places_are_linear(void **state)
{
    struct scale scale = {-2, 6, 100, 180};

    (void)state;
    assert_true(scale_place(&scale, -2) == 100);
    assert_true(scale_place(&scale, 6) == 180);
    assert_true(scale_place(&scale, 0) == 120);
}

static void numbers_are_grouped(void **state)
{
    (void)state;
    expect_number(0, 0, "0");
    expect_number(999, 0, "999");
    expect_number(1250, 0, "1,250");
    expect_number(-1234567.5, 1, "−1,234,567.5");
    expect_number(-0.5, 1, "−0.5");
    expect_number(-0.0001, 2, "0.00");
}

static void ratios_are_told_where_whole(void **state)
{
    (void)state;
    expect_ratio(0, "1×");
    expect_ratio(3, "8×");
    expect_ratio(-2, "1/4×");
    expect_ratio(10, "1,024×");
    expect_ratio(0.5, "");
    expect_ratio(21, "");
}

UNIT_MAIN(cmocka_unit_test(ticks_are_round),
          cmocka_unit_test(whole_ticks_are_whole),
          cmocka_unit_test(tiny_and_huge_ranges_have_ticks),
          cmocka_unit_test(ticks_stay_within),
          cmocka_unit_test(places_are_linear),
          cmocka_unit_test(numbers_are_grouped),
          cmocka_unit_test(ratios_are_told_where_whole))
