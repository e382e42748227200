/*
 * canvas.h - what all figures have: a page, sizes of its texts, what stands
 * above the drawing (which mark means what) and below it (notes, source).
 *
 *     struct canvas canvas;
 *
 *     canvas_init(&canvas, &caption);
 *     ... lays out, which tells how high the drawing is ...
 *     canvas_begin(&canvas, height);             opens the image
 *     ... draws with canvas.svg between 0 and height ...
 *     status = canvas_end(&canvas, &bytes, err); notes, source; frees all
 *
 * Sizes are those of a page of a journal: 8 point, and 7 in a narrow column.
 */
#ifndef REPORT_FIGURES_CANVAS_H
#define REPORT_FIGURES_CANVAS_H

#include "base/arena.h"
#include "report/figures/label.h"
#include "report/figures/marks.h"
#include "report/figures/svg.h"

/* What a figure is called, and what is said of it. */
struct caption {
    double width_mm;
    const char *name;        /* of the table: [a-z_]+ */
    const char *title;       /* read aloud, not printed */
    const char *description; /* likewise */
    const char *notes;       /* sentences printed below; may be "" */
    const char *source;      /* printed last */
};

struct canvas {
    const struct caption *caption;
    struct arena texts; /* of labels */
    struct svg *svg;    /* between canvas_begin() and canvas_end() */
    double width;
    double height; /* of the drawing, without what stands below */
    struct label notes, source;
    double size, small;         /* of texts */
    double line, small_line;    /* from one base line to the next */
    struct svg_font text, fine; /* at the start of a line */
};

/* The most that a drawing should be high, so that a page holds it. */
extern const double canvas_height_max;

void canvas_init(struct canvas *canvas, const struct caption *caption);
void canvas_begin(struct canvas *canvas, double height);
MUST_USE enum status canvas_end(struct canvas *canvas, struct buffer *out,
                                struct error *err);

/* Prints the lines one below the other; `at` is the first one's base line. */
void canvas_print(const struct canvas *canvas, const struct label *label,
                  struct point at, const struct svg_font *style);

/* -- Which mark means what ------------------------------------------------- */

struct legend_item {
    struct mark mark; /* radius 0: none */
    const char *text;

    /* Private: */
    struct point at;
};

struct legend {
    struct legend_item *items;
    size_t count;
};

/* Places the items in lines and shortens their texts; returns the height, 0
 * where there are none. */
double legend_lay_out(struct canvas *canvas, struct legend *legend);
void legend_draw(const struct canvas *canvas, const struct legend *legend);

#endif
