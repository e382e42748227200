/*
 * dot_plot.h - values with their intervals as dots beside names (Cleveland).
 *
 * A row for each thing, a mark for each series in it, one below the other.
 */
#ifndef REPORT_FIGURES_DOT_PLOT_H
#define REPORT_FIGURES_DOT_PLOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "report/figures/axis.h"
#include "report/figures/canvas.h"

/* As many rows as a page holds. */
enum { DOT_ROWS_MAX = 60 };

struct dot_row {
    const char *name;
    const char *detail; /* printed after it where there is room; or NULL */
};

struct dot {
    size_t row, series;
    struct estimate estimate;
    bool is_hollow;
};

struct dot_plot {
    struct caption caption;
    enum axis_kind kind;
    const char *axis;           /* what the values are */
    const char *lower, *higher; /* AXIS_LOG_RATIO: what is on either side */
    const char *series_are;     /* "administration" */
    const char *const *series; /* up to SERIES_MAX; NULL: one, without a name */
    size_t series_count;
    const char *filled, *hollow; /* what these mean; NULL: all are filled */
    const struct dot_row *rows;  /* up to DOT_ROWS_MAX, the topmost first */
    size_t row_count;
    const struct dot *dots;
    size_t dot_count; /* at least 1 */
};

/* Appends the figure as SVG. */
MUST_USE enum status dot_plot_draw(const struct dot_plot *plot,
                                   struct buffer *out, struct error *err);

#endif
