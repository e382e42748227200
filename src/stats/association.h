/*
 * association.h - do A and B come together more than chance would have it?
 *
 *     struct association x = association_of_units(
 *         &(struct association_units){.units = 1000, .a = 100, .b = 80,
 *                                     .both = 30});
 *     association_measure_find("pmi")->compute(&x).value;      1.906891
 *
 * Two kinds of co-occurrence (Evert 2008), one struct:
 *
 * - textual: n units (sentences, paragraphs, documents), a with A, b with B,
 *   `both` with both; a true 2x2 table, E = ab/n;
 * - surface: pairs of hits within a window of words. Pairs are not units (one
 *   hit may be in several), so there is no 2x2 table: g2 is then the Poisson
 *   log likelihood 2 (O ln(O/E) - (O - E)), chi2 is (O-E)^2/E, and phi and the
 *   odds ratio are blank.
 *
 * Notation: O observed together, E expected by chance, f1 and f2 how often each
 * occurs, N units or words.
 */
#ifndef STATS_ASSOCIATION_H
#define STATS_ASSOCIATION_H

#include <stddef.h>
#include <stdint.h>

#include "stats/contingency.h"
#include "stats/measurement.h"

struct association_units {
    uint64_t units;
    uint64_t a; /* units with A, whether with B or not */
    uint64_t b;
    uint64_t both;
};

struct association_window {
    uint64_t pairs; /* hits of A and B at most `window` words apart */
    uint64_t hits_a;
    uint64_t hits_b;
    uint64_t words;
    uint64_t window; /* words on either side */
};

/* What the measures compute from; make it with one of the two functions. */
struct association {
    double observed;
    double expected;
    double frequency_a;
    double frequency_b;
    double total;             /* units, or words */
    double g2;                /* see association_g2() */
    bool is_table;            /* textual: `table` is filled */
    struct contingency table; /* o11 both, o12 only B, o21 only A, o22 none */

    /* Computed over the report's rows; blank until the caller sets it. */
    struct measurement q_value;
};

/* Impossible counts are mended: both is at most a and b, units at least
 * a + b - both. */
struct association association_of_units(const struct association_units *units);

/* E = 2 window f1 f2 / words (Evert 2008); 0 where there are no words. */
struct association
association_of_window(const struct association_window *window);

/* The same for an expectation computed elsewhere (one that is nan or not
 * within 1e-100 and 1e100 counts as 0): `observed` pairs of `hits_a` and
 * `hits_b` in `words`. */
struct association association_of_expected(uint64_t observed, double expected,
                                           uint64_t hits_a, uint64_t hits_b,
                                           uint64_t words);

/* Log likelihood: four cells (Dunning 1993), or Poisson for a window. Never
 * negative; 0 where nothing is expected. */
static inline double association_g2(const struct association *association)
{
    return association->g2;
}

struct association_measure {
    struct measure about;
    struct measurement (*compute)(const struct association *);
};

/* First the columns of theme_cooccurrence.csv in their order (from `expected`
 * on), then further measures. */
extern const struct association_measure ASSOCIATION_MEASURES[];
extern const size_t ASSOCIATION_MEASURE_COUNT;

/* Returns the measure of that column name, or NULL. */
const struct association_measure *association_measure_find(const char *name);

#endif
