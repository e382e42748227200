/* table.c - what tables are; table_output.c has how they are written. */
#include "report/table.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"

size_t table_find_column(const struct table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

struct table *table_with_columns(const struct table *base, size_t at,
                                 const struct column *extra, size_t count)
{
    struct table *table = memory_get(sizeof(*table));
    size_t total = base->column_count + count;
    struct column *columns = memory_get_zeroed(total, sizeof(*columns));

    for (size_t i = 0; i < total; i++) {
        if (i < at)
            columns[i] = base->columns[i];
        else if (i < at + count)
            columns[i] = extra[i - at];
        else
            columns[i] = base->columns[i - count];
    }
    *table = *base;
    table->columns = columns;
    table->column_count = total;
    return table;
}

void table_free(struct table *table)
{
    union {
        const struct column *borrowed;
        struct column *owned;
    } columns;

    if (!table)
        return;
    columns.borrowed = table->columns;
    free(columns.owned);
    free(table);
}

void table_notice_describe(const struct table_notice *notice,
                           struct buffer *sentence)
{
    const char *name = notice->table->name;
    const char *order = notice->table->order;

    switch (notice->kind) {
    case TABLE_ROWS_CUT:
        buffer_add_format(sentence,
                          "%s: the last %" PRIu64
                          " rows were left out, since a spreadsheet holds "
                          "%d; rows are ordered %s",
                          name, notice->count, TABLE_ROWS_MAX,
                          order ? order : "by their first columns");
        break;
    case TABLE_CELLS_CUT:
        buffer_add_format(sentence,
                          "%s: %" PRIu64
                          " texts were cut, since a spreadsheet's cell holds "
                          "%d characters",
                          name, notice->count, TABLE_CELL_MAX);
        break;
    case TABLE_CELLS_REPAIRED:
        buffer_add_format(sentence,
                          "%s: in %" PRIu64
                          " texts, bytes that are not UTF-8 or are control "
                          "characters were replaced by U+FFFD",
                          name, notice->count);
        break;
    }
}
