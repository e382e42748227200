/* table_sheet.c - see table_sheet.h. */
#include "report/workbook/table_sheet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    ROWS_LOOKED_AT = 1000, /* for widths */
    WIDTH_MIN = 6,
    WIDTH_MAX = 60,
    FILTER_WIDTH = 3, /* of the button in a header */
    FIRST_DAY = 61,   /* 1900-03-01: Excel has a 1900-02-29 */
};

struct table_sheet {
    struct table_writer base; /* first: the address of both is the same */
    struct sheet *sheet;
    const struct table *table;
    uint64_t left_out;
    uint32_t row;          /* the next */
    enum book_look *looks; /* of the columns */
    unsigned *widths;      /* of the columns so far, in characters */
};

static struct table_sheet *of(struct table_writer *writer)
{
    return (struct table_sheet *)writer;
}

/* -- Dates ----------------------------------------------------------------- */

static int digits(const char *text, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* Returns Excel's number of the day YYYY-MM-DD: days since 1899-12-30. By the
 * count of days in whole Gregorian cycles from 1 March. */
static long day_number(const char *date)
{
    long year = digits(date, 4), month = digits(date + 5, 2);
    long day = digits(date + 8, 2);
    long years = month > 2 ? year : year - 1;
    long months = (month + 9) % 12;
    long days = 365 * years + years / 4 - years / 100 + years / 400;

    return days + (153 * months + 2) / 5 + day - 1 - 693899;
}

static void write_date(struct table_sheet *writer, uint32_t column,
                       const struct cell *cell)
{
    long day = cell->length == 10 ? day_number(cell->text) : 0;

    if (day >= FIRST_DAY)
        sheet_number(writer->sheet, writer->row, column, (double)day,
                     LOOK_DATE);
    else
        sheet_text(writer->sheet, writer->row, column, *cell, LOOK_TEXT);
}

/* -- Widths ---------------------------------------------------------------- */

/* Returns about how many characters wide the text is on the screen: its longest
 * line, where what is beyond U+10FF (CJK and the like) is twice as wide. */
static unsigned text_width(const char *text, size_t length)
{
    unsigned width = 0, widest = 0;

    for (size_t i = 0; i < length && widest < WIDTH_MAX; i++) {
        unsigned char byte = (unsigned char)text[i];

        width = byte == '\n' ? 0 : width + ((byte & 0xC0) != 0x80);
        width += byte >= 0xE2;
        widest = width > widest ? width : widest;
    }
    return widest < WIDTH_MAX ? widest : WIDTH_MAX;
}

static unsigned number_width(double number, enum book_look look)
{
    char text[400];
    int length = snprintf(text, sizeof(text), "%.0f", number);

    if (look == LOOK_COUNT)
        return (unsigned)(length + length / 3);
    return (unsigned)(look == LOOK_YEAR ? length : length + 5);
}

static void widen(struct table_sheet *writer, size_t column, unsigned width)
{
    if (writer->widths[column] < width)
        writer->widths[column] = width;
}

/* -- Cells ----------------------------------------------------------------- */

enum book_look column_look(const struct column *column)
{
    switch (column->type) {
    case COLUMN_COUNT:
    case COLUMN_INTEGER:
        return LOOK_COUNT;
    case COLUMN_YEAR:
        return LOOK_YEAR;
    case COLUMN_RATE:
        return LOOK_RATE;
    case COLUMN_MEASURE:
        return column->unit && strcmp(column->unit, "proportion") == 0
                   ? LOOK_SHARE
                   : LOOK_MEASURE;
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        return LOOK_DATE;
    case COLUMN_TEXT:
        break;
    }
    return LOOK_TEXT;
}

static double number_of(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_COUNT:
        return (double)cell->count;
    case CELL_INTEGER:
        return (double)cell->integer;
    case CELL_NUMBER:
        return cell->number;
    case CELL_MISSING:
    case CELL_TEXT:
        break;
    }
    return 0;
}

static void write_cell(struct table_sheet *writer, size_t column,
                       const struct cell *cell)
{
    enum book_look look = writer->looks[column];
    uint32_t at = (uint32_t)column;

    if (cell->kind == CELL_MISSING)
        return;
    if (cell->kind != CELL_TEXT)
        sheet_number(writer->sheet, writer->row, at, number_of(cell), look);
    else if (look == LOOK_DATE)
        write_date(writer, at, cell);
    else
        sheet_text(writer->sheet, writer->row, at, *cell, LOOK_TEXT);
}

static void measure_cell(struct table_sheet *writer, size_t column,
                         const struct cell *cell)
{
    if (cell->kind == CELL_TEXT)
        widen(writer, column, text_width(cell->text, cell->length));
    else if (cell->kind != CELL_MISSING)
        widen(writer, column,
              number_width(number_of(cell), writer->looks[column]));
}

/* -- Headers --------------------------------------------------------------- */

static void write_note(struct table_sheet *writer, size_t at)
{
    const struct column *column = &writer->table->columns[at];
    struct buffer note = {0};

    if (at == 0 && writer->left_out)
        buffer_add_format(&note,
                          "%" PRIu64 " more rows of this table are not here. "
                          "All are in %s.csv.\n\n",
                          writer->left_out, writer->table->name);
    buffer_add_text(&note, column->meaning ? column->meaning : "");
    if (column->unit && strcmp(column->unit, "1") != 0)
        buffer_add_format(&note, "\nUnit: %s.", column->unit);
    if (note.length)
        sheet_note(writer->sheet, 0, (uint32_t)at, note.data);
    buffer_release(&note);
}

static void write_header(struct table_sheet *writer)
{
    for (size_t i = 0; i < writer->table->column_count; i++) {
        const struct column *column = &writer->table->columns[i];

        sheet_string(writer->sheet, 0, (uint32_t)i, column->name, LOOK_HEADER);
        write_note(writer, i);
        writer->looks[i] = column_look(column);
        writer->widths[i] = text_width(column->name, strlen(column->name)) +
                            FILTER_WIDTH;
    }
}

/* -- The writer ------------------------------------------------------------ */

static enum status sheet_open(struct table_writer *base,
                              const struct table *table, struct error *err)
{
    struct table_sheet *writer = of(base);

    if (table->column_count > LXW_COL_MAX)
        return error_set(err, ERR_LIMIT,
                         "%s: %zu columns are more than the %d that a sheet "
                         "holds",
                         table->name, table->column_count, LXW_COL_MAX);
    writer->table = table;
    writer->row = 1;
    writer->looks = memory_resize(writer->looks, table->column_count,
                                  sizeof(*writer->looks));
    writer->widths = memory_resize(writer->widths, table->column_count,
                                   sizeof(*writer->widths));
    write_header(writer);
    return book_status(writer->sheet->book, err);
}

static enum status sheet_row(struct table_writer *base,
                             const struct cell *cells, size_t repeated,
                             struct error *err)
{
    struct table_sheet *writer = of(base);

    (void)repeated;
    for (size_t i = 0; i < writer->table->column_count; i++) {
        write_cell(writer, i, &cells[i]);
        if (writer->row <= ROWS_LOOKED_AT)
            measure_cell(writer, i, &cells[i]);
    }
    writer->row++;
    return book_status(writer->sheet->book, err);
}

static void finish(struct table_sheet *writer, lxw_worksheet *worksheet)
{
    lxw_col_t last = (lxw_col_t)(writer->table->column_count - 1);

    worksheet_freeze_panes(worksheet, 1, 0);
    sheet_print(writer->sheet, true);
    book_note(writer->sheet->book,
              worksheet_autofilter(worksheet, 0, 0, writer->row - 1, last));
    for (lxw_col_t i = 0; i <= last; i++) {
        widen(writer, i, WIDTH_MIN);
        sheet_width(writer->sheet, i, writer->widths[i] + 1);
    }
    if (writer->left_out)
        worksheet_set_tab_color(worksheet, LXW_COLOR_ORANGE);
}

static enum status sheet_close(struct table_writer *base, struct error *err)
{
    struct table_sheet *writer = of(base);

    if (writer->sheet->worksheet)
        finish(writer, writer->sheet->worksheet);
    return book_status(writer->sheet->book, err);
}

/* The book goes as a whole. */
static void sheet_discard(struct table_writer *base)
{
    (void)base;
}

struct table_sheet *table_sheet_new(struct sheet *sheet, uint64_t left_out)
{
    static const struct table_writer_type type = {sheet_open, sheet_row,
                                                  sheet_close, sheet_discard};
    struct table_sheet *writer = memory_get_zeroed(1, sizeof(*writer));

    writer->base.type = &type;
    writer->sheet = sheet;
    writer->left_out = left_out;
    return writer;
}

void table_sheet_free(struct table_sheet *writer)
{
    if (!writer)
        return;
    free(writer->looks);
    free(writer->widths);
    free(writer);
}

struct table_writer *table_sheet_base(struct table_sheet *writer)
{
    return &writer->base;
}
