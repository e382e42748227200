/* contents.c - see contents.h. */
#include "report/workbook/contents.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "report/workbook.h"

uint64_t contents_left_out(const struct published_table *table)
{
    return table->rows > WORKBOOK_ROWS_MAX ? table->rows - WORKBOOK_ROWS_MAX
                                           : 0;
}

/* Returns how many lines the text takes, with some room for words that do not
 * fit a line's end. */
static double lines_of(const char *text, double width)
{
    return text ? floor(1 + (double)strlen(text) * 1.05 / width) : 1;
}

/* -- The front ------------------------------------------------------------- */

enum { SHEET, SHOWS, ROW, ORDER, ROWS, CUT };

static const struct {
    const char *header;
    double width;
} front_columns[] = {
    [SHEET] = {"Sheet", 32},    [SHOWS] = {"What it shows", 64},
    [ROW] = {"One row is", 44}, [ORDER] = {"Order of the rows", 60},
    [ROWS] = {"Rows", 11},      [CUT] = {"Left out", 44},
};

static void write_facts(const struct contents *contents,
                        const struct view_facts *facts)
{
    struct sheet *sheet = contents->front;
    struct buffer text = {0};
    char when[32];
    struct tm utc;

    gmtime_r(&facts->counted_at, &utc);
    strftime(when, sizeof(when), "%Y-%m-%d %H:%M UTC", &utc);
    buffer_add_format(&text, "Counted %s by policylex %s.", when,
                      facts->version);
    sheet_string(sheet, 0, 0, "Themes in policy documents", LOOK_TITLE);
    sheet_string(sheet, 1, 0, text.data, LOOK_QUIET);
    sheet_string(sheet, 2, 0,
                 "The CSV files beside this workbook are the record; here are "
                 "the same numbers to look at. What a column means is on the "
                 "sheet Columns, and in a note at each header.",
                 LOOK_QUIET);
    buffer_release(&text);
}

static void write_cut(struct sheet *sheet, uint32_t row,
                      const struct published_table *table)
{
    uint64_t left_out = contents_left_out(table);
    struct buffer text = {0};

    if (!left_out)
        return;
    buffer_add_format(&text, "the last %" PRIu64 " rows; all are in %s.csv",
                      left_out, table->table->name);
    sheet_string(sheet, row, CUT, text.data, LOOK_WARNING);
    buffer_release(&text);
}

static void write_front_row(const struct contents *contents, uint32_t row,
                            size_t at)
{
    struct sheet *sheet = contents->front;
    const struct published_table *table = &contents->tables[at];

    sheet_link(sheet, row, SHEET, contents->sheets[at]);
    sheet_string(sheet, row, SHOWS, table->table->title, LOOK_WRAPPED);
    sheet_string(sheet, row, ROW, table->table->row, LOOK_WRAPPED);
    sheet_string(sheet, row, ORDER, table->table->order, LOOK_WRAPPED);
    sheet_number(sheet, row, ROWS, (double)table->rows, LOOK_COUNT);
    sheet_lines(
        sheet, row,
        fmax(lines_of(table->table->row, front_columns[ROW].width),
             lines_of(table->table->order, front_columns[ORDER].width)));
    write_cut(sheet, row, table);
}

static void fill_front(const struct contents *contents,
                       const struct view_facts *facts)
{
    struct sheet *sheet = contents->front;
    uint32_t row = 4;

    write_facts(contents, facts);
    sheet_print(sheet, false);
    for (uint32_t i = 0; i <= CUT; i++) {
        sheet_string(sheet, row, i, front_columns[i].header, LOOK_HEADER);
        sheet_width(sheet, i, front_columns[i].width);
    }
    row++;
    for (size_t i = 0; i < contents->extra_count; i++, row++) {
        sheet_link(sheet, row, SHEET, contents->extras[i].sheet);
        sheet_string(sheet, row, SHOWS, contents->extras[i].shows,
                     LOOK_WRAPPED);
    }
    for (size_t i = 0; i < contents->count; i++)
        write_front_row(contents, row + (uint32_t)i, i);
}

/* -- The columns ----------------------------------------------------------- */

enum { TABLE, COLUMN, KIND, UNIT, MEANING };

static const struct {
    const char *header;
    double width;
} column_columns[] = {
    [TABLE] = {"Table", 32},      [COLUMN] = {"Column", 28},
    [KIND] = {"Holds", 14},       [UNIT] = {"Unit", 24},
    [MEANING] = {"Meaning", 110},
};

static const char *kind_of(const struct column *column)
{
    switch (column->type) {
    case COLUMN_TEXT:
        return "text";
    case COLUMN_COUNT:
    case COLUMN_INTEGER:
        return "whole number";
    case COLUMN_YEAR:
        return "year";
    case COLUMN_RATE:
    case COLUMN_MEASURE:
        return "number";
    case COLUMN_DATE:
    case COLUMN_PARTIAL_DATE:
        return "date";
    }
    return "";
}

static uint32_t write_columns(struct sheet *sheet, uint32_t row,
                              const struct table *table)
{
    for (size_t i = 0; i < table->column_count; i++, row++) {
        const struct column *column = &table->columns[i];

        sheet_string(sheet, row, TABLE, table->name, LOOK_TEXT);
        sheet_string(sheet, row, COLUMN, column->name, LOOK_TEXT);
        sheet_string(sheet, row, KIND, kind_of(column), LOOK_TEXT);
        sheet_string(sheet, row, UNIT, column->unit, LOOK_TEXT);
        sheet_string(sheet, row, MEANING, column->meaning, LOOK_WRAPPED);
        sheet_lines(sheet, row,
                    lines_of(column->meaning, column_columns[MEANING].width));
    }
    return row;
}

static void fill_columns(const struct contents *contents)
{
    struct sheet *sheet = contents->columns;
    uint32_t row = 1;

    for (uint32_t i = 0; i <= MEANING; i++) {
        sheet_string(sheet, 0, i, column_columns[i].header, LOOK_HEADER);
        sheet_width(sheet, i, column_columns[i].width);
    }
    for (size_t i = 0; i < contents->count; i++)
        row = write_columns(sheet, row, contents->tables[i].table);
    sheet_print(sheet, true);
    if (!sheet->worksheet)
        return;
    worksheet_freeze_panes(sheet->worksheet, 1, 0);
    book_note(sheet->book,
              worksheet_autofilter(sheet->worksheet, 0, 0, row - 1, MEANING));
}

void contents_fill(const struct contents *contents,
                   const struct view_facts *facts)
{
    fill_front(contents, facts);
    fill_columns(contents);
}
