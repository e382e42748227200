/*
 * gather.h - rows and dots of a dot plot, gathered one by one.
 *
 *     size_t row = gather_row(&gather, term, theme);
 *
 *     gather_dot(&gather, &(struct dot){row, series, estimate, false});
 *     gather.rows.items[row].weight += rate;
 *     ...
 *     cut = gather_finish(&gather, DOT_ROWS_MAX);
 *
 * A zeroed one is empty.
 */
#ifndef REPORT_FIGURES_GATHER_H
#define REPORT_FIGURES_GATHER_H

#include <stddef.h>

#include "base/vector.h"
#include "report/figures/dot_plot.h"

struct gathered_row {
    struct dot_row row;
    double weight; /* the greatest are kept; 0 at first */
    double order;  /* the greatest stands at the top; 0 at first */
    size_t index;
};

struct gathered_rows VECTOR_OF(struct gathered_row);
struct gathered_dots VECTOR_OF(struct dot);

struct gather {
    struct gathered_rows rows;
    struct gathered_dots dots;
    size_t last;               /* the row found last */
    struct dot_row *plot_rows; /* after gather_finish() */
};

void gather_release(struct gather *gather);

/* Returns the index of the row of that name and detail (NULL: none), which is
 * a new one where there is none. Texts are borrowed. */
size_t gather_row(struct gather *gather, const char *name, const char *detail);

void gather_dot(struct gather *gather, const struct dot *dot);

/* Keeps the `most` rows of greatest weight, puts them in order (equal ones stay
 * as they came), and puts rows and dots into the plot. Returns how many rows
 * were there before. */
size_t gather_finish(struct gather *gather, size_t most, struct dot_plot *plot);

#endif
