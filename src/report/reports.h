/*
 * reports.h - which tables a run writes.
 *
 * A new report is one file in src/report/tables and one row in reports.c: its
 * columns, and a function that fills the rows from the results.
 */
#ifndef REPORT_REPORTS_H
#define REPORT_REPORTS_H

#include <stddef.h>

#include "report/results.h"
#include "report/table.h"

struct report {
    const struct table *table;
    /* Adds columns that only the run knows; NULL: none. The caller frees the
     * result with table_free(). */
    struct table *(*make_table)(const struct results *results);
    /* A struct results is the source; see table_output_write(). */
    enum status (*fill)(const void *results, struct table_output *output,
                        struct error *err);
    /* How long it takes, in about hundredths of all reports' time together; 0
     * for little. */
    unsigned weight;
};

/* In the order of the data package; issues.csv, which the others add to, last.
 */
extern const struct report *const reports[];
extern const size_t report_count;

extern const struct report report_documents, report_theme_frequency,
    report_theme_frequency_by_document, report_term_frequency,
    report_term_frequency_by_document, report_matched_forms,
    report_word_frequency, report_theme_cooccurrence,
    report_theme_cooccurrence_comparison, report_term_cooccurrence,
    report_theme_comparison, report_term_comparison, report_word_comparison,
    report_theme_trend, report_theme_change, report_theme_sensitivity,
    report_heading_frequency, report_concordance, report_boilerplate,
    report_candidates, report_changes, report_issues;

#endif
