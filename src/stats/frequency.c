/* frequency.c - see frequency.h. */
#include "stats/frequency.h"

#include <math.h>

#include "stats/distribution.h"

#define PER_10K 10000.0

/* The variance of how much a document dwells on a theme, taken as 1 on average,
 * where no hit tells of it. */
#define BURSTS_WITHOUT_HITS 2.0

struct measurement rate_per_10k(uint64_t hits, uint64_t words)
{
    if (words == 0)
        return measurement_blank();
    return measurement_of(PER_10K * (double)hits / (double)words);
}

void rate_sums_add(struct rate_sums *sums, uint64_t hits, uint64_t words)
{
    sums->documents++;
    sums->hits += hits;
    sums->words += words;
    sums->hits_squared += hits * hits;
    sums->hits_times_words += hits * words;
    sums->words_squared += words * words;
}

void rate_sums_subtract(struct rate_sums *sums, const struct rate_sums *part)
{
    sums->documents -= part->documents;
    sums->hits -= part->hits;
    sums->words -= part->words;
    sums->hits_squared -= part->hits_squared;
    sums->hits_times_words -= part->hits_times_words;
    sums->words_squared -= part->words_squared;
}

/* Sum of (x - r n)^2. */
static double residual_squares(const struct rate_sums *sums)
{
    double rate = (double)sums->hits / (double)sums->words;
    double squares = (double)sums->hits_squared -
                     2 * rate * (double)sums->hits_times_words +
                     rate * rate * (double)sums->words_squared;

    /* Documents of one and the same rate: rounding may fall below 0. */
    return fmax(squares, 0);
}

struct measurement rate_relative_variance(const struct rate_sums *sums)
{
    double d = (double)sums->documents, hits = (double)sums->hits;

    if (sums->documents < 2 || sums->words == 0 || sums->hits == 0)
        return measurement_blank();
    return measurement_of(residual_squares(sums) / (hits * hits) * d / (d - 1));
}

/* The number of documents of equal length that tell as much. */
static double effective_documents(const struct rate_sums *sums)
{
    double words = (double)sums->words;

    return words * words / (double)sums->words_squared;
}

struct rate_spread rate_spread_of(const struct rate_sums *sums)
{
    double hits = (double)sums->hits, k, variance, bursts, inverse;

    if (sums->documents < 2 || sums->words == 0 || sums->hits == 0)
        return (struct rate_spread){0};
    k = effective_documents(sums);
    /* Also of one document that has all the words. */
    if (k < 2)
        return (struct rate_spread){0};
    variance = residual_squares(sums) / (hits * hits) * k / (k - 1);
    bursts = fmax(fmin(variance, 1) - 1 / hits, 0);
    inverse = 1 / (k - 1) + bursts;
    if (inverse > 1)
        return (struct rate_spread){0};
    return (struct rate_spread){
        .variance = 1 / hits + bursts + bursts * bursts,
        .degrees_down = 1 / (inverse + 1 / (2 * hits)),
        .degrees_up = 1 / inverse,
        .is_defined = true,
    };
}

/* The most that the rate of a theme without a hit may be, in hits a word. */
static double rate_bound_without_hits(const struct rate_sums *sums)
{
    double k = effective_documents(sums) / BURSTS_WITHOUT_HITS;

    return k * (pow(INTERVAL_ALPHA / 2, -1 / k) - 1) / (double)sums->words;
}

struct interval rate_interval_per_10k(const struct rate_sums *sums)
{
    struct rate_spread spread = rate_spread_of(sums);
    double rate, s, low, high;

    if (sums->documents < 2 || sums->words == 0)
        return interval_blank();
    if (sums->hits == 0)
        return interval_of(
            0, fmin(PER_10K * rate_bound_without_hits(sums), PER_10K));
    if (!spread.is_defined)
        return interval_blank();
    rate = PER_10K * (double)sums->hits / (double)sums->words;
    s = sqrt(spread.variance);
    low = rate * exp(-s * student_t_quantile_975(spread.degrees_down));
    high = rate * exp(s * student_t_quantile_975(spread.degrees_up));
    return interval_of(low, fmin(high, fmax(rate, PER_10K)));
}

/* Wilson's interval for the deviate z. */
static struct interval wilson(uint64_t part, uint64_t whole, double z)
{
    double n = (double)whole, p, centre, reach;

    if (whole == 0)
        return interval_blank();
    if (part > whole)
        part = whole;
    p = (double)part / n;
    centre = (p + z * z / (2 * n)) / (1 + z * z / n);
    reach = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    /* The ends at 0 and 1 are exact; rounding must not leave them. */
    return interval_of(part == 0 ? 0 : fmax(centre - reach, 0),
                       part == whole ? 1 : fmin(centre + reach, 1));
}

struct interval wilson_interval(uint64_t part, uint64_t whole)
{
    return wilson(part, whole, NORMAL_QUANTILE_975);
}

struct interval wilson_interval_finite(uint64_t part, uint64_t whole,
                                       uint64_t population)
{
    double rest = population > whole ? (double)(population - whole) : 0;
    double p = (double)part / (double)whole;

    if (whole && rest == 0)
        return interval_of(p, p);
    return wilson(part, whole,
                  NORMAL_QUANTILE_975 * sqrt(rest / ((double)population - 1)));
}
