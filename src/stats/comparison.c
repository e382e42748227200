/* comparison.c - see comparison.h; the rows are in comparison_measures.c. */
#include "stats/comparison.h"

#include <math.h>
#include <string.h>

#include "stats/contingency.h"
#include "stats/distribution.h"

static struct contingency table_of(const struct comparison_counts *counts)
{
    return contingency_of(counts->f1, counts->n1, counts->f2, counts->n2);
}

struct comparison comparison_of(const struct comparison_counts *counts)
{
    struct comparison comparison = {.counts = *counts,
                                    .table = table_of(counts)};

    comparison.g2 = contingency_g2(&comparison.table);
    return comparison;
}

const struct comparison_measure *comparison_measure_find(const char *name)
{
    for (size_t i = 0; i < COMPARISON_MEASURE_COUNT; i++)
        if (strcmp(COMPARISON_MEASURES[i].about.name, name) == 0)
            return &COMPARISON_MEASURES[i];
    return NULL;
}

enum direction comparison_direction(const struct comparison_counts *counts)
{
    struct contingency table = table_of(counts);

    if (table.o11 + table.o21 <= 0 || table.o12 + table.o22 <= 0)
        return DIRECTION_UNKNOWN;
    if (table.excess > 0)
        return DIRECTION_HIGHER;
    return table.excess < 0 ? DIRECTION_LOWER : DIRECTION_EQUAL;
}

const char *direction_name(enum direction direction)
{
    static const char *const names[] = {
        [DIRECTION_UNKNOWN] = "",
        [DIRECTION_LOWER] = "lower",
        [DIRECTION_EQUAL] = "equal",
        [DIRECTION_HIGHER] = "higher",
    };

    return names[direction];
}

double comparison_g2(const struct comparison_counts *counts)
{
    struct contingency table = table_of(counts);

    return contingency_g2(&table);
}

double comparison_g2_bound(const struct comparison_counts *counts)
{
    const double rounding = 1 + 1e-12;
    struct contingency table = table_of(counts);

    return 2 * rounding * contingency_chi2(&table);
}

void comparison_set_prior(struct comparison *comparison, uint64_t count,
                          uint64_t total, double strength)
{
    comparison->prior_total = strength;
    comparison->prior = total > 0 ? strength * (double)count / (double)total
                                  : 0;
}

/* The counts of a log ratio: halves for zeros, rates never above 1. */
struct log_ratio_terms {
    double f1, n1, f2, n2;
};

/* Fills the terms; false where the log ratio is blank. */
static bool log_ratio_terms(const struct comparison_counts *counts,
                            struct log_ratio_terms *terms)
{
    struct contingency table = table_of(counts);

    *terms = (struct log_ratio_terms){
        .f1 = counts->f1 > 0 ? table.o11 : 0.5,
        .n1 = table.o11 + table.o21,
        .f2 = counts->f2 > 0 ? table.o12 : 0.5,
        .n2 = table.o12 + table.o22,
    };
    return terms->n1 > 0 && terms->n2 > 0 && table.o11 + table.o12 > 0;
}

struct measurement comparison_log_ratio(const struct comparison_counts *counts)
{
    struct log_ratio_terms t;

    if (!log_ratio_terms(counts, &t))
        return measurement_blank();
    return measurement_of(log2(t.f1 / t.f2) + log2(t.n2 / t.n1));
}

struct interval
comparison_log_ratio_interval(const struct comparison_counts *counts)
{
    struct log_ratio_terms t;
    double estimate, reach;

    if (!log_ratio_terms(counts, &t))
        return interval_blank();
    estimate = comparison_log_ratio(counts).value;
    /* 1/f - 1/n, written so that it cannot fall below 0. */
    reach = NORMAL_QUANTILE_975 / log(2) *
            sqrt((t.n1 - t.f1) / (t.f1 * t.n1) + (t.n2 - t.f2) / (t.f2 * t.n2));
    return interval_of(estimate - reach, estimate + reach);
}

struct measurement
comparison_log_ratio_low(const struct comparison_counts *counts,
                         double design_effect, uint64_t tests)
{
    double tail = INTERVAL_ALPHA / 2 / (tests > 0 ? (double)tests : 1);
    double wider = student_t_quantile(HUGE_VAL, tail) / NORMAL_QUANTILE_975;
    double estimate = comparison_log_ratio(counts).value;
    struct interval interval = comparison_log_ratio_interval(counts);

    if (!interval.is_defined)
        return measurement_blank();
    return measurement_of(estimate - sqrt(design_effect) * wider *
                                         (estimate - interval.low));
}

/* Is it plain that the interval covers no difference? It does if f1 or more of
 * f1 + f2 come up by chance with a probability above `tail`, and that is at
 * least exp(-g2 / 2) / sqrt(8 f1 f2 / (f1 + f2)), g2 being that of two terms
 * (Ash 1965, lemma 4.7.2). Asking this spares most of the searches for a bound.
 * Twice the tail is asked for, so that rounding cannot decide, and more than
 * the least tail that clopper_pearson_lower_odds() knows. */
static bool is_plainly_covered(double f1, double f2, double g2_two_term,
                               double tail)
{
    double least = exp(-g2_two_term / 2) /
                   sqrt(fmax(8 * f1 * (f2 / (f1 + f2)), 1));

    return least > fmax(2 * tail, 1e-13);
}

/* The lower bound of log2(p1/p2), for p1 >= p2; 0 where it is not above 0. */
static double conservative_excess(double f1, double n1, double f2, double n2,
                                  double tail)
{
    double ratio = clopper_pearson_lower_odds(f1, f2, tail) * (n2 / n1);

    return ratio > 1 ? log2(ratio) : 0;
}

struct measurement
comparison_log_ratio_conservative(const struct comparison_counts *counts,
                                  uint64_t tests)
{
    double tail = INTERVAL_ALPHA / 2 / (tests > 0 ? (double)tests : 1);
    struct contingency t = table_of(counts);
    double n1 = t.o11 + t.o21, n2 = t.o12 + t.o22;
    double g2 = contingency_g2_two_term(&t);
    struct log_ratio_terms unused;

    if (!log_ratio_terms(counts, &unused))
        return measurement_blank();
    if (is_plainly_covered(t.o11, t.o12, g2, tail))
        return measurement_of(0);
    if (t.excess > 0)
        return measurement_of(conservative_excess(t.o11, n1, t.o12, n2, tail));
    /* 0 - x, because -x would print a 0 as -0. */
    return measurement_of(0 - conservative_excess(t.o12, n2, t.o11, n1, tail));
}
