/*
 * column_dictionary.h - reports/README.md: what every column means.
 *
 * Written from the same descriptions as the reports themselves, for the people
 * who read them: each table with what a row is, and each column with type, unit
 * and meaning. Threads: no state.
 */
#ifndef REPORT_COLUMN_DICTIONARY_H
#define REPORT_COLUMN_DICTIONARY_H

#include <stddef.h>

#include "base/buffer.h"
#include "report/table.h"

/* Appends the Markdown text, tables in the order given. */
void column_dictionary_format(const struct table *const *tables, size_t count,
                              struct buffer *out);

#endif
