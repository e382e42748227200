/*
 * csv_table.h - a whole CSV file as a table, or sentences about why not.
 *
 * The manifest, the lexicons and the list of administrations are typed by
 * people in spreadsheets, so this reader guesses nothing: a row that does not
 * fit is refused, with a sentence that says where and what to do.
 *
 *     corpus/manifest.csv:14:3: expected 7 fields as in the header, found 6;
 *     add the missing comma or quote the field that holds one
 *
 * Places are "line:column". The line is the file's own, from 1, as an editor
 * shows it (blank lines and line breaks inside quotes count). The column is the
 * number of the field, from 1, as a spreadsheet shows it.
 *
 * The dialect is RFC 4180 with ',' or ';' or TAB between fields (whichever the
 * header line has most of), LF or CRLF or CR ends, an optional UTF-8 byte order
 * mark, blank lines between rows left out, and spaces around unquoted fields
 * dropped. The first row is the header: names that are neither empty nor
 * repeated. Bytes are UTF-8. Parsing itself is libcsv's, in its strict mode.
 */
#ifndef INGEST_CSV_TABLE_H
#define INGEST_CSV_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/vector.h"
#include "ingest/issue.h"

struct csv_field {
    const char *text; /* NUL-terminated UTF-8 without NULs inside */
    uint32_t length;  /* bytes */
    uint32_t line;    /* where the field begins */
};

struct csv_table {
    char *name;         /* as given; begins every sentence */
    size_t columns;     /* fields in every row */
    size_t rows;        /* the header not counted */
    char separator;     /* ',', ';' or '\t' */
    struct buffer text; /* all field text */
    struct csv_fields VECTOR_OF(struct csv_field) fields; /* header first */
};

/* What is read, and as what it is spoken of. All borrowed for the call. */
struct csv_source {
    const char *name;  /* path for sentences */
    const char *stage; /* static; for the issues */
    const char *bytes;
    size_t length;
};

/* Reads the CSV into the zeroed `table`. Every fault is added to `issues` as
 * SEVERITY_ERROR; if there was one, returns ERR_INPUT with the first sentence
 * and the table holds only the rows that fit. Release `table` in any case. */
MUST_USE enum status csv_table_read(struct csv_table *table,
                                    const struct csv_source *source,
                                    struct issues *issues, struct error *err);

void csv_table_release(struct csv_table *table);

enum { CSV_NO_COLUMN = -1 };

/* Returns the index of the column called `name`, from 0, or CSV_NO_COLUMN.
 * ASCII letters' case does not matter. */
int csv_table_column(const struct csv_table *table, const char *name);

/* Returns the field of row `row` (0: the first after the header). */
static inline const struct csv_field *
csv_table_field(const struct csv_table *table, size_t row, size_t column)
{
    return &table->fields.items[(row + 1) * table->columns + column];
}

/* Returns the name of a column, as the header spells it. */
static inline const char *csv_table_header(const struct csv_table *table,
                                           size_t column)
{
    return table->fields.items[column].text;
}

enum { CSV_PLACE_SIZE = 48 };

/* Writes where a field is: "<line>:<column>". */
void csv_table_place(const struct csv_table *table,
                     const struct csv_field *field, char place[CSV_PLACE_SIZE]);

/* Adds an error at a field: "<name>:<line>:<column>: <sentence>". */
void csv_table_fault(const struct csv_table *table, const char *stage,
                     struct issues *issues, const struct csv_field *field,
                     const char *fmt, ...) PRINTF_LIKE(5, 6);

#endif
