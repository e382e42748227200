/*
 * rate_contrast.h - how far apart two groups' rates are, with documents as what
 * was sampled.
 *
 *     struct rate_contrast c = rate_contrast_of(&focus_sums, &reference_sums);
 *     struct interval doublings = rate_contrast_interval(&c, 1);
 *     struct measurement p = rate_contrast_p(&c, 1);
 *
 * The variance of ln(r1/r2) is the sum of the two groups' (struct rate_spread),
 * and the ratio of estimate to standard error is referred to Student's t with
 * Welch's degrees of freedom (Welch 1947). A document that repeats a theme ten
 * times is one observation here, where a test on words takes it for ten.
 *
 * The degrees of the lower end join those of the focus downwards and of the
 * reference upwards; those of the upper end the other two.
 *
 * Blank where the spread of either side is: no hit, or too few or too unequal
 * documents, or nearly all hits in one of them.
 */
#ifndef STATS_RATE_CONTRAST_H
#define STATS_RATE_CONTRAST_H

#include <stdint.h>

#include "stats/frequency.h"
#include "stats/measurement.h"

struct rate_contrast {
    double log_ratio;      /* log2(r1/r2) */
    double standard_error; /* of log_ratio; above 0 */
    double degrees_low;    /* of freedom, Welch's, of the interval's ends */
    double degrees_high;
    bool is_defined;
};

struct rate_contrast rate_contrast_of(const struct rate_sums *focus,
                                      const struct rate_sums *reference);

/* The interval of log_ratio that holds at 95% over `tests` of its kind together
 * (Bonferroni; 0 counts as 1). */
struct interval rate_contrast_interval(const struct rate_contrast *contrast,
                                       uint64_t tests);

/* Two-sided p of equal rates, times `tests`, at most 1: below 0.05 where the
 * interval excludes 0. */
struct measurement rate_contrast_p(const struct rate_contrast *contrast,
                                   uint64_t tests);

#endif
