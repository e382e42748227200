/*
 * group_comparison.h - what theme_comparison.csv and term_comparison.csv share:
 * every group against "(rest)" and, where they are few enough, every other.
 *
 * Time: a row looks at the non-zero rates of both groups. Threads: no state.
 */
#ifndef REPORT_TABLES_GROUP_COMPARISON_H
#define REPORT_TABLES_GROUP_COMPARISON_H

#include <stdbool.h>

#include "report/results.h"
#include "report/table.h"

struct compared_kind {
    enum tally_kind hits; /* TALLY_THEMES or TALLY_TERMS */
    /* Of more groups each is compared with "(rest)" only; 0: no such limit. In
     * any case so that the rows fit a spreadsheet. */
    size_t groups_max;
    bool only_with_hits; /* no row where neither side has a hit */
};

enum status group_comparison_fill(const struct results *results,
                                  const struct compared_kind *kind,
                                  struct table_output *output,
                                  struct error *err) MUST_USE;

#endif
