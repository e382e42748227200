/*
 * heat_map.h - how pairs of things go together: one half of a square, each
 * thing named where its row ends and its column begins.
 *
 * A value from -1 to 1 is a colour, darker as it is farther from 0, orange
 * above and blue below; where cells are large enough it is printed too, else a
 * line marks those below 0, so that grey print tells them apart.
 */
#ifndef REPORT_FIGURES_HEAT_MAP_H
#define REPORT_FIGURES_HEAT_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "report/figures/canvas.h"

enum heat_kind {
    HEAT_UNKNOWN, /* nothing can be said of the pair */
    HEAT_NEVER,   /* never together */
    HEAT_VALUE,
};

struct heat_cell {
    enum heat_kind kind;
    double value;
    bool is_certain; /* printed bold, or with a dot */
};

struct heat_map {
    struct caption caption;
    const char *value_is;          /* what the colours are */
    const char *never;             /* "never in one sentence" */
    const char *const *names;      /* `count` of them */
    size_t count;                  /* at most heat_map_names_max() */
    const struct heat_cell *cells; /* count * count; of row and column, the
                                      column's index below the row's */
};

/* Returns how many things a page of that width holds. */
size_t heat_map_names_max(double width_mm);

/* Appends the figure as SVG. */
MUST_USE enum status heat_map_draw(const struct heat_map *map,
                                   struct buffer *out, struct error *err);

#endif
