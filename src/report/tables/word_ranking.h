/*
 * word_ranking.h - the N words that differ most, out of very many.
 *
 * Words are ranked by falling G2, then by their bytes, so the ranking does not
 * depend on the order in which they are offered. A binary heap with the worst
 * word on top: what is not among the best N so far costs one comparison.
 *
 * Threads: no state.
 */
#ifndef REPORT_TABLES_WORD_RANKING_H
#define REPORT_TABLES_WORD_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"
#include "stats/comparison.h"

struct ranked_word {
    double g2;
    struct comparison_counts counts;
    const char *text; /* borrowed */
    size_t length;
    uint32_t type;
};

/* Zeroed, but for `most`, is empty. */
struct word_ranking {
    size_t most; /* N, at least 1 */
    struct ranked_words VECTOR_OF(struct ranked_word) words;
};

void word_ranking_release(struct word_ranking *ranking);

/* Returns the G2 below which no word gets in; negative until there are N. */
double word_ranking_bar(const struct word_ranking *ranking);

/* Returns whether the word got in. */
bool word_ranking_offer(struct word_ranking *ranking,
                        const struct ranked_word *word);

/* Orders the words from the best down; nothing may be offered after that. */
void word_ranking_sort(struct word_ranking *ranking);

#endif
