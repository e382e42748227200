/*
 * word_comparison.h - which groups word_comparison.csv compares.
 */
#ifndef REPORT_TABLES_WORD_COMPARISON_H
#define REPORT_TABLES_WORD_COMPARISON_H

#include <stdbool.h>

#include "report/results.h"

/* Up to so many groups each is compared with each; every pair looks at the
 * whole vocabulary. A macro, because the table's description quotes it. */
#define WORD_COMPARISON_GROUPS_MAX 12

/* Does word_comparison.csv compare groups with "(rest)" only, because there are
 * too many of them? Then issues.csv should say so. */
static inline bool word_comparison_is_rest_only(const struct results *results)
{
    return results->group_count > WORD_COMPARISON_GROUPS_MAX;
}

#endif
