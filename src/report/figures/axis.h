/*
 * axis.h - the axis of values below a drawing, and intervals along it.
 *
 *     struct range range = {.kind = AXIS_NUMBER};
 *     struct axis axis = {.title = "Hits per 10,000 words"};
 *
 *     range_add(&range, &estimate);           for every value
 *     axis_place(&axis, &range, x0, x1);
 *     height = axis_lay_out(&axis, &canvas);   below the drawing
 *     axis_draw(&axis, &canvas, top, bottom);
 *
 * It has all values, and what it can of the intervals: one that is much longer
 * than the values are far apart goes on beyond the axis, with an arrow.
 */
#ifndef REPORT_FIGURES_AXIS_H
#define REPORT_FIGURES_AXIS_H

#include <stdbool.h>

#include "report/figures/canvas.h"
#include "report/figures/scale.h"

struct estimate {
    double value, low, high;
    bool has_interval;
};

enum axis_kind {
    AXIS_NUMBER,  /* from 0 */
    AXIS_COUNT,   /* likewise, whole numbers */
    AXIS_PERCENT, /* of shares, 0 to 1 */
    AXIS_LOG_RATIO,
};

/* What there is to show; begins with its kind only. */
struct range {
    enum axis_kind kind;
    bool has_values;
    double low, high;         /* of values */
    double low_end, high_end; /* of intervals too */
};

void range_add(struct range *range, const struct estimate *estimate);

/* Makes the scale that shows the range; its places are still to be set. */
struct scale range_scale(const struct range *range);

/* Ticks for a scale that is `length` points long, texts of `size`. */
struct ticks range_ticks(const struct range *range, const struct scale *scale,
                         size_t most);

/* Appends what stands at a tick. */
void tick_label(struct buffer *out, enum axis_kind kind,
                const struct ticks *ticks, size_t index);

struct axis {
    /* Set by the caller: */
    const char *title;          /* what the values are */
    const char *lower, *higher; /* what is on either side of 0; or NULL */

    /* Private: */
    enum axis_kind kind;
    struct scale scale;
    struct ticks ticks;
    struct label title_lines;
    const char *lower_text, *higher_text;
};

/* Makes it run from `start` to `end`. */
void axis_place(struct axis *axis, const struct range *range, double start,
                double end);

/* Returns the height of what stands below the drawing. */
double axis_lay_out(struct axis *axis, struct canvas *canvas);

/* Draws its lines from `top` to `bottom` and what stands below. */
void axis_draw(const struct axis *axis, const struct canvas *canvas, double top,
               double bottom);

/* Draws the estimate's interval at the height `y`. */
void axis_draw_interval(const struct axis *axis, struct svg *svg, double y,
                        const struct estimate *estimate, const char *colour);

#endif
