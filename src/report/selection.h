/*
 * selection.h - some rows and some columns of a table, for any writer.
 *
 *     struct condition conditions[] = {{"group", "Obama"}};
 *     struct selection_wish wish = {.conditions = conditions,
 *                                   .condition_count = 1, .most = UINT64_MAX};
 *     struct selection *selection;
 *
 *     selection_new(&selection, table, &wish, err)
 *     writers[0] = selection_writer(selection, target);
 *     ... published_read(run, table, UINT64_MAX, &output, err) ...
 *     selection_found(selection)          rows that fit, handed on or not
 *     selection_unmet(selection)          NULL: every condition fits some row
 *     selection_free(selection);
 *
 * A value is that of the CSV file, as cell_print.h prints it; "" is a missing
 * cell, or an empty text. Of conditions on one column any may be met, of
 * columns with conditions all must be.
 *
 * Ownership: table, wish and target are borrowed. Threads: one at a time.
 */
#ifndef REPORT_SELECTION_H
#define REPORT_SELECTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/error.h"
#include "report/table.h"

struct condition {
    const char *column, *value;
};

struct selection_wish {
    const struct condition *conditions;
    size_t condition_count;
    const char *const *columns; /* names, in the order wanted; NULL: all */
    size_t column_count;
    uint64_t most; /* rows to hand on */
};

struct selection;

/* ERR_USAGE: a column that the table has not; the sentence names those that
 * it has. `*out` is NULL then. */
MUST_USE enum status selection_new(struct selection **out,
                                   const struct table *table,
                                   const struct selection_wish *wish,
                                   struct error *err);
void selection_free(struct selection *selection);

/* Returns the table of the columns wanted; borrowed. */
const struct table *selection_table(const struct selection *selection);

/* Returns a writer that hands on to `target` what is wanted. Each call begins
 * a new reading: what was found before is forgotten. */
struct table_writer *selection_writer(struct selection *selection,
                                      struct table_writer *target);

/* Returns how many rows fit in the last reading. */
uint64_t selection_found(const struct selection *selection);

/* Returns a condition that no row of the last reading met, or NULL. */
const struct condition *selection_unmet(const struct selection *selection);

#endif
