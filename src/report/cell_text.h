/*
 * cell_text.h - what a text must be so that every writer can hold it.
 *
 * Fit is: valid UTF-8 without control characters other than TAB, LF and CR, and
 * without U+FFFE and U+FFFF; that is what XML, and so XLSX and HTML, can hold.
 * Lengths are in UTF-16 code units where Excel's limit is meant, else in bytes.
 */
#ifndef REPORT_CELL_TEXT_H
#define REPORT_CELL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

bool cell_text_is_fit(const char *text, size_t length);

/* Appends the text to `out` with U+FFFD for every byte that begins no fit
 * character. */
void cell_text_repair(const char *text, size_t length, struct buffer *out);

/* Returns how many bytes of a fit text make its longest beginning of whole
 * characters that has at most `units` UTF-16 code units. */
size_t cell_text_cut(const char *text, size_t length, size_t units);

/* Does it begin with = + - @ TAB CR or LF, so that a spreadsheet that opens a
 * CSV file might run it, or hide what follows? */
static inline bool cell_text_is_formula_like(const char *text, size_t length)
{
    switch (length ? text[0] : '\0') {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
        return true;
    default:
        return false;
    }
}

/* Is it YYYY-MM-DD, with a month that exists and a day that the month has? */
bool cell_text_is_date(const char *text, size_t length);

/* Is it such a date, or its year, or its year and month? */
bool cell_text_is_partial_date(const char *text, size_t length);

#endif
