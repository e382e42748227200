/*
 * csv_table.c - see csv_table.h.
 *
 * libcsv tells fields and rows, but not where they stand, skips blank lines and
 * forgets why it refused. So it is fed in runs that end at the bytes that mean
 * something to CSV, and the reader keeps the place between the runs.
 */
#include "ingest/csv_table.h"

#include <csv.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8_valid.h"
#include "ingest/encoding.h"
#include "ingest/sniff.h"

struct reader {
    struct csv_table *table;
    const struct csv_source *source;
    struct issues *issues;
    struct csv_parser parser;
    uint32_t line;       /* of the byte that is fed next */
    uint32_t field_line; /* where the open field began */
    bool field_open, field_quoted;
    size_t row_start; /* the open row's first index in table->fields */
    char before;      /* the byte before, to count CR LF once */
    size_t errors_before;
};

PRINTF_LIKE(4, 5)
static void fault_at(struct reader *reader, uint32_t line, size_t column,
                     const char *fmt, ...)
{
    char place[32], message[ERROR_TEXT_MAX];
    va_list args;

    snprintf(place, sizeof(place), "%u:%zu", line, column);
    va_start(args, fmt);
    vsnprintf(message, sizeof(message), fmt, args);
    va_end(args);
    issues_add(reader->issues,
               &(struct issue_place){SEVERITY_ERROR, reader->source->stage,
                                     reader->source->name, place},
               "%s", message);
}

/* -- Before parsing: are these the bytes of a UTF-8 text? ------------------ */

static uint32_t line_of(const char *bytes, size_t offset)
{
    uint32_t line = 1;

    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
    return line;
}

static const char save_as[] =
    "save it as \"CSV UTF-8\" (in a spreadsheet: Save As, file type \"CSV "
    "UTF-8\")";

static bool is_text(struct reader *reader)
{
    const char *bytes = reader->source->bytes, *nul;
    size_t length = reader->source->length, valid;
    const char *binary = binary_name(bytes, length);

    if (binary) {
        fault_at(reader, 1, 1, "is %s, not a CSV; %s", binary, save_as);
        return false;
    }
    if (looks_like_utf16(bytes, length)) {
        fault_at(reader, 1, 1, "is UTF-16, not UTF-8; %s", save_as);
        return false;
    }
    nul = length ? memchr(bytes, '\0', length) : NULL;
    if (nul) {
        fault_at(reader, line_of(bytes, (size_t)(nul - bytes)), 1,
                 "holds a NUL byte, so it is no text; %s", save_as);
        return false;
    }
    valid = utf8_valid_length(bytes, length);
    if (valid < length)
        fault_at(reader, line_of(bytes, valid), 1,
                 "byte 0x%02X is not UTF-8 (the file looks like Windows-1252); "
                 "%s",
                 (unsigned)(unsigned char)bytes[valid], save_as);
    return valid == length;
}

/* -- The separator --------------------------------------------------------- */

static const char separators[] = ",;\t";

/* Returns the separator that most of `counts` (as in `separators`) are of. */
static char most_frequent(const size_t *counts)
{
    size_t best = 0;

    for (size_t i = 1; separators[i]; i++)
        if (counts[i] > counts[best])
            best = i;
    return separators[best];
}

/* Returns the separator that the header line has most of outside quotes; a
 * comma when it has none. */
static char find_separator(const char *bytes, size_t length)
{
    size_t counts[sizeof(separators)] = {0}, i = 0;
    bool quoted = false;

    while (i < length && strchr("\r\n", bytes[i]))
        i++;
    for (; i < length && (quoted || !strchr("\r\n", bytes[i])); i++) {
        const char *separator = strchr(separators, bytes[i]);

        if (bytes[i] == '"')
            quoted = !quoted;
        if (separator && !quoted)
            counts[separator - separators]++;
    }
    return most_frequent(counts);
}

static const char *separator_word(char separator)
{
    switch (separator) {
    case ';':
        return "semicolon";
    case '\t':
        return "tab";
    default:
        return "comma";
    }
}

/* -- Rows ------------------------------------------------------------------ */

/* libcsv calls this at the byte that ends a field. */
static void end_field(void *text, size_t length, void *context)
{
    struct reader *reader = context;
    struct buffer *all = &reader->table->text;

    *VECTOR_PUSH(&reader->table->fields) = (struct csv_field){
        .text = all->data + all->length,
        .length = (uint32_t)length,
        .line = reader->field_open ? reader->field_line : reader->line,
    };
    buffer_add(all, text, length);
    buffer_add_byte(all, '\0');
    reader->field_open = reader->field_quoted = false;
}

static bool row_is_blank(const struct csv_field *row, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (row[i].length)
            return false;
    return true;
}

/* The column named is the first that is missing or too many. */
static void fault_ragged(struct reader *reader, uint32_t line, size_t count)
{
    size_t columns = reader->table->columns;
    const char *word = separator_word(reader->table->separator);

    if (count < columns)
        fault_at(reader, line, count + 1,
                 "expected %zu fields as in the header, found %zu; add the "
                 "missing %s",
                 columns, count, word);
    else
        fault_at(reader, line, columns + 1,
                 "expected %zu fields as in the header, found %zu; remove the "
                 "extra %s or put the field that holds one in quotation marks",
                 columns, count, word);
}

static void end_row(int terminator, void *context)
{
    struct reader *reader = context;
    struct csv_fields *fields = &reader->table->fields;
    const struct csv_field *row = fields->items + reader->row_start;
    size_t count = fields->count - reader->row_start;

    (void)terminator;
    if (reader->row_start == 0) {
        reader->table->columns = count;
    } else if (count != reader->table->columns) {
        fault_ragged(reader, row[0].line, count);
        fields->count = reader->row_start;
    } else if (row_is_blank(row, count)) {
        fields->count = reader->row_start;
    }
    reader->row_start = fields->count;
}

/* -- Feeding --------------------------------------------------------------- */

static void *grow(void *memory, size_t size)
{
    return memory_resize(memory, size, 1);
}

/* Says what libcsv only refused. */
static void fault_quotes(struct reader *reader)
{
    size_t column = reader->table->fields.count - reader->row_start + 1;

    if (reader->field_quoted)
        fault_at(reader, reader->line, column,
                 "text follows the closing quotation mark of the field that "
                 "begins on line %u; double the quotation marks inside a "
                 "quoted field, or close the field before a %s",
                 reader->field_line, separator_word(reader->table->separator));
    else
        fault_at(reader, reader->line, column,
                 "a quotation mark stands inside a field that does not begin "
                 "with one; put the whole field in quotation marks and double "
                 "those inside: \"the \"\"norms\"\" debate\"");
}

static bool feed(struct reader *reader, const char *bytes, size_t length)
{
    if (csv_parse(&reader->parser, bytes, length, end_field, end_row, reader) ==
        length)
        return true;
    fault_quotes(reader);
    return false;
}

static void open_field(struct reader *reader, bool quoted)
{
    if (reader->field_open)
        return;
    reader->field_open = true;
    reader->field_quoted = quoted;
    reader->field_line = reader->line;
}

/* Feeds bytes that neither end a field nor quote. */
static bool feed_run(struct reader *reader, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && !reader->field_open; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t')
            open_field(reader, false);
    return length == 0 || feed(reader, bytes, length);
}

static bool feed_mark(struct reader *reader, const char *byte)
{
    if (*byte == '"')
        open_field(reader, true);
    if (!feed(reader, byte, 1))
        return false;
    if (*byte == '\r' || (*byte == '\n' && reader->before != '\r'))
        reader->line++;
    return true;
}

static bool feed_all(struct reader *reader, const char *bytes, size_t length)
{
    const char marks[] = {'"', '\r', '\n', reader->table->separator, '\0'};
    size_t at = 0;

    while (at < length) {
        size_t run = 0;

        while (at + run < length && !strchr(marks, bytes[at + run]))
            run++;
        if (!feed_run(reader, bytes + at, run))
            return false;
        at += run;
        reader->before = run ? 'x' : reader->before;
        if (at == length)
            return true;
        if (!feed_mark(reader, bytes + at))
            return false;
        reader->before = bytes[at++];
    }
    return true;
}

static void parse(struct reader *reader, const char *bytes, size_t length)
{
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_realloc_func(&reader->parser, grow);
    csv_set_delim(&reader->parser, (unsigned char)reader->table->separator);
    if (feed_all(reader, bytes, length) &&
        csv_fini(&reader->parser, end_field, end_row, reader) != 0)
        fault_at(reader, reader->field_line,
                 reader->table->fields.count - reader->row_start + 1,
                 "the quotation mark that opens this field is never closed; "
                 "close it, or remove it");
    csv_free(&reader->parser);
}

/* -- The header ------------------------------------------------------------ */

static void check_header(struct reader *reader)
{
    const struct csv_table *table = reader->table;

    for (size_t i = 0; i < table->columns; i++) {
        const struct csv_field *field = &table->fields.items[i];
        int first = csv_table_column(table, field->text);

        if (!field->length)
            fault_at(reader, field->line, i + 1,
                     "column %zu has no name; name it, or delete the empty "
                     "column",
                     i + 1);
        else if ((size_t)first < i)
            fault_at(reader, field->line, i + 1,
                     "column \"%s\" is there twice (also as column %d); rename "
                     "or delete one",
                     field->text, first + 1);
    }
}

/* -- The whole ------------------------------------------------------------- */

static void read_table(struct reader *reader)
{
    const char *bytes = reader->source->bytes;
    size_t length = reader->source->length;
    struct csv_table *table = reader->table;

    if (!is_text(reader))
        return;
    if (has_utf8_bom(bytes, length)) {
        bytes += UTF8_BOM_LENGTH;
        length -= UTF8_BOM_LENGTH;
    }
    /* A field and its NUL are never longer than the field and its separator,
     * so the text never moves and fields may point into it. */
    if (!buffer_reserve(&table->text, length + 2)) {
        fault_at(reader, 1, 1, "is too large for a table (over 4 GB)");
        return;
    }
    table->separator = find_separator(bytes, length);
    parse(reader, bytes, length);
    if (!table->columns && reader->issues->errors == reader->errors_before)
        fault_at(reader, 1, 1,
                 "is empty; the first line must name the columns");
    check_header(reader);
}

enum status csv_table_read(struct csv_table *table,
                           const struct csv_source *source,
                           struct issues *issues, struct error *err)
{
    struct reader reader = {.table = table,
                            .source = source,
                            .issues = issues,
                            .line = 1,
                            .errors_before = issues->errors};

    table->name = memory_copy_text(source->name, strlen(source->name));
    read_table(&reader);
    table->fields.count = reader.row_start;
    if (table->columns)
        table->rows = table->fields.count / table->columns;
    table->rows -= table->rows > 0;
    return issues_status(issues, reader.errors_before, ERR_INPUT, err);
}

void csv_table_release(struct csv_table *table)
{
    free(table->name);
    free(table->fields.items);
    buffer_release(&table->text);
    *table = (struct csv_table){0};
}

int csv_table_column(const struct csv_table *table, const char *name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcasecmp(table->fields.items[i].text, name) == 0)
            return (int)i;
    return CSV_NO_COLUMN;
}

void csv_table_place(const struct csv_table *table,
                     const struct csv_field *field, char place[CSV_PLACE_SIZE])
{
    size_t index = (size_t)(field - table->fields.items);

    snprintf(place, CSV_PLACE_SIZE, "%u:%zu", field->line,
             index % table->columns + 1);
}

void csv_table_fault(const struct csv_table *table, const char *stage,
                     struct issues *issues, const struct csv_field *field,
                     const char *fmt, ...)
{
    char place[CSV_PLACE_SIZE], message[ERROR_TEXT_MAX];
    va_list args;

    csv_table_place(table, field, place);
    va_start(args, fmt);
    vsnprintf(message, sizeof(message), fmt, args);
    va_end(args);
    issues_add(issues,
               &(struct issue_place){SEVERITY_ERROR, stage, table->name, place},
               "%s", message);
}
