/*
 * measurement.h - a number that may be blank, an interval, and what a measure
 * says about itself.
 *
 * Nothing in this layer returns nan or inf, whatever the counts. Where a
 * formula meets a zero, the measure's zero rule gives a number (half an
 * occurrence, say); where no number would be honest (a rate of no words, a
 * ratio of nothing to nothing) the result is blank: `is_defined` is false,
 * the numbers are 0, and a report leaves the cell empty.
 *
 * All intervals of this layer are two-sided, 95%.
 *
 * Threads: plain values and pure functions; no state anywhere in the layer.
 */
#ifndef STATS_MEASUREMENT_H
#define STATS_MEASUREMENT_H

#include <stdbool.h>

#define INTERVAL_ALPHA 0.05

/* The standard normal deviate that 2.5% of the distribution exceeds. */
#define NORMAL_QUANTILE_975 1.959963984540054

struct measurement {
    double value; /* 0 where blank */
    bool is_defined;
};

struct interval {
    double low; /* both 0 where blank */
    double high;
    bool is_defined;
};

/* What a report column or its reader needs to know of a measure. All strings
 * are static. `name` is the column's name and part of the report contract. */
struct measure {
    const char *name;
    const char *meaning;   /* which variant, and what it tells */
    const char *source;    /* who published the formula */
    const char *zero_rule; /* what happens to zeros; when the cell is blank */
    const char *unit;      /* "1" for a pure number */
};

static inline struct measurement measurement_of(double value)
{
    return (struct measurement){.value = value, .is_defined = true};
}

static inline struct measurement measurement_blank(void)
{
    return (struct measurement){.value = 0, .is_defined = false};
}

static inline struct interval interval_of(double low, double high)
{
    return (struct interval){.low = low, .high = high, .is_defined = true};
}

static inline struct interval interval_blank(void)
{
    return (struct interval){.low = 0, .high = 0, .is_defined = false};
}

static inline struct measurement interval_low(struct interval interval)
{
    return (struct measurement){interval.low, interval.is_defined};
}

static inline struct measurement interval_high(struct interval interval)
{
    return (struct measurement){interval.high, interval.is_defined};
}

#endif
