/*
 * rate_contrast.h - how far apart two groups' rates are, with documents as what
 * was sampled.
 *
 *     struct rate_contrast c = rate_contrast_of(&focus_sums, &reference_sums);
 *     struct interval doublings = rate_contrast_interval(&c, 1);
 *     struct measurement p = rate_contrast_p(&c, 1);
 *
 * Each group's rate is the ratio estimator r = sum x / sum n with the variance
 * sum (x - r n)^2 / (k (k - 1) nbar^2) over its k documents (Cochran 1977, ch.
 * 6). By the delta method the variance of ln(r1/r2) is v1/r1^2 + v2/r2^2, and
 * the ratio of estimate to standard error is referred to Student's t with
 * Welch's degrees of freedom (Welch 1947). A document that repeats a theme ten
 * times is one observation here, where a test on words takes it for ten.
 *
 * Blank where it cannot be said how much documents differ: fewer than two
 * documents or no hit on either side, or all documents of one and the same
 * rate. Few documents with hits make the interval too narrow: it is a large
 * sample's.
 */
#ifndef STATS_RATE_CONTRAST_H
#define STATS_RATE_CONTRAST_H

#include <stdint.h>

#include "stats/frequency.h"
#include "stats/measurement.h"

struct rate_contrast {
    double log_ratio;      /* log2(r1/r2) */
    double standard_error; /* of log_ratio; above 0 */
    double degrees;        /* of freedom, Welch's; at least 1 */
    bool is_defined;
};

struct rate_contrast rate_contrast_of(const struct rate_sums *focus,
                                      const struct rate_sums *reference);

/* The interval of log_ratio that holds at 95% over `tests` of its kind together
 * (Bonferroni; 0 counts as 1). */
struct interval rate_contrast_interval(const struct rate_contrast *contrast,
                                       uint64_t tests);

/* Two-sided p of equal rates, times `tests`, at most 1. */
struct measurement rate_contrast_p(const struct rate_contrast *contrast,
                                   uint64_t tests);

#endif
