/*
 * csv_rows.c - see csv_rows.h.
 *
 * libcsv calls back for each field and each row and cannot be told to stop, so
 * after a fault, and after the last row wanted, the rest of the block it was
 * given passes unseen.
 */
#include "report/csv_rows.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/stop.h"
#include "report/cell_text.h"

/* A cell has at most TABLE_CELL_MAX units of three bytes; what is much longer
 * is a quotation mark that nobody closes. */
enum { BLOCK_BYTES = 1 << 16, CELL_BYTES_MAX = 4 * TABLE_CELL_MAX };

struct field {
    size_t begin, length; /* in the reader's text */
    bool is_missing;
};

struct reader {
    const struct csv_rows *source;
    struct table_output *output;
    struct error *err;
    enum status status; /* nothing more is handed on when it is not OK */
    struct csv_parser parser;
    bool is_guarded;
    uint64_t rows;        /* read so far, with the header */
    struct buffer text;   /* of the fields of the open row, a NUL after each */
    struct field *fields; /* as many as columns */
    size_t field_count;   /* of the open row; may be more */
    struct cell *cells;
};

/* -- Faults ---------------------------------------------------------------- */

PRINTF_LIKE(2, 3)
static void fault(struct reader *reader, const char *fmt, ...)
{
    char what[ERROR_TEXT_MAX / 2];
    va_list args;

    va_start(args, fmt);
    vsnprintf(what, sizeof(what), fmt, args);
    va_end(args);
    reader->status = error_set(
        reader->err, ERR_FORMAT,
        "%s: row %" PRIu64 ": %s; the file is damaged, or was changed after "
        "it was published",
        reader->source->name, reader->rows, what);
}

static void fault_cell(struct reader *reader, size_t column, const char *what)
{
    const char *text = reader->text.data + reader->fields[column].begin;

    fault(reader, "column %.100s: \"%.*s\": %s",
          reader->source->table->columns[column].name,
          (int)cell_text_cut(text, strlen(text), 40), text, what);
}

/* -- Cells ----------------------------------------------------------------- */

static bool is_digits(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

static bool read_count(const char *text, struct cell *cell)
{
    errno = 0;
    *cell = cell_count(strtoull(text, NULL, 10));
    return is_digits(text) && errno == 0;
}

static bool read_integer(const char *text, struct cell *cell)
{
    errno = 0;
    *cell = cell_integer(strtoll(text, NULL, 10));
    return is_digits(text + (*text == '-')) && errno == 0;
}

/* The decimal character becomes the point that strtod() reads: the program does
 * not leave the C locale. */
static bool read_number(char *text, char decimal, struct cell *cell)
{
    char *point = strchr(text, decimal), *end;

    if (point)
        *point = '.';
    *cell = cell_number(strtod(text, &end));
    return *text && text[strspn(text, "-+.0123456789e")] == '\0' && !*end;
}

static bool is_guard(const struct reader *reader, const char *text)
{
    return reader->is_guarded && text[0] == '\'' &&
           cell_text_is_formula_like(text + 1, text[1] != '\0');
}

static bool read_cell(struct reader *reader, size_t index)
{
    const struct field *field = &reader->fields[index];
    char *text = reader->text.data + field->begin;
    struct cell *cell = &reader->cells[index];

    if (field->is_missing) {
        *cell = cell_missing();
        return true;
    }
    switch (reader->source->table->columns[index].type) {
    case COLUMN_COUNT:
        return read_count(text, cell);
    case COLUMN_INTEGER:
    case COLUMN_YEAR:
        return read_integer(text, cell);
    case COLUMN_RATE:
    case COLUMN_MEASURE:
        return read_number(text, reader->source->decimal, cell);
    case COLUMN_TEXT:
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        break;
    }
    *cell = is_guard(reader, text) ? cell_text(text + 1, field->length - 1)
                                   : cell_text(text, field->length);
    return true;
}

/* -- Rows ------------------------------------------------------------------ */

static void check_header(struct reader *reader)
{
    const struct table *table = reader->source->table;

    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = reader->text.data + reader->fields[i].begin;

        if (strcmp(is_guard(reader, name) ? name + 1 : name,
                   table->columns[i].name) != 0) {
            fault_cell(reader, i,
                       "is not the column that datapackage.json "
                       "has there");
            return;
        }
    }
}

static void hand_on(struct reader *reader)
{
    const struct table *table = reader->source->table;

    for (size_t i = 0; i < table->column_count; i++) {
        const char *what = read_cell(reader, i)
                               ? table_cell_fault(&table->columns[i],
                                                  &reader->cells[i])
                               : "is no number";

        if (what) {
            fault_cell(reader, i, what);
            return;
        }
    }
    reader->status = table_row(reader->output, reader->cells, reader->err);
}

static bool is_done(const struct reader *reader)
{
    const struct csv_rows *source = reader->source;

    return reader->status != OK ||
           (reader->rows > source->most && source->most < source->rows);
}

static void end_field(void *text, size_t length, void *context)
{
    struct reader *reader = context;

    if (is_done(reader) ||
        reader->field_count++ >= reader->source->table->column_count)
        return;
    reader->fields[reader->field_count - 1] = (struct field){
        reader->text.length, length, text == NULL};
    buffer_add(&reader->text, text ? text : "", length);
    buffer_add_byte(&reader->text, '\0');
}

static void end_row(int terminator, void *context)
{
    struct reader *reader = context;
    size_t expected = reader->source->table->column_count;

    (void)terminator;
    if (is_done(reader))
        return;
    reader->rows++;
    if (reader->field_count != expected)
        fault(reader, "there are %zu cells, not the %zu of the header",
              reader->field_count, expected);
    else if (reader->rows == 1)
        check_header(reader);
    else
        hand_on(reader);
    reader->field_count = 0;
    buffer_reset(&reader->text);
}

/* -- The file -------------------------------------------------------------- */

static void *grow(void *memory, size_t size)
{
    return memory_resize(memory, size, 1);
}

static void feed(struct reader *reader, const char *bytes, size_t length)
{
    if (csv_parse(&reader->parser, bytes, length, end_field, end_row, reader) !=
            length &&
        reader->status == OK) {
        reader->rows++;
        fault(reader, "its quotation marks do not match");
    }
    if (reader->status == OK &&
        csv_get_buffer_size(&reader->parser) > CELL_BYTES_MAX) {
        reader->rows++;
        fault(reader, "a cell is longer than any that policylex writes");
    }
}

/* Fills the block, but at the end of the file. */
static enum status read_block(const struct csv_rows *source, char *block,
                              size_t *length, struct error *err)
{
    *length = 0;
    while (*length < BLOCK_BYTES) {
        ssize_t got = read(source->fd, block + *length, BLOCK_BYTES - *length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, ERR_IO, "%s: cannot be read", source->name);
        if (got == 0)
            break;
        *length += (size_t)got;
    }
    return OK;
}

/* Returns the bytes of the byte order mark at the beginning of the file. */
static size_t skip_mark(struct reader *reader, const char *block, size_t length)
{
    reader->is_guarded = length >= 3 && memcmp(block, "\xEF\xBB\xBF", 3) == 0;
    return reader->is_guarded ? 3 : 0;
}

static void end_file(struct reader *reader)
{
    if (csv_fini(&reader->parser, end_field, end_row, reader) != 0 &&
        reader->status == OK) {
        reader->rows++;
        fault(reader, "a quotation mark is never closed");
    }
    if (!is_done(reader) && reader->rows != reader->source->rows + 1)
        fault(reader,
              "it is the last, but datapackage.json says that row %" PRIu64
              " is",
              reader->source->rows + 1);
}

static void read_file(struct reader *reader)
{
    char *block = memory_get(BLOCK_BYTES);
    size_t length, at;
    bool is_first = true;

    while (!is_done(reader)) {
        reader->status = read_block(reader->source, block, &length,
                                    reader->err);
        if (reader->status == OK)
            reader->status = stop_check(reader->err);
        if (reader->status != OK || length == 0)
            break;
        at = is_first ? skip_mark(reader, block, length) : 0;
        is_first = false;
        feed(reader, block + at, length - at);
    }
    if (!is_done(reader))
        end_file(reader);
    free(block);
}

enum status csv_rows_read(const struct csv_rows *rows,
                          struct table_output *output, struct error *err)
{
    size_t count = rows->table->column_count;
    struct reader reader = {
        .source = rows,
        .output = output,
        .err = err,
        .fields = memory_get_zeroed(count, sizeof(*reader.fields)),
        .cells = memory_get_zeroed(count, sizeof(*reader.cells)),
    };

    csv_init(&reader.parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_realloc_func(&reader.parser, grow);
    csv_set_delim(&reader.parser, (unsigned char)rows->separator);
    read_file(&reader);
    csv_free(&reader.parser);
    buffer_release(&reader.text);
    free(reader.fields);
    free(reader.cells);
    return reader.status;
}
