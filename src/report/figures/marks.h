/*
 * marks.h - how series of a figure are told apart: by shape and by colour.
 *
 * The colours are those of Okabe and Ito (2008), which people see as different
 * who do not see all colours, without their yellow, which is faint on paper;
 * the shapes tell what is left when colours are printed grey.
 */
#ifndef REPORT_FIGURES_MARKS_H
#define REPORT_FIGURES_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "report/figures/svg.h"

/* As many series as a reader can keep apart. */
enum { SERIES_MAX = 8 };

/* What stands for marks of all series. */
enum { MARK_NEUTRAL = SERIES_MAX };

const char *mark_colour(size_t series);

struct mark {
    size_t series; /* or MARK_NEUTRAL: of none */
    double radius;
    bool is_hollow;
};

void mark_draw(struct svg *svg, struct point at, const struct mark *mark);

#endif
