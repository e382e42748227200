/* dispersion.c - see dispersion.h. */
#include "stats/dispersion.h"

#include <math.h>

static double size_of(const struct dispersion_part *part)
{
    return (double)(part->size > part->count ? part->size : part->count);
}

/* Sums over the listed parts. */
struct sums {
    double count;
    double size;
    double rate; /* sum of count/size */
};

static struct sums sums_of(const struct dispersion *d)
{
    struct sums sums = {0, 0, 0};

    for (size_t i = 0; i < d->listed_count; i++) {
        const struct dispersion_part *part = &d->listed[i];

        sums.count += (double)part->count;
        sums.size += size_of(part);
        if (part->count > 0)
            sums.rate += (double)part->count / size_of(part);
    }
    return sums;
}

struct measurement dispersion_dp(const struct dispersion *dispersion)
{
    struct sums sums = sums_of(dispersion);
    double all_size = fmax((double)dispersion->all_size, sums.size);
    double deviation;

    if (sums.count <= 0 || dispersion->all_parts < 2)
        return measurement_blank();
    /* Times count and all_size every term is an integer, so that the sum does
     * not depend on the order of the parts. */
    deviation = (all_size - sums.size) * sums.count;
    for (size_t i = 0; i < dispersion->listed_count; i++) {
        const struct dispersion_part *part = &dispersion->listed[i];

        deviation += fabs((double)part->count * all_size -
                          size_of(part) * sums.count);
    }
    return measurement_of(fmin(deviation / all_size / sums.count / 2, 1));
}

struct measurement dispersion_dp_norm(const struct dispersion *dispersion)
{
    struct measurement dp = dispersion_dp(dispersion);
    double smallest = (double)dispersion->smallest_size;
    double all_size = fmax((double)dispersion->all_size,
                           sums_of(dispersion).size);

    if (!dp.is_defined || dispersion->all_parts < 2 || smallest >= all_size)
        return measurement_blank();
    return measurement_of(fmin(dp.value / (1 - smallest / all_size), 1));
}

#define ROUNDING 1e-12

struct measurement dispersion_juilland_d(const struct dispersion *dispersion)
{
    struct sums sums = sums_of(dispersion);
    size_t listed = dispersion->listed_count;
    double parts = fmax((double)dispersion->all_parts, (double)listed);
    double mean, squares, d;

    if (sums.count <= 0 || parts < 2)
        return measurement_blank();
    mean = sums.rate / parts;
    squares = (parts - (double)listed) * mean * mean;
    for (size_t i = 0; i < listed; i++) {
        const struct dispersion_part *part = &dispersion->listed[i];
        double rate = part->count > 0 ? (double)part->count / size_of(part) : 0;

        squares += (rate - mean) * (rate - mean);
    }
    d = 1 - sqrt(squares / parts) / mean / sqrt(parts - 1);
    /* All in one part is 0, of which rounding leaves a trace. */
    return measurement_of(d < ROUNDING ? 0 : d);
}
