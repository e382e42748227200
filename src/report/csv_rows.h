/*
 * csv_rows.h - the rows of a CSV file that csv_writer.h wrote, as cells again.
 *
 * A row at a time is in memory. The header must be that of the table, every row
 * as long as it, and every cell what its column holds; the number of rows must
 * be the one expected. Anything else is ERR_FORMAT, with the row as a
 * spreadsheet counts it: the header is row 1.
 */
#ifndef REPORT_CSV_ROWS_H
#define REPORT_CSV_ROWS_H

#include <stdint.h>

#include "base/attr.h"
#include "base/error.h"
#include "report/table.h"

struct csv_rows {
    int fd;           /* of the file, at its beginning */
    const char *name; /* of the file, for sentences */
    const struct table *table;
    char separator, decimal;
    uint64_t rows; /* that the file has */
    uint64_t most; /* of them to be handed on */
};

/* Gives the rows to the output, whose table is under way: what the `fill` of
 * table_output_write() calls. ERR_FORMAT, ERR_IO, ERR_STOPPED, and what
 * table_row() returns. */
MUST_USE enum status csv_rows_read(const struct csv_rows *rows,
                                   struct table_output *output,
                                   struct error *err);

#endif
