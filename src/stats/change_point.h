/*
 * change_point.h - since when? A change of a rate that was searched for among
 * boundaries in time, and the boundaries that are as good.
 *
 *     double drop = CHANGE_G2_DROP * change_design_effect(&before, &after);
 *     bool is_plausible = highest_g2 - g2_of_another <= drop;
 *
 * Of a single abrupt change the log likelihood ratio of the best boundary
 * against the true one, twice the difference of log likelihoods, is at most x
 * with probability (1 - exp(-x/2))^2 in large samples; so the boundaries within
 * x of the best hold the true one at 95% where that is 0.95 (Siegmund 1988;
 * Hansen 2000, theorem 1). G2 is such a ratio if words are drawn independently.
 * They are not: documents differ by more, and G2 is divided by how much more,
 * the design effect of Rao & Scott (1992). Without it the boundaries would hold
 * the true one a third to two thirds of the time in simulated bursts.
 *
 * Threads: no state.
 */
#ifndef STATS_CHANGE_POINT_H
#define STATS_CHANGE_POINT_H

#include "stats/frequency.h"

/* -2 ln(1 - sqrt(0.95)) */
#define CHANGE_G2_DROP 7.352276694155739

/* How many times as large the variance of the hits is, over documents (Cochran
 * 1977, as rate_relative_variance()), as that of words drawn independently: of
 * both sides together, at least 1. */
double change_design_effect(const struct rate_sums *before,
                            const struct rate_sums *after);

#endif
