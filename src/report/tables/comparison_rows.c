/* comparison_rows.c - see comparison_rows.h. */
#include "report/tables/comparison_rows.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/tables/cells.h"
#include "stats/distribution.h"
#include "stats/frequency.h"

const char *const comparison_directions[] = {"lower", "equal", "higher", NULL};

static const char last_measure[] = "mann_whitney_q";

static size_t measures_shown(void)
{
    return (size_t)(comparison_measure_find(last_measure) -
                    COMPARISON_MEASURES) +
           1;
}

/* How many cells name what is compared. */
static size_t names_of(size_t columns_without_measures)
{
    return 1 + columns_without_measures - COMPARISON_COLUMNS;
}

static const struct measure *about(size_t index)
{
    return &COMPARISON_MEASURES[index].about;
}

struct table *comparison_table(const struct table *base,
                               const struct measure_note *notes)
{
    return measure_columns_table(&(struct measure_columns){
        .base = base,
        .at = COMPARISON_MEASURES_AT - 1 + names_of(base->column_count),
        .about = about,
        .count = measures_shown(),
        .notes = notes,
    });
}

void comparison_writer_init(struct comparison_writer *writer,
                            const struct results *results,
                            struct table_output *output)
{
    *writer = (struct comparison_writer){
        .results = results,
        .output = output,
        .cells = memory_get_zeroed(output->table->column_count,
                                   sizeof(*writer->cells)),
        .names = names_of(output->table->column_count - measures_shown()),
        .measures = measures_shown(),
    };
}

void comparison_writer_release(struct comparison_writer *writer)
{
    free(writer->cells);
    q_values_release(&writer->q_values);
    q_values_release(&writer->document_q_values);
}

void comparison_writer_count(struct comparison_writer *writer,
                             const struct comparison_counts *counts,
                             struct measurement mann_whitney_p)
{
    q_values_add(&writer->q_values, chi_square_p_value(comparison_g2(counts)));
    if (mann_whitney_p.is_defined)
        q_values_add(&writer->document_q_values, mann_whitney_p.value);
}

void comparison_writer_adjust(struct comparison_writer *writer)
{
    q_values_adjust(&writer->q_values);
    q_values_adjust(&writer->document_q_values);
}

static void set_counts(struct cell *cells, const struct comparison_counts *c)
{
    cells[COMPARISON_HITS_FOCUS] = cell_count(c->f1);
    cells[COMPARISON_WORDS_FOCUS] = cell_count(c->n1);
    cells[COMPARISON_RATE_FOCUS] = cell_measurement(rate_per_10k(c->f1, c->n1));
    cells[COMPARISON_HITS_REFERENCE] = cell_count(c->f2);
    cells[COMPARISON_WORDS_REFERENCE] = cell_count(c->n2);
    cells[COMPARISON_RATE_REFERENCE] = cell_measurement(
        rate_per_10k(c->f2, c->n2));
}

/* Sets the cells of focus and reference; returns how many of the first cells
 * are those of the row before. */
static size_t set_groups(struct comparison_writer *writer,
                         const struct comparison_row *row)
{
    struct cell *cells = writer->cells;

    if (writer->focus == row->focus && writer->reference == row->reference)
        return COMPARISON_WHAT;
    writer->focus = row->focus;
    writer->reference = row->reference;
    cells[COMPARISON_GROUP_BY] = cell_string(writer->results->group_by);
    cells[COMPARISON_FOCUS] = cell_string(row->focus);
    cells[COMPARISON_REFERENCE] = cell_string(row->reference);
    return 0;
}

enum status comparison_writer_write(struct comparison_writer *writer,
                                    const struct comparison_row *row,
                                    struct error *err)
{
    struct comparison comparison = row->comparison;
    struct cell *cells = writer->cells;
    struct cell *counts = cells + writer->names - 1;
    struct cell *measures = counts + COMPARISON_MEASURES_AT;
    size_t repeated;

    comparison.q_value = q_values_next(&writer->q_values);
    if (comparison.mann_whitney_p.is_defined)
        comparison.mann_whitney_q = q_values_next(&writer->document_q_values);
    comparison_set_prior(&comparison, row->hits_in_all,
                         writer->results->all->tally.totals.words, PRIOR_WORDS);
    repeated = set_groups(writer, row);
    if (row->theme)
        cells[COMPARISON_WHAT] = cell_string(row->theme);
    counts[COMPARISON_WHAT] = cell_text(row->what, row->what_length);
    set_counts(counts, &comparison.counts);
    for (size_t i = 0; i < writer->measures; i++)
        measures[i] = cell_measurement(
            COMPARISON_MEASURES[i].compute(&comparison));
    measures[writer->measures] = cell_string(
        direction_name(comparison_direction(&comparison.counts)));
    return table_row_repeating(writer->output, cells, repeated, err);
}
