/* reports.c - see reports.h. */
#include "report/reports.h"

const struct report *const reports[] = {
    &report_documents,
    &report_theme_frequency,
    &report_theme_frequency_by_document,
    &report_term_frequency,
    &report_term_frequency_by_document,
    &report_heading_frequency,
    &report_matched_forms,
    &report_word_frequency,
    &report_theme_cooccurrence,
    &report_term_cooccurrence,
    &report_theme_cooccurrence_comparison,
    &report_theme_comparison,
    &report_term_comparison,
    &report_word_comparison,
    &report_theme_trend,
    &report_theme_change,
    &report_theme_sensitivity,
    &report_concordance,
    &report_boilerplate,
    &report_candidates,
    &report_changes,
    &report_issues,
};

const size_t report_count = sizeof(reports) / sizeof(*reports);
