/*
 * scale.h - from values to places, and the round values between.
 *
 *     struct ticks ticks = ticks_make(0, 87.3, 6);       0, 20, 40, 60, 80
 *     struct scale scale = {0, 90, x0, x1};
 *
 *     for (size_t i = 0; i < ticks.count; i++)
 *         ... scale_place(&scale, ticks_value(&ticks, i)) ...
 *
 * Values are finite. Threads: no state.
 */
#ifndef REPORT_FIGURES_SCALE_H
#define REPORT_FIGURES_SCALE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct scale {
    double low, high;  /* values; low < high */
    double start, end; /* their places */
};

double scale_place(const struct scale *scale, double value);

/* Multiples of a step that is 1, 2 or 5 times a power of ten. */
struct ticks {
    double step;
    double first; /* in steps: a whole number */
    size_t count; /* at least 1 */
    int decimals; /* that tell neighbours apart */
};

/* Makes [*low, *high] a range that can be drawn: in order, and not so narrow
 * beside its values that they could not be told apart. */
void range_widen(double *low, double *high);

/* Returns the multiples within [low, high]: `most` (2 or more) at most. */
struct ticks ticks_make(double low, double high, size_t most);

/* The same with a step that is a whole number, as the ends are. */
struct ticks ticks_make_whole(double low, double high, size_t most);

double ticks_value(const struct ticks *ticks, size_t index);

/* Appends a number as a figure's reader is to see it: 1,250; −0.5. */
void number_label(struct buffer *out, double value, int decimals);

/* Appends what a binary logarithm of a ratio means: 0 "1×", 3 "8×", −2 "1/4×";
 * nothing for one that is not whole, or beyond 2^20. */
void ratio_label(struct buffer *out, double log_ratio);

#endif
