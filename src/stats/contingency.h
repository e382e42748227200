/*
 * contingency.h - the 2x2 table that comparison and association share.
 *
 *              in sample 1   in sample 2
 *     is         o11 = f1      o12 = f2       row sum f1 + f2
 *     is not     o21           o22
 *                n1            n2             n1 + n2
 *
 * For a comparison the samples are two groups of documents and f counts a word
 * or theme; for an association sample 1 is the units that hold A, sample 2 the
 * units without it, and f counts the units that hold B.
 *
 * All four cells of a 2x2 table are off their expectation by the same amount,
 * `excess`; it is computed once, without cancellation, and every statistic
 * here is built on it, so that nearly independent tables of billions of words
 * keep their digits.
 */
#ifndef STATS_CONTINGENCY_H
#define STATS_CONTINGENCY_H

#include <stdbool.h>
#include <stdint.h>

#include "stats/measurement.h"

struct contingency {
    double o11, o12, o21, o22; /* observed counts, none negative */
    double excess;             /* o11 minus its expectation */
};

/* Returns the table of f1 of n1 against f2 of n2. An f beyond its n (more hits
 * than words) makes n equal to f. Exact for counts below 2^53. */
struct contingency contingency_of(uint64_t f1, uint64_t n1, uint64_t f2,
                                  uint64_t n2);

/* Returns whether no row and no column is empty. */
bool contingency_is_full(const struct contingency *table);

/* Returns the sum of the four cells. */
double contingency_total(const struct contingency *table);

/* Each of these is 0 for a table with an empty row or column, never negative,
 * and the same bits when the samples are swapped. */

/* Log likelihood ratio over four cells, 2 sum O ln(O/E). Dunning 1993. */
double contingency_g2(const struct contingency *table);

/* The same over the first row only. Rayson & Garside 2000. */
double contingency_g2_two_term(const struct contingency *table);

/* Four-cell G2 divided by Williams' factor. Williams 1976. */
double contingency_g2_williams(const struct contingency *table);

/* Pearson's chi-square, without correction. Pearson 1900. */
double contingency_chi2(const struct contingency *table);

/* Chi-square with |O - E| lessened by 1/2, but not below 0. Yates 1934. */
double contingency_chi2_yates(const struct contingency *table);

/* Signed phi, -1 to 1; blank where a row or column is empty. */
struct measurement contingency_phi(const struct contingency *table);

/* Odds ratio o11 o22 / (o12 o21) and its interval on the log scale (Woolf
 * 1955); where any cell is 0, 1/2 is added to all four (Haldane 1956). Blank
 * where a row or column is empty. */
struct measurement contingency_odds_ratio(const struct contingency *table);
struct interval contingency_odds_ratio_interval(const struct contingency *t);

/* The variance of ln of that odds ratio, 1/o11 + 1/o12 + 1/o21 + 1/o22 with the
 * same halves. */
double contingency_log_odds_variance(const struct contingency *table);

/* Risk ratio (o11/n1) / (o12/n2) and its interval on the log scale (Katz et
 * al. 1978); the same rule for zeros. Blank where o11 and o12, or a column,
 * are 0. */
struct measurement contingency_risk_ratio(const struct contingency *table);
struct interval contingency_risk_ratio_interval(const struct contingency *t);

/* Returns O ln(O/E) - (O - E) >= 0, given `excess` = O - E, without the
 * cancellation that the formula suffers where O is near E. E where O is 0.
 * Loader 2000 (the "saddle-point" deviance). */
double poisson_deviance(double observed, double expected, double excess);

#endif
