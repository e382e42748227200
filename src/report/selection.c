/* selection.c - see selection.h. */
#include "report/selection.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "report/cell_print.h"

struct test {
    const struct condition *condition;
    size_t column; /* in the table as it comes */
    bool is_met;   /* by the row at hand */
    bool has_been; /* by any */
};

struct selection {
    struct table_writer base; /* first: the address of both is the same */
    struct table_writer *target;
    struct table table;     /* of what is handed on */
    struct column *columns; /* of that table */
    size_t *from; /* where each of them stands in the one that comes */
    struct cell *cells;
    struct test *tests;
    size_t test_count;
    const struct table *source;
    uint64_t most, found;
    struct buffer text;
};

/* -- Rows ------------------------------------------------------------------ */

static void run_test(struct selection *selection, struct test *test,
                     const struct cell *cells)
{
    const char *value = test->condition->value;

    buffer_reset(&selection->text);
    cell_print(&selection->text, selection->source->columns[test->column].type,
               &cells[test->column]);
    test->is_met = selection->text.length == strlen(value) &&
                   strcmp(buffer_text(&selection->text), value) == 0;
    test->has_been |= test->is_met;
}

/* Is any condition on the test's column met? */
static bool column_fits(const struct selection *selection,
                        const struct test *test)
{
    for (size_t i = 0; i < selection->test_count; i++)
        if (selection->tests[i].column == test->column &&
            selection->tests[i].is_met)
            return true;
    return false;
}

static bool row_fits(struct selection *selection, const struct cell *cells)
{
    for (size_t i = 0; i < selection->test_count; i++)
        run_test(selection, &selection->tests[i], cells);
    for (size_t i = 0; i < selection->test_count; i++)
        if (!column_fits(selection, &selection->tests[i]))
            return false;
    return true;
}

static enum status select_open(struct table_writer *writer,
                               const struct table *table, struct error *err)
{
    struct selection *selection = (struct selection *)writer;

    (void)table;
    selection->found = 0;
    for (size_t i = 0; i < selection->test_count; i++)
        selection->tests[i].has_been = false;
    return selection->target->type->open(selection->target, &selection->table,
                                         err);
}

static enum status select_row(struct table_writer *writer,
                              const struct cell *cells, size_t repeated,
                              struct error *err)
{
    struct selection *selection = (struct selection *)writer;

    (void)repeated; /* the row before may not have been handed on */
    if (!row_fits(selection, cells) || selection->found++ >= selection->most)
        return OK;
    for (size_t i = 0; i < selection->table.column_count; i++)
        selection->cells[i] = cells[selection->from[i]];
    return selection->target->type->row(selection->target, selection->cells, 0,
                                        err);
}

static enum status select_close(struct table_writer *writer, struct error *err)
{
    struct selection *selection = (struct selection *)writer;

    return selection->target->type->close(selection->target, err);
}

static void select_discard(struct table_writer *writer)
{
    struct selection *selection = (struct selection *)writer;

    selection->target->type->discard(selection->target);
}

/* -- Columns --------------------------------------------------------------- */

/* Finds the column, or says what columns there are. */
static enum status find_column(const struct table *table, const char *name,
                               size_t *at, struct error *err)
{
    const char **names;
    struct buffer known = {0};

    *at = table_find_column(table, name);
    if (*at != SIZE_MAX)
        return OK;
    names = memory_get_zeroed(table->column_count, sizeof(*names));
    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    nearest_add(&known, name, names, table->column_count);
    error_set(err, ERR_USAGE, "%s has no column \"%s\"; %s", table->name, name,
              buffer_text(&known));
    buffer_release(&known);
    free(names);
    return err->code;
}

static enum status choose_columns(struct selection *selection,
                                  const struct selection_wish *wish,
                                  struct error *err)
{
    const struct table *source = selection->source;
    size_t count = wish->columns ? wish->column_count : source->column_count;

    selection->columns = memory_get_zeroed(count + 1, sizeof(struct column));
    selection->from = memory_get_zeroed(count + 1, sizeof(*selection->from));
    selection->cells = memory_get_zeroed(count + 1, sizeof(*selection->cells));
    selection->table.columns = selection->columns;
    selection->table.column_count = count;
    for (size_t i = 0; i < count; i++) {
        selection->from[i] = i;
        if (wish->columns && find_column(source, wish->columns[i],
                                         &selection->from[i], err) != OK)
            return err->code;
        selection->columns[i] = source->columns[selection->from[i]];
    }
    return OK;
}

static enum status take_conditions(struct selection *selection,
                                   const struct selection_wish *wish,
                                   struct error *err)
{
    size_t count = wish->condition_count;

    selection->tests = memory_get_zeroed(count + 1, sizeof(struct test));
    selection->test_count = count;
    for (size_t i = 0; i < count; i++) {
        selection->tests[i].condition = &wish->conditions[i];
        if (find_column(selection->source, wish->conditions[i].column,
                        &selection->tests[i].column, err) != OK)
            return err->code;
    }
    return OK;
}

enum status selection_new(struct selection **out, const struct table *table,
                          const struct selection_wish *wish, struct error *err)
{
    static const struct table_writer_type type = {select_open, select_row,
                                                  select_close, select_discard};
    struct selection *selection = memory_get_zeroed(1, sizeof(*selection));

    selection->base.type = &type;
    selection->source = table;
    selection->table = *table;
    selection->most = wish->most;
    *out = selection;
    if (choose_columns(selection, wish, err) == OK &&
        take_conditions(selection, wish, err) == OK)
        return OK;
    selection_free(selection);
    *out = NULL;
    return err->code;
}

void selection_free(struct selection *selection)
{
    if (!selection)
        return;
    buffer_release(&selection->text);
    free(selection->columns);
    free(selection->from);
    free(selection->cells);
    free(selection->tests);
    free(selection);
}

const struct table *selection_table(const struct selection *selection)
{
    return &selection->table;
}

struct table_writer *selection_writer(struct selection *selection,
                                      struct table_writer *target)
{
    selection->target = target;
    return &selection->base;
}

uint64_t selection_found(const struct selection *selection)
{
    return selection->found;
}

const struct condition *selection_unmet(const struct selection *selection)
{
    for (size_t i = 0; i < selection->test_count; i++)
        if (!selection->tests[i].has_been)
            return selection->tests[i].condition;
    return NULL;
}
