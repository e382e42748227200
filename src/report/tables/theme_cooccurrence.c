/* theme_cooccurrence.c - which themes are spoken of together. */
#include "report/reports.h"
#include "report/tables/cooccurrence.h"
#include "report/tables/rows_left_out.h"

/* Up to so many themes, pairs that never met have a row as well: that two
 * themes are kept apart is a finding. */
enum { THEMES_WITH_ALL_PAIRS = 40 };

enum {
    THEME_A = PAIR_NAMES,
    THEME_B,
    COUNTS,
    COLUMNS = COUNTS + PAIR_COUNTS,
};

static const struct column columns[COLUMNS] = {
    [PAIR_GROUP_BY] = GROUP_BY_COLUMN,
    [PAIR_GROUP] = GROUP_COLUMN,
    [PAIR_UNIT] = PAIR_UNIT_COLUMN,
    [THEME_A] = {"theme_a", COLUMN_TEXT, .is_key = true,
                 .meaning = "The theme of the two that comes first by name."},
    [THEME_B] = {"theme_b", COLUMN_TEXT, .is_key = true,
                 .meaning = "The other theme."},
    [COUNTS + PAIR_UNITS] = PAIR_UNITS_COLUMN,
    [COUNTS + PAIR_UNITS_A] = PAIR_UNITS_OF_COLUMN("a", "theme_a"),
    [COUNTS + PAIR_UNITS_B] = PAIR_UNITS_OF_COLUMN("b", "theme_b"),
    [COUNTS + PAIR_UNITS_BOTH] = PAIR_UNITS_BOTH_COLUMN,
};

static const struct table table = {
    .name = "theme_cooccurrence",
    .title = "Themes that occur together",
    .row = "group, unit and pair of themes (with more than 40 themes only "
           "pairs that met)",
    .order = "by group, unit and names; of more rows than a spreadsheet holds "
             "those with the most units_both are kept",
    .columns = columns,
    .column_count = COLUMNS,
};

static struct table *make_table(const struct results *results)
{
    (void)results;
    return cooccurrence_table(&table);
}

static void put_names(const struct lexicon *lexicon, uint32_t theme,
                      struct cell *cells)
{
    cells[0] = cell_string(lexicon->themes.items[theme].name);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    size_t themes = results->lexicon->themes.count;
    struct pair_kind kind = {
        .singles = UNIT_THEMES,
        .pairs = UNIT_THEME_PAIRS,
        .complete_ids = themes <= THEMES_WITH_ALL_PAIRS ? themes : 0,
        .names = 1,
        .put_names = put_names,
        .rows_max = ROWS_KEPT_MAX,
    };

    return cooccurrence_fill(results, &kind, output, err);
}

const struct report report_theme_cooccurrence = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 3};
