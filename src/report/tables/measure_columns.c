/* measure_columns.c - see measure_columns.h. */
#include "report/tables/measure_columns.h"

#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static const char *note_of(const struct measure_note *notes, const char *name)
{
    for (; notes->name; notes++)
        if (strcmp(notes->name, name) == 0)
            return notes->text;
    return NULL;
}

/* Adds the meaning, with the NUL that ends it. */
static void add_meaning(struct buffer *meanings, const struct measure *measure,
                        const char *note)
{
    buffer_add_format(meanings, "%s (%s).", measure->meaning, measure->source);
    if (note)
        buffer_add_format(meanings, " %s", note);
    buffer_add_format(meanings, " Zeros: %s.", measure->zero_rule);
    buffer_add_byte(meanings, '\0');
}

/* "1" is how a measure says that it is a pure number. */
static const char *unit_of(const struct measure *measure)
{
    return strcmp(measure->unit, "1") == 0 ? NULL : measure->unit;
}

static void set_columns(const struct measure_columns *from,
                        struct column *columns, const char *meaning)
{
    const struct table *base = from->base;

    for (size_t i = 0; i < from->at; i++)
        columns[i] = base->columns[i];
    columns += from->at;
    for (size_t i = 0; i < from->count; i++) {
        const struct measure *measure = from->about(i);

        columns[i] = (struct column){.name = measure->name,
                                     .type = COLUMN_MEASURE,
                                     .unit = unit_of(measure),
                                     .meaning = meaning};
        meaning += strlen(meaning) + 1;
    }
    columns += from->count;
    for (size_t i = from->at; i < base->column_count; i++)
        *columns++ = base->columns[i];
}

struct table *measure_columns_table(const struct measure_columns *from)
{
    size_t total = from->base->column_count + from->count;
    struct table *table = memory_get(sizeof(*table));
    struct buffer meanings = {0};
    struct column *columns;
    char *texts;

    for (size_t i = 0; i < from->count; i++) {
        const struct measure *measure = from->about(i);

        add_meaning(&meanings, measure, note_of(from->notes, measure->name));
    }
    /* One block, because table_free() frees the columns and nothing else. */
    columns = memory_get(total * sizeof(*columns) + meanings.length + 1);
    texts = (char *)(columns + total);
    memcpy(texts, buffer_text(&meanings), meanings.length + 1);
    set_columns(from, columns, texts);
    buffer_release(&meanings);
    *table = *from->base;
    table->columns = columns;
    table->column_count = total;
    return table;
}
