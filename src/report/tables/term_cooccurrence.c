/* term_cooccurrence.c - which terms are used together. */
#include "report/reports.h"
#include "report/tables/cooccurrence.h"
#include "report/tables/rows_left_out.h"

enum {
    THEME_A = PAIR_NAMES,
    TERM_A,
    THEME_B,
    TERM_B,
    COUNTS,
    COLUMNS = COUNTS + PAIR_COUNTS,
};

static const struct column columns[COLUMNS] = {
    [PAIR_GROUP_BY] = GROUP_BY_COLUMN,
    [PAIR_GROUP] = GROUP_COLUMN,
    [PAIR_UNIT] = PAIR_UNIT_COLUMN,
    [THEME_A] = {"theme_a", COLUMN_TEXT, .is_key = true,
                 .meaning = "Theme of the first term."},
    [TERM_A] = {"term_a", COLUMN_TEXT, .is_key = true,
                .meaning = "The term of the two that comes first by theme and "
                           "name."},
    [THEME_B] = {"theme_b", COLUMN_TEXT, .is_key = true,
                 .meaning = "Theme of the other term; the two may be the "
                            "same."},
    [TERM_B] = {"term_b", COLUMN_TEXT, .is_key = true,
                .meaning = "The other term."},
    [COUNTS + PAIR_UNITS] = PAIR_UNITS_COLUMN,
    [COUNTS + PAIR_UNITS_A] = PAIR_UNITS_OF_COLUMN("a", "term_a"),
    [COUNTS + PAIR_UNITS_B] = PAIR_UNITS_OF_COLUMN("b", "term_b"),
    [COUNTS + PAIR_UNITS_BOTH] = PAIR_UNITS_BOTH_COLUMN,
};

static const struct table table = {
    .name = "term_cooccurrence",
    .title = "Terms that occur together",
    .row = "group, unit and pair of terms that met at least once",
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

static void put_names(const struct lexicon *lexicon, uint32_t id,
                      struct cell *cells)
{
    const struct term *term = &lexicon->terms.items[id];

    cells[0] = cell_string(lexicon->themes.items[term->theme].name);
    cells[1] = cell_string(term->name);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    static const struct pair_kind kind = {
        .singles = UNIT_TERMS,
        .pairs = UNIT_TERM_PAIRS,
        .names = 2,
        .put_names = put_names,
        .rows_max = ROWS_KEPT_MAX,
    };

    return cooccurrence_fill(source, &kind, output, err);
}

const struct report report_term_cooccurrence = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 20};
