/*
 * stratified.h - how well something is found, estimated from samples of
 * strata.
 *
 * Everything found is one stratum, what was not found is one or more; of each
 * stratum a simple random sample was judged. A stratum of `size` units of which
 * `judged` were judged and `positive` of those are right stands for
 * size * positive / judged right units (Cochran 1977, ch. 5). So, in units of
 * the whole population,
 *
 *     tp = right ones in the stratum of what was found,    fp = its rest
 *     fn = right ones in all other strata                  tn = their rest
 *     precision = tp/(tp+fp)     recall = tp/(tp+fn)
 *     F1 = 2tp/(2tp+fp+fn)       kappa: Cohen's, of these four
 *
 * Intervals speak of this population: with every unit judged they have no
 * width. That of precision is Wilson's with the finite population correction.
 * Those of recall and F1 are Webber's (2013, ACM TOIS 31:1): each stratum's
 * right ones have the beta-binomial distribution that follows from the sample
 * and a Beta(1/2, 1/2) prior, and the interval is from the 2.5% to the 97.5%
 * point of recall, and of F1, over 10,000 draws from these (equally probable
 * points of each, in a fixed random order: a Latin hypercube, the same every
 * time). Where the judged ones of a stratum are all alike, the end that this
 * favours takes all of the stratum to be like them (as Brown, Cai & DasGupta
 * 2001 modify Jeffreys's interval): without any miss among the judged, recall
 * may be 1. The delta method on the logit has no width then, just where least
 * is known, so it is not used. Property tests simulate the coverage.
 *
 * Blank: precision where nothing was found, or nothing of it judged; recall and
 * F1 where no positive was judged, or a stratum has units and none judged; what
 * depends on a blank.
 *
 * Threads: no state.
 */
#ifndef STATS_STRATIFIED_H
#define STATS_STRATIFIED_H

#include <stddef.h>
#include <stdint.h>

#include "stats/measurement.h"

struct judged_stratum {
    uint64_t size;     /* units in the population */
    uint64_t judged;   /* at most size */
    uint64_t positive; /* at most judged: judged to be right */
};

enum { JUDGED_STRATA_MAX = 8 };

/* strata[0] is what was found; at most JUDGED_STRATA_MAX of them. */
struct judged_sample {
    const struct judged_stratum *strata;
    size_t count; /* at least 1 */
};

struct validity {
    struct measurement true_positives, false_positives, false_negatives;
    struct measurement precision, recall, f1, kappa;
    struct interval precision_interval, recall_interval, f1_interval;
};

void validity_of(const struct judged_sample *sample, struct validity *out);

#endif
