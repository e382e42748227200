/* recall_interval_test.c - over many samples of one population the estimates of
 * stats/stratified.h are right on average, and the 95% intervals hold the truth
 * in about 95 of 100 samples, or more. The samples are seeded: no run differs
 * from another. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/stratified.h"

enum { STRATA = 3, SAMPLES = 2000, JUDGED_MAX = 60 };

/* A population, and how many of each stratum are judged. The truth of found,
 * near and far units is in `positive`. */
struct design {
    const char *name;
    uint64_t size[STRATA], positive[STRATA], judged[STRATA];
    double coverage_least, recall_bias_most;
};

/* The bias of a ratio is of the order of 1/n: it is large only where the sample
 * of what was missed nearly always holds nothing. */
static const struct design designs[] = {
    {"a small corpus, a third of it judged",
     {60, 120, 200},
     {48, 20, 8},
     {30, 40, 60},
     0.94,
     0.02},
    {"a good lexicon, many sentences",
     {4000, 20000, 50000},
     {3600, 600, 300},
     {60, 60, 60},
     0.94,
     0.2},
    {"a poor lexicon",
     {500, 3000, 6000},
     {300, 900, 900},
     {50, 50, 50},
     0.94,
     0.02},
    {"nearly nothing missed",
     {1000, 5000, 100000},
     {900, 50, 10},
     {30, 15, 15},
     0.94,
     0.2},
    {"few found, half of them wrongly",
     {20, 400, 4000},
     {10, 40, 40},
     {20, 30, 30},
     0.94,
     0.2},
};

enum { DESIGNS = sizeof(designs) / sizeof(*designs) };

static int tests, failures;

static void check(bool holds, const char *design, const char *what, double got,
                  double want)
{
    tests++;
    failures += !holds;
    printf("%s %d - %s: %s is %.4f, about %.4f\n", holds ? "ok" : "not ok",
           tests, design, what, got, want);
}

/* Knuth's MMIX generator; a number below 1. */
static double next_share(uint64_t *state)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Draws without replacement; returns how many of the judged are positive. */
static uint64_t draw(const struct design *design, int s, uint64_t *state)
{
    uint64_t left = design->positive[s], drawn = 0;

    for (uint64_t i = 0; i < design->judged[s]; i++) {
        uint64_t units = design->size[s] - i;

        if (next_share(state) * (double)units < (double)left) {
            left--;
            drawn++;
        }
    }
    return drawn;
}

/* Results by outcome: samples repeat each other. */
static struct validity *results[JUDGED_MAX + 1][JUDGED_MAX + 1][JUDGED_MAX + 1];

static const struct validity *result_of(const struct design *design,
                                        const uint64_t x[STRATA])
{
    struct validity **result = &results[x[0]][x[1]][x[2]];
    struct judged_stratum strata[STRATA];

    for (int s = 0; s < STRATA; s++)
        strata[s] = (struct judged_stratum){design->size[s], design->judged[s],
                                            x[s]};
    if (!*result) {
        *result = memory_get_zeroed(1, sizeof(**result));
        validity_of(&(struct judged_sample){strata, STRATA}, *result);
    }
    return *result;
}

static void forget_results(void)
{
    struct validity **all = &results[0][0][0];

    for (size_t i = 0; i < sizeof(results) / sizeof(*all); i++) {
        free(all[i]);
        all[i] = NULL;
    }
}

static bool holds(struct interval interval, double truth)
{
    return interval.is_defined && interval.low <= truth &&
           truth <= interval.high;
}

/* What is summed over the samples. */
struct sums {
    double missed, missed_squared, recall, recall_in, f1_in, precision_in;
    double defined;
};

static void add(struct sums *sums, const struct validity *v, double recall,
                double f1, double precision)
{
    double missed = v->false_negatives.value;

    sums->missed += missed;
    sums->missed_squared += missed * missed;
    sums->precision_in += holds(v->precision_interval, precision);
    if (!v->recall.is_defined)
        return;
    sums->defined++;
    sums->recall += v->recall.value;
    sums->recall_in += holds(v->recall_interval, recall);
    sums->f1_in += holds(v->f1_interval, f1);
}

static void judge(const struct design *design, const struct sums *sums,
                  double recall, double missed)
{
    double mean = sums->missed / SAMPLES;
    double spread = sqrt(fmax(sums->missed_squared / SAMPLES - mean * mean, 0));

    check(fabs(mean - missed) < 4 * spread / sqrt(SAMPLES), design->name,
          "the mean of the missed", mean, missed);
    check(fabs(sums->recall / sums->defined - recall) <
              design->recall_bias_most,
          design->name, "the mean of recall", sums->recall / sums->defined,
          recall);
    check(sums->recall_in / sums->defined > design->coverage_least,
          design->name, "recall's interval", sums->recall_in / sums->defined,
          0.95);
    check(sums->f1_in / sums->defined > design->coverage_least, design->name,
          "F1's interval", sums->f1_in / sums->defined, 0.95);
    check(sums->precision_in / SAMPLES > 0.93, design->name,
          "precision's interval", sums->precision_in / SAMPLES, 0.95);
}

static void simulate(const struct design *design)
{
    const uint64_t *positive = design->positive;
    double right = (double)positive[0];
    double missed = (double)(positive[1] + positive[2]);
    double found = (double)design->size[0];
    struct sums sums = {0};
    uint64_t state = 7;

    for (int i = 0; i < SAMPLES; i++) {
        uint64_t x[STRATA];

        for (int s = 0; s < STRATA; s++)
            x[s] = draw(design, s, &state);
        add(&sums, result_of(design, x), right / (right + missed),
            2 * right / (found + right + missed), right / found);
    }
    judge(design, &sums, right / (right + missed), missed);
    forget_results();
}

int main(void)
{
    for (size_t i = 0; i < DESIGNS; i++)
        simulate(&designs[i]);
    printf("1..%d\n", tests);
    return failures != 0;
}
