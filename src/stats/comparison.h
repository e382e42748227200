/*
 * comparison.h - is a word or theme commoner here than there ("keyness")?
 *
 *     struct comparison c = comparison_of(&(struct comparison_counts){
 *         .f1 = 10, .n1 = 100, .f2 = 5, .n2 = 200});
 *     const struct comparison_measure *g2 = comparison_measure_find("g2");
 *     struct measurement cell = g2->compute(&c);        7.329812
 *
 * COMPARISON_MEASURES is the list of what can be computed: a report makes its
 * columns of the rows, and a new measure is one function and one row. A row of
 * a report is computed cell by cell, so only what is printed costs anything.
 * Most measures need the counts only; what needs more (every document, or every
 * row of the report) the caller puts into the struct before asking.
 *
 * Ranking millions of words: comparison_g2() is the measure "g2" bit for bit
 * without the table; comparison_g2_bound() is several times cheaper and never
 * smaller, so a word whose bound is below the worst of the top N needs no
 * logarithm.
 *
 * Notation: f1 of n1 words in the focus, f2 of n2 in the reference, p = f/n,
 * N = n1 + n2. An f beyond its n makes n equal to f.
 */
#ifndef STATS_COMPARISON_H
#define STATS_COMPARISON_H

#include <stddef.h>
#include <stdint.h>

#include "stats/contingency.h"
#include "stats/measurement.h"

struct comparison_counts {
    uint64_t f1, n1; /* focus: hits, words */
    uint64_t f2, n2; /* reference: hits, words */
};

/* Make it with comparison_of(); zeroed it compares nothing with nothing. */
struct comparison {
    struct comparison_counts counts;

    /* Of the counts, since most measures are made of these. */
    struct contingency table;
    double g2;

    /* Pseudo-counts of the Dirichlet prior: this word's, and all words'
     * together; see comparison_set_prior(). With 0 log_odds_z is blank where
     * a count is 0. */
    double prior;
    double prior_total;

    /* How many rows the report tests, for Bonferroni; 0 counts as 1. */
    uint64_t tests;

    /* Computed over many rows or documents, handed through to their columns;
     * zeroed they are blank. See significance.h. */
    struct measurement q_value;
    struct measurement mann_whitney_p;
    struct measurement mann_whitney_proportion;
    struct measurement mann_whitney_q;
    struct interval log_ratio_documents; /* see rate_contrast.h */
};

struct comparison comparison_of(const struct comparison_counts *counts);

struct comparison_measure {
    struct measure about;
    struct measurement (*compute)(const struct comparison *);
};

/* First the columns of theme_comparison.csv in their order (the numbers after
 * the counts and rates), then further measures. */
extern const struct comparison_measure COMPARISON_MEASURES[];
extern const size_t COMPARISON_MEASURE_COUNT;

/* Returns the measure of that column name, or NULL. */
const struct comparison_measure *comparison_measure_find(const char *name);

/* Which side has the higher rate; nothing is said of a group without words. */
enum direction {
    DIRECTION_UNKNOWN = 0,
    DIRECTION_LOWER, /* in the focus than in the reference */
    DIRECTION_EQUAL,
    DIRECTION_HIGHER,
};

enum direction comparison_direction(const struct comparison_counts *counts);

/* Returns "higher", "lower", "equal" or "". */
const char *direction_name(enum direction direction);

/* Log likelihood ratio over four cells; its sign is comparison_direction().
 * 0 where a group has no words or the word is in neither (or is all of both).
 * Dunning 1993. */
double comparison_g2(const struct comparison_counts *counts);

/* Returns a number not below comparison_g2(): twice chi-square, because
 * (1+d) ln(1+d) - d <= d^2. Twice as large where rates are alike, far larger
 * where they are far apart. No logarithm, three divisions. */
double comparison_g2_bound(const struct comparison_counts *counts);

/* Sets the informative prior of Monroe et al.: this word's share of a
 * background corpus (`count` of `total` words), worth `strength` words in
 * all. A larger strength shrinks rare words' differences more. */
void comparison_set_prior(struct comparison *comparison, uint64_t count,
                          uint64_t total, double strength);

/* log2(p1/p2), a zero count taken as 0.5 (Hardie 2014), and its 95% interval:
 * the delta method on the log risk ratio, variance 1/f1 - 1/n1 + 1/f2 - 1/n2
 * (Katz et al. 1978), with the same halves for zeros. It takes words as
 * independent; mann_whitney_p does not. Blank where either group has no words
 * or neither has the word. */
struct measurement comparison_log_ratio(const struct comparison_counts *counts);
struct interval
comparison_log_ratio_interval(const struct comparison_counts *counts);

/* The lower end of that interval where documents are what was sampled and it is
 * to hold over `tests` rows (Bonferroni; 0 counts as 1): its reach is
 * sqrt(design_effect) times as far, as if the counts were divided by it (Rao &
 * Scott 1992). For f1 = sum x over documents with x each it is sum x^2 / f1, 1
 * where each has one. Blank likewise. */
struct measurement
comparison_log_ratio_low(const struct comparison_counts *counts,
                         double design_effect, uint64_t tests);

/* The end nearest 0 of the exact (Clopper-Pearson) interval of f1 in f1 + f2,
 * as log2 of the ratio of rates, at 95% over `tests` rows (Bonferroni); 0 where
 * the interval covers no difference. Evert 2022. Blank as above. */
struct measurement
comparison_log_ratio_conservative(const struct comparison_counts *counts,
                                  uint64_t tests);

#endif
