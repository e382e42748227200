/*
 * table_sheet.h - a report's table as a sheet of a workbook.
 *
 * One row of headers, so that filters and pivot tables work; it stays in view,
 * filters, and shows the column's meaning and unit in a note. Then the rows.
 * Numbers, years and whole dates are such for a spreadsheet too; a date before
 * March 1900, which Excel has no day for, and a partial one are texts.
 * Widths follow the first rows.
 *
 *     struct table_sheet *writer = table_sheet_new(sheet, in_file);
 *     struct table_writer *writers[] = {table_sheet_base(writer)};
 *     ... table_output_write() or published_read() ...
 *     table_sheet_free(writer);
 */
#ifndef REPORT_WORKBOOK_TABLE_SHEET_H
#define REPORT_WORKBOOK_TABLE_SHEET_H

#include <stdint.h>

#include "report/table.h"
#include "report/workbook/book.h"

struct table_sheet;

/* A writer of one table to a streamed sheet. `left_out`: how many rows of the
 * table will not be given, which the first header's note says. */
struct table_sheet *table_sheet_new(struct sheet *sheet, uint64_t left_out);
void table_sheet_free(struct table_sheet *writer);

/* Returns the writer as table_output takes it; borrowed. */
struct table_writer *table_sheet_base(struct table_sheet *writer);

/* Returns how a column's cells look. */
enum book_look column_look(const struct column *column);

#endif
