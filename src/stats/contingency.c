/* contingency.c - see contingency.h. */
#include "stats/contingency.h"

#include <math.h>

struct margins {
    double is, is_not, sample1, sample2, total;
};

/* Returns a*b - c*d, rounded nearly once: the products' rounding errors are
 * added back. Exactly antisymmetric in the two products. */
static double difference_of_products(double a, double b, double c, double d)
{
    double ab = a * b, cd = c * d;
    double ab_error = fma(a, b, -ab), cd_error = fma(c, d, -cd);

    return (ab - cd) + (ab_error - cd_error);
}

static struct margins margins_of(const struct contingency *table)
{
    struct margins m = {
        .is = table->o11 + table->o12,
        .is_not = table->o21 + table->o22,
        .sample1 = table->o11 + table->o21,
        .sample2 = table->o12 + table->o22,
    };

    m.total = m.sample1 + m.sample2;
    return m;
}

static bool is_full(const struct margins *m)
{
    return m->is > 0 && m->is_not > 0 && m->sample1 > 0 && m->sample2 > 0;
}

struct contingency contingency_of(uint64_t f1, uint64_t n1, uint64_t f2,
                                  uint64_t n2)
{
    struct contingency table = {
        .o11 = (double)f1,
        .o12 = (double)f2,
        .o21 = n1 > f1 ? (double)(n1 - f1) : 0,
        .o22 = n2 > f2 ? (double)(n2 - f2) : 0,
    };
    struct margins m = margins_of(&table);

    if (is_full(&m))
        table.excess = difference_of_products(table.o11, m.sample2, table.o12,
                                              m.sample1) /
                       m.total;
    return table;
}

bool contingency_is_full(const struct contingency *table)
{
    struct margins m = margins_of(table);

    return is_full(&m);
}

double contingency_total(const struct contingency *table)
{
    return margins_of(table).total;
}

/* O ln(O/E) - (O - E) as a series in v = (O - E)/(O + E), |v| < 0.1. */
static double deviance_series(double observed, double excess, double v)
{
    double sum = excess * v, term = 2 * observed * v, before;

    for (int j = 3; j < 40; j += 2) {
        before = sum;
        term *= v * v;
        sum += term / j;
        if (sum == before)
            break;
    }
    return sum;
}

double poisson_deviance(double observed, double expected, double excess)
{
    double v;

    if (observed <= 0 || expected <= 0)
        return expected;
    v = excess / (observed + expected);
    if (fabs(v) < 0.1)
        return deviance_series(observed, excess, v);
    return observed * log(observed / expected) - excess;
}

double contingency_g2(const struct contingency *table)
{
    struct margins m = margins_of(table);
    double is, is_not;

    if (!is_full(&m))
        return 0;
    is = poisson_deviance(table->o11, m.is * m.sample1 / m.total,
                          table->excess) +
         poisson_deviance(table->o12, m.is * m.sample2 / m.total,
                          -table->excess);
    is_not = poisson_deviance(table->o21, m.is_not * m.sample1 / m.total,
                              -table->excess) +
             poisson_deviance(table->o22, m.is_not * m.sample2 / m.total,
                              table->excess);
    return 2 * (is + is_not);
}

double contingency_g2_two_term(const struct contingency *table)
{
    struct margins m = margins_of(table);

    if (!is_full(&m))
        return 0;
    return 2 * (poisson_deviance(table->o11, m.is * m.sample1 / m.total,
                                 table->excess) +
                poisson_deviance(table->o12, m.is * m.sample2 / m.total,
                                 -table->excess));
}

double contingency_g2_williams(const struct contingency *table)
{
    struct margins m = margins_of(table);
    double rows, columns;

    if (!is_full(&m))
        return 0;
    rows = m.total / m.is + m.total / m.is_not - 1;
    columns = m.total / m.sample1 + m.total / m.sample2 - 1;
    return contingency_g2(table) / (1 + rows * columns / (6 * m.total));
}

/* The sum over the cells of d^2/E, for a common d = |O - E|. */
static double chi2_of_excess(const struct margins *m, double excess)
{
    return excess * excess * (m->total / (m->is * m->is_not)) *
           (m->total / (m->sample1 * m->sample2)) * m->total;
}

double contingency_chi2(const struct contingency *table)
{
    struct margins m = margins_of(table);

    return is_full(&m) ? chi2_of_excess(&m, table->excess) : 0;
}

double contingency_chi2_yates(const struct contingency *table)
{
    struct margins m = margins_of(table);

    if (!is_full(&m))
        return 0;
    return chi2_of_excess(&m, fmax(fabs(table->excess) - 0.5, 0));
}

struct measurement contingency_phi(const struct contingency *table)
{
    struct margins m = margins_of(table);
    double phi;

    if (!is_full(&m))
        return measurement_blank();
    phi = table->excess / sqrt(m.is * m.is_not) * m.total /
          sqrt(m.sample1 * m.sample2);
    return measurement_of(fmin(fmax(phi, -1), 1));
}

/* Haldane's half: none of the cells of the result is 0. */
static struct contingency without_zeros(const struct contingency *table)
{
    struct contingency t = *table;

    if (t.o11 > 0 && t.o12 > 0 && t.o21 > 0 && t.o22 > 0)
        return t;
    t.o11 += 0.5;
    t.o12 += 0.5;
    t.o21 += 0.5;
    t.o22 += 0.5;
    return t;
}

static struct interval ratio_interval(double ratio, double variance_of_log)
{
    double factor = exp(NORMAL_QUANTILE_975 * sqrt(variance_of_log));

    return interval_of(ratio / factor, ratio * factor);
}

struct measurement contingency_odds_ratio(const struct contingency *table)
{
    struct contingency t = without_zeros(table);

    if (!contingency_is_full(table))
        return measurement_blank();
    return measurement_of(t.o11 / t.o21 * (t.o22 / t.o12));
}

double contingency_log_odds_variance(const struct contingency *table)
{
    struct contingency t = without_zeros(table);

    return 1 / t.o11 + 1 / t.o12 + 1 / t.o21 + 1 / t.o22;
}

struct interval contingency_odds_ratio_interval(const struct contingency *table)
{
    if (!contingency_is_full(table))
        return interval_blank();
    return ratio_interval(contingency_odds_ratio(table).value,
                          contingency_log_odds_variance(table));
}

static bool has_risk_ratio(const struct contingency *table)
{
    struct margins m = margins_of(table);

    return m.is > 0 && m.sample1 > 0 && m.sample2 > 0;
}

struct measurement contingency_risk_ratio(const struct contingency *table)
{
    struct contingency t = without_zeros(table);
    struct margins m = margins_of(&t);

    if (!has_risk_ratio(table))
        return measurement_blank();
    return measurement_of(t.o11 / m.sample1 * (m.sample2 / t.o12));
}

struct interval contingency_risk_ratio_interval(const struct contingency *table)
{
    struct contingency t = without_zeros(table);
    struct margins m = margins_of(&t);

    if (!has_risk_ratio(table))
        return interval_blank();
    /* 1/f - 1/n, written so that it cannot fall below 0. */
    return ratio_interval(contingency_risk_ratio(table).value,
                          t.o21 / (t.o11 * m.sample1) +
                              t.o22 / (t.o12 * m.sample2));
}
