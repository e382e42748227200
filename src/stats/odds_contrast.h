/*
 * odds_contrast.h - is an association stronger here than there?
 *
 *     struct odds_contrast c = odds_contrast_of(&table, &other_table);
 *     c.difference.value, c.z.value, c.p.value
 *
 * Each group has a 2x2 table of units: with both, with one, with the other,
 * with neither. ln of its odds ratio is about normal with variance 1/o11 +
 * 1/o12 + 1/o21 + 1/o22 (Woolf 1955), so the difference of two independent ones
 * over the root of both variances is a z; its square is Woolf's test that two
 * tables have the same odds ratio. Where a table has an empty cell, 1/2 is
 * added to its four (Haldane 1956), as in contingency_odds_ratio().
 *
 * Units (sentences of one document, say) are taken as independent, which they
 * are not quite: p is too small where few documents hold most of them.
 */
#ifndef STATS_ODDS_CONTRAST_H
#define STATS_ODDS_CONTRAST_H

#include "stats/contingency.h"
#include "stats/measurement.h"

/* Natural logarithms. A group whose table has an empty row or column has no
 * odds ratio: its logarithm, and all that follows, are blank. */
struct odds_contrast {
    struct measurement log_odds_focus, log_odds_reference;
    struct measurement difference; /* focus less reference */
    struct interval interval;      /* of the difference */
    struct measurement z, p;       /* p is two-sided */
};

struct odds_contrast odds_contrast_of(const struct contingency *focus,
                                      const struct contingency *reference);

#endif
