/*
 * book.h - an Excel workbook being written: its sheets, looks and cells.
 *
 *     struct book *book;
 *     struct sheet *sheet;
 *
 *     book_open(&book, "reports/x/policylex.xlsx", &facts, err)
 *     sheet = book_add_sheet(book, "theme_trend", true);
 *     sheet_text(sheet, 0, 0, cell_string("group"), LOOK_HEADER);
 *     sheet_number(sheet, 1, 0, 12, LOOK_COUNT);
 *     status = book_close(book, err);                or book_discard(book)
 *
 * libxlsxwriter writes the file; what it does not look after is done here:
 *   - a text is a text: it never becomes a formula, a link or a number, and its
 *     carriage returns and what looks like Excel's escapes (_x000D_) stay what
 *     they are. One that a spreadsheet would take for a formula when somebody
 *     edits it has the number format "Text", so that it stays one.
 *   - book_close() reads the file back (check.h), syncs it and only then gives
 *     it its name; until then it is another beside it, which a failure removes.
 *   - the same calls give the same bytes.
 *
 * Errors: what goes wrong with a cell is kept until book_status() or
 * book_close(), as with stdio. Memory: libxlsxwriter asks malloc() itself and
 * does not always look at the answer.
 * Threads: a book belongs to one. The library calls gmtime().
 */
#ifndef REPORT_WORKBOOK_BOOK_H
#define REPORT_WORKBOOK_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "report/table.h"
#include "report/view_facts.h"
#include "report/workbook/cell_sum.h"

enum book_look {
    LOOK_TEXT,
    LOOK_GUARDED, /* not to be asked for: sheet_text() knows when */
    LOOK_WRAPPED, /* long texts over several lines */
    LOOK_HEADER,
    LOOK_TURNED, /* a header upwards */
    LOOK_TITLE,
    LOOK_HEADING,
    LOOK_QUIET,
    LOOK_CAPTION, /* quiet, over several lines */
    LOOK_LINK,
    LOOK_COUNT,
    LOOK_YEAR,
    LOOK_RATE,
    LOOK_MEASURE,
    LOOK_SHARE, /* 0.25 as 25.0% */
    LOOK_DATE,
    LOOK_WARNING, /* a text to be seen */
    LOOKS,
};

struct book;

struct sheet {
    struct book *book;
    lxw_worksheet *worksheet; /* NULL after a failure; nothing is written */
    char *name;               /* as Excel shows it */
    struct cell_sums sums;    /* of all cells so far */
};

/* Begins the workbook that is to be at `path`. ERR_CREATE. */
enum status book_open(struct book **out, const char *path,
                      const struct view_facts *facts,
                      struct error *err) MUST_USE;

/* Ends, checks, syncs and names the file, and frees the book, also when this
 * fails; then no file is left. ERR_CREATE, ERR_IO; ERR_BUG for a workbook that
 * does not read as it was written. */
enum status book_close(struct book *book, struct error *err) MUST_USE;

/* Frees the book and leaves no file. */
void book_discard(struct book *book);

/* The first thing that went wrong. */
enum status book_status(const struct book *book, struct error *err) MUST_USE;

/* Adds a sheet after those there are. Its name is `name`, or like it where
 * Excel takes no such name or there is one. A streamed sheet is written row by
 * row from the top, and takes no memory for its rows; charts may refer to the
 * other kind. Borrowed until the book ends; never NULL. */
struct sheet *book_add_sheet(struct book *book, const char *name,
                             bool is_streamed);

lxw_workbook *book_workbook(struct book *book);
lxw_format *book_format(struct book *book, enum book_look look);

/* Remembers an answer of the library. */
void book_note(struct book *book, lxw_error error);

/* -- Cells; rows and columns count from 0 ---------------------------------- */

/* A missing cell and an empty text are nothing. A text with so many carriage
 * returns, or "_x0041_" and the like, that it is too long for a cell once they
 * are escaped, is cut and ends in an ellipsis. */
void sheet_text(struct sheet *sheet, uint32_t row, uint32_t column,
                struct cell text, enum book_look look);
void sheet_string(struct sheet *sheet, uint32_t row, uint32_t column,
                  const char *text, enum book_look look);
void sheet_number(struct sheet *sheet, uint32_t row, uint32_t column,
                  double number, enum book_look look);

/* A text that leads to the first cell of `target`. */
void sheet_link(struct sheet *sheet, uint32_t row, uint32_t column,
                const struct sheet *target);

/* A note that is seen when the mouse is on the cell. */
void sheet_note(struct sheet *sheet, uint32_t row, uint32_t column,
                const char *text);

/* The sheet is printed across, all columns on a page; with its first row above
 * each page where `has_header`. */
void sheet_print(struct sheet *sheet, bool has_header);

/* Makes the row high enough for so many lines: a spreadsheet does not look at
 * what is in a cell before it is edited. At most as high as Excel allows. */
void sheet_lines(struct sheet *sheet, uint32_t row, double lines);

/* Sets the width of a column in characters. */
void sheet_width(struct sheet *sheet, uint32_t column, double characters);

#endif
