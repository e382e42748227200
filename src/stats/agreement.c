/* agreement.c - see agreement.h. */
#include "stats/agreement.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/frequency.h"

struct measurement cohen_kappa(const uint64_t *table, size_t categories)
{
    double total = 0, agreed = 0, by_chance = 0;

    for (size_t i = 0; i < categories; i++) {
        double row = 0, column = 0;

        for (size_t j = 0; j < categories; j++) {
            row += (double)table[i * categories + j];
            column += (double)table[j * categories + i];
        }
        agreed += (double)table[i * categories + i];
        by_chance += row * column;
        total += row;
    }
    /* All in one cell of the diagonal: exact, as squares of one number. */
    if (total <= 0 || by_chance >= total * total)
        return measurement_blank();
    by_chance /= total;
    return measurement_of((agreed - by_chance) / (total - by_chance));
}

static bool is_coded(const struct coding *coding, int code)
{
    return code >= 0 && (size_t)code < coding->categories;
}

/* Counts one unit's codes by category; returns how many there are. */
static double count_codes(const struct coding *coding, size_t unit,
                          double *by_category)
{
    double coded = 0;

    for (size_t c = 0; c < coding->categories; c++)
        by_category[c] = 0;
    for (size_t i = 0; i < coding->coders; i++) {
        int code = coding->codes[unit * coding->coders + i];

        if (is_coded(coding, code)) {
            by_category[code]++;
            coded++;
        }
    }
    return coded;
}

/* Adds one unit to the totals by category; returns its observed disagreement,
 * ordered pairs that differ over coders - 1. */
static double add_unit(const struct coding *coding, size_t unit,
                       double *by_category, double *totals)
{
    double coded = count_codes(coding, unit, by_category), differing = 0;

    if (coded < 2)
        return 0;
    for (size_t c = 0; c < coding->categories; c++) {
        totals[c] += by_category[c];
        differing += by_category[c] * (coded - by_category[c]);
    }
    return differing / (coded - 1);
}

struct measurement krippendorff_alpha(const struct coding *coding)
{
    size_t categories = coding->categories;
    double *counts = memory_get_zeroed(2 * categories + 1, sizeof(*counts));
    double *totals = counts + categories;
    double observed = 0, expected = 0, n = 0;

    for (size_t unit = 0; unit < coding->units; unit++)
        observed += add_unit(coding, unit, counts, totals);
    for (size_t c = 0; c < categories; c++)
        n += totals[c];
    for (size_t c = 0; c < categories; c++)
        expected += totals[c] * (n - totals[c]);
    free(counts);
    if (expected <= 0)
        return measurement_blank();
    return measurement_of(1 - observed * (n - 1) / expected);
}

static struct measurement share(double part, double rest)
{
    if (part + rest <= 0)
        return measurement_blank();
    return measurement_of(part / (part + rest));
}

struct measurement detection_precision(const struct detection *detection)
{
    return share((double)detection->true_positives,
                 (double)detection->false_positives);
}

struct interval detection_precision_interval(const struct detection *d)
{
    return wilson_interval(d->true_positives,
                           d->true_positives + d->false_positives);
}

struct measurement detection_recall(const struct detection *detection)
{
    return share((double)detection->true_positives,
                 (double)detection->false_negatives);
}

struct interval detection_recall_interval(const struct detection *d)
{
    return wilson_interval(d->true_positives,
                           d->true_positives + d->false_negatives);
}

struct measurement detection_f1(const struct detection *detection)
{
    return share(2 * (double)detection->true_positives,
                 (double)detection->false_positives +
                     (double)detection->false_negatives);
}

struct interval detection_f1_interval(const struct detection *detection)
{
    struct interval f_star = wilson_interval(detection->true_positives,
                                             detection->true_positives +
                                                 detection->false_positives +
                                                 detection->false_negatives);

    if (!f_star.is_defined)
        return f_star;
    return interval_of(2 * f_star.low / (1 + f_star.low),
                       2 * f_star.high / (1 + f_star.high));
}
