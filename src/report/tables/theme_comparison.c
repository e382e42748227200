/* theme_comparison.c - which themes are commoner in a group than in another. */
#include "report/reports.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/group_comparison.h"

static const struct column columns[COMPARISON_COLUMNS] = COMPARISON_COLUMNS_OF(
    "theme", THEME_MEANING);

static const struct measure_note notes[] = {
    {"log_ratio_conservative",
     "Bonferroni: the 95% hold over all rows of this file together."},
    {"q_value", "Adjusted over all rows of this file."},
    {"mann_whitney_p", "Not adjusted for many rows: mann_whitney_q is."},
    {"mann_whitney_q", "Adjusted over all rows of this file."},
    LOG_ODDS_Z_NOTE("theme"),
    {NULL, NULL},
};

static const struct table table = {
    .name = "theme_comparison",
    .title = "Themes compared between groups",
    .row = "focus, reference and theme",
    .order = "by focus, reference (\"(rest)\" first) and theme; where the rows "
             "are more than a spreadsheet holds, only those that compare with "
             "\"(rest)\" are kept",
    .columns = columns,
    .column_count = COMPARISON_COLUMNS,
};

static struct table *make_table(const struct results *results)
{
    (void)results;
    return comparison_table(&table, notes);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    static const struct compared_kind kind = {.hits = TALLY_THEMES};

    return group_comparison_fill(source, &kind, output, err);
}

const struct report report_theme_comparison = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 16};
