/* rows_fixture.c - the rows that reports make; see results_fixture.h. */
#include "results_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "unit.h"

struct collector {
    struct table_writer base;
    const struct table *table;
    struct row_lines VECTOR_OF(char *) lines;
};

static enum status collect_open(struct table_writer *writer,
                                const struct table *table, struct error *err)
{
    ((struct collector *)writer)->table = table;
    (void)err;
    return OK;
}

static void add_cell(struct buffer *line, const struct column *column,
                     const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_TEXT:
        buffer_add(line, cell->text, cell->length);
        break;
    case CELL_COUNT:
        buffer_add_format(line, "%ju", (uintmax_t)cell->count);
        break;
    case CELL_INTEGER:
        buffer_add_format(line, "%jd", (intmax_t)cell->integer);
        break;
    case CELL_NUMBER:
        buffer_add_format(line, column->type == COLUMN_RATE ? "%.4f" : "%.6g",
                          cell->number);
        break;
    case CELL_MISSING:
        break;
    }
}

static enum status collect_row(struct table_writer *writer,
                               const struct cell *cells, size_t repeated,
                               struct error *err)
{
    struct collector *collector = (struct collector *)writer;
    struct buffer line = {0};

    (void)repeated;
    (void)err;
    for (size_t i = 0; i < collector->table->column_count; i++) {
        if (i)
            buffer_add(&line, "|", 1);
        add_cell(&line, &collector->table->columns[i], &cells[i]);
    }
    *VECTOR_PUSH(&collector->lines) = memory_copy_text(line.data, line.length);
    buffer_release(&line);
    return OK;
}

static enum status collect_close(struct table_writer *writer, struct error *err)
{
    (void)writer;
    (void)err;
    return OK;
}

static void collect_discard(struct table_writer *writer)
{
    (void)writer;
}

static const struct table_writer_type collector_type = {
    collect_open, collect_row, collect_close, collect_discard};

void rows_read(struct rows *rows, const struct report *report,
               const struct results *results)
{
    struct collector collector = {.base.type = &collector_type};
    struct table_writer *writers[] = {&collector.base};
    struct table_output output = {.writers = writers, .writer_count = 1};
    struct table *made = report->make_table ? report->make_table(results)
                                            : NULL;
    struct error err;

    if (table_output_write(&output, made ? made : report->table, report->fill,
                           results, &err) != OK)
        fail_msg("%s", err.text);
    table_output_release(&output);
    table_free(made);
    rows->lines = collector.lines.items;
    rows->count = collector.lines.count;
}

void rows_release(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free(rows->lines[i]);
    free(rows->lines);
}

void rows_assert(const struct rows *rows, const char *const *lines)
{
    size_t count = 0;

    for (; lines[count]; count++) {
        if (count >= rows->count)
            fail_msg("row %zu is missing: %s", count, lines[count]);
        assert_string_equal(rows->lines[count], lines[count]);
    }
    if (count < rows->count)
        fail_msg("row %zu is not expected: %s", count, rows->lines[count]);
}

void report_assert(const struct report *report,
                   const struct fixture_document *documents, size_t count,
                   const char *const *lines)
{
    struct results_fixture fixture;
    struct rows rows;

    results_fixture_init(&fixture, documents, count);
    rows_read(&rows, report, &fixture.results);
    rows_assert(&rows, lines);
    rows_release(&rows);
    results_fixture_release(&fixture);
}

const char *rows_find(const struct rows *rows, const char *beginning)
{
    const char *found = NULL;

    for (size_t i = 0; i < rows->count; i++)
        if (strncmp(rows->lines[i], beginning, strlen(beginning)) == 0) {
            if (found)
                fail_msg("two rows begin with %s", beginning);
            found = rows->lines[i];
        }
    if (!found)
        fail_msg("no row begins with %s", beginning);
    return found;
}
