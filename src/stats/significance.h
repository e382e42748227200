/*
 * significance.h - tests that need more than one row's counts: documents, or
 * all the p-values of a report.
 */
#ifndef STATS_SIGNIFICANCE_H
#define STATS_SIGNIFICANCE_H

#include <stddef.h>
#include <stdint.h>

#include "stats/measurement.h"

/* The documents' rates of one group. Most documents have no hit, so zeros are
 * only counted. Equal rates must be equal doubles: compute each as one
 * division of integers, which IEEE arithmetic rounds alike for equal ratios. */
struct rate_sample {
    const double *rates; /* above 0, ascending; borrowed */
    size_t count;
    uint64_t zeros; /* documents with rate 0 */
};

struct mann_whitney {
    double u;          /* pairs with the first above the second, ties half */
    double z;          /* standardised, with continuity correction */
    double p;          /* two-sided */
    double proportion; /* u over all pairs: P(first > second) + 1/2 P(tie) */
    bool is_defined;   /* both groups have documents; else all are 0 */
};

/*
 * Mann-Whitney U by the normal approximation, tie-corrected variance,
 * continuity correction of 1/2 towards the mean: what R's
 * wilcox.test(exact = FALSE, correct = TRUE) computes. Where all values are
 * alike, z is 0 and p is 1. Mann & Whitney 1947; Lehmann 1975. Time is linear
 * in the non-zero rates.
 */
struct mann_whitney mann_whitney_test(const struct rate_sample *first,
                                      const struct rate_sample *second);

/*
 * Turns p-values into Benjamini-Hochberg q-values in place: q of the i-th
 * smallest of n is the least of p_j n/j over j >= i, at most 1. Equal p get
 * equal q, so the order of rows never matters. A value outside 0..1 or nan
 * is taken to the nearest end, nan as 1. Benjamini & Hochberg 1995.
 */
void benjamini_hochberg(double *p_values, size_t count);

#endif
