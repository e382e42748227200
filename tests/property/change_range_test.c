/*
 * change_range_test.c - the range of a change's date holds the date.
 *
 * 2,000 corpora made by chance, in which a rate changes once, at a known
 * boundary: the range of plausible boundaries must hold it in 95% of them or
 * more. Boundaries are few and whole, and the limit is for large samples, so it
 * is more than 95%; words taken as independent give far less, which shows that
 * the design effect is needed.
 */
#include <stdio.h>

#include "stats/change_point.h"
#include "stats/comparison.h"
#include "unit/unit.h"

#define MATHLIB_STANDALONE 1
#include <Rmath.h>

enum { CORPORA = 2000, PERIODS_MAX = 24 };

/* How a corpus is made. A document has Poisson hits at a rate that is gamma
 * distributed, `shape` small for bursts; its length is gamma with shape 2. */
struct source {
    size_t periods, documents; /* of each period */
    double words, per_10k, shape;
    size_t change; /* the first period of the new rate */
    double times;  /* the old one */
};

static struct rate_sums draw_period(const struct source *source, size_t period)
{
    double per_10k = source->per_10k *
                     (period >= source->change ? source->times : 1);
    struct rate_sums sums = {0};

    for (size_t i = 0; i < source->documents; i++) {
        double words = floor(rgamma(2, source->words / 2)) + 50;
        double dwell = rgamma(source->shape, 1 / source->shape);

        rate_sums_add(&sums, (uint64_t)rpois(per_10k / 1e4 * words * dwell),
                      (uint64_t)words);
    }
    return sums;
}

static void add(struct rate_sums *sums, const struct rate_sums *part)
{
    sums->documents += part->documents;
    sums->hits += part->hits;
    sums->words += part->words;
    sums->hits_squared += part->hits_squared;
    sums->hits_times_words += part->hits_times_words;
    sums->words_squared += part->words_squared;
}

/* What is before and after each boundary, named for the period after it. */
struct corpus_drawn {
    struct rate_sums before[PERIODS_MAX + 1], after[PERIODS_MAX];
    double g2[PERIODS_MAX];
    size_t best;
};

static void draw(const struct source *source, struct corpus_drawn *corpus)
{
    struct rate_sums all;

    corpus->before[0] = (struct rate_sums){0};
    for (size_t i = 0; i < source->periods; i++) {
        struct rate_sums period = draw_period(source, i);

        corpus->before[i + 1] = corpus->before[i];
        add(&corpus->before[i + 1], &period);
    }
    all = corpus->before[source->periods];
    corpus->best = 1;
    for (size_t i = 1; i < source->periods; i++) {
        corpus->after[i] = all;
        rate_sums_subtract(&corpus->after[i], &corpus->before[i]);
        corpus->g2[i] = comparison_g2(&(struct comparison_counts){
            corpus->after[i].hits, corpus->after[i].words,
            corpus->before[i].hits, corpus->before[i].words});
        if (corpus->g2[i] > corpus->g2[corpus->best])
            corpus->best = i;
    }
}

/* Is a plausible boundary at the change or before it, and one at it or after?
 */
static bool holds(const struct corpus_drawn *corpus,
                  const struct source *source, double drop)
{
    bool is_before = false, is_after = false;

    for (size_t i = 1; i < source->periods; i++) {
        bool is_plausible = corpus->g2[corpus->best] - corpus->g2[i] <= drop;

        is_before = is_before || (is_plausible && i <= source->change);
        is_after = is_after || (is_plausible && i >= source->change);
    }
    return is_before && is_after;
}

/* Sets the shares of corpora whose range holds the change. */
static void count_held(const char *what, const struct source *source,
                       double *held, double *held_by_words)
{
    static struct corpus_drawn corpus;
    size_t by_documents = 0, by_words = 0;

    set_seed(20170120, 11);
    for (size_t i = 0; i < CORPORA; i++) {
        size_t best;

        draw(source, &corpus);
        best = corpus.best;
        by_words += holds(&corpus, source, CHANGE_G2_DROP);
        by_documents += holds(&corpus, source,
                              CHANGE_G2_DROP *
                                  change_design_effect(&corpus.before[best],
                                                       &corpus.after[best]));
    }
    *held = (double)by_documents / CORPORA;
    *held_by_words = (double)by_words / CORPORA;
    print_message("%-28s %.4f, by words %.4f\n", what, *held, *held_by_words);
}

static void range_holds_the_change(void **state)
{
    static const struct {
        const char *what;
        struct source source;
    } cases[] = {
        {"12 years, bursts, doubled", {12, 5, 3000, 10, 1, 6, 2}},
        {"12 years, trebled early", {12, 5, 3000, 20, 1, 4, 3}},
        {"12 years, hardly changed", {12, 5, 3000, 10, 1, 6, 1.2}},
        {"9 years of long reports", {9, 12, 14000, 10, 1, 4, 2}},
        {"20 years, late, more bursts", {20, 3, 2000, 20, 0.5, 15, 2}},
        {"24 quarters, few documents", {24, 2, 2000, 10, 0.5, 12, 4}},
    };
    double held, by_words;

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        count_held(cases[i].what, &cases[i].source, &held, &by_words);
        assert_true(held >= 0.95);
        assert_true(by_words < 0.8);
    }
}

/* Else it could be the whole of time, always. */
static void range_is_narrow_where_words_are_independent(void **state)
{
    const struct source source = {12, 5, 3000, 10, 1000, 6, 3};
    static struct corpus_drawn corpus;
    size_t plausible = 0;
    double held, by_words;

    (void)state;
    count_held("12 years, no bursts, trebled", &source, &held, &by_words);
    assert_true(held >= 0.95 && by_words >= 0.95);
    set_seed(20170120, 13);
    for (size_t i = 0; i < CORPORA; i++) {
        double drop;

        draw(&source, &corpus);
        drop = CHANGE_G2_DROP *
               change_design_effect(&corpus.before[corpus.best],
                                    &corpus.after[corpus.best]);
        for (size_t k = 1; k < source.periods; k++)
            plausible += corpus.g2[corpus.best] - corpus.g2[k] <= drop;
    }
    assert_true((double)plausible / CORPORA < 1.5);
}

UNIT_MAIN(cmocka_unit_test(range_holds_the_change),
          cmocka_unit_test(range_is_narrow_where_words_are_independent))
