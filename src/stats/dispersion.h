/*
 * dispersion.h - how evenly the occurrences of a theme or word are spread over
 * the parts (documents) of a corpus.
 *
 * Most words are in few documents, so only the parts that hold an occurrence
 * are listed; what the others contribute follows from the totals:
 *
 *     struct dispersion_part parts[] = {{.count = 3, .size = 900}};
 *     struct dispersion d = {parts, 1, .all_parts = 50, .all_size = 40000,
 *                            .smallest_size = 120};
 *     struct measurement dp = dispersion_dp(&d);
 *
 * Parts with a count of 0 may be listed; the result is the same. DP is exact,
 * and so the same for every order of the parts, while occurrences times words
 * stay below 2^53. Blank: no occurrence, or no words.
 */
#ifndef STATS_DISPERSION_H
#define STATS_DISPERSION_H

#include <stddef.h>
#include <stdint.h>

#include "stats/measurement.h"

struct dispersion_part {
    uint64_t count; /* occurrences in this part */
    uint64_t size;  /* its words; a count beyond the size raises the size */
};

struct dispersion {
    const struct dispersion_part *listed; /* borrowed */
    size_t listed_count;
    uint64_t all_parts;     /* parts in all, listed or not */
    uint64_t all_size;      /* words in all parts, listed or not */
    uint64_t smallest_size; /* words of the smallest part; for DPnorm only */
};

/* Deviation of proportions: 1/2 sum |v/f - s|, 0 as even as can be, towards 1
 * all in one small part. Gries 2008. */
struct measurement dispersion_dp(const struct dispersion *dispersion);

/* DP / (1 - min s), which reaches 1. Blank for a single part too. Lijffijt &
 * Gries 2012. */
struct measurement dispersion_dp_norm(const struct dispersion *dispersion);

/* 1 - (sd/mean)/sqrt(k-1) of the k parts' rates, population sd; 1 even, 0 all
 * in one part. Blank for a single part too. Juilland et al. 1970. */
struct measurement dispersion_juilland_d(const struct dispersion *dispersion);

#endif
