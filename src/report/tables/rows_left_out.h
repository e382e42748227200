/*
 * rows_left_out.h - for tables that choose which rows to keep.
 *
 * The table layer keeps the first rows and reports what it cuts. A table with a
 * better rule than "the first" leaves rows out itself, and reports them the
 * same way.
 */
#ifndef REPORT_TABLES_ROWS_LEFT_OUT_H
#define REPORT_TABLES_ROWS_LEFT_OUT_H

#include "report/table.h"

/* The most rows a table may have, its header not counted. */
enum { ROWS_KEPT_MAX = TABLE_ROWS_MAX - 1 };

/* Call it once a table at most, when the rows that are kept are written. */
static inline void report_rows_left_out(const struct table_output *output,
                                        uint64_t count)
{
    struct table_notice notice = {output->table, TABLE_ROWS_CUT, count};

    if (count && output->notice)
        output->notice(output->notice_context, &notice);
}

#endif
