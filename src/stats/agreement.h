/*
 * agreement.h - how well two readings of the same units agree: coders with
 * each other, or the program with hand coding.
 */
#ifndef STATS_AGREEMENT_H
#define STATS_AGREEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "stats/measurement.h"

/*
 * Cohen's kappa of a square table, row by row: table[i * categories + j] units
 * that the first coder put in category i and the second in j. Blank for an
 * empty table, and where chance alone agrees fully (both used one and the same
 * category throughout). Cohen 1960.
 */
struct measurement cohen_kappa(const uint64_t *table, size_t categories);

/*
 * Krippendorff's alpha, nominal, any number of coders, values may be missing:
 * codes[unit * coders + coder] is a category 0 to categories - 1; anything else
 * is missing. Units coded fewer than twice do not count. Blank where no unit
 * is coded twice, or only one category was ever used. Krippendorff 2011.
 */
struct coding {
    const int *codes; /* borrowed */
    size_t units;
    size_t coders;
    size_t categories;
};

struct measurement krippendorff_alpha(const struct coding *coding);

/* Finding something against a gold standard, in units. */
struct detection {
    uint64_t true_positives;
    uint64_t false_positives;
    uint64_t false_negatives;
};

/* Share of the finds that are right, tp/(tp+fp). Blank without finds. */
struct measurement detection_precision(const struct detection *detection);
struct interval detection_precision_interval(const struct detection *d);

/* Share of the right ones that are found, tp/(tp+fn). Blank without any. */
struct measurement detection_recall(const struct detection *detection);
struct interval detection_recall_interval(const struct detection *d);

/* F1 = 2tp/(2tp+fp+fn). Blank where all three are 0. Its interval is Wilson's
 * for the share F* = tp/(tp+fp+fn), taken through F1 = 2F* / (1+F*) (Hand,
 * Christen & Kirielle 2021). */
struct measurement detection_f1(const struct detection *detection);
struct interval detection_f1_interval(const struct detection *detection);

#endif
