/*
 * cell_print.h - a cell as the CSV file has it, without quotes and guard.
 *
 * Numbers are printed by number.h, with a point; a missing cell is nothing.
 */
#ifndef REPORT_CELL_PRINT_H
#define REPORT_CELL_PRINT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "report/table.h"

/* Appends the cell of a column of that type. */
void cell_print(struct buffer *out, enum column_type type,
                const struct cell *cell);

/* Is it a type that is written at the right of its column? */
static inline bool column_is_number(enum column_type type)
{
    return type == COLUMN_COUNT || type == COLUMN_INTEGER ||
           type == COLUMN_RATE || type == COLUMN_MEASURE;
}

#endif
