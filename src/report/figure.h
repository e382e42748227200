/*
 * figure.h - figures for papers, drawn from the tables of a published run.
 *
 *     struct figure_request request = {.run = run, .table = "theme_trend",
 *                                      .width_mm = 170};
 *
 *     status = figure_write(&request, &svg, err);
 *
 * A figure is a table's: a row in figure.c and a function in figures/ that
 * makes of the table's rows what dot_plot.h, line_plot.h or heat_map.h draw.
 * It is a standing SVG image, the same bytes for the same run and request.
 *
 * Threads: no state.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "report/published.h"
#include "report/selection.h"

struct figure_request {
    const struct published *run;
    const char *table;
    const char *measure; /* a column; NULL: the figure's own choice */
    const struct condition *conditions; /* as selection.h has them */
    size_t condition_count;
    double width_mm;
};

/* Appends the figure as SVG. ERR_USAGE: the table has no figure, or none of
 * that measure, or lacks a column; ERR_INPUT: no row is as asked for, or there
 * is nothing to see in them; and what published_read() returns. */
MUST_USE enum status figure_write(const struct figure_request *request,
                                  struct buffer *svg, struct error *err);

#endif
