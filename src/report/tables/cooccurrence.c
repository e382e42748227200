/* cooccurrence.c - see cooccurrence.h. */
#include "report/tables/cooccurrence.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/vector.h"
#include "report/tables/cells.h"
#include "report/tables/group_rows.h"
#include "report/tables/measure_columns.h"
#include "report/tables/q_values.h"
#include "report/tables/rows_left_out.h"
#include "stats/association.h"
#include "stats/distribution.h"

/* -- The columns ----------------------------------------------------------- */

static const char last_measure[] = "odds_ratio_high";

static const struct measure_note notes[] = {
    {"q_value", "Adjusted over all rows of this file that have a p_value: all "
                "groups and all units together."},
    {NULL, NULL},
};

static size_t measures_shown(void)
{
    return (size_t)(association_measure_find(last_measure) -
                    ASSOCIATION_MEASURES) +
           1;
}

static const struct measure *about(size_t index)
{
    return &ASSOCIATION_MEASURES[index].about;
}

struct table *cooccurrence_table(const struct table *base)
{
    return measure_columns_table(&(struct measure_columns){
        .base = base,
        .at = base->column_count,
        .about = about,
        .count = measures_shown(),
        .notes = notes,
    });
}

/* -- Which pairs have a row ------------------------------------------------ */

struct pair {
    uint32_t a, b;
    uint64_t both;
};

/* The pairs of one unit in one group: up to `end`, from where the section
 * before ends. */
struct section {
    const struct tally *tally;
    const char *group;
    enum unit unit;
    size_t end;
};

/* All of a report. */
struct pairs {
    const struct results *results;
    const struct pair_kind *kind;
    struct sections VECTOR_OF(struct section) sections;
    struct pair_list VECTOR_OF(struct pair) list;
    struct q_values q_values;
    size_t measures;
    uint64_t least;     /* units_both of the rows that are kept */
    struct cell *cells; /* the row being written */
};

static const struct count_map *counts_of(const struct section *section,
                                         enum unit_count count)
{
    return &section->tally->counts[tally_unit_kind(section->unit, count)];
}

static void add_sections(struct pairs *pairs, const struct group_rows *groups)
{
    for (size_t i = 0; i < groups->count; i++)
        for (int unit = 0; unit < UNITS; unit++)
            if (pairs->results->has_unit[unit])
                *VECTOR_PUSH(&pairs->sections) = (struct section){
                    .tally = &groups->items[i].group->tally,
                    .group = groups->items[i].group->name,
                    .unit = (enum unit)unit};
}

/* Returns how many pairs of the map met in at least `least` units. */
static uint64_t count_met(const struct count_map *map, uint64_t least)
{
    uint64_t count = 0;

    for (size_t i = 0; i < map->capacity; i++)
        count += map->entries[i].key_plus_1 && map->entries[i].count >= least;
    return count;
}

/* Returns how many rows there would be with units_both of at least `least`. */
static uint64_t count_rows(const struct pairs *pairs, uint64_t least)
{
    uint64_t ids = pairs->kind->complete_ids, count = 0;

    if (least == 0)
        return pairs->sections.count * (ids * (ids - 1) / 2);
    for (size_t i = 0; i < pairs->sections.count; i++)
        count += count_met(
            counts_of(&pairs->sections.items[i], pairs->kind->pairs), least);
    return count;
}

/* Returns the smallest units_both with which the rows fit. */
static uint64_t least_that_fits(const struct pairs *pairs)
{
    uint64_t too_small = pairs->kind->complete_ids ? 0 : 1;
    uint64_t enough = too_small + 1;

    if (count_rows(pairs, too_small) <= pairs->kind->rows_max)
        return too_small;
    while (count_rows(pairs, enough) > pairs->kind->rows_max) {
        too_small = enough;
        enough *= 2;
    }
    while (enough - too_small > 1) {
        uint64_t middle = too_small + (enough - too_small) / 2;

        if (count_rows(pairs, middle) <= pairs->kind->rows_max)
            enough = middle;
        else
            too_small = middle;
    }
    return enough;
}

static void add_all_pairs(struct pairs *pairs, const struct section *section)
{
    const struct count_map *map = counts_of(section, pairs->kind->pairs);
    uint32_t ids = (uint32_t)pairs->kind->complete_ids;

    for (uint32_t a = 0; a < ids; a++)
        for (uint32_t b = a + 1; b < ids; b++)
            *VECTOR_PUSH(&pairs->list) = (struct pair){
                a, b, count_map_get(map, pair_key(a, b)).count};
}

static int by_ids(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

static void add_met_pairs(struct pairs *pairs, const struct section *section)
{
    const struct count_map *map = counts_of(section, pairs->kind->pairs);
    size_t begin = pairs->list.count;

    for (size_t i = 0; i < map->capacity; i++) {
        const struct count_entry *entry = &map->entries[i];
        uint64_t key;

        if (!entry->key_plus_1 || entry->count < pairs->least)
            continue;
        key = count_entry_key(entry);
        *VECTOR_PUSH(&pairs->list) = (struct pair){(uint32_t)(key >> 32),
                                                   (uint32_t)key, entry->count};
    }
    if (pairs->list.count > begin)
        qsort(pairs->list.items + begin, pairs->list.count - begin,
              sizeof(*pairs->list.items), by_ids);
}

static void add_pairs(struct pairs *pairs)
{
    VECTOR_RESERVE(&pairs->list, count_rows(pairs, pairs->least));
    for (size_t i = 0; i < pairs->sections.count; i++) {
        struct section *section = &pairs->sections.items[i];

        if (pairs->least == 0)
            add_all_pairs(pairs, section);
        else
            add_met_pairs(pairs, section);
        section->end = pairs->list.count;
    }
}

/* -- The rows -------------------------------------------------------------- */

/* What the measures of a row are computed from. */
struct pair_counts {
    uint64_t units, a, b, both;
};

static struct pair_counts counts_of_pair(const struct pairs *pairs,
                                         const struct section *section,
                                         const struct pair *pair)
{
    const struct count_map *singles = counts_of(section, pairs->kind->singles);

    return (struct pair_counts){
        .units = results_units(section->tally, section->unit),
        .a = count_map_get(singles, pair->a).count,
        .b = count_map_get(singles, pair->b).count,
        .both = pair->both,
    };
}

static struct association association_of(const struct pairs *pairs,
                                         enum unit unit,
                                         const struct pair_counts *counts)
{
    if (unit == UNIT_WINDOW)
        return association_of_window(&(struct association_window){
            .pairs = counts->both,
            .hits_a = counts->a,
            .hits_b = counts->b,
            .words = counts->units,
            .window = pairs->results->window_words,
        });
    return association_of_units(&(struct association_units){
        .units = counts->units,
        .a = counts->a,
        .b = counts->b,
        .both = counts->both,
    });
}

static void add_p_value(struct pairs *pairs, const struct section *section,
                        const struct pair *pair)
{
    struct pair_counts counts = counts_of_pair(pairs, section, pair);
    struct association association = association_of(pairs, section->unit,
                                                    &counts);

    q_values_add(&pairs->q_values,
                 chi_square_p_value(association_g2(&association)));
}

static void add_p_values(struct pairs *pairs)
{
    size_t pair = 0;

    for (size_t i = 0; i < pairs->sections.count; i++)
        for (; pair < pairs->sections.items[i].end; pair++)
            add_p_value(pairs, &pairs->sections.items[i],
                        &pairs->list.items[pair]);
    q_values_adjust(&pairs->q_values);
}

/* Sets the cells from the names on. */
static void set_pair(struct pairs *pairs, const struct section *section,
                     const struct pair *pair, struct cell *cells)
{
    const struct pair_kind *kind = pairs->kind;
    struct pair_counts counts = counts_of_pair(pairs, section, pair);
    struct association association = association_of(pairs, section->unit,
                                                    &counts);

    kind->put_names(pairs->results->lexicon, pair->a, cells);
    kind->put_names(pairs->results->lexicon, pair->b, cells + kind->names);
    cells += 2 * kind->names;
    cells[PAIR_UNITS] = cell_count(counts.units);
    cells[PAIR_UNITS_A] = cell_count(counts.a);
    cells[PAIR_UNITS_B] = cell_count(counts.b);
    cells[PAIR_UNITS_BOTH] = cell_count(counts.both);
    cells += PAIR_COUNTS;
    association.q_value = q_values_next(&pairs->q_values);
    for (size_t i = 0; i < pairs->measures; i++)
        cells[i] = cell_measurement(
            ASSOCIATION_MEASURES[i].compute(&association));
}

/* Writes the pairs from `begin` to the section's end. */
static enum status write_section(struct pairs *pairs,
                                 const struct section *section, size_t begin,
                                 struct table_output *output, struct error *err)
{
    struct cell *cells = pairs->cells;
    enum status status = OK;
    char unit[32];

    results_unit_name(pairs->results, section->unit, unit);
    cells[PAIR_GROUP_BY] = cell_string(pairs->results->group_by);
    cells[PAIR_GROUP] = cell_string(section->group);
    cells[PAIR_UNIT] = cell_string(unit);
    for (size_t i = begin; status == OK && i < section->end; i++) {
        set_pair(pairs, section, &pairs->list.items[i], cells + PAIR_NAMES);
        status = table_row_repeating(output, cells, i == begin ? 0 : PAIR_NAMES,
                                     err);
    }
    return status;
}

static enum status write_rows(struct pairs *pairs, struct table_output *output,
                              struct error *err)
{
    enum status status = OK;
    size_t begin = 0;

    pairs->cells = memory_get_zeroed(output->table->column_count,
                                     sizeof(*pairs->cells));
    for (size_t i = 0; status == OK && i < pairs->sections.count; i++) {
        const struct section *section = &pairs->sections.items[i];

        status = write_section(pairs, section, begin, output, err);
        begin = section->end;
    }
    free(pairs->cells);
    return status;
}

enum status cooccurrence_fill(const struct results *results,
                              const struct pair_kind *kind,
                              struct table_output *output, struct error *err)
{
    struct pairs pairs = {
        .results = results, .kind = kind, .measures = measures_shown()};
    struct group_rows groups;
    enum status status;

    group_rows_init(&groups, results);
    add_sections(&pairs, &groups);
    pairs.least = least_that_fits(&pairs);
    add_pairs(&pairs);
    add_p_values(&pairs);
    status = write_rows(&pairs, output, err);
    if (status == OK)
        report_rows_left_out(output, count_rows(&pairs, !kind->complete_ids) -
                                         pairs.list.count);
    free(pairs.sections.items);
    free(pairs.list.items);
    q_values_release(&pairs.q_values);
    group_rows_release(&groups);
    return status;
}
