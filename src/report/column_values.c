/* column_values.c - see column_values.h. */
#include "report/column_values.h"

#include "report/cell_print.h"

struct collector {
    struct table_writer base; /* first: the address of both is the same */
    const struct table *table;
    size_t column;
    struct interner *values;
    struct buffer text;
};

static enum status collect_open(struct table_writer *writer,
                                const struct table *table, struct error *err)
{
    (void)err;
    ((struct collector *)writer)->table = table;
    return OK;
}

static enum status collect_row(struct table_writer *writer,
                               const struct cell *cells, size_t repeated,
                               struct error *err)
{
    struct collector *collector = (struct collector *)writer;
    size_t column = collector->column;

    (void)repeated;
    (void)err;
    if (intern_count(collector->values) >= COLUMN_VALUES_MAX)
        return OK;
    buffer_reset(&collector->text);
    cell_print(&collector->text, collector->table->columns[column].type,
               &cells[column]);
    if (collector->text.length)
        intern(collector->values, collector->text.data, collector->text.length);
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

enum status column_values_read(const struct published *run,
                               const struct published_table *table,
                               size_t column, struct interner *out,
                               struct error *err)
{
    static const struct table_writer_type type = {
        collect_open, collect_row, collect_close, collect_discard};
    struct collector collector = {
        .base.type = &type, .column = column, .values = out};
    struct table_writer *writers[] = {&collector.base};
    struct table_output output = {.writers = writers, .writer_count = 1};
    enum status status = published_read(run, table, UINT64_MAX, &output, err);

    table_output_release(&output);
    buffer_release(&collector.text);
    return status;
}
