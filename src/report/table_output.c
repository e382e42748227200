/*
 * table_output.c - the check in front of the writers.
 *
 * Each row is checked once, whatever the number of writers. It is handed on as
 * it came, and copied only if a text in it had to be cut or repaired.
 */
#include "report/table.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/cell_text.h"

/* A character has at most three bytes a UTF-16 unit, and four in all: whatever
 * stands beyond this is cut in any case. */
enum { REPAIRED_MAX_BYTES = 3 * TABLE_CELL_MAX + 4 };

static const enum cell_kind kind_of[] = {
    [COLUMN_TEXT] = CELL_TEXT,       [COLUMN_COUNT] = CELL_COUNT,
    [COLUMN_INTEGER] = CELL_INTEGER, [COLUMN_YEAR] = CELL_INTEGER,
    [COLUMN_RATE] = CELL_NUMBER,     [COLUMN_MEASURE] = CELL_NUMBER,
    [COLUMN_DATE] = CELL_TEXT,       [COLUMN_PARTIAL_DATE] = CELL_TEXT,
};

/* -- The description ------------------------------------------------------- */

static bool is_good_name(const char *name)
{
    return name && *name &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") ==
               strlen(name);
}

static const char *column_fault(const struct table *table, size_t index)
{
    const struct column *column = &table->columns[index];
    size_t length;

    if (!column->name || !*column->name)
        return "has no name";
    length = strlen(column->name);
    if (length > TABLE_CELL_MAX || !cell_text_is_fit(column->name, length))
        return "has a name that no report can hold";
    if (table_find_column(table, column->name) != index)
        return "is there twice";
    return column->meaning ? NULL : "has no meaning";
}

static enum status check_table(const struct table *table, struct error *err)
{
    if (!is_good_name(table->name) || !table->title || !table->row ||
        table->column_count == 0)
        return error_set(err, ERR_BUG,
                         "table \"%s\": name, title, row or columns missing",
                         table->name ? table->name : "");
    for (size_t i = 0; i < table->column_count; i++) {
        const char *fault = column_fault(table, i);

        if (fault)
            return error_set(
                err, ERR_BUG, "table %s: column %zu (\"%.200s\") %s",
                table->name, i + 1,
                table->columns[i].name ? table->columns[i].name : "", fault);
    }
    return OK;
}

/* -- A cell ---------------------------------------------------------------- */

static bool is_allowed(const struct column *column, const struct cell *cell)
{
    const char *const *value = column->values;

    if (!value)
        return true;
    while (*value && (strlen(*value) != cell->length ||
                      memcmp(*value, cell->text, cell->length) != 0))
        value++;
    return *value != NULL;
}

static const char *text_fault(const struct column *column,
                              const struct cell *cell)
{
    if (column->type == COLUMN_DATE &&
        !cell_text_is_date(cell->text, cell->length))
        return "the text is not a date (YYYY-MM-DD)";
    if (column->type == COLUMN_PARTIAL_DATE &&
        !cell_text_is_partial_date(cell->text, cell->length))
        return "the text is not a date (YYYY, YYYY-MM or YYYY-MM-DD)";
    if (!is_allowed(column, cell))
        return "the text is not one of the column's values";
    return NULL;
}

/* Returns what is wrong with a value of the right kind, or NULL. */
static const char *value_fault(const struct column *column,
                               const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT:
        return text_fault(column, cell);
    case CELL_NUMBER:
        return isfinite(cell->number) ? NULL : "the number is not finite";
    case CELL_INTEGER:
        if (column->type == COLUMN_YEAR &&
            (cell->integer < 0 || cell->integer > 9999))
            return "the year has not four digits";
        break;
    case CELL_COUNT:
    case CELL_MISSING:
        break;
    }
    return NULL;
}

const char *table_cell_fault(const struct column *column,
                             const struct cell *cell)
{
    bool is_required = column->is_required || column->is_key;

    if (cell->kind == CELL_MISSING)
        return is_required ? "the value is missing, but required" : NULL;
    if (cell->kind != kind_of[column->type])
        return "the cell is of another kind than the column";
    if (is_required && cell->kind == CELL_TEXT && cell->length == 0)
        return "the text is empty, but required";
    return value_fault(column, cell);
}

/* -- A row ----------------------------------------------------------------- */

static enum status check_row(const struct table_output *output,
                             const struct cell *cells, size_t first,
                             struct error *err)
{
    const struct table *table = output->table;

    for (size_t i = first; i < table->column_count; i++) {
        const char *fault = table_cell_fault(&table->columns[i], &cells[i]);

        if (fault)
            return error_set(
                err, ERR_BUG, "table %s, row %" PRIu64 ", column %s: %s",
                table->name, output->rows, table->columns[i].name, fault);
    }
    return OK;
}

static bool needs_cleaning(const struct cell *cell)
{
    return cell->kind == CELL_TEXT &&
           (cell->length >= TABLE_CELL_MAX ||
            !cell_text_is_fit(cell->text, cell->length));
}

/* Returns the most UTF-16 units that the text may have: a guard takes one. */
static size_t unit_limit(const struct cell *cell)
{
    return TABLE_CELL_MAX -
           (size_t)cell_text_is_formula_like(cell->text, cell->length);
}

/* Repairs, then cuts. The buffer has room, so that texts in it stay put. */
static void clean_cell(struct table_output *output, struct cell *cell)
{
    size_t length = cell->length;

    if (!cell_text_is_fit(cell->text, length)) {
        size_t start = output->repaired.length;

        cell_text_repair(cell->text,
                         length < REPAIRED_MAX_BYTES ? length
                                                     : REPAIRED_MAX_BYTES,
                         &output->repaired);
        *cell = cell_text(output->repaired.data + start,
                          output->repaired.length - start);
        output->cells_repaired++;
    }
    length = cell_text_cut(cell->text, cell->length, unit_limit(cell));
    output->cells_cut += length < cell->length;
    cell->length = (uint32_t)length;
}

/* Returns the row with every text fit for the writers; those before `first` are
 * known to be. */
static const struct cell *clean_row(struct table_output *output,
                                    const struct cell *cells, size_t first)
{
    size_t count = output->table->column_count, dirty = 0;

    for (size_t i = first; i < count; i++)
        dirty += needs_cleaning(&cells[i]);
    output->was_cleaned = dirty > 0;
    if (!dirty)
        return cells;
    buffer_reset(&output->repaired);
    /* Never refused: a table has far fewer columns than would fill 4 GB. */
    (void)buffer_reserve(&output->repaired, dirty * 3 * REPAIRED_MAX_BYTES);
    memcpy(output->clean, cells, count * sizeof(*cells));
    for (size_t i = 0; i < count; i++)
        if (needs_cleaning(&cells[i]))
            clean_cell(output, &output->clean[i]);
    return output->clean;
}

enum status table_row_repeating(struct table_output *output,
                                const struct cell *cells, size_t repeated,
                                struct error *err)
{
    enum status status;

    output->rows++;
    if (output->rows >= TABLE_ROWS_MAX) /* the header is a row, too */
        return OK;
    /* What had to be cleaned is not as it stands in `cells`. */
    if (output->was_cleaned)
        repeated = 0;
    status = check_row(output, cells, repeated, err);
    if (status != OK)
        return status;
    cells = clean_row(output, cells, repeated);
    for (size_t i = 0; i < output->writer_count; i++) {
        struct table_writer *writer = output->writers[i];

        status = writer->type->row(writer, cells, repeated, err);
        if (status != OK)
            return status;
    }
    return OK;
}

enum status table_row(struct table_output *output, const struct cell *cells,
                      struct error *err)
{
    return table_row_repeating(output, cells, 0, err);
}

/* -- A table --------------------------------------------------------------- */

static enum status open_writers(struct table_output *output, struct error *err)
{
    while (output->opened < output->writer_count) {
        struct table_writer *writer = output->writers[output->opened];
        enum status status = writer->type->open(writer, output->table, err);

        if (status != OK)
            return status;
        output->opened++;
    }
    return OK;
}

/* A writer that fails to close has let go of everything all the same. */
static enum status close_writers(struct table_output *output, struct error *err)
{
    while (output->opened) {
        struct table_writer *writer = output->writers[--output->opened];
        enum status status = writer->type->close(writer, err);

        if (status != OK)
            return status;
    }
    return OK;
}

static void discard_writers(struct table_output *output)
{
    while (output->opened) {
        struct table_writer *writer = output->writers[--output->opened];

        writer->type->discard(writer);
    }
}

static void give_notice(const struct table_output *output,
                        enum table_notice_kind kind, uint64_t count)
{
    struct table_notice notice = {output->table, kind, count};

    if (count && output->notice)
        output->notice(output->notice_context, &notice);
}

static void give_notices(const struct table_output *output)
{
    uint64_t kept = TABLE_ROWS_MAX - 1;

    give_notice(output, TABLE_ROWS_CUT,
                output->rows > kept ? output->rows - kept : 0);
    give_notice(output, TABLE_CELLS_CUT, output->cells_cut);
    give_notice(output, TABLE_CELLS_REPAIRED, output->cells_repaired);
}

static void begin(struct table_output *output, const struct table *table)
{
    output->table = table;
    output->opened = 0;
    output->rows = 0;
    output->cells_cut = 0;
    output->cells_repaired = 0;
    output->was_cleaned = false;
    if (table->column_count > output->clean_capacity) {
        output->clean_capacity = table->column_count;
        output->clean = memory_resize(output->clean, output->clean_capacity,
                                      sizeof(*output->clean));
    }
}

enum status table_output_write(struct table_output *output,
                               const struct table *table,
                               enum status (*fill)(const void *source,
                                                   struct table_output *output,
                                                   struct error *err),
                               const void *source, struct error *err)
{
    enum status status = check_table(table, err);

    if (status != OK)
        return status;
    begin(output, table);
    status = open_writers(output, err);
    if (status == OK)
        status = fill(source, output, err);
    if (status == OK)
        status = close_writers(output, err);
    if (status == OK)
        give_notices(output);
    else
        discard_writers(output);
    output->table = NULL;
    return status;
}

void table_output_release(struct table_output *output)
{
    free(output->clean);
    output->clean = NULL;
    output->clean_capacity = 0;
    buffer_release(&output->repaired);
}
