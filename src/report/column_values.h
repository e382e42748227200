/*
 * column_values.h - the different values of one column of a published table.
 *
 * To say what somebody may have meant: kept are the first COLUMN_VALUES_MAX.
 */
#ifndef REPORT_COLUMN_VALUES_H
#define REPORT_COLUMN_VALUES_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/intern.h"
#include "report/published.h"
#include "report/selection.h"

enum { COLUMN_VALUES_MAX = 100000 };

/* Interns the values, as cell_print.h prints them, in order of rows. */
MUST_USE enum status column_values_read(const struct published *run,
                                        const struct published_table *table,
                                        size_t column, struct interner *out,
                                        struct error *err);

/* Appends the values of the condition's column that are nearest to the one it
 * wants (nearest.h). */
MUST_USE enum status column_values_near(const struct published *run,
                                        const struct published_table *table,
                                        const struct condition *condition,
                                        struct buffer *out, struct error *err);

#endif
