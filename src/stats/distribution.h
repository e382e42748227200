/*
 * distribution.h - the few distribution functions that the measures need.
 *
 * The only door to R's mathematical library. That library prints a warning on
 * standard output and may return nan when driven to extremes, so each function
 * here states the range it keeps its argument within.
 */
#ifndef STATS_DISTRIBUTION_H
#define STATS_DISTRIBUTION_H

/* Returns P(X >= x) for chi-square with one degree of freedom; 1 for x <= 0 or
 * nan. Below about 1e-308 (x > 1410) it is 0. */
double chi_square_p_value(double x);

/* Returns P(|Z| >= |z|) for the standard normal; 1 for nan. */
double normal_p_value(double z);

/* Returns the 97.5% point of Student's t, for any degrees >= 1. */
double student_t_quantile_975(double degrees);

/* Returns the point of Student's t that a share `tail` of it exceeds, for any
 * degrees >= 1 and a tail within [1e-14, 0.5]; others are taken to the nearest
 * end. */
double student_t_quantile(double degrees, double tail);

/* Returns P(|T| >= |t|) for Student's t with degrees >= 1; 1 for nan. */
double student_t_p_value(double t, double degrees);

/* Returns the lower Clopper-Pearson bound of a share, as odds: the odds
 * pi/(1-pi) of the share pi at which `hits` or more of hits + misses have
 * probability `tail`. 0 where hits is 0. Clopper & Pearson 1934. A count beyond
 * 2^32 is as certain as 2^32 would be, which only lowers the bound; `tail` is
 * kept within [1e-14, 0.5]. */
double clopper_pearson_lower_odds(double hits, double misses, double tail);

#endif
