/*
 * manifest.h - what people know about the documents, as a CSV table.
 *
 * A row a document. Columns, in any order, by name (ASCII case ignored):
 *   file            path from the corpus folder, '/' between folders; required
 *   date            YYYY-MM-DD, YYYY-MM, YYYY, or empty
 *   title           or empty
 *   administration  or empty; any grouping name is taken as it stands
 * All other columns are kept verbatim, in order, for reports and grouping.
 *
 * Immutable once loaded; may be shared between threads.
 */
#ifndef INGEST_MANIFEST_H
#define INGEST_MANIFEST_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"
#include "base/vector.h"
#include "ingest/csv_table.h"
#include "ingest/date.h"
#include "ingest/issue.h"

struct manifest_row {
    char *file; /* owned; without "." and empty parts */
    struct date date;
    const char *title, *administration;  /* "" where the manifest is silent */
    const struct csv_field *first_field; /* of the row */
    const struct csv_field *file_field;
};

struct manifest {
    struct csv_table table; /* owns the texts */
    struct manifest_rows VECTOR_OF(struct manifest_row) rows; /* by file */
    struct manifest_extras VECTOR_OF(size_t) extras; /* other columns */
};

/* Loads the zeroed `out`. Every fault (see csv_table.h; no `file` column, a bad
 * date, a path that is empty, absolute or leads out of the corpus, a file
 * listed twice) is added to `issues` with its place; ERR_INPUT if there was
 * one. Whether the files exist is the corpus's question. Release `out` in any
 * case. `source->stage` is not used. */
MUST_USE enum status manifest_load(struct manifest *out,
                                   const struct csv_source *source,
                                   struct issues *issues, struct error *err);

void manifest_release(struct manifest *manifest);

/* Returns the row of a file, or NULL. */
const struct manifest_row *manifest_find(const struct manifest *manifest,
                                         const char *file);

/* The other columns: name, and value in a row; `extra` < extras.count. */
const char *manifest_extra_name(const struct manifest *manifest, size_t extra);
const char *manifest_extra_value(const struct manifest *manifest,
                                 const struct manifest_row *row, size_t extra);

/* Adds an error at the row's file: "<manifest>:<line>:<column>: <sentence>". */
void manifest_fault(const struct manifest *manifest,
                    const struct manifest_row *row, struct issues *issues,
                    const char *fmt, ...) PRINTF_LIKE(4, 5);

/* Adds a warning likewise. */
void manifest_warn(const struct manifest *manifest,
                   const struct manifest_row *row, struct issues *issues,
                   const char *sentence);

#endif
