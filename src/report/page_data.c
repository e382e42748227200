/*
 * page_data.c - see page_data.h.
 *
 * A table is held by columns until it ends: numbers as the JSON they will be, a
 * text column as an interner and the list of what it answered. The memory of a
 * column serves the next table's column in the same place.
 */
#include "report/page_data.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/base64.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/vector.h"
#include "report/number.h"

struct page_column {
    struct interner *texts; /* NULL for a column of numbers */
    struct buffer values;   /* "12,7,null," or "0,0,1," */
};

struct page_columns VECTOR_OF(struct page_column);

struct page_data {
    struct table_writer base; /* first: the address of both is the same */
    struct buffer *page;
    const struct table *table; /* the one under way */
    uint64_t rows;             /* that its CSV has */
    struct page_columns columns;
    struct buffer json;
    struct buffer deflated;
};

static struct page_data *of(struct table_writer *writer)
{
    return (struct page_data *)writer;
}

/* -- JSON ------------------------------------------------------------------ */

static const char *escape_of(char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    default:
        return NULL;
    }
}

void page_data_add_string(struct buffer *json, const char *text, size_t length)
{
    size_t plain = 0;

    buffer_add_byte(json, '"');
    for (size_t at = 0; at < length; at++) {
        const char *escape = escape_of(text[at]);

        if (!escape)
            continue;
        buffer_add(json, text + plain, at - plain);
        buffer_add_text(json, escape);
        plain = at + 1;
    }
    buffer_add(json, text + plain, length - plain);
    buffer_add_byte(json, '"');
}

static void add_member(struct buffer *json, const char *name, const char *text)
{
    buffer_add_format(json, "\"%s\":", name);
    if (text)
        page_data_add_string(json, text, strlen(text));
    else
        buffer_add_text(json, "null");
    buffer_add_byte(json, ',');
}

static const char *type_name(enum column_type type)
{
    static const char *const names[] = {
        [COLUMN_TEXT] = "text",       [COLUMN_COUNT] = "count",
        [COLUMN_INTEGER] = "integer", [COLUMN_YEAR] = "year",
        [COLUMN_RATE] = "rate",       [COLUMN_MEASURE] = "measure",
        [COLUMN_DATE] = "date",       [COLUMN_PARTIAL_DATE] = "partial-date",
    };

    return names[type];
}

static void add_column(struct buffer *json, const struct column *column)
{
    buffer_add_byte(json, '{');
    add_member(json, "name", column->name);
    add_member(json, "type", type_name(column->type));
    add_member(json, "unit", column->unit);
    add_member(json, "meaning", column->meaning);
    buffer_add_format(json, "\"key\":%s}", column->is_key ? "true" : "false");
}

static void add_description(struct page_data *data)
{
    const struct table *table = data->table;
    struct buffer *json = &data->json;

    buffer_add_byte(json, '{');
    add_member(json, "name", table->name);
    add_member(json, "title", table->title);
    add_member(json, "row", table->row);
    add_member(json, "order", table->order);
    buffer_add_format(json, "\"rows\":%llu,\"columns\":[",
                      (unsigned long long)data->rows);
    for (size_t i = 0; i < table->column_count; i++) {
        if (i > 0)
            buffer_add_byte(json, ',');
        add_column(json, &table->columns[i]);
    }
    buffer_add_text(json, "],\"data\":[");
}

/* The values without the comma after the last. */
static void add_values(struct buffer *json, const struct buffer *values)
{
    buffer_add_byte(json, '[');
    if (values->length > 0)
        buffer_add(json, values->data, values->length - 1);
    buffer_add_byte(json, ']');
}

static void add_texts(struct buffer *json, const struct interner *texts)
{
    size_t count = intern_count(texts);

    buffer_add_text(json, "{\"texts\":[");
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *text = intern_text(texts, (uint32_t)i, &length);

        if (i > 0)
            buffer_add_byte(json, ',');
        page_data_add_string(json, text, length);
    }
    buffer_add_text(json, "],\"at\":");
}

static void add_data(struct page_data *data)
{
    for (size_t i = 0; i < data->table->column_count; i++) {
        const struct page_column *column = &data->columns.items[i];

        buffer_add_text(&data->json, i > 0 ? ",\n" : "\n");
        if (column->texts)
            add_texts(&data->json, column->texts);
        add_values(&data->json, &column->values);
        if (column->texts)
            buffer_add_byte(&data->json, '}');
    }
    buffer_add_text(&data->json, "\n]}");
}

/* -- The block ------------------------------------------------------------- */

/* The usual level: the highest takes three times as long for 2 % less. */
static enum status deflate_json(struct page_data *data, struct error *err)
{
    struct buffer *out = &data->deflated;
    uLongf length = compressBound(data->json.length);
    int result;

    buffer_reset(out);
    if (!buffer_reserve(out, length))
        return error_set(err, ERR_LIMIT, "table %s is too large for the page",
                         data->table->name);
    result = compress2((Bytef *)out->data, &length,
                       (const Bytef *)buffer_text(&data->json),
                       data->json.length, Z_DEFAULT_COMPRESSION);
    if (result == Z_MEM_ERROR)
        memory_give_up(0);
    if (result != Z_OK)
        return error_set(err, ERR_BUG, "table %s: zlib does not deflate it: %s",
                         data->table->name, zError(result));
    out->length = length;
    return OK;
}

static enum status add_block(struct page_data *data, struct error *err)
{
    enum status status = deflate_json(data, err);

    if (status != OK)
        return status;
    buffer_add_format(data->page,
                      "<script type=\"application/octet-stream\""
                      " id=\"table-%s\">",
                      data->table->name);
    base64_add(data->page, data->deflated.data, data->deflated.length);
    buffer_add_text(data->page, "</script>\n");
    if (buffer_is_full(data->page))
        return error_set(err, ERR_LIMIT, "no room on the page for table %s",
                         data->table->name);
    return OK;
}

/* -- Columns, while the table is under way --------------------------------- */

static bool is_text(enum column_type type)
{
    return type == COLUMN_TEXT || type == COLUMN_DATE ||
           type == COLUMN_PARTIAL_DATE;
}

static void forget_texts(struct page_data *data)
{
    for (size_t i = 0; i < data->columns.count; i++) {
        interner_free(data->columns.items[i].texts);
        data->columns.items[i].texts = NULL;
    }
}

static enum status page_open(struct table_writer *writer,
                             const struct table *table, struct error *err)
{
    struct page_data *data = of(writer);

    (void)err;
    data->table = table;
    while (data->columns.count < table->column_count)
        *VECTOR_PUSH(&data->columns) = (struct page_column){0};
    for (size_t i = 0; i < table->column_count; i++) {
        struct page_column *column = &data->columns.items[i];

        buffer_reset(&column->values);
        if (is_text(table->columns[i].type))
            column->texts = interner_new();
    }
    return OK;
}

static char *write_number(char *out, enum column_type type,
                          const struct cell *cell)
{
    switch (type) {
    case COLUMN_COUNT:
        return number_count(out, cell->count);
    case COLUMN_INTEGER:
    case COLUMN_YEAR:
        return number_integer(out, cell->integer);
    case COLUMN_RATE:
        return number_rate(out, cell->number);
    case COLUMN_MEASURE:
        return number_measure(out, cell->number);
    case COLUMN_TEXT:
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        break;
    }
    return out;
}

static void add_cell(struct page_column *column, enum column_type type,
                     const struct cell *cell)
{
    char text[NUMBER_TEXT_MAX + 1];
    char *end;

    if (cell_is_missing(cell))
        end = mempcpy(text, column->texts ? "-1" : "null",
                      column->texts ? 2 : 4);
    else if (column->texts)
        end = number_count(text,
                           intern(column->texts, cell->text, cell->length));
    else
        end = write_number(text, type, cell);
    *end++ = ',';
    buffer_add(&column->values, text, (size_t)(end - text));
}

static enum status page_row(struct table_writer *writer,
                            const struct cell *cells, size_t repeated,
                            struct error *err)
{
    struct page_data *data = of(writer);

    (void)repeated;
    (void)err;
    for (size_t i = 0; i < data->table->column_count; i++)
        add_cell(&data->columns.items[i], data->table->columns[i].type,
                 &cells[i]);
    return OK;
}

static enum status page_close(struct table_writer *writer, struct error *err)
{
    struct page_data *data = of(writer);

    buffer_reset(&data->json);
    add_description(data);
    add_data(data);
    forget_texts(data);
    if (buffer_is_full(&data->json))
        return error_set(err, ERR_LIMIT, "table %s is too large for the page",
                         data->table->name);
    return add_block(data, err);
}

static void page_discard(struct table_writer *writer)
{
    forget_texts(of(writer));
}

/* -- The object ------------------------------------------------------------ */

struct page_data *page_data_new(struct buffer *page)
{
    static const struct table_writer_type type = {page_open, page_row,
                                                  page_close, page_discard};
    struct page_data *data = memory_get_zeroed(1, sizeof(*data));

    data->base.type = &type;
    data->page = page;
    return data;
}

void page_data_free(struct page_data *data)
{
    if (!data)
        return;
    forget_texts(data);
    for (size_t i = 0; i < data->columns.count; i++)
        buffer_release(&data->columns.items[i].values);
    free(data->columns.items);
    buffer_release(&data->json);
    buffer_release(&data->deflated);
    free(data);
}

struct table_writer *page_data_base(struct page_data *data)
{
    return &data->base;
}

void page_data_announce(struct page_data *data, uint64_t rows)
{
    data->rows = rows;
}
