/*
 * csv_writer.c - see csv_writer.h.
 *
 * A cell asks once for the room it could need at most and is then written
 * straight into the sink's block. The largest is a text of quotes only or of
 * three-byte characters; both fit the block.
 */
#include "report/csv_writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "report/cell_text.h"
#include "report/file_sink.h"
#include "report/number.h"

/* Bytes besides its own that a cell may take: separator, quotes, guard. */
enum { CELL_EXTRA = 8 };

_Static_assert(2 * 3 * TABLE_CELL_MAX + CELL_EXTRA <= FILE_SINK_BLOCK,
               "any text fits the block");

struct csv_files VECTOR_OF(struct csv_file);

struct csv_writer {
    struct table_writer base; /* first: the address of both is the same */
    const char *folder;
    const struct csv_dialect *dialect;
    const struct table *table; /* the one under way */
    uint64_t rows;
    struct file_sink sink;
    struct csv_files files;
};

const struct csv_dialect csv_dialects[] = {
    {"excel", ',', '.', true, true},
    {"excel-eu", ';', ',', true, true},
    {"plain", ',', '.', false, false},
    {NULL, 0, 0, false, false},
};

const struct csv_dialect *csv_dialect_find(const char *name)
{
    for (const struct csv_dialect *d = csv_dialects; d->name; d++)
        if (strcmp(d->name, name) == 0)
            return d;
    return NULL;
}

bool csv_needs_guard(const struct csv_dialect *dialect, const char *text,
                     size_t length)
{
    return dialect->is_guarded && cell_text_is_formula_like(text, length);
}

/* -- Cells; each returns the end of what it wrote at `out` ----------------- */

static char *write_escaped(char *out, const char *text, size_t length)
{
    const char *quote;

    while ((quote = memchr(text, '"', length)) != NULL) {
        size_t before = (size_t)(quote - text) + 1;

        out = mempcpy(out, text, before);
        *out++ = '"';
        text += before;
        length -= before;
    }
    return mempcpy(out, text, length);
}

static char *write_text(const struct csv_dialect *dialect, char *out,
                        const char *text, size_t length)
{
    *out++ = '"';
    if (csv_needs_guard(dialect, text, length))
        *out++ = '\'';
    out = write_escaped(out, text, length);
    *out++ = '"';
    return out;
}

static char *write_date(const struct csv_dialect *dialect, char *out,
                        const struct cell *cell)
{
    if (!cell_text_is_date(cell->text, cell->length))
        return write_text(dialect, out, cell->text, cell->length);
    return mempcpy(out, cell->text, cell->length);
}

/* Puts the dialect's decimal sign into the number at `out`. */
static char *with_decimal(const struct csv_dialect *dialect, char *out,
                          char *end)
{
    char *point = dialect->decimal == '.'
                      ? NULL
                      : memchr(out, '.', (size_t)(end - out));

    if (point)
        *point = dialect->decimal;
    return end;
}

static char *write_cell(const struct csv_dialect *dialect, char *out,
                        enum column_type type, const struct cell *cell)
{
    switch (type) {
    case COLUMN_TEXT:
        return write_text(dialect, out, cell->text, cell->length);
    case COLUMN_COUNT:
        return number_count(out, cell->count);
    case COLUMN_INTEGER:
        return number_integer(out, cell->integer);
    case COLUMN_YEAR:
        return number_year(out, cell->integer);
    case COLUMN_RATE:
        return with_decimal(dialect, out, number_rate(out, cell->number));
    case COLUMN_MEASURE:
        return with_decimal(dialect, out, number_measure(out, cell->number));
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        return write_date(dialect, out, cell);
    }
    return out;
}

/* Returns the most bytes that the cell and what follows it may take. */
static size_t room_for(const struct cell *cell)
{
    return cell->kind == CELL_TEXT ? 2 * cell->length + CELL_EXTRA
                                   : NUMBER_TEXT_MAX + CELL_EXTRA;
}

/* Writes the cells and ends the line; headers are a row of text cells. */
static enum status write_row(struct csv_writer *csv, const struct cell *cells,
                             bool is_header, struct error *err)
{
    const struct table *table = csv->table;
    struct file_sink *sink = &csv->sink;
    char *start, *out;

    for (size_t i = 0; i < table->column_count; i++) {
        const struct cell *cell = &cells[i];
        bool is_last = i + 1 == table->column_count;
        enum status status = file_sink_reserve(sink, room_for(cell), err);

        if (status != OK)
            return status;
        start = out = sink->block + sink->used;
        if (cell->kind != CELL_MISSING)
            out = write_cell(csv->dialect, out,
                             is_header ? COLUMN_TEXT : table->columns[i].type,
                             cell);
        if (is_last)
            *out++ = '\r';
        *out++ = is_last ? '\n' : csv->dialect->separator;
        sink->used += (size_t)(out - start);
    }
    return OK;
}

/* -- The writer ------------------------------------------------------------ */

static struct csv_writer *of(struct table_writer *writer)
{
    return (struct csv_writer *)writer;
}

static enum status write_header(struct csv_writer *csv, struct error *err)
{
    size_t count = csv->table->column_count;
    struct cell *names = memory_get_zeroed(count, sizeof(*names));
    enum status status = OK;

    for (size_t i = 0; i < count; i++)
        names[i] = cell_string(csv->table->columns[i].name);
    if (csv->dialect->has_bom)
        status = file_sink_add(&csv->sink, "\xEF\xBB\xBF", 3, err);
    if (status == OK)
        status = write_row(csv, names, true, err);
    free(names);
    return status;
}

static enum status csv_open(struct table_writer *writer,
                            const struct table *table, struct error *err)
{
    struct csv_writer *csv = of(writer);
    struct buffer path = {0};
    enum status status;

    csv->table = table;
    csv->rows = 0;
    buffer_add_format(&path, "%s/%s.csv", csv->folder, table->name);
    status = file_sink_open(&csv->sink, buffer_text(&path), err);
    buffer_release(&path);
    if (status != OK)
        return status;
    status = write_header(csv, err);
    if (status != OK)
        file_sink_discard(&csv->sink);
    return status;
}

static enum status csv_row(struct table_writer *writer,
                           const struct cell *cells, struct error *err)
{
    struct csv_writer *csv = of(writer);

    csv->rows++;
    return write_row(csv, cells, false, err);
}

static enum status csv_close(struct table_writer *writer, struct error *err)
{
    struct csv_writer *csv = of(writer);
    struct csv_file file = {.table = csv->table, .rows = csv->rows};
    struct digest digest;
    enum status status = file_sink_close(&csv->sink, &digest, err);

    if (status != OK)
        return status;
    file.bytes = csv->sink.written_bytes;
    digest_to_hex(&digest, file.sha256);
    *VECTOR_PUSH(&csv->files) = file;
    return OK;
}

static void csv_discard(struct table_writer *writer)
{
    file_sink_discard(&of(writer)->sink);
}

struct csv_writer *csv_writer_new(const char *folder,
                                  const struct csv_dialect *dialect)
{
    static const struct table_writer_type type = {csv_open, csv_row, csv_close,
                                                  csv_discard};
    struct csv_writer *csv = memory_get_zeroed(1, sizeof(*csv));

    csv->base.type = &type;
    csv->folder = folder;
    csv->dialect = dialect;
    return csv;
}

void csv_writer_free(struct csv_writer *csv)
{
    if (!csv)
        return;
    file_sink_release(&csv->sink);
    free(csv->files.items);
    free(csv);
}

struct table_writer *csv_writer_base(struct csv_writer *csv)
{
    return &csv->base;
}

const struct csv_file *csv_writer_files(const struct csv_writer *csv,
                                        size_t *count)
{
    *count = csv->files.count;
    return csv->files.items;
}
