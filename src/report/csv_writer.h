/*
 * csv_writer.h - tables as CSV files (RFC 4180) in one folder.
 *
 *     const struct csv_dialect *dialect = csv_dialect_find("excel");
 *     struct csv_writer *csv = csv_writer_new(folder, dialect);
 *     struct table_writer *writers[] = {csv_writer_base(csv)};
 *     struct table_output output = {.writers = writers, .writer_count = 1};
 *
 *     ... table_output_write(&output, &theme_hits, fill, source, err) ...
 *     csv_writer_files(csv, &count)              for the data package
 *     csv_writer_free(csv);
 *
 * Lines end with CRLF, the header is the first. A text is quoted, always, with
 * its quotes doubled. A number is bare. A missing cell is nothing at all, an
 * empty text is "". A date YYYY-MM-DD is bare, so that spreadsheets and pandas
 * see a date and not a text; a partial date is a text and is quoted.
 *
 * A guarded dialect puts an apostrophe before a text that begins with = + - @
 * TAB CR or LF, so that a spreadsheet cannot run it as a formula (quoting does
 * not prevent that). Only texts are guarded: a negative number stays a number.
 *
 * Errors: ERR_CREATE and ERR_IO with file and reason; a full disk is noticed at
 * the latest when the table is closed, which syncs the file.
 * Threads: one at a time a writer; several writers may share a folder.
 */
#ifndef REPORT_CSV_WRITER_H
#define REPORT_CSV_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "report/table.h"

struct csv_dialect {
    const char *name;
    char separator;
    char decimal;
    bool has_bom;    /* Excel takes UTF-8 for Latin-1 without one */
    bool is_guarded; /* see above */
};

/* excel (the default), excel-eu, plain; ended by an entry without a name. */
extern const struct csv_dialect csv_dialects[];

/* Returns the dialect, or NULL. */
const struct csv_dialect *csv_dialect_find(const char *name);

/* Does the dialect put an apostrophe before this text? */
bool csv_needs_guard(const struct csv_dialect *dialect, const char *text,
                     size_t length);

/* A file that has been written and closed. */
struct csv_file {
    const struct table *table; /* borrowed */
    uint64_t rows;             /* without the header */
    uint64_t bytes;
    char sha256[DIGEST_HEX_SIZE];
};

struct csv_writer;

/* A writer of <folder>/<table>.csv; the folder exists. `folder` and `dialect`
 * are borrowed until csv_writer_free(). */
struct csv_writer *csv_writer_new(const char *folder,
                                  const struct csv_dialect *dialect);
void csv_writer_free(struct csv_writer *csv);

/* Returns the writer as table_output takes it; borrowed. */
struct table_writer *csv_writer_base(struct csv_writer *csv);

/* Returns the files written so far, in the order of writing; borrowed until the
 * next table is written. */
const struct csv_file *csv_writer_files(const struct csv_writer *csv,
                                        size_t *count);

#endif
