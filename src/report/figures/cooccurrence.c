/*
 * cooccurrence.c - the figure of theme_cooccurrence: how themes go together in
 * a sentence, or another unit, as normalised pointwise mutual information.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/figures/heat_map.h"
#include "report/figures/makers.h"

static const double most_chance = 0.05;

struct theme {
    const char *name;
    double units; /* that have it */
};

struct themes VECTOR_OF(struct theme);

struct cooccurrence {
    struct figure_job *job;
    size_t theme_a, theme_b, units_a, units_b, both, value, q_value;
    struct themes themes;
    const char **names;
    struct heat_cell *cells;
    struct heat_map map;
};

static enum status find_columns(struct cooccurrence *pairs, struct error *err)
{
    struct figure_job *job = pairs->job;

    pairs->q_value = job_column(job, "q_value");
    if (job_need(job, "theme_a", &pairs->theme_a, err) != OK ||
        job_need(job, "theme_b", &pairs->theme_b, err) != OK ||
        job_need(job, "units_a", &pairs->units_a, err) != OK ||
        job_need(job, "units_b", &pairs->units_b, err) != OK ||
        job_need(job, "units_both", &pairs->both, err) != OK)
        return err->code;
    return job_need(job, job->measure, &pairs->value, err);
}

/* -- Themes ---------------------------------------------------------------- */

static size_t find_theme(const struct cooccurrence *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->themes.count; i++)
        if (strcmp(pairs->themes.items[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static void note_theme(struct cooccurrence *pairs, size_t row, size_t column,
                       size_t units_column)
{
    const char *name = job_text(pairs->job, row, column);
    size_t index = find_theme(pairs, name);
    double units = 0;

    if (index == SIZE_MAX) {
        index = pairs->themes.count;
        *VECTOR_PUSH(&pairs->themes) = (struct theme){name, 0};
    }
    if (job_number(pairs->job, row, units_column, &units))
        pairs->themes.items[index].units = fmax(
            pairs->themes.items[index].units, units);
}

static int compare_names(const void *a, const void *b)
{
    const struct theme *left = a, *right = b;

    return strcmp(left->name, right->name);
}

static int compare_units(const void *a, const void *b)
{
    const struct theme *left = a, *right = b;

    if (left->units != right->units)
        return left->units < right->units ? 1 : -1;
    return strcmp(left->name, right->name);
}

static void choose_themes(struct cooccurrence *pairs)
{
    struct themes *themes = &pairs->themes;
    size_t most = heat_map_names_max(pairs->job->request->width_mm);

    for (size_t row = 0; row < pairs->job->row_count; row++) {
        note_theme(pairs, row, pairs->theme_a, pairs->units_a);
        note_theme(pairs, row, pairs->theme_b, pairs->units_b);
    }
    if (themes->count > most) {
        job_note(pairs->job,
                 "Shown are the %zu of %zu themes in the most units.", most,
                 themes->count);
        qsort(themes->items, themes->count, sizeof(*themes->items),
              compare_units);
        themes->count = most;
    }
    qsort(themes->items, themes->count, sizeof(*themes->items), compare_names);
    pairs->names = memory_get_zeroed(themes->count, sizeof(*pairs->names));
    for (size_t i = 0; i < themes->count; i++)
        pairs->names[i] = themes->items[i].name;
}

/* -- Cells ----------------------------------------------------------------- */

static struct heat_cell make_cell(const struct cooccurrence *pairs, size_t row)
{
    const struct figure_job *job = pairs->job;
    struct heat_cell cell = {.kind = HEAT_VALUE};
    double both = 0, q_value;

    if (!job_number(job, row, pairs->value, &cell.value))
        return (struct heat_cell){.kind = HEAT_UNKNOWN};
    if (!job_number(job, row, pairs->both, &both) || both < 1)
        cell.kind = HEAT_NEVER;
    if (job_number(job, row, pairs->q_value, &q_value))
        cell.is_certain = q_value < most_chance;
    return cell;
}

/* Of more themes than these the table has only pairs that met. */
enum { ALL_PAIRS_THEMES = 40 };

static bool fill_cells(struct cooccurrence *pairs, bool has_all)
{
    size_t count = pairs->themes.count;
    bool has_values = false;

    pairs->cells = memory_get_zeroed(count * count, sizeof(*pairs->cells));
    for (size_t i = 0; i < count * count; i++)
        pairs->cells[i].kind = has_all ? HEAT_UNKNOWN : HEAT_NEVER;
    for (size_t row = 0; row < pairs->job->row_count; row++) {
        size_t a = find_theme(pairs, job_text(pairs->job, row, pairs->theme_a));
        size_t b = find_theme(pairs, job_text(pairs->job, row, pairs->theme_b));
        struct heat_cell cell = make_cell(pairs, row);

        if (a == SIZE_MAX || b == SIZE_MAX)
            continue;
        pairs->cells[a * count + b] = cell;
        pairs->cells[b * count + a] = cell;
        has_values |= cell.kind != HEAT_UNKNOWN;
    }
    return has_values;
}

/* -- The figure ------------------------------------------------------------ */

static void describe(struct cooccurrence *pairs)
{
    struct figure_job *job = pairs->job;
    struct heat_map *map = &pairs->map;
    const char *unit = job_condition(job, "unit");
    const char *group = job_condition(job, "group");
    bool is_all = strcmp(group, "(all)") == 0;

    map->value_is = job_format(job, "npmi in one %s, %s", unit,
                               is_all ? "all documents" : group);
    map->never = job_format(job, "never in one %s", unit);
    map->names = pairs->names;
    map->count = pairs->themes.count;
    map->cells = pairs->cells;
    map->caption.title = job_format(job, "Themes together in one %s: %s", unit,
                                    is_all ? "all documents" : group);
    map->caption.description = job_format(
        job,
        "Heat map of %zu themes, one half of a square, from %s to %s: "
        "normalised pointwise mutual information of each pair, from -1 to 1.",
        map->count, map->names[0], map->names[map->count - 1]);
    job_caption(job, &map->caption);
}

enum status make_cooccurrence(struct figure_job *job, struct buffer *svg,
                              struct error *err)
{
    struct cooccurrence pairs = {.job = job};
    enum status status;

    job_default(job, "group", "(all)");
    job_default(job, "unit", "sentence");
    status = job_single(job, "group", err);
    if (status == OK)
        status = job_single(job, "unit", err);
    if (status == OK)
        status = job_read(job, err);
    if (status == OK)
        status = find_columns(&pairs, err);
    if (status == OK) {
        bool has_all;

        choose_themes(&pairs);
        has_all = pairs.themes.count <= ALL_PAIRS_THEMES;
        if (fill_cells(&pairs, has_all)) {
            describe(&pairs);
            status = heat_map_draw(&pairs.map, svg, err);
        } else {
            status = job_is_empty(job, err);
        }
    }
    free(pairs.themes.items);
    free(pairs.names);
    free(pairs.cells);
    return status;
}
