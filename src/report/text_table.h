/*
 * text_table.h - a table for people: aligned columns of text.
 *
 * A table is read twice, once to see how wide its columns are and once to
 * print it, so that memory does not grow with its rows:
 *
 *     struct text_table *text = text_table_new(stdout, &style);
 *
 *     writers[0] = text_table_measure(text);
 *     ... published_read(...) ...
 *     writers[0] = text_table_print(text);
 *     ... published_read(...) ...
 *     text_table_left_out(text, &names);
 *     text_table_free(text);
 *
 * Numbers stand at the right of their column. Whatever a cell holds, only what
 * a terminal may be given is printed (base/display.h). How columns share a
 * terminal's width is in text_layout.h; without a width no cell is cut, and
 * every row is one line.
 *
 * Errors: ERR_IO when the stream cannot be written.
 */
#ifndef REPORT_TEXT_TABLE_H
#define REPORT_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buffer.h"
#include "report/table.h"

struct text_style {
    size_t width;  /* of a line, in columns; 0: of any length */
    bool has_bold; /* names of columns are set in bold */
};

struct text_table;

struct text_table *text_table_new(FILE *stream, const struct text_style *style);
void text_table_free(struct text_table *text);

/* Return a writer for the first and the second reading; borrowed. Both have to
 * be of the same rows. */
struct table_writer *text_table_measure(struct text_table *text);
struct table_writer *text_table_print(struct text_table *text);

/* Appends the names of the columns that found no room, separated by commas;
 * returns how many. */
size_t text_table_left_out(const struct text_table *text, struct buffer *out);

#endif
