/* column_values.c - see column_values.h. */
#include "report/column_values.h"

#include "report/cell_print.h"

struct collector {
    size_t column;
    struct interner *values;
    struct buffer text;
};

static void collect(void *context, const struct table *table,
                    const struct cell *cells)
{
    struct collector *collector = context;
    size_t column = collector->column;

    if (intern_count(collector->values) >= COLUMN_VALUES_MAX)
        return;
    buffer_reset(&collector->text);
    cell_print(&collector->text, table->columns[column].type, &cells[column]);
    if (collector->text.length)
        intern(collector->values, collector->text.data, collector->text.length);
}

enum status column_values_read(const struct published *run,
                               const struct published_table *table,
                               size_t column, struct interner *out,
                               struct error *err)
{
    struct collector collector = {.column = column, .values = out};
    enum status status = published_visit(run, table, collect, &collector, err);

    buffer_release(&collector.text);
    return status;
}
