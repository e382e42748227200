/*
 * rate_samples.h - the documents' rates of every theme, or every term, in
 * every group, sorted, as the Mann-Whitney test wants them.
 *
 * A rate is a document's hits over its words, one division of integers, so that
 * equal ratios are equal doubles and tie. Only documents with hits are held,
 * twice: in their group and in "(all)".
 *
 * Threads: no state.
 */
#ifndef REPORT_TABLES_RATE_SAMPLES_H
#define REPORT_TABLES_RATE_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"
#include "report/tables/group_rows.h"
#include "stats/significance.h"

struct rate_samples {
    size_t id_count;     /* themes or terms */
    double *rates;       /* above 0, ascending in each group and id */
    size_t *ends;        /* by group * id_count + id: where they end */
    uint64_t *documents; /* by group */
};

/* Of themes (TALLY_THEMES) or terms (TALLY_TERMS). Groups are those of
 * `groups`, "(all)" being one of them. */
void rate_samples_init(struct rate_samples *samples,
                       const struct results *results, enum tally_kind kind,
                       const struct group_rows *groups);
void rate_samples_release(struct rate_samples *samples);

/* Returns the sample of the group; its rates are borrowed. */
struct rate_sample rate_samples_of(const struct rate_samples *samples,
                                   size_t group, size_t id);

/* Returns the sample of `all` without that of `part`, which is in it. Its rates
 * are written to `room`, which has space for those of `all`. */
struct rate_sample rate_sample_without(const struct rate_sample *all,
                                       const struct rate_sample *part,
                                       double *room);

#endif
