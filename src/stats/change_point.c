/* change_point.c - see change_point.h. */
#include "stats/change_point.h"

#include <math.h>

/* The variance of the side's hits; 0 where they say nothing of it. */
static double variance_of(const struct rate_sums *side)
{
    double hits = (double)side->hits;

    return rate_relative_variance(side).value * hits * hits;
}

double change_design_effect(const struct rate_sums *before,
                            const struct rate_sums *after)
{
    /* Which of words drawn independently is the number of hits (Poisson). */
    double independent = (double)before->hits + (double)after->hits;

    if (independent <= 0)
        return 1;
    return fmax((variance_of(before) + variance_of(after)) / independent, 1);
}
