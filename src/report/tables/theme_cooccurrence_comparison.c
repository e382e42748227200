/*
 * theme_cooccurrence_comparison.c - do two themes keep closer company in one
 * group than in another?
 *
 * Only pairs that met somewhere in the corpus are compared, and each pair of
 * groups once: turned round, the numbers only change their sign.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "base/vector.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/q_values.h"
#include "report/tables/rows_left_out.h"
#include "stats/association.h"
#include "stats/odds_contrast.h"

enum {
    GROUP_BY,
    FOCUS,
    REFERENCE,
    UNIT,
    THEME_A,
    THEME_B,
    FOCUS_COUNTS,
    REFERENCE_COUNTS = FOCUS_COUNTS + 4,
    LOG_ODDS_FOCUS = REFERENCE_COUNTS + 4,
    LOG_ODDS_REFERENCE,
    DIFFERENCE,
    DIFFERENCE_LOW,
    DIFFERENCE_HIGH,
    Z,
    P_VALUE,
    Q_VALUE,
    COLUMNS
};

#define UNITS_COLUMN(name_of, side, what)                                \
    {                                                                    \
        name_of side, COLUMN_COUNT, .unit = "units", .meaning = what "." \
    }

/* The four counts of one side. */
#define SIDE_COLUMNS(at, side)                                       \
    [(at)] = UNITS_COLUMN("units_", side, "Units in the " side),     \
    [(at) + 1] = UNITS_COLUMN("units_a_", side,                      \
                              "Units of the " side " with theme_a"), \
    [(at) + 2] = UNITS_COLUMN("units_b_", side,                      \
                              "Units of the " side " with theme_b"), \
    [(at) + 3] = UNITS_COLUMN("units_both_", side,                   \
                              "Units of the " side " with both, each once")

#define LOG_ODDS_COLUMN(side)                                             \
    {                                                                     \
        "log_odds_ratio_" side, COLUMN_MEASURE,                           \
            .unit = "natural logarithm",                                  \
            .meaning = "ln of the odds ratio of theme_a and theme_b in "  \
                       "the " side ": 0 is no association. If a cell is " \
                       "0, 0.5 is added to all four (Haldane 1956). "     \
                       "Blank if either theme is in no unit of the " side \
                       " or in every one."                                \
    }

#define BLANK_RULE " Blank where either log odds ratio is."

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [FOCUS] = FOCUS_COLUMN,
    [REFERENCE] = REFERENCE_COLUMN,
    [UNIT] = {"unit", COLUMN_TEXT, .is_key = true,
              .meaning = "Stretch of text in which the two must meet: "
                         "sentence, paragraph or document. Windows are not "
                         "compared: pairs of hits make no 2x2 table."},
    [THEME_A] = {"theme_a", COLUMN_TEXT, .is_key = true,
                 .meaning = "The theme of the two that comes first by name."},
    [THEME_B] = {"theme_b", COLUMN_TEXT, .is_key = true,
                 .meaning = "The other theme."},
    SIDE_COLUMNS(FOCUS_COUNTS, "focus"),
    SIDE_COLUMNS(REFERENCE_COUNTS, "reference"),
    [LOG_ODDS_FOCUS] = LOG_ODDS_COLUMN("focus"),
    [LOG_ODDS_REFERENCE] = LOG_ODDS_COLUMN("reference"),
    [DIFFERENCE] = {"log_odds_difference", COLUMN_MEASURE,
                    .unit = "natural logarithm",
                    .meaning = "log_odds_ratio_focus - "
                               "log_odds_ratio_reference: above 0 the two "
                               "keep closer company in the focus." BLANK_RULE},
    [DIFFERENCE_LOW] = {"log_odds_difference_low", COLUMN_MEASURE,
                        .unit = "natural logarithm",
                        .meaning = "Lower end of the 95% interval of "
                                   "log_odds_difference; the variance is the "
                                   "sum of 1/cell over both 2x2 tables (Woolf "
                                   "1955)." BLANK_RULE},
    [DIFFERENCE_HIGH] = {"log_odds_difference_high", COLUMN_MEASURE,
                         .unit = "natural logarithm",
                         .meaning = "Upper end of this interval." BLANK_RULE},
    [Z] = {"z", COLUMN_MEASURE, .unit = "standard errors",
           .meaning = "log_odds_difference over its standard error; its "
                      "square is Woolf's test of homogeneity (Woolf "
                      "1955)." BLANK_RULE},
    [P_VALUE] = {"p_value", COLUMN_MEASURE, .unit = "probability",
                 .meaning = "Two-sided p of z: a difference this large or "
                            "larger where the odds ratios are the same. Units "
                            "are taken as independent; sentences of one "
                            "document are not, so it is too small where few "
                            "documents hold most of them." BLANK_RULE},
    [Q_VALUE] = {"q_value", COLUMN_MEASURE, .unit = "probability",
                 .meaning = "p_value adjusted over all rows of this file that "
                            "have one (Benjamini & Hochberg 1995). Blank where "
                            "p_value is."},
};

static const struct table table = {
    .name = "theme_cooccurrence_comparison",
    .title = "Themes that occur together, compared between groups",
    .row = "focus, reference, unit and pair of themes that met in either; a "
           "pair of groups stands once, the first by name as the focus",
    .order =
        "by focus, reference (\"(rest)\" first), unit and names; groups "
        "are compared with one another while there are at most " NUMBER_TEXT(
            COMPARED_GROUPS_MAX) ", and with \"(rest)\" always; of more rows "
                                 "than a spreadsheet "
                                 "holds those of pairs that met in the most "
                                 "units of the whole "
                                 "corpus are kept",
    .columns = columns,
    .column_count = COLUMNS,
};

/* -- What is compared ------------------------------------------------------ */

struct pair {
    enum unit unit;
    uint32_t a, b;
};

struct pairs VECTOR_OF(struct pair);

/* One row. `reference` is NULL for the rest. */
struct row {
    const struct group *focus, *reference;
    struct pair pair;
};

struct rows VECTOR_OF(struct row);

static const struct count_map *map_of(const struct group *group, enum unit unit,
                                      enum unit_count count)
{
    return &group->tally.counts[tally_unit_kind(unit, count)];
}

/* Adds the pairs that met in at least `least` units of the whole corpus, by
 * unit and name. */
static void add_pairs(struct pairs *pairs, const struct results *results,
                      uint64_t least)
{
    for (int unit = 0; unit < UNIT_WINDOW; unit++) {
        const struct count_map *map = map_of(results->all, (enum unit)unit,
                                             UNIT_THEME_PAIRS);
        struct count_entry *met;

        if (!results->has_unit[unit])
            continue;
        met = count_map_sorted(map);
        for (size_t i = 0; i < map->used; i++) {
            uint64_t key = count_entry_key(&met[i]);

            if (met[i].count >= least)
                *VECTOR_PUSH(pairs) = (struct pair){
                    (enum unit)unit, (uint32_t)(key >> 32), (uint32_t)key};
        }
        free(met);
    }
}

/* Returns how many pairs of groups there are, "(rest)" as a reference too. */
static uint64_t count_comparisons(const struct results *results)
{
    uint64_t groups = results->group_count;

    if (groups < 2)
        return 0;
    return compares_with_rest_only(results)
               ? groups
               : groups + groups * (groups - 1) / 2;
}

/* Takes the pairs that leave room; returns how many rows were left out. */
static uint64_t choose_pairs(struct pairs *pairs, const struct results *results)
{
    uint64_t comparisons = count_comparisons(results), least = 1, all;

    add_pairs(pairs, results, least);
    all = pairs->count;
    while (pairs->count * comparisons > ROWS_KEPT_MAX) {
        pairs->count = 0;
        least *= 2;
        add_pairs(pairs, results, least);
    }
    return (all - pairs->count) * comparisons;
}

static struct association_units units_of(const struct group *group,
                                         const struct pair *pair)
{
    const struct count_map *singles = map_of(group, pair->unit, UNIT_THEMES);
    const struct count_map *pairs = map_of(group, pair->unit, UNIT_THEME_PAIRS);

    return (struct association_units){
        .units = results_units(&group->tally, pair->unit),
        .a = count_map_get(singles, pair->a).count,
        .b = count_map_get(singles, pair->b).count,
        .both = count_map_get(pairs, pair_key(pair->a, pair->b)).count,
    };
}

static struct association_units
units_of_reference(const struct results *results, const struct row *row)
{
    struct association_units rest, focus;

    if (row->reference)
        return units_of(row->reference, &row->pair);
    rest = units_of(results->all, &row->pair);
    focus = units_of(row->focus, &row->pair);
    rest.units -= focus.units;
    rest.a -= focus.a;
    rest.b -= focus.b;
    rest.both -= focus.both;
    return rest;
}

static void add_rows(struct rows *rows, const struct results *results,
                     const struct pairs *pairs, struct row row)
{
    for (size_t i = 0; i < pairs->count; i++) {
        row.pair = pairs->items[i];
        if (units_of(row.focus, &row.pair).both ||
            units_of_reference(results, &row).both)
            *VECTOR_PUSH(rows) = row;
    }
}

static void choose_rows(struct rows *rows, const struct results *results,
                        const struct pairs *pairs)
{
    const struct group *groups = results->groups;

    for (size_t i = 0; i < results->group_count && results->group_count > 1;
         i++) {
        add_rows(rows, results, pairs, (struct row){&groups[i], NULL, {0}});
        if (compares_with_rest_only(results))
            continue;
        for (size_t j = i + 1; j < results->group_count; j++)
            add_rows(rows, results, pairs,
                     (struct row){&groups[i], &groups[j], {0}});
    }
}

/* -- The rows -------------------------------------------------------------- */

static struct odds_contrast
contrast_of(const struct association_units *focus,
            const struct association_units *reference)
{
    struct association a = association_of_units(focus);
    struct association b = association_of_units(reference);

    return odds_contrast_of(&a.table, &b.table);
}

static void set_counts(const struct association_units *units,
                       struct cell *cells)
{
    cells[0] = cell_count(units->units);
    cells[1] = cell_count(units->a);
    cells[2] = cell_count(units->b);
    cells[3] = cell_count(units->both);
}

static void set_contrast(const struct odds_contrast *c,
                         struct q_values *q_values, struct cell *row)
{
    row[LOG_ODDS_FOCUS] = cell_measurement(c->log_odds_focus);
    row[LOG_ODDS_REFERENCE] = cell_measurement(c->log_odds_reference);
    row[DIFFERENCE] = cell_measurement(c->difference);
    row[DIFFERENCE_LOW] = cell_measurement(interval_low(c->interval));
    row[DIFFERENCE_HIGH] = cell_measurement(interval_high(c->interval));
    row[Z] = cell_measurement(c->z);
    row[P_VALUE] = cell_measurement(c->p);
    if (c->p.is_defined)
        row[Q_VALUE] = cell_measurement(q_values_next(q_values));
}

static enum status write_row(const struct results *results,
                             const struct row *from, struct q_values *q_values,
                             struct table_output *output, struct error *err)
{
    const struct theme *themes = results->lexicon->themes.items;
    struct association_units focus = units_of(from->focus, &from->pair);
    struct association_units reference = units_of_reference(results, from);
    struct odds_contrast contrast = contrast_of(&focus, &reference);
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(results->group_by),
        [FOCUS] = cell_string(from->focus->name),
        [REFERENCE] = cell_string(from->reference ? from->reference->name
                                                  : REST_NAME),
        [UNIT] = cell_string(unit_name(from->pair.unit)),
        [THEME_A] = cell_string(themes[from->pair.a].name),
        [THEME_B] = cell_string(themes[from->pair.b].name),
    };

    set_counts(&focus, row + FOCUS_COUNTS);
    set_counts(&reference, row + REFERENCE_COUNTS);
    set_contrast(&contrast, q_values, row);
    return table_row(output, row, err);
}

static void adjust(const struct results *results, const struct rows *rows,
                   struct q_values *q_values)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->items[i];
        struct association_units focus = units_of(row->focus, &row->pair);
        struct association_units reference = units_of_reference(results, row);
        struct measurement p = contrast_of(&focus, &reference).p;

        if (p.is_defined)
            q_values_add(q_values, p.value);
    }
    q_values_adjust(q_values);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct q_values q_values = {0};
    struct pairs pairs = {0};
    struct rows rows = {0};
    uint64_t left_out = choose_pairs(&pairs, results);
    enum status status = OK;

    choose_rows(&rows, results, &pairs);
    adjust(results, &rows, &q_values);
    for (size_t i = 0; status == OK && i < rows.count; i++)
        status = write_row(results, &rows.items[i], &q_values, output, err);
    if (status == OK)
        report_rows_left_out(output, left_out);
    q_values_release(&q_values);
    free(pairs.items);
    free(rows.items);
    return status;
}

const struct report report_theme_cooccurrence_comparison = {
    .table = &table, .fill = fill, .weight = 4};
