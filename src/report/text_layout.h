/*
 * text_layout.h - how the columns of a table share the width of a terminal.
 *
 * Nothing is given up that fits. What does not is made narrower in this order,
 * until it does: texts that are the same in all rows are said once, above the
 * table; names of columns are broken after '_' and spaces; long texts are cut;
 * columns are left out from the right, keys last. Numbers are never cut: half
 * a number is a wrong one.
 */
#ifndef REPORT_TEXT_LAYOUT_H
#define REPORT_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* Columns between two of the table's. */
enum { TEXT_LAYOUT_GAP = 2 };

enum text_place {
    TEXT_SHOWN,
    TEXT_SAID_ABOVE,
    TEXT_LEFT_OUT,
};

struct text_column {
    /* Set by the caller: */
    const char *name;   /* harmless (base/display.h) */
    size_t cells_width; /* of the widest cell */
    bool is_number, is_key;
    bool is_constant; /* a text, the same in all of several rows */

    /* The layout: */
    enum text_place place;
    size_t width;
};

/* Lays the columns out for a line of `width`; 0: of any length. */
void text_layout(struct text_column *columns, size_t count, size_t width);

/* Returns the bytes of the name's next line from `at` on in that width: as many
 * of its pieces as fit, or one. */
size_t text_layout_name_line(const char *name, size_t at, size_t width);

#endif
