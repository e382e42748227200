/*
 * series.h - which groups a figure shows, and in which order.
 *
 * Groups come in order of time. A figure of several groups leaves "(all)" out,
 * unless it was asked for; of more than SERIES_MAX groups it shows those with
 * the most words, and says so below.
 */
#ifndef REPORT_FIGURES_SERIES_H
#define REPORT_FIGURES_SERIES_H

#include <stddef.h>

#include "report/figures/job.h"

struct series {
    const char *names[SERIES_MAX];
    size_t count;
};

/* Chooses among the groups of the rows read. */
void series_choose(struct series *series, struct figure_job *job);

/* Returns the place of the name, or SIZE_MAX. */
size_t series_find(const struct series *series, const char *name);

#endif
