/*
 * validation.h - is the lexicon right? Sentences for people to code, and what
 * follows from their codes.
 *
 *     validation/sheet.csv              one copy for each coder
 *     validation/key.csv                not for coders
 *     validation/validation_theme.csv   and its like, from the coded sheets,
 *                                       with a datapackage.json
 *
 * What is drawn is a sample of the sentences that `run` counts: the same
 * reader, languages, duplicates and overlaps.
 */
#ifndef RUN_VALIDATION_H
#define RUN_VALIDATION_H

#include "base/error.h"
#include "ingest/issue.h"
#include "report/validation.h"
#include "run/settings.h"

/* Returns the folder for sheet and key: --out, or validation in that of the
 * reports. The caller frees it. */
char *validation_folder(const struct settings *settings);

/* Draws settings->sample sentences a theme into the zeroed `out` and writes
 * sheet and key. Says the corpus's issues; `*unreadable` is how many documents
 * could not be read. ERR_CREATE: there is a sheet or a key already, which is
 * not touched; and what load and writing may fail with. Release `out` in any
 * case. */
MUST_USE enum status validation_draw(const struct settings *settings,
                                     struct validation *out, size_t *unreadable,
                                     struct error *err);

/* The key of a sample and the sheets of it that were coded: paths. */
struct validation_files {
    const char *key;
    char *const *sheets;
    size_t sheet_count;
};

/* Reads key and coded sheets into the zeroed `out`. Each fault, also that a
 * file cannot be read, becomes an error in `issues`, with file, line and
 * column; items that a coder's sheet has not got become a warning. Returns the
 * first: ERR_INPUT, or what reading files may fail with. ERR_USAGE, without an
 * issue: two sheets have the same name. Release `out` in any case. */
MUST_USE enum status validation_read(struct validation *out,
                                     const struct validation_files *files,
                                     struct issues *issues, struct error *err);

/* Which tables are written where, and how. */
struct validation_target {
    const char *folder;
    const struct csv_dialect *dialect;
    const struct validation_report *const *reports;
    size_t report_count;
    bool has_package; /* write datapackage.json, which describes them, too */
};

/* Writes the tables into the folder, which is made if need be: aside first,
 * then each by one rename, when all are whole. */
MUST_USE enum status validation_write(const struct validation *validation,
                                      const struct validation_target *target,
                                      struct error *err);

#endif
