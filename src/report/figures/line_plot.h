/*
 * line_plot.h - values over time, with their intervals: a panel for each thing,
 * a line for each series in it.
 *
 * Neighbours in time are joined by a line, over a band of their intervals; over
 * periods without a value the line is dashed, and a value by itself has its
 * interval as a bar. Panels share the time and have each their own scale of
 * values, from 0.
 */
#ifndef REPORT_FIGURES_LINE_PLOT_H
#define REPORT_FIGURES_LINE_PLOT_H

#include <stddef.h>

#include "base/attr.h"
#include "report/figures/axis.h"
#include "report/figures/canvas.h"

/* In order of panel, series and period. */
struct line_point {
    size_t panel, series;
    long period; /* neighbours differ by 1 */
    struct estimate estimate;
};

/* What stands at a period: the year it begins. */
struct line_times {
    long per_year;    /* periods a year: 1, 4 or 12 */
    long first, last; /* periods; `per_year` times the year, and the part */
};

struct line_plot {
    struct caption caption;
    const char *axis;       /* what the values are; printed above */
    const char *series_are; /* "administration" */
    const char *const *series;
    size_t series_count;
    struct line_times times;
    const char *const *panels; /* names; at most line_plot_panels_max() */
    size_t panel_count;
    const struct line_point *points;
    size_t point_count; /* at least 1 */
};

/* Returns how many panels a page of that width holds. */
size_t line_plot_panels_max(double width_mm);

/* Appends the figure as SVG. */
MUST_USE enum status line_plot_draw(const struct line_plot *plot,
                                    struct buffer *out, struct error *err);

#endif
