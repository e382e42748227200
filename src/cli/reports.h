/*
 * reports.h - which table of which run is meant, for `show` and `plot`.
 *
 *     struct reports_table chosen;
 *     struct wanted_rows wanted;
 *
 *     reports_open(&chosen, settings, "theme_trend", err)
 *     wanted_rows_init(&wanted, settings)
 *     selection_new(&selection, chosen.from->table, &wanted.wish, err)
 *     ... published_read(chosen.run, chosen.from, ...) ...
 *     reports_check(&chosen, selection, err)
 *     wanted_rows_release(&wanted);
 *     published_free(chosen.run);
 */
#ifndef CLI_REPORTS_H
#define CLI_REPORTS_H

#include "base/attr.h"
#include "base/error.h"
#include "report/published.h"
#include "report/selection.h"
#include "run/settings.h"

struct reports_table {
    struct published *run;
    const struct published_table *from; /* NULL: no table was named */
};

/* Opens the run and finds the table. The run is the latest of --reports, or
 * that folder itself where it is one of a run; a `name` with a '/' is the path
 * of a table's file and has its own folder. NULL: only the run. ERR_MISSING:
 * there is none yet; ERR_USAGE: it has no such table, and which it has; and
 * those of published_open(). The caller frees the run, NULL after an error. */
MUST_USE enum status reports_open(struct reports_table *out,
                                  const struct settings *settings,
                                  const char *name, struct error *err);

/* What --where, --columns and --rows want. */
struct wanted_rows {
    struct selection_wish wish;
    struct condition *conditions;
    const char **columns;
    char *texts, *list; /* of the conditions, of the columns */
};

/* Reads the settings, which stay borrowed. */
void wanted_rows_init(struct wanted_rows *out, const struct settings *settings);
void wanted_rows_release(struct wanted_rows *wanted);

/* After a reading: ERR_USAGE if a condition is met by no row, with the values
 * that the column has. */
MUST_USE enum status reports_check(const struct reports_table *table,
                                   const struct selection *selection,
                                   struct error *err);

#endif
