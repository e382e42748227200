/* stratified.c - see stratified.h. */
#include "stats/stratified.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/frequency.h"

enum { DRAWS = 10000, TAIL = 250 }; /* 2.5% of them */

/* What is so much less probable than the mode adds nothing. */
#define NEGLIGIBLE 1e-18

/* -- The beta-binomial distribution of a stratum's right ones -------------- */

/* Of the `rest` units that were not judged, k are right: the probabilities are
 * in proportion p(k+1)/p(k) = (rest-k)(k+a) / ((k+1)(rest-k-1+b)). */
struct posterior {
    double a, b, rest;
};

static double step(const struct posterior *p, double k)
{
    return (p->rest - k) * (k + p->a) / ((k + 1) * (p->rest - k - 1 + p->b));
}

static double mode(const struct posterior *p)
{
    if (p->a <= 1)
        return 0;
    if (p->b <= 1)
        return p->rest;
    return fmin(floor((p->rest + 1) * (p->a - 1) / (p->a + p->b - 2)), p->rest);
}

/* Returns the least k that is worth counting, and its probability as a multiple
 * of the mode's. */
static double least(const struct posterior *p, double *multiple)
{
    double k = mode(p);

    *multiple = 1;
    while (k > 0 && *multiple > NEGLIGIBLE) {
        k--;
        *multiple /= step(p, k);
    }
    return k;
}

/* Goes up from the least k and fills `points` with the k at which the
 * cumulated probability passes the middles of DRAWS equal parts of `total`;
 * without points returns the total. */
static double climb(const struct posterior *p, double total, double *points)
{
    double multiple, k = least(p, &multiple), peak = mode(p), sum = 0;
    size_t at = 0;

    while (true) {
        sum += multiple;
        while (points && at < DRAWS && (double)at + 0.5 <= sum / total * DRAWS)
            points[at++] = k;
        if (k >= p->rest || (k > peak && multiple < NEGLIGIBLE))
            break;
        multiple *= step(p, k++);
    }
    while (points && at < DRAWS)
        points[at++] = k;
    return sum;
}

/* Fills `points` with DRAWS equally probable numbers of right ones. */
static void fill_points(const struct judged_stratum *stratum, double *points)
{
    double positive = (double)stratum->positive;
    struct posterior posterior = {
        .a = positive + 0.5,
        .b = (double)(stratum->judged - stratum->positive) + 0.5,
        .rest = (double)(stratum->size - stratum->judged)};

    if (posterior.rest > 0)
        climb(&posterior, climb(&posterior, 1, NULL), points);
    for (size_t i = 0; i < DRAWS; i++)
        points[i] = posterior.rest > 0 ? points[i] + positive : positive;
}

/* The same; but where the judged ones of the stratum are all alike and favour
 * the end of the interval that is looked for, all of it is taken to be so. */
static void fill_towards(const struct judged_stratum *stratum, bool favours_all,
                         double *points)
{
    uint64_t favoured = favours_all ? stratum->judged : 0;

    if (stratum->positive != favoured) {
        fill_points(stratum, points);
        return;
    }
    for (size_t i = 0; i < DRAWS; i++)
        points[i] = favours_all ? (double)stratum->size : 0;
}

/* A fixed sequence: SplitMix64. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15U;

    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

static void shuffle(double *points, uint64_t *state)
{
    for (size_t i = DRAWS - 1; i > 0; i--) {
        size_t j = next_random(state) % (i + 1);
        double point = points[i];

        points[i] = points[j];
        points[j] = point;
    }
}

/* The draws of tp and fn, and room for what is made of them. */
struct draws {
    double *right, *missed, *values;
};

/* The strata are independent, so each is shuffled on its own. */
static void draw(const struct judged_sample *sample, bool upwards,
                 struct draws *draws)
{
    uint64_t state = 1;

    fill_towards(&sample->strata[0], upwards, draws->right);
    for (size_t i = 0; i < DRAWS; i++)
        draws->missed[i] = 0;
    for (size_t s = 1; s < sample->count; s++) {
        fill_towards(&sample->strata[s], !upwards, draws->values);
        shuffle(draws->values, &state);
        for (size_t i = 0; i < DRAWS; i++)
            draws->missed[i] += draws->values[i];
    }
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Returns the 97.5% point of the values, or the 2.5% point. */
static double end_of(double *values, bool upwards)
{
    size_t at = upwards ? DRAWS - TAIL : TAIL;

    qsort(values, DRAWS, sizeof(*values), compare_doubles);
    return (values[at - 1] + values[at]) / 2;
}

static double recall_end(const struct draws *draws, bool upwards)
{
    for (size_t i = 0; i < DRAWS; i++)
        draws->values[i] = draws->right[i] /
                           (draws->right[i] + draws->missed[i]);
    return end_of(draws->values, upwards);
}

static double f1_end(const struct draws *draws, double found, bool upwards)
{
    for (size_t i = 0; i < DRAWS; i++)
        draws->values[i] = 2 * draws->right[i] /
                           (found + draws->right[i] + draws->missed[i]);
    return end_of(draws->values, upwards);
}

static void find_intervals(const struct judged_sample *sample,
                           struct validity *out)
{
    double found = (double)sample->strata[0].size;
    double *room = memory_get_zeroed(3 * (size_t)DRAWS, sizeof(*room));
    struct draws draws = {room, room + DRAWS, room + 2 * (size_t)DRAWS};
    double recall_low, f1_low;

    draw(sample, false, &draws);
    recall_low = recall_end(&draws, false);
    f1_low = f1_end(&draws, found, false);
    draw(sample, true, &draws);
    out->recall_interval = interval_of(recall_low, recall_end(&draws, true));
    out->f1_interval = interval_of(f1_low, f1_end(&draws, found, true));
    free(room);
}

/* -- The estimates --------------------------------------------------------- */

/* Returns how many of the stratum are right; nothing where none was judged. */
static struct measurement estimate(const struct judged_stratum *stratum)
{
    if (stratum->size == 0)
        return measurement_of(0);
    if (stratum->judged == 0)
        return measurement_blank();
    return measurement_of((double)stratum->size * (double)stratum->positive /
                          (double)stratum->judged);
}

static struct measurement estimate_missed(const struct judged_sample *sample,
                                          double *size)
{
    struct measurement missed = measurement_of(0);

    *size = 0;
    for (size_t s = 1; s < sample->count; s++) {
        struct measurement one = estimate(&sample->strata[s]);

        if (!one.is_defined)
            return one;
        missed.value += one.value;
        *size += (double)sample->strata[s].size;
    }
    return missed;
}

/* Cohen's kappa; blank where chance alone agrees fully. */
static struct measurement kappa_of(double tp, double fp, double fn, double tn)
{
    double total = tp + fp + fn + tn;
    double chance = (tp + fp) * (tp + fn) + (fn + tn) * (fp + tn);

    if (total <= 0 || chance >= total * total)
        return measurement_blank();
    chance /= total;
    return measurement_of((tp + tn - chance) / (total - chance));
}

void validity_of(const struct judged_sample *sample, struct validity *out)
{
    const struct judged_stratum *found = &sample->strata[0];
    double not_found, tp, fn;

    *out = (struct validity){0};
    out->true_positives = estimate(found);
    out->false_negatives = estimate_missed(sample, &not_found);
    if (out->true_positives.is_defined)
        out->false_positives = measurement_of((double)found->size -
                                              out->true_positives.value);
    if (found->judged) {
        out->precision = measurement_of((double)found->positive /
                                        (double)found->judged);
        out->precision_interval = wilson_interval_finite(
            found->positive, found->judged, found->size);
    }
    tp = out->true_positives.value;
    fn = out->false_negatives.value;
    if (!out->true_positives.is_defined || !out->false_negatives.is_defined)
        return;
    out->kappa = kappa_of(tp, out->false_positives.value, fn, not_found - fn);
    if (tp + fn <= 0)
        return;
    out->recall = measurement_of(tp / (tp + fn));
    out->f1 = measurement_of(2 * tp / ((double)found->size + tp + fn));
    find_intervals(sample, out);
}
