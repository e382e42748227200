/*
 * periods.h - months, quarters and years, and documents in their order.
 *
 *     struct dated_documents dated;
 *
 *     dated_init(&dated, results);
 *     dated_sort(&dated, group->documents, group->document_count, PERIOD_YEAR);
 *     for (size_t begin = 0; begin < dated.count; begin = end) {
 *         end = dated_period_end(&dated, begin);
 *         ... dated.items[begin].period, dated.documents[begin, end) ...
 *     }
 *     dated_release(&dated);
 *
 * A document is in every kind of period that its date is precise enough for:
 * one dated 2018 is in its year and in no month. Threads: no state.
 */
#ifndef REPORT_TABLES_PERIODS_H
#define REPORT_TABLES_PERIODS_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"

enum period_type { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_TYPES };

/* "month", "quarter", "year", NULL. */
extern const char *const period_type_names[];

enum { PERIOD_TEXT_MAX = 24 };

/* Writes 2011-07, 2011-Q3 or 2011. */
void period_format(uint32_t period, enum period_type type,
                   char text[PERIOD_TEXT_MAX]);

struct dated {
    uint32_t period; /* year * 100 and month, quarter or 0; in order of time */
    uint32_t document;
};

struct dated_documents {
    const struct results *results;
    struct dated *items; /* by period, then by index */
    uint32_t *documents; /* the same without their periods */
    size_t count;
};

void dated_init(struct dated_documents *dated, const struct results *results);
void dated_release(struct dated_documents *dated);

/* Replaces the list by those of `documents` whose date is precise enough. */
void dated_sort(struct dated_documents *dated, const uint32_t *documents,
                size_t count, enum period_type type);

/* Returns where the period that begins at `begin` ends. */
size_t dated_period_end(const struct dated_documents *dated, size_t begin);

#endif
