/* rate_contrast.c - see rate_contrast.h. */
#include "stats/rate_contrast.h"

#include <math.h>

#include "stats/distribution.h"

static double square(double x)
{
    return x * x;
}

/* Welch's, for variances with `df1` and `df2` degrees. */
static double welch_degrees(double variance1, double df1, double variance2,
                            double df2)
{
    double both = variance1 + variance2;

    return 1 /
           (square(variance1 / both) / df1 + square(variance2 / both) / df2);
}

struct rate_contrast rate_contrast_of(const struct rate_sums *focus,
                                      const struct rate_sums *reference)
{
    struct rate_spread f = rate_spread_of(focus);
    struct rate_spread r = rate_spread_of(reference);

    if (!f.is_defined || !r.is_defined)
        return (struct rate_contrast){0};
    return (struct rate_contrast){
        .log_ratio = log2((double)focus->hits / (double)reference->hits) +
                     log2((double)reference->words / (double)focus->words),
        .standard_error = sqrt(f.variance + r.variance) / log(2),
        .degrees_low = welch_degrees(f.variance, f.degrees_down, r.variance,
                                     r.degrees_up),
        .degrees_high = welch_degrees(f.variance, f.degrees_up, r.variance,
                                      r.degrees_down),
        .is_defined = true,
    };
}

struct interval rate_contrast_interval(const struct rate_contrast *contrast,
                                       uint64_t tests)
{
    double tail = INTERVAL_ALPHA / 2 / (tests > 0 ? (double)tests : 1);
    double s = contrast->standard_error;

    if (!contrast->is_defined)
        return interval_blank();
    return interval_of(
        contrast->log_ratio -
            s * student_t_quantile(contrast->degrees_low, tail),
        contrast->log_ratio +
            s * student_t_quantile(contrast->degrees_high, tail));
}

struct measurement rate_contrast_p(const struct rate_contrast *contrast,
                                   uint64_t tests)
{
    double p;

    if (!contrast->is_defined)
        return measurement_blank();
    p = student_t_p_value(contrast->log_ratio / contrast->standard_error,
                          contrast->log_ratio > 0 ? contrast->degrees_low
                                                  : contrast->degrees_high);
    return measurement_of(fmin(p * (tests > 0 ? (double)tests : 1), 1));
}
