/*
 * page_data.h - tables as the scripts of report.html read them.
 *
 *     struct page_data *data = page_data_new(&page);
 *     struct table_writer *writers[] = {page_data_base(data)};
 *
 *     page_data_announce(data, rows);            before each table
 *     ... a table through a table_output ...
 *
 * Each table is appended to the page as one block,
 *
 *     <script type="application/octet-stream" id="table-NAME">...</script>
 *
 * which holds the base64 of the deflated (zlib, RFC 1950) JSON of the table.
 * Base64 has no '<', so no text of a document can end the block. The JSON goes
 * by columns, since a column alone says more about its next value than a row
 * does: it is a third of the size, and a script decodes what it shows and no
 * more. Every column of "data" stands in a line of its own, which is where
 * page/data.js cuts it:
 *
 *     {"name": "theme_hits", "title": ..., "row": ..., "order": null,
 *      "rows": 3, "columns": [{"name": "theme", "type": "text", "unit": null,
 *      "meaning": ..., "key": true}, ...], "data": [
 *     {"texts": ["norms", "deterrence"], "at": [0, 0, 1]},
 *     [12, 7, null]
 *     ]}
 *
 * (without the spaces). "rows" is how many the CSV file has. A text column, and
 * one of dates, lists its different texts in order of first sight, and for each
 * row which one it is, -1 for none. A number has the digits that the CSV has.
 *
 * Errors: ERR_LIMIT when the page outgrows what a buffer holds, ERR_BUG.
 * Threads: one at a time.
 */
#ifndef REPORT_PAGE_DATA_H
#define REPORT_PAGE_DATA_H

#include <stdint.h>

#include "base/buffer.h"
#include "report/table.h"

struct page_data;

/* A writer that appends to `page`, which is borrowed. */
struct page_data *page_data_new(struct buffer *page);
void page_data_free(struct page_data *data);

/* Returns the writer as table_output takes it; borrowed. */
struct table_writer *page_data_base(struct page_data *data);

/* Says how many rows the CSV file of the next table has. */
void page_data_announce(struct page_data *data, uint64_t rows);

/* Appends a text as a JSON string; the text is fit (cell_text.h). */
void page_data_add_string(struct buffer *json, const char *text, size_t length);

#endif
