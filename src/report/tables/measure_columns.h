/*
 * measure_columns.h - columns made from the measure tables of src/stats.
 *
 * A measure says itself what it is called and means, so the tables of
 * comparisons and co-occurrences describe only their keys and counts; the
 * measures are put in between. A row added to COMPARISON_MEASURES or
 * ASSOCIATION_MEASURES before the last one shown is a column of the reports
 * without a change here.
 *
 * Threads: no state.
 */
#ifndef REPORT_TABLES_MEASURE_COLUMNS_H
#define REPORT_TABLES_MEASURE_COLUMNS_H

#include <stddef.h>

#include "report/table.h"
#include "stats/measurement.h"

/* What a table has to add to a measure's meaning: which rows are adjusted for,
 * which prior is taken. */
struct measure_note {
    const char *name; /* of the measure */
    const char *text; /* one or more sentences */
};

struct measure_columns {
    const struct table *base; /* the table without the measures */
    size_t at;                /* the column of `base` that they precede */
    const struct measure *(*about)(size_t index);
    size_t count;
    const struct measure_note *notes; /* the last has no name */
};

/* Returns `base` with the measures' columns; table_free() frees it, and the
 * meanings, which are part of its block of columns, with it. All other strings
 * stay borrowed. */
struct table *measure_columns_table(const struct measure_columns *from);

#endif
