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

/* The variance of the rate, by the ratio estimator below, over the square of
 * the rate: that of ln(rate) by the delta method. Blank for fewer than two
 * documents or no hit. */
struct measurement rate_relative_variance(const struct rate_sums *sums);

/*
 * The interval of a group's rate, per 10,000 words, taking documents (not
 * words, which come in bursts) as the sampled units: the ratio estimator
 * r = sum x / sum n with variance sum (x - r n)^2 / (k (k - 1) nbar^2), r plus
 * or minus Student's t with k - 1 degrees of freedom. Cochran 1977, ch. 6.
 *
 * The low end is at least 0. Without any hit the documents tell nothing about
 * the spread: the interval is then 0 to the exact Poisson bound
 * -ln(0.025) / sum n. Blank for fewer than two documents or no words.
 */
struct interval rate_interval_per_10k(const struct rate_sums *sums);

/* The same given Student's t of as many documents, for many themes of the same
 * documents: t costs more than all the rest. */
double rate_interval_t(uint64_t documents);
struct interval rate_interval_with_t(const struct rate_sums *sums, double t);

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
