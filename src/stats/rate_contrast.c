/* rate_contrast.c - see rate_contrast.h. */
#include "stats/rate_contrast.h"

#include <math.h>

#include "stats/distribution.h"

/* Below this the variance is what rounding leaves of documents with one and the
 * same rate. */
#define VARIANCE_MIN 1e-14

static double square(double x)
{
    return x * x;
}

/* Welch's, at least 1, for variances with `df1` and `df2` degrees. */
static double welch_degrees(double variance1, double df1, double variance2,
                            double df2)
{
    double both = variance1 + variance2;

    return fmax(
        1 / (square(variance1 / both) / df1 + square(variance2 / both) / df2),
        1);
}

struct rate_contrast rate_contrast_of(const struct rate_sums *focus,
                                      const struct rate_sums *reference)
{
    struct measurement v1 = rate_relative_variance(focus);
    struct measurement v2 = rate_relative_variance(reference);

    if (!v1.is_defined || !v2.is_defined || v1.value + v2.value < VARIANCE_MIN)
        return (struct rate_contrast){0};
    return (struct rate_contrast){
        .log_ratio = log2((double)focus->hits / (double)reference->hits) +
                     log2((double)reference->words / (double)focus->words),
        .standard_error = sqrt(v1.value + v2.value) / log(2),
        .degrees = welch_degrees(v1.value, (double)focus->documents - 1,
                                 v2.value, (double)reference->documents - 1),
        .is_defined = true,
    };
}

struct interval rate_contrast_interval(const struct rate_contrast *contrast,
                                       uint64_t tests)
{
    double reach;

    if (!contrast->is_defined)
        return interval_blank();
    reach = contrast->standard_error *
            student_t_quantile(contrast->degrees,
                               INTERVAL_ALPHA / 2 /
                                   (tests > 0 ? (double)tests : 1));
    return interval_of(contrast->log_ratio - reach,
                       contrast->log_ratio + reach);
}

struct measurement rate_contrast_p(const struct rate_contrast *contrast,
                                   uint64_t tests)
{
    double p;

    if (!contrast->is_defined)
        return measurement_blank();
    p = student_t_p_value(contrast->log_ratio / contrast->standard_error,
                          contrast->degrees);
    return measurement_of(fmin(p * (tests > 0 ? (double)tests : 1), 1));
}
