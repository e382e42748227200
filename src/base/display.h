/*
 * display.h - texts of strangers, as a terminal may show them.
 *
 * A document's title may hold an escape sequence that rewrites the screen or
 * types commands, a line's end that breaks a table, or marks that turn the
 * direction of all that follows. Here they become harmless: white space of any
 * kind is a space (a line's end of two characters is one), and every other
 * control character, C1 and DEL among them, every mark of direction that embeds
 * or overrides, and every byte that is not UTF-8 is U+FFFD.
 *
 * Widths are in columns of a terminal: a grapheme cluster (Unicode's annex 29)
 * is as wide as the widest of its characters, so combining marks take nothing
 * and East Asian characters and emoji two. Terminals differ in newer emoji.
 *
 * Threads: no state.
 */
#ifndef BASE_DISPLAY_H
#define BASE_DISPLAY_H

#include <stddef.h>
#include <stdio.h>

#include "base/buffer.h"

/* Returns the columns that the text takes. */
size_t display_width(const char *text, size_t length);

/* Appends the text made harmless, cut to at most `most` columns, the last of
 * which is an ellipsis then. Returns the columns taken. */
size_t display_add(struct buffer *out, const char *text, size_t length,
                   size_t most);

/* Appends `columns` spaces. */
void display_pad(struct buffer *out, size_t columns);

/* Returns the columns of the terminal that the stream is; 0 when it is none.
 * COLUMNS in the environment is believed before the terminal. */
size_t display_columns(FILE *stream);

/* Likewise its lines. */
size_t display_lines(FILE *stream);

#endif
