/*
 * contents.h - the first sheets of a workbook: what is in it, and what the
 * columns mean.
 */
#ifndef REPORT_WORKBOOK_CONTENTS_H
#define REPORT_WORKBOOK_CONTENTS_H

#include <stddef.h>
#include <stdint.h>

#include "report/published.h"
#include "report/view_facts.h"
#include "report/workbook/book.h"

/* A sheet that is no table, and what it shows. */
struct contents_extra {
    const struct sheet *sheet;
    const char *shows;
};

/* All borrowed. */
struct contents {
    struct sheet *front;   /* to be filled: a line a sheet, with links */
    struct sheet *columns; /* to be filled: a line a column */
    const struct contents_extra *extras; /* sheets that are no tables */
    size_t extra_count;
    const struct published_table *tables;
    struct sheet **sheets; /* of the tables */
    size_t count;
};

/* Returns how many rows of the table its sheet does not show. */
uint64_t contents_left_out(const struct published_table *table);

void contents_fill(const struct contents *contents,
                   const struct view_facts *facts);

#endif
