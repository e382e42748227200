/* term_comparison.c - which terms are commoner in a group than in another. */
#include "report/reports.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/group_comparison.h"

static const struct column theme_column = THEME_COLUMN;

static const struct column columns[COMPARISON_COLUMNS] = COMPARISON_COLUMNS_OF(
    "term", TERM_MEANING);

static const struct measure_note notes[] = {
    {"log_ratio_conservative",
     "Bonferroni: the 95% hold over all rows of this file together."},
    {"q_value", "Adjusted over all rows of this file."},
    {"mann_whitney_p", "Not adjusted for many rows: mann_whitney_q is."},
    {"mann_whitney_q", "Adjusted over all rows of this file."},
    LOG_ODDS_Z_NOTE("term"),
    {NULL, NULL},
};

static const struct table table = {
    .name = "term_comparison",
    .title = "Terms compared between groups",
    .row = "focus, reference, theme and term with a hit in either",
    .order =
        "by focus, reference (\"(rest)\" first), theme and term; groups "
        "are compared with one another while there are at most " NUMBER_TEXT(
            COMPARED_GROUPS_MAX) " and the rows fit a spreadsheet, and "
                                 "with \"(rest)\" always",
    .columns = columns,
    .column_count = COMPARISON_COLUMNS,
};

static struct table *make_table(const struct results *results)
{
    struct table *base = table_with_columns(&table, COMPARISON_WHAT,
                                            &theme_column, 1);
    struct table *made = comparison_table(base, notes);

    (void)results;
    table_free(base);
    return made;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    static const struct compared_kind kind = {.hits = TALLY_TERMS,
                                              .groups_max = COMPARED_GROUPS_MAX,
                                              .only_with_hits = true};

    return group_comparison_fill(source, &kind, output, err);
}

const struct report report_term_comparison = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 8};
