/*
 * datapackage.h - datapackage.json: what is in a folder of reports.
 *
 * A Data Package (version 2 of the standard, datapackage.org) names every file
 * with its size and digest, and every column with its type, unit and meaning,
 * so that R, Python and others load the tables without guessing. It says
 * nothing that version 1 forbids, so older tools read it too, and holds no
 * time: the same input gives the same bytes.
 *
 * Threads: no state.
 */
#ifndef REPORT_DATAPACKAGE_H
#define REPORT_DATAPACKAGE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "report/csv_writer.h"

struct datapackage {
    const char *name; /* [a-z0-9-]+ */
    const char *title;
    const char *description;
    const struct csv_dialect *dialect; /* that all files are written in */
    const struct csv_file *files;      /* in the order wanted */
    size_t file_count;
};

/* Appends the JSON text. ERR_BUG where a text is not UTF-8. */
enum status datapackage_format(const struct datapackage *package,
                               struct buffer *out, struct error *err) MUST_USE;

/* Writes <folder>/datapackage.json. Errors as above and of file_write(). */
enum status datapackage_write(const struct datapackage *package,
                              const char *folder, struct error *err) MUST_USE;

#endif
