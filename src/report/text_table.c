/* text_table.c - see text_table.h. */
#include "report/text_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/display.h"
#include "base/memory.h"
#include "report/cell_print.h"
#include "report/text_layout.h"

/* What the first row has in the column, as it is shown. */
struct first_text {
    struct buffer shown;
    bool is_same; /* in all rows so far, and a text */
};

struct pass {
    struct table_writer base; /* first: the address of both is the same */
    struct text_table *text;
};

struct text_table {
    struct pass measure, print;
    FILE *stream;
    struct text_style style;
    const struct table *table; /* the one under way */
    struct buffer *names;      /* of its columns, harmless */
    struct text_column *columns;
    struct first_text *firsts;
    size_t count; /* of all three */
    uint64_t rows;
    struct buffer cell, shown, line;
};

static struct text_table *of(struct table_writer *writer)
{
    return ((struct pass *)writer)->text;
}

static void release_columns(struct text_table *text)
{
    for (size_t i = 0; i < text->count; i++) {
        buffer_release(&text->names[i]);
        buffer_release(&text->firsts[i].shown);
    }
    free(text->names);
    free(text->columns);
    free(text->firsts);
    text->count = 0;
}

/* -- The first reading ----------------------------------------------------- */

static enum status measure_open(struct table_writer *writer,
                                const struct table *table, struct error *err)
{
    struct text_table *text = of(writer);
    size_t count = table->column_count;

    (void)err;
    release_columns(text);
    text->count = count;
    text->names = memory_get_zeroed(count, sizeof(*text->names));
    text->columns = memory_get_zeroed(count, sizeof(*text->columns));
    text->firsts = memory_get_zeroed(count, sizeof(*text->firsts));
    text->table = table;
    text->rows = 0;
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &table->columns[i];

        display_add(&text->names[i], column->name, strlen(column->name),
                    SIZE_MAX);
        text->columns[i] = (struct text_column){
            .name = buffer_text(&text->names[i]),
            .is_number = column_is_number(column->type),
            .is_key = column->is_key,
        };
    }
    return OK;
}

/* Puts the cell into text->shown, cut to `most` columns; returns those taken.
 */
static size_t show_cell(struct text_table *text, size_t at,
                        const struct cell *cell, size_t most)
{
    buffer_reset(&text->cell);
    buffer_reset(&text->shown);
    cell_print(&text->cell, text->table->columns[at].type, cell);
    return display_add(&text->shown, buffer_text(&text->cell),
                       text->cell.length, most);
}

static void compare_first(struct text_table *text, size_t at)
{
    struct first_text *first = &text->firsts[at];

    if (text->rows == 1) {
        buffer_add(&first->shown, buffer_text(&text->shown),
                   text->shown.length);
        first->is_same = !text->columns[at].is_number;
    } else {
        first->is_same = first->is_same &&
                         strcmp(buffer_text(&first->shown),
                                buffer_text(&text->shown)) == 0;
    }
}

static enum status measure_row(struct table_writer *writer,
                               const struct cell *cells, size_t repeated,
                               struct error *err)
{
    struct text_table *text = of(writer);

    (void)repeated;
    (void)err;
    text->rows++;
    for (size_t i = 0; i < text->count; i++) {
        size_t width = show_cell(text, i, &cells[i], SIZE_MAX);

        if (width > text->columns[i].cells_width)
            text->columns[i].cells_width = width;
        compare_first(text, i);
    }
    return OK;
}

static enum status measure_close(struct table_writer *writer, struct error *err)
{
    struct text_table *text = of(writer);

    (void)err;
    for (size_t i = 0; i < text->count; i++)
        text->columns[i].is_constant = text->rows > 1 &&
                                       text->firsts[i].is_same;
    text_layout(text->columns, text->count, text->style.width);
    return OK;
}

static void discard(struct table_writer *writer)
{
    (void)writer;
}

/* -- Lines ----------------------------------------------------------------- */

static enum status print_line(struct text_table *text, struct error *err)
{
    while (text->line.length && text->line.data[text->line.length - 1] == ' ')
        text->line.length--;
    buffer_add_byte(&text->line, '\n');
    if (fwrite(buffer_text(&text->line), 1, text->line.length, text->stream) !=
        text->line.length)
        return error_errno(err, ERR_IO, "the table cannot be printed");
    buffer_reset(&text->line);
    return OK;
}

/* Adds what stands in the column on this line, `width` columns of it. */
static void add_aligned(struct text_table *text, size_t at, const char *shown,
                        size_t length, size_t width)
{
    const struct text_column *column = &text->columns[at];
    size_t missing = column->width > width ? column->width - width : 0;

    if (text->line.length)
        display_pad(&text->line, TEXT_LAYOUT_GAP);
    if (column->is_number)
        display_pad(&text->line, missing);
    buffer_add(&text->line, shown, length);
    if (!column->is_number)
        display_pad(&text->line, missing);
}

/* Says what is the same in all rows. */
static enum status print_above(struct text_table *text, struct error *err)
{
    bool has_any = false;

    for (size_t i = 0; i < text->count; i++) {
        if (text->columns[i].place != TEXT_SAID_ABOVE)
            continue;
        buffer_add_format(&text->line, "%s%s: ", has_any ? ", " : "",
                          text->columns[i].name);
        buffer_add(&text->line, buffer_text(&text->firsts[i].shown),
                   text->firsts[i].shown.length);
        has_any = true;
    }
    if (!has_any)
        return OK;
    buffer_reset(&text->shown);
    display_add(&text->shown, buffer_text(&text->line), text->line.length,
                text->style.width);
    buffer_reset(&text->line);
    buffer_add(&text->line, buffer_text(&text->shown), text->shown.length);
    return print_line(text, err);
}

/* Returns how many lines the name takes. */
static size_t name_lines(const struct text_column *column)
{
    size_t lines = 0, length = strlen(column->name);

    for (size_t at = 0; at < length; lines++)
        at += text_layout_name_line(column->name, at, column->width);
    return lines;
}

/* Adds the name's line that stands `above` lines over the rows. */
static void add_name_line(struct text_table *text, size_t at, size_t above)
{
    const struct text_column *column = &text->columns[at];
    size_t lines = name_lines(column), begin = 0, length = 0;

    if (lines <= above) {
        add_aligned(text, at, "", 0, 0);
        return;
    }
    for (size_t line = 0; line + above < lines; line++) {
        begin += length;
        length = text_layout_name_line(column->name, begin, column->width);
    }
    add_aligned(text, at, column->name + begin, length,
                display_width(column->name + begin, length));
}

static enum status print_names(struct text_table *text, struct error *err)
{
    size_t lines = 0;
    enum status status = OK;

    for (size_t i = 0; i < text->count; i++)
        if (text->columns[i].place == TEXT_SHOWN &&
            name_lines(&text->columns[i]) > lines)
            lines = name_lines(&text->columns[i]);
    if (text->style.has_bold)
        fputs("\033[1m", text->stream);
    while (lines-- && status == OK) {
        for (size_t i = 0; i < text->count; i++)
            if (text->columns[i].place == TEXT_SHOWN)
                add_name_line(text, i, lines);
        status = print_line(text, err);
    }
    if (text->style.has_bold)
        fputs("\033[m", text->stream);
    return status;
}

/* -- The second reading ---------------------------------------------------- */

static enum status print_open(struct table_writer *writer,
                              const struct table *table, struct error *err)
{
    struct text_table *text = of(writer);
    enum status status;

    text->table = table;
    status = print_above(text, err);
    return status == OK ? print_names(text, err) : status;
}

static enum status print_row(struct table_writer *writer,
                             const struct cell *cells, size_t repeated,
                             struct error *err)
{
    struct text_table *text = of(writer);

    (void)repeated;
    for (size_t i = 0; i < text->count; i++)
        if (text->columns[i].place == TEXT_SHOWN) {
            size_t most = text->style.width ? text->columns[i].width : SIZE_MAX;
            size_t width = show_cell(text, i, &cells[i], most);

            add_aligned(text, i, buffer_text(&text->shown), text->shown.length,
                        width);
        }
    return print_line(text, err);
}

static enum status print_close(struct table_writer *writer, struct error *err)
{
    if (fflush(of(writer)->stream) != 0)
        return error_errno(err, ERR_IO, "the table cannot be printed");
    return OK;
}

/* -- The whole ------------------------------------------------------------- */

struct text_table *text_table_new(FILE *stream, const struct text_style *style)
{
    static const struct table_writer_type measure = {measure_open, measure_row,
                                                     measure_close, discard},
                                          print = {print_open, print_row,
                                                   print_close, discard};
    struct text_table *text = memory_get_zeroed(1, sizeof(*text));

    text->stream = stream;
    text->style = *style;
    text->measure = (struct pass){{&measure}, text};
    text->print = (struct pass){{&print}, text};
    return text;
}

void text_table_free(struct text_table *text)
{
    if (!text)
        return;
    release_columns(text);
    buffer_release(&text->cell);
    buffer_release(&text->shown);
    buffer_release(&text->line);
    free(text);
}

struct table_writer *text_table_measure(struct text_table *text)
{
    return &text->measure.base;
}

struct table_writer *text_table_print(struct text_table *text)
{
    return &text->print.base;
}

size_t text_table_left_out(const struct text_table *text, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; i < text->count; i++)
        if (text->columns[i].place == TEXT_LEFT_OUT)
            buffer_add_format(out, "%s%s", count++ ? ", " : "",
                              text->columns[i].name);
    return count;
}
