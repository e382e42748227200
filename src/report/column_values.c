/* column_values.c - see column_values.h. */
#include "report/column_values.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/nearest.h"
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

enum status column_values_near(const struct published *run,
                               const struct published_table *table,
                               const struct condition *condition,
                               struct buffer *out, struct error *err)
{
    struct interner *values = interner_new();
    size_t column = table_find_column(table->table, condition->column);
    enum status status = column_values_read(run, table, column, values, err);
    size_t count = intern_count(values);
    const char **names = memory_get_zeroed(count + 1, sizeof(*names));

    for (size_t i = 0; i < count; i++)
        names[i] = intern_text(values, (uint32_t)i, NULL);
    nearest_add(out, condition->value, names, count);
    free(names);
    interner_free(values);
    return status;
}
