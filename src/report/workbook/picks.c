/* picks.c - see picks.h. */
#include "report/workbook/picks.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct picker {
    struct table_writer base; /* first: the address of both is the same */
    const struct pick_column *columns;
    size_t places[PICK_CELLS_MAX]; /* of the columns in the table */
    size_t count;
    struct picks *picks;
};

static struct picker *of(struct table_writer *writer)
{
    return (struct picker *)writer;
}

static bool is_any_of(const struct cell *cell, const char *const *texts)
{
    for (; *texts; texts++)
        if (cell->kind == CELL_TEXT && strlen(*texts) == cell->length &&
            memcmp(*texts, cell->text, cell->length) == 0)
            return true;
    return false;
}

static bool is_wanted(const struct picker *picker, const struct cell *cells)
{
    for (size_t i = 0; i < picker->count; i++)
        if (picker->columns[i].any_of &&
            !is_any_of(&cells[picker->places[i]], picker->columns[i].any_of))
            return false;
    return true;
}

static enum status pick_row(struct table_writer *writer,
                            const struct cell *cells, size_t repeated,
                            struct error *err)
{
    struct picker *picker = of(writer);
    struct pick *pick;

    (void)repeated;
    (void)err;
    if (!is_wanted(picker, cells))
        return OK;
    pick = VECTOR_PUSH(picker->picks);
    for (size_t i = 0; i < picker->count; i++) {
        struct cell *cell = &pick->cells[i];

        *cell = cells[picker->places[i]];
        if (cell->kind == CELL_TEXT)
            cell->text = arena_copy_text(&picker->picks->arena, cell->text,
                                         cell->length);
    }
    return OK;
}

static enum status pick_open(struct table_writer *writer,
                             const struct table *table, struct error *err)
{
    (void)writer;
    (void)table;
    (void)err;
    return OK;
}

static enum status pick_close(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void pick_discard(struct table_writer *writer)
{
    (void)writer;
}

/* Returns false where the table has not all columns. */
static bool find_places(struct picker *picker, const struct table *table)
{
    for (size_t i = 0; picker->columns[i].name; i++) {
        picker->places[i] = table_find_column(table, picker->columns[i].name);
        if (picker->places[i] == SIZE_MAX)
            return false;
        picker->count++;
    }
    return true;
}

enum status picks_read(const struct published *run, const char *table,
                       const struct pick_column *columns, struct picks *picks,
                       struct error *err)
{
    static const struct table_writer_type type = {pick_open, pick_row,
                                                  pick_close, pick_discard};
    const struct published_table *from = published_find(run, table);
    struct picker picker = {{&type}, .columns = columns, .picks = picks};
    struct table_writer *writers[] = {&picker.base};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status;

    if (!from || !find_places(&picker, from->table))
        return OK;
    status = published_read(run, from, UINT64_MAX, &output, err);
    table_output_release(&output);
    return status;
}

void picks_release(struct picks *picks)
{
    free(picks->items);
    arena_release(&picks->arena);
}

double pick_number(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_COUNT:
        return (double)cell->count;
    case CELL_INTEGER:
        return (double)cell->integer;
    case CELL_NUMBER:
        return cell->number;
    case CELL_MISSING:
    case CELL_TEXT:
        break;
    }
    return (double)NAN;
}
