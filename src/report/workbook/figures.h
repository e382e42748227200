/*
 * figures.h - the numbers that the workbook's charts show.
 *
 * Read from a run's tables: theme_frequency, theme_trend, theme_cooccurrence,
 * theme_comparison. With more than FIGURES_MOST groups or themes the largest
 * are taken: of groups by words, of themes by hits. What a run has not, or what
 * has a single value, is empty here, and its chart is left out.
 *
 * A number that is missing is nan.
 */
#ifndef REPORT_WORKBOOK_FIGURES_H
#define REPORT_WORKBOOK_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "report/published.h"

enum {
    FIGURES_MOST = 12,
    FIGURES_YEARS_MOST = 60, /* of which each can have its own mark and name */
};

struct names {
    const char *items[FIGURES_MOST + 1]; /* NULL at the end */
    size_t count;
    bool is_cut; /* there are more */
};

struct figure_year {
    const char *year;
    const char *group; /* that most words of the year are of; or NULL */
    double rates[FIGURES_MOST]; /* of the themes */
};

struct figure_contrast {
    const char *theme;
    double low, log_ratio, high;
};

struct figures {
    const char *group_by; /* "administration", cut where it is very long; NULL:
                             there are no groups */
    struct names groups;  /* in time */
    struct names themes;  /* most hits first */
    double rates[FIGURES_MOST][FIGURES_MOST]; /* theme, group */

    struct figure_year *years; /* in time; of the whole corpus */
    size_t year_count;
    bool has_periods; /* few years, and each is mostly of one group */

    bool has_pairs;
    double pairs[FIGURES_MOST]
                [FIGURES_MOST]; /* theme, theme: npmi in
                                   sentences of the whole corpus */

    const char *focus; /* the newest group, cut where it is very long */
    struct figure_contrast contrasts[FIGURES_MOST + 1]; /* highest first; one
                                                           more to fill */
    size_t contrast_count;

    struct arena arena; /* of all this */
};

/* Fills zeroed figures. What published_read() returns. */
enum status figures_read(const struct published *run, struct figures *figures,
                         struct error *err) MUST_USE;

void figures_release(struct figures *figures);

#endif
