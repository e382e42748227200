/*
 * chart_looks.h - how the workbook's charts look: sizes, colours, axes.
 *
 * Colours are those of Okabe and Ito (2008), told apart by most people who see
 * few; lines are told apart by their markers, too.
 */
#ifndef REPORT_WORKBOOK_CHART_LOOKS_H
#define REPORT_WORKBOOK_CHART_LOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

struct chart_size {
    unsigned width, height; /* pixels */
};

/* Returns how many rows of a sheet the chart covers. */
uint32_t chart_rows(const struct chart_size *size);

/* What is handed over with a chart; `description` is read to those who do not
 * see it, and borrowed. */
lxw_chart_options chart_options(const struct chart_size *size,
                                const char *description);

void chart_look(lxw_chart *chart, const char *title);

/* The kinds of charts, and the `number`th series of each. */
void chart_look_bars(lxw_chart *chart, const char *values);
void chart_look_fill(lxw_chart_series *series, unsigned number);

void chart_look_years(lxw_chart *chart, const char *values, size_t years);
void chart_look_line(lxw_chart_series *series, unsigned number, size_t years);

struct chart_range {
    double low, high, step;
};

/* Points with intervals, across, and their names before them. */
void chart_look_contrasts(lxw_chart *chart, const char *values,
                          const struct chart_range *range, size_t names);
void chart_look_interval(lxw_chart_series *series);
void chart_look_point(lxw_chart_series *series);
lxw_error chart_look_names(lxw_chart_series *series, const char *const *names,
                           size_t count);

#endif
