/*
 * svg.h - writes one SVG image.
 *
 *     struct svg *svg = svg_new(&page);
 *
 *     svg_text(svg, (struct point){x, y}, "norms", &style);
 *     ...
 *     status = svg_end(svg, &bytes, err);               and svg is gone
 *
 * The image stands alone: it names no other file, has no script and no style
 * canvas, and begins with its title and description for those who do not see
 * it. All is in points, 1/72 inch; width and height are given in millimetres,
 * so that it is printed in that size. Texts stay texts.
 *
 * libxml2 escapes; a text here is one that XML can hold (label.h). Errors are
 * remembered and told at the end. Threads: one at a time an image.
 */
#ifndef REPORT_FIGURES_SVG_H
#define REPORT_FIGURES_SVG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

struct point {
    double x, y;
};

struct box {
    double x, y, width, height;
};

/* Of shapes; what is NULL or 0 is not written: nothing is filled, drawn. */
struct paint {
    const char *fill, *stroke; /* colours */
    double stroke_width;
    const char *dashes; /* "2 2" */
    double fill_opacity;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };

struct svg_font {
    double size;
    const char *fill; /* a colour; NULL: ink */
    enum anchor anchor;
    bool is_bold;
    const char *detail; /* printed after the text, fainter and with a
                            dot between; or NULL */
};

struct svg_page {
    double width_mm, height; /* height in points */
    const char *name;        /* [a-z_]+ */
    const char *title, *description;
};

extern const char svg_ink[];   /* of texts and axes */
extern const char svg_faint[]; /* of what matters less */

#define POINTS_PER_MM (72.0 / 25.4)

struct svg;

struct svg *svg_new(const struct svg_page *page);

/* Appends the image to `out` and frees the writer. ERR_BUG where XML could not
 * be written. */
MUST_USE enum status svg_end(struct svg *svg, struct buffer *out,
                             struct error *err);

/* What belongs together; `name` says what it is. */
void svg_group_begin(struct svg *svg, const char *name);
void svg_group_end(struct svg *svg);

void svg_line(struct svg *svg, struct point from, struct point to,
              const struct paint *paint);
void svg_box(struct svg *svg, const struct box *box, const struct paint *paint);
void svg_circle(struct svg *svg, struct point centre, double radius,
                const struct paint *paint);
void svg_polygon(struct svg *svg, const struct point *points, size_t count,
                 const struct paint *paint);
void svg_polyline(struct svg *svg, const struct point *points, size_t count,
                  const struct paint *paint);

/* At the text's base line. */
void svg_text(struct svg *svg, struct point at, const char *text,
              const struct svg_font *style);

#endif
