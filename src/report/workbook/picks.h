/*
 * picks.h - the few rows and columns of a table that a chart is made of.
 *
 *     static const char *const all[] = {"(all)", NULL};
 *     static const struct pick_column wish[] = {
 *         {"group", all}, {"theme", NULL}, {"hits", NULL}, {0}};
 *     struct picks picks = {0};
 *
 *     status = picks_read(run, "theme_frequency", wish, &picks, err);
 *     picks.items[0].cells[1]                      the theme of the first row
 *     picks_release(&picks);
 */
#ifndef REPORT_WORKBOOK_PICKS_H
#define REPORT_WORKBOOK_PICKS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/vector.h"
#include "report/published.h"

enum { PICK_CELLS_MAX = 6 };

struct pick_column {
    const char *name;          /* NULL after the last */
    const char *const *any_of; /* texts, NULL at the end: only such rows; NULL:
                                  any */
};

/* A row: a cell for each column wished, in that order; its texts have a NUL. */
struct pick {
    struct cell cells[PICK_CELLS_MAX];
};

struct picks {
    struct pick *items; /* in the table's order */
    size_t count, capacity;
    struct arena arena; /* of the texts */
};

/* Adds the rows that fit the wish. None where there is no such table or column:
 * a run of another version, or without groups, has fewer. What published_read()
 * returns. */
enum status picks_read(const struct published *run, const char *table,
                       const struct pick_column *columns, struct picks *picks,
                       struct error *err) MUST_USE;

void picks_release(struct picks *picks);

/* Returns the number in a cell; nan where it is missing. */
double pick_number(const struct cell *cell);

#endif
