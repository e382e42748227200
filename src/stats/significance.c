/* significance.c - see significance.h. */
#include "stats/significance.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/distribution.h"

/* What a merge of the two samples, from the lowest value up, has seen. */
struct ranking {
    double below_second; /* values of the second sample passed so far */
    double u;
    double ties; /* sum over tied values of t^3 - t */
};

/* Takes in one distinct value, held `first` and `second` times. */
static void rank_value(struct ranking *ranking, double first, double second)
{
    double tied = first + second;

    ranking->u += first * (ranking->below_second + second / 2);
    ranking->below_second += second;
    ranking->ties += tied * tied * tied - tied;
}

/* Returns how many rates from `*next` on equal `value`, and passes them. A nan,
 * which no caller should give, is passed too: the merge always ends. */
static size_t take_equal(const struct rate_sample *sample, size_t *next,
                         double value)
{
    size_t start = *next;

    while (*next < sample->count && !(sample->rates[*next] > value))
        ++*next;
    return *next - start;
}

static struct ranking rank_samples(const struct rate_sample *first,
                                   const struct rate_sample *second)
{
    struct ranking ranking = {0, 0, 0};
    size_t i = 0, j = 0;

    rank_value(&ranking, (double)first->zeros, (double)second->zeros);
    while (i < first->count || j < second->count) {
        double a = i < first->count ? first->rates[i] : HUGE_VAL;
        double b = j < second->count ? second->rates[j] : HUGE_VAL;
        double value = fmin(a, b);
        size_t in_first = take_equal(first, &i, value);
        size_t in_second = take_equal(second, &j, value);

        rank_value(&ranking, (double)in_first, (double)in_second);
    }
    return ranking;
}

struct mann_whitney mann_whitney_test(const struct rate_sample *first,
                                      const struct rate_sample *second)
{
    double n1 = (double)first->count + (double)first->zeros;
    double n2 = (double)second->count + (double)second->zeros;
    double n = n1 + n2, variance, distance;
    struct mann_whitney test = {.is_defined = n1 > 0 && n2 > 0};
    struct ranking ranking;

    if (!test.is_defined)
        return test;
    ranking = rank_samples(first, second);
    test.u = ranking.u;
    test.proportion = ranking.u / n1 / n2;
    variance = n1 * n2 / 12 * (n + 1 - ranking.ties / (n * (n - 1)));
    distance = ranking.u - n1 * n2 / 2;
    if (variance > 0)
        test.z = copysign(fmax(fabs(distance) - 0.5, 0), distance) /
                 sqrt(variance);
    test.p = normal_p_value(test.z);
    return test;
}

struct ranked_p {
    double p;
    size_t row;
};

static int by_p(const void *a, const void *b)
{
    double p = ((const struct ranked_p *)a)->p;
    double q = ((const struct ranked_p *)b)->p;

    return (p > q) - (p < q);
}

static double as_probability(double p)
{
    return isnan(p) ? 1 : fmin(fmax(p, 0), 1);
}

void benjamini_hochberg(double *p_values, size_t count)
{
    struct ranked_p *ranked;
    double least = 1;

    if (count == 0)
        return;
    ranked = memory_get(count * sizeof(*ranked));
    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked_p){as_probability(p_values[i]), i};
    qsort(ranked, count, sizeof(*ranked), by_p);
    /* From the largest down, so that of equal p the last, least q wins. */
    for (size_t i = count; i-- > 0;) {
        least = fmin(least, ranked[i].p * (double)count / (double)(i + 1));
        p_values[ranked[i].row] = least;
    }
    free(ranked);
}
