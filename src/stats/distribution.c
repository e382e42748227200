/* distribution.c - see distribution.h. */
#include "stats/distribution.h"

#include <math.h>

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

/* Measured: qbeta() is silent and exact to 1e-6 of the tail up to here. */
#define COUNT_MAX 4294967296.0
#define TAIL_MIN  1e-14

double chi_square_p_value(double x)
{
    return x > 0 ? erfc(sqrt(x / 2)) : 1;
}

double normal_p_value(double z)
{
    return isnan(z) ? 1 : erfc(fabs(z) / sqrt(2));
}

double student_t_quantile_975(double degrees)
{
    return qt(0.975, fmax(degrees, 1), 1, 0);
}

double student_t_quantile(double degrees, double tail)
{
    return qt(fmin(fmax(tail, TAIL_MIN), 0.5), fmax(degrees, 1), 0, 0);
}

double student_t_p_value(double t, double degrees)
{
    if (isnan(t))
        return 1;
    return fmin(2 * pt(fabs(t), fmax(degrees, 1), 0, 0), 1);
}

/* The bound for counts that qbeta() takes. */
static double lower_odds(double hits, double misses, double tail)
{
    double share = qbeta(tail, hits, misses + 1, 1, 0);

    if (share < 0.5)
        return share / (1 - share);
    /* Ask for the smaller of the two shares: 1 - share would lose digits. */
    share = qbeta(tail, misses + 1, hits, 0, 0);
    return (1 - share) / share;
}

double clopper_pearson_lower_odds(double hits, double misses, double tail)
{
    double few_hits = fmin(hits, COUNT_MAX);
    double few_misses = fmin(misses, COUNT_MAX);
    double odds;

    if (hits <= 0)
        return 0;
    odds = lower_odds(few_hits, few_misses, fmin(fmax(tail, TAIL_MIN), 0.5));
    if (misses > COUNT_MAX)
        odds *= few_misses / misses;
    return odds * (hits / few_hits);
}
