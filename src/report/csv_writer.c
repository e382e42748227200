/*
 * csv_writer.c - see csv_writer.h.
 *
 * A cell asks once for the room it could need at most and is then written
 * straight into the sink's block. The largest is a text of quotes only or of
 * three-byte characters; both fit the block.
 *
 * Cells that repeat those of the row before, which are most of the bytes of the
 * large tables, are copied from there as they were formatted.
 */
#include "report/csv_writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "report/cell_text.h"
#include "report/file_sink.h"
#include "report/number.h"

/* Bytes besides its own that a cell may take: separator, quotes, guard; and
 * that copying eight bytes at a time may write too many. */
enum { CELL_EXTRA = 16 };

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
    size_t row_begin; /* of the last row, in the sink's block */
    size_t *ends;     /* of its cells, from there; all 0 if not in one block */
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

/* Does any of the eight bytes equal '"'? */
static bool has_quote(uint64_t word)
{
    const uint64_t each_byte = UINT64_C(0x0101010101010101);
    uint64_t other = word ^ (each_byte * '"');

    return (other - each_byte) & ~other & (each_byte * 0x80);
}

/* Copies at least eight bytes; returns whether no quote is among them. */
static bool copy_unquoted(char *out, const char *text, size_t length)
{
    size_t last = length - 8;
    uint64_t word;

    for (size_t at = 0;; at = at + 8 < last ? at + 8 : last) {
        memcpy(&word, text + at, 8);
        if (has_quote(word))
            return false;
        memcpy(out + at, &word, 8);
        if (at == last)
            return true;
    }
}

static char *write_escaped(char *out, const char *text, size_t length)
{
    const char *quote;

    if (length >= 8 && copy_unquoted(out, text, length))
        return out + length;
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

/* A partial date that is ten bytes long is a date: it has been checked. */
static char *write_date(const struct csv_dialect *dialect, char *out,
                        const struct cell *cell)
{
    if (cell->length != 10)
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

/* Begins a row with its first `repeated` cells, if the row before stands in one
 * piece to copy them from; `*next` becomes the first cell still to be written.
 * A flushed block keeps its bytes, so they may be those of a row flushed. */
static enum status begin_row(struct csv_writer *csv, size_t repeated,
                             size_t *next, struct error *err)
{
    struct file_sink *sink = &csv->sink;
    size_t length = repeated ? csv->ends[repeated - 1] : 0;
    enum status status = file_sink_reserve(sink, length, err);

    if (status != OK)
        return status;
    memmove(sink->block + sink->used, sink->block + csv->row_begin, length);
    csv->row_begin = sink->used;
    sink->used += length;
    *next = length ? repeated : 0;
    return OK;
}

/* Writes the cell and what follows it. */
static enum status add_cell(struct csv_writer *csv, enum column_type type,
                            const struct cell *cell, bool is_last,
                            struct error *err)
{
    struct file_sink *sink = &csv->sink;
    enum status status = file_sink_reserve(sink, room_for(cell), err);
    char *out = sink->block + sink->used;

    if (status != OK)
        return status;
    if (cell->kind != CELL_MISSING)
        out = write_cell(csv->dialect, out, type, cell);
    if (is_last)
        *out++ = '\r';
    *out++ = is_last ? '\n' : csv->dialect->separator;
    sink->used = (size_t)(out - sink->block);
    return OK;
}

/* Writes the cells and ends the line; headers are a row of text cells. */
static enum status write_row(struct csv_writer *csv, const struct cell *cells,
                             size_t repeated, bool is_header, struct error *err)
{
    const struct column *columns = csv->table->columns;
    size_t count = csv->table->column_count, i;
    uint64_t flushed;
    enum status status = begin_row(csv, repeated, &i, err);

    flushed = csv->sink.written_bytes;
    for (; status == OK && i < count; i++) {
        status = add_cell(csv, is_header ? COLUMN_TEXT : columns[i].type,
                          &cells[i], i + 1 == count, err);
        csv->ends[i] = csv->sink.used - csv->row_begin;
    }
    if (csv->sink.written_bytes != flushed)
        memset(csv->ends, 0, count * sizeof(*csv->ends));
    return status;
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
        status = write_row(csv, names, 0, true, err);
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
    csv->row_begin = 0;
    csv->ends = memory_resize(csv->ends, table->column_count,
                              sizeof(*csv->ends));
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
                           const struct cell *cells, size_t repeated,
                           struct error *err)
{
    struct csv_writer *csv = of(writer);

    csv->rows++;
    return write_row(csv, cells, repeated, false, err);
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
    free(csv->ends);
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
