/*
 * group_rows.h - the groups that reports have rows for, with their documents.
 *
 * They are the named groups and "(all)", which stands among them where the
 * bytes of its name put it. Reports that look at single documents of a group
 * (intervals, dispersion, trends, tests on documents) read the lists made here
 * rather than search all documents once a group.
 *
 *     struct group_rows groups;
 *
 *     group_rows_init(&groups, results);
 *     for (size_t i = 0; i < groups.count; i++)
 *         ... groups.items[i] ...
 *     group_rows_release(&groups);
 *
 * Threads: no state; each report makes its own.
 */
#ifndef REPORT_TABLES_GROUP_ROWS_H
#define REPORT_TABLES_GROUP_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"

struct group_row {
    const struct group *group;
    const uint32_t *documents; /* its counted documents, as indexes into
                                  results->documents, ascending: by path */
    size_t document_count;
};

/* All borrowed from the results but the lists, which last until release. */
struct group_rows {
    struct group_row *items; /* by the bytes of the group's name */
    size_t count;
    uint32_t *documents; /* what the rows' lists are parts of */
};

void group_rows_init(struct group_rows *rows, const struct results *results);
void group_rows_release(struct group_rows *rows);

#endif
