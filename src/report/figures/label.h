/*
 * label.h - texts in figures: how wide they are, and how they come to fit.
 *
 * Nothing that writes SVG knows the font that a reader's program will take. So
 * widths are estimated: Helvetica's, which Arial and Liberation Sans share, a
 * twentieth added, since other fonts are wider; a full em for the wide
 * characters of East Asia, and two thirds of one for all others.
 *
 * Names of groups and titles of documents are anybody's texts. A label has them
 * with runs of white space as one space, without control characters and
 * without those that turn the direction of what follows, with at most four
 * marks upon a letter, and no longer than LABEL_CHARACTERS_MAX.
 *
 * Sizes and widths are in points. Threads: no state.
 */
#ifndef REPORT_FIGURES_LABEL_H
#define REPORT_FIGURES_LABEL_H

#include <stddef.h>

#include "base/arena.h"

enum { LABEL_LINES_MAX = 6, LABEL_CHARACTERS_MAX = 600 };

/* What a label has to fit. */
struct label_room {
    double size;  /* of the font */
    double width; /* of each line */
    size_t lines; /* 1 to LABEL_LINES_MAX */
};

struct label {
    const char *lines[LABEL_LINES_MAX]; /* in the arena */
    size_t count;                       /* 0 for an empty text */
    double width;                       /* of the widest line */
};

double label_width(const char *text, double size);

/* Returns the text in lines, broken between words where it can be, and cut
 * with an ellipsis where it is too long for the room. */
struct label label_fit(struct arena *arena, const char *text,
                       const struct label_room *room);

/* The same in one line; "" for an empty text. */
const char *label_shorten(struct arena *arena, const char *text, double size,
                          double width);

#endif
