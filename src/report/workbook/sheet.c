/* sheet.c - the cells of book.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/cell_text.h"
#include "report/workbook/book_parts.h"

/* Excel's limit, in points. */
enum { ROW_HEIGHT_MAX = 409 };

/* -- Texts ----------------------------------------------------------------- */

static bool is_hex(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F') ||
           (byte >= 'a' && byte <= 'f');
}

static bool is_first_byte(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Does the text go on with what Excel reads as a character, _xHHHH_? */
static bool is_escape(const char *text, size_t length)
{
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (!is_hex(text[i]))
            return false;
    return true;
}

/* Appends the character, or the byte of one, at `text` as it stands in the
 * file; returns how many characters it takes there. XML turns a carriage return
 * into a line feed, so it is escaped (ECMA-376 part 1, 22.9.2.19). */
static size_t add_escaped(const char *text, size_t length, struct buffer *out)
{
    static const char carriage_return[] = "_x000D_", underscore[] = "_x005F_";

    if (*text == '\r') {
        buffer_add_text(out, carriage_return);
        return sizeof(carriage_return) - 1;
    }
    if (is_escape(text, length)) {
        buffer_add_text(out, underscore);
        return sizeof(underscore) - 1;
    }
    buffer_add_byte(out, *text);
    return is_first_byte(*text);
}

/* Sets `out` to the text as it stands in the file. What is longer there than
 * the library takes is cut, and ends in an ellipsis. */
static void escape(const char *text, size_t length, struct buffer *out)
{
    size_t characters = 0, fit = 0;

    buffer_reset(out);
    for (size_t i = 0; i < length; i++) {
        if (is_first_byte(text[i]) && characters < TABLE_CELL_MAX)
            fit = out->length;
        characters += add_escaped(text + i, length - i, out);
    }
    if (characters > TABLE_CELL_MAX) {
        out->length = fit;
        buffer_add_text(out, "\xE2\x80\xA6");
    }
}

void sheet_text(struct sheet *sheet, uint32_t row, uint32_t column,
                struct cell text, enum book_look look)
{
    struct book *book = sheet->book;
    struct buffer *out = &book->text;

    if (text.kind != CELL_TEXT || text.length == 0 || !sheet->worksheet)
        return;
    if (look == LOOK_TEXT && cell_text_is_formula_like(text.text, text.length))
        look = LOOK_GUARDED;
    escape(text.text, text.length, out);
    book_note(book,
              worksheet_write_string(sheet->worksheet, row, (lxw_col_t)column,
                                     out->data, book->formats[look]));
    if (look == LOOK_TITLE || look == LOOK_HEADING)
        sheet_lines(sheet, row, 1.6);
    cell_sums_add_text(&sheet->sums, cell_sum_place(row, column), out->data,
                       out->length);
}

void sheet_string(struct sheet *sheet, uint32_t row, uint32_t column,
                  const char *text, enum book_look look)
{
    sheet_text(sheet, row, column, cell_string(text), look);
}

void sheet_link(struct sheet *sheet, uint32_t row, uint32_t column,
                const struct sheet *target)
{
    struct book *book = sheet->book;
    struct buffer *url = &book->text;

    if (!sheet->worksheet)
        return;
    buffer_reset(url);
    buffer_add_format(url, "internal:'%s'!A1", target->name);
    book_note(book, worksheet_write_url_opt(
                        sheet->worksheet, row, (lxw_col_t)column, url->data,
                        book->formats[LOOK_LINK], target->name, NULL));
    cell_sums_add_text(&sheet->sums, cell_sum_place(row, column), target->name,
                       strlen(target->name));
}

/* -- Numbers --------------------------------------------------------------- */

/* Returns the number as the file will have it: the library writes 16 digits,
 * which is all of every whole number below 10^15 and of every number with four
 * decimals that a report has. */
static double as_written(double number)
{
    double ten_thousandths = number * 1e4;
    char text[64];

    if (fabs(ten_thousandths) < 1e15 &&
        nearbyint(ten_thousandths) / 1e4 == number)
        return number == 0 ? 0 : number;
    snprintf(text, sizeof(text), "%.16G", number);
    return strtod(text, NULL);
}

void sheet_number(struct sheet *sheet, uint32_t row, uint32_t column,
                  double number, enum book_look look)
{
    struct book *book = sheet->book;

    if (!sheet->worksheet)
        return;
    if (!isfinite(number)) {
        book_note(book, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    number = as_written(number);
    book_note(book,
              worksheet_write_number(sheet->worksheet, row, (lxw_col_t)column,
                                     number, book->formats[look]));
    cell_sums_add_number(&sheet->sums, cell_sum_place(row, column), number);
}

/* -- Around the cells ------------------------------------------------------ */

/* The box grows with its text, at about 48 characters a line. */
void sheet_note(struct sheet *sheet, uint32_t row, uint32_t column,
                const char *text)
{
    enum { WIDTH = 320, LINE = 48, LINE_HEIGHT = 15, EDGES = 14 };
    size_t lines = 1 + strlen(text) / LINE;
    char author[] = "policylex";
    lxw_comment_options options = {
        .author = author,
        .width = WIDTH,
        .height = (uint16_t)(lines * LINE_HEIGHT + EDGES),
    };

    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        options.height += LINE_HEIGHT;
    if (sheet->worksheet)
        book_note(sheet->book, worksheet_write_comment_opt(
                                   sheet->worksheet, row, (lxw_col_t)column,
                                   text, &options));
}

void sheet_width(struct sheet *sheet, uint32_t column, double characters)
{
    if (sheet->worksheet)
        book_note(sheet->book,
                  worksheet_set_column(sheet->worksheet, (lxw_col_t)column,
                                       (lxw_col_t)column, characters, NULL));
}

void sheet_lines(struct sheet *sheet, uint32_t row, double lines)
{
    if (sheet->worksheet)
        book_note(sheet->book,
                  worksheet_set_row(
                      sheet->worksheet, row,
                      fmin(lines * LXW_DEF_ROW_HEIGHT, ROW_HEIGHT_MAX), NULL));
}

void sheet_print(struct sheet *sheet, bool has_header)
{
    if (!sheet->worksheet)
        return;
    worksheet_set_landscape(sheet->worksheet);
    worksheet_fit_to_pages(sheet->worksheet, 1, 0);
    if (has_header)
        book_note(sheet->book, worksheet_repeat_rows(sheet->worksheet, 0, 0));
}
