/* association.c - see association.h; the rows are in association_measures.c. */
#include "stats/association.h"

#include <string.h>

static uint64_t smaller(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

struct association association_of_units(const struct association_units *units)
{
    uint64_t both = smaller(units->both, smaller(units->a, units->b));
    uint64_t only_b = units->b - both;
    uint64_t not_a = units->units > units->a ? units->units - units->a : 0;
    struct association result = {
        .observed = (double)both,
        .frequency_a = (double)units->a,
        .frequency_b = (double)units->b,
        .is_table = true,
        .table = contingency_of(both, units->a, only_b, not_a),
    };

    result.total = contingency_total(&result.table);
    result.g2 = contingency_g2(&result.table);
    if (result.total > 0)
        result.expected = result.frequency_a * result.frequency_b /
                          result.total;
    return result;
}

struct association association_of_expected(uint64_t observed, double expected,
                                           uint64_t hits_a, uint64_t hits_b,
                                           uint64_t words)
{
    /* One pair a window in 2^64 words is 1e-19; O/E must stay finite. */
    bool is_possible = expected > 1e-100 && expected < 1e100;
    struct association result = {
        .observed = (double)observed,
        .expected = is_possible ? expected : 0,
        .frequency_a = (double)hits_a,
        .frequency_b = (double)hits_b,
        .total = (double)words,
    };

    result.g2 = 2 * poisson_deviance(result.observed, result.expected,
                                     result.observed - result.expected);
    return result;
}

struct association
association_of_window(const struct association_window *window)
{
    double expected = 0;

    if (window->words > 0)
        expected = 2 * (double)window->window * (double)window->hits_a *
                   (double)window->hits_b / (double)window->words;
    return association_of_expected(window->pairs, expected, window->hits_a,
                                   window->hits_b, window->words);
}

const struct association_measure *association_measure_find(const char *name)
{
    for (size_t i = 0; i < ASSOCIATION_MEASURE_COUNT; i++)
        if (strcmp(ASSOCIATION_MEASURES[i].about.name, name) == 0)
            return &ASSOCIATION_MEASURES[i];
    return NULL;
}
