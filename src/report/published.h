/*
 * published.h - the tables of a published run, read back from its folder.
 *
 * The CSV files, datapackage.json and run.json are the record of a run. What
 * shows it to people (page, workbook, `policylex show`, plots) is a function
 * of that folder alone, so that it says what the files say, cell for cell, for
 * runs of older versions too.
 *
 *     struct published *run;
 *     const struct published_table *trend;
 *
 *     published_open(&run, "reports/latest", err)
 *     trend = published_find(run, "theme_trend");       NULL: there is none
 *     published_read(run, trend, UINT64_MAX, &output, err)
 *     published_free(run);
 *
 * Read is what csv_writer.h and datapackage.h write, in any dialect: columns
 * with type, unit and meaning, numbers as numbers, and texts without the
 * apostrophe that guards them from spreadsheets. (A text that began with one
 * before a formula character of its own loses that.) Whether a file is guarded
 * its byte order mark says, which the guarded dialects have and the other has
 * not. Read and written again, a table is the same bytes.
 *
 * The folder is held open, so that a path by way of `latest` means one run all
 * the time. Rows are streamed: memory does not grow with them. Anything that a
 * run does not write is an error, ERR_FORMAT, that names file and row; a row
 * handed on before that stays handed on.
 *
 * Threads: once open, any number may read at the same time, each with its own
 * output.
 */
#ifndef REPORT_PUBLISHED_H
#define REPORT_PUBLISHED_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/error.h"
#include "report/table.h"

/* All is borrowed from the `published`. */
struct published_table {
    const struct table *table;
    uint64_t rows; /* as datapackage.json says; the header not counted */
};

struct published;

/* Opens the folder of a run, or any other that has a datapackage.json of ours
 * (reports/validation). ERR_MISSING: there is no such folder, or no
 * datapackage.json in it; ERR_FORMAT: a file is not as policylex writes it;
 * ERR_IO. On failure `*out` is NULL. */
MUST_USE enum status published_open(struct published **out, const char *folder,
                                    struct error *err);
void published_free(struct published *published);

/* Returns the tables in the order of datapackage.json. */
const struct published_table *published_tables(const struct published *run,
                                               size_t *count);

/* Returns the table of that name, or NULL. */
const struct published_table *published_find(const struct published *run,
                                             const char *name);

/* Writes the first `most` rows (UINT64_MAX: all) to the output's writers, by
 * table_output_write(); the table is given to them as published. ERR_MISSING:
 * the file has gone; ERR_FORMAT, ERR_IO; and what the writers return. */
MUST_USE enum status published_read(const struct published *run,
                                    const struct published_table *from,
                                    uint64_t most, struct table_output *output,
                                    struct error *err);

/* Calls `look` with every row of the table, as published_read() does with a
 * writer: the cells are good until it returns. */
MUST_USE enum status
published_visit(const struct published *run, const struct published_table *from,
                void (*look)(void *context, const struct table *table,
                             const struct cell *cells),
                void *context, struct error *err);

/* Returns the object of run.json; NULL where there is none, as in a folder that
 * is still being built. */
const json_t *published_run(const struct published *run);

/* Says what run.json is going to say, in a folder that is still being built;
 * NULL: nothing. Before anybody reads. */
void published_set_run(struct published *run, json_t *said);

/* Returns the names of the groups in time: by the earliest year of each in
 * theme_trend, then by name; those without a year after them, "(unknown)" last;
 * "(all)" is not among them. None in a folder without groups. */
const char *const *published_groups(const struct published *run, size_t *count);

#endif
