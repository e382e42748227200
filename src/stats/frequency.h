/*
 * frequency.h - how often: rates and shares, with their uncertainty.
 */
#ifndef STATS_FREQUENCY_H
#define STATS_FREQUENCY_H

#include <stdint.h>

#include "stats/measurement.h"

/* Hits per 10,000 words; blank where there are no words. */
struct measurement rate_per_10k(uint64_t hits, uint64_t words);

/* Integer sums over the documents of a group, x being a document's hits and n
 * its words. They add up in any order, so groups merge exactly. */
struct rate_sums {
    uint64_t documents;
    uint64_t hits;             /* sum x */
    uint64_t words;            /* sum n */
    uint64_t hits_squared;     /* sum x^2 */
    uint64_t hits_times_words; /* sum x n */
    uint64_t words_squared;    /* sum n^2 */
};

/* Adds one document to the sums. */
void rate_sums_add(struct rate_sums *sums, uint64_t hits, uint64_t words);

/* Takes `part`, whose documents are among them, out of the sums. */
void rate_sums_subtract(struct rate_sums *sums, const struct rate_sums *part);

/* The variance of the rate, by the ratio estimator, over the square of the
 * rate: sum (x - r n)^2 / (sum x)^2 * d / (d - 1) over d documents (Cochran
 * 1977, ch. 6). Blank for fewer than two documents or no hit. */
struct measurement rate_relative_variance(const struct rate_sums *sums);

/*
 * How far off a group's rate may be, as documents and not words (which come in
 * bursts) are what was sampled.
 *
 * The rate is the ratio estimator r = sum x / sum n (Cochran 1977, ch. 6). Its
 * relative variance is
 *
 *     V = sum (x - r n)^2 / X^2 * k / (k - 1)
 *
 * with X = sum x hits, and k = (sum n)^2 / sum n^2 for the number of documents:
 * as many of equal length would tell as much (Kish 1965). V is taken to be
 * at least 1/X, that of hits drawn one by one (Poisson), and at most 1, that of
 * all hits in one document; b = V - 1/X is what bursts add.
 *
 * The interval is taken on the logarithm of r, whose error is nearer to even
 * both ways than that of r:
 *
 *     variance   1/X + b + b^2   (of bursts with a gamma distribution a sample
 *                                shows too little: b (1 - b) of b)
 *     degrees    1 / (1/(k - 1) + b)              of the upper end
 *                1 / (1/(k - 1) + b + 1/(2X))     of the lower end
 *
 * Degrees of freedom are 2 over the relative variance of the variance
 * (Satterthwaite 1946); for negative binomial hits that is 2/(k - 1) and at
 * most 2b + 1/X. Upwards 1/X does not count: where hits are fewer than expected
 * 1/X is too large rather than too small.
 *
 * tests/property/interval_coverage_test.c has how often such intervals hold the
 * truth. Not defined without hits, or where the degrees upwards are below 1:
 * too few documents, or too unequal ones, or nearly all hits in one of them.
 */
struct rate_spread {
    double variance;     /* of ln r; above 0 */
    double degrees_down; /* at least 2/3; below 1 counts as 1 */
    double degrees_up;   /* at least 1 */
    bool is_defined;
};

struct rate_spread rate_spread_of(const struct rate_sums *sums);

/*
 * The 95% interval of a group's rate, per 10,000 words: the rate divided by and
 * times exp(t s), s^2 and the degrees of Student's t being those of the spread.
 *
 * Without any hit nothing is known of bursts. The interval then runs from 0 to
 * the rate at which hits as bursty as b = 2/k, which is usual for a theme in
 * policy documents, are in none of them 1 time in 40: negative binomial,
 * k ((1/40)^(-2/k) - 1) / (2 sum n), which nears -ln(1/40) / sum n, Poisson's,
 * for many documents.
 *
 * It reaches no higher than a hit a word, unless the rate does. Blank for fewer
 * than two documents or no words, or where there are hits whose spread is not
 * defined.
 */
struct interval rate_interval_per_10k(const struct rate_sums *sums);

/* The interval of the share `part` of `whole`, as a proportion 0 to 1, by
 * Wilson's score. Wilson 1927. Blank where whole is 0; a part beyond the whole
 * counts as the whole. */
struct interval wilson_interval(uint64_t part, uint64_t whole);

/* The same of a sample of `whole` units, drawn without replacement from
 * `population` of them, of whose share it speaks: the score's variance has the
 * factor (population - whole) / (population - 1) (Cochran 1977, 3.2), so that
 * it has no width where all were drawn. */
struct interval wilson_interval_finite(uint64_t part, uint64_t whole,
                                       uint64_t population);

#endif
