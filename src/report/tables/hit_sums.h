/*
 * hit_sums.h - what documents, taken together, say of every theme or term.
 *
 * The sums that a rate's interval needs, over any list of documents: those of a
 * group, or of a group and a year.
 *
 *     struct rate_sums *sums = memory_get_zeroed(theme_count, sizeof(*sums));
 *
 *     hit_sums_of(results, TALLY_THEMES, documents, count, sums);
 *     ... sums[theme].hits, rate_interval_per_10k(&sums[theme]) ...
 */
#ifndef REPORT_TABLES_HIT_SUMS_H
#define REPORT_TABLES_HIT_SUMS_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"
#include "stats/frequency.h"

/* Replaces sums[0..themes), or terms, by those over the counted documents
 * listed, the ones without a hit included. Linear in documents and what has
 * hits in them. */
void hit_sums_of(const struct results *results, enum tally_kind kind,
                 const uint32_t *documents, size_t count,
                 struct rate_sums *sums);

#endif
