/* word_ranking.c - see word_ranking.h. */
#include "report/tables/word_ranking.h"

#include <stdlib.h>
#include <string.h>

void word_ranking_release(struct word_ranking *ranking)
{
    free(ranking->words.items);
    *ranking = (struct word_ranking){0};
}

static int compare_texts(const struct ranked_word *a,
                         const struct ranked_word *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, shorter);

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* Below 0 where `a` ranks before `b`. */
static int compare_ranks(const void *a, const void *b)
{
    const struct ranked_word *x = a, *y = b;

    if (x->g2 != y->g2)
        return x->g2 > y->g2 ? -1 : 1;
    return compare_texts(x, y);
}

static bool is_worse(const struct word_ranking *ranking, size_t a, size_t b)
{
    return compare_ranks(&ranking->words.items[a], &ranking->words.items[b]) >
           0;
}

static void swap(struct word_ranking *ranking, size_t a, size_t b)
{
    struct ranked_word word = ranking->words.items[a];

    ranking->words.items[a] = ranking->words.items[b];
    ranking->words.items[b] = word;
}

static void sift_up(struct word_ranking *ranking, size_t at)
{
    while (at && is_worse(ranking, at, (at - 1) / 2)) {
        swap(ranking, at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

static void sift_down(struct word_ranking *ranking, size_t at)
{
    for (;;) {
        size_t worst = at, left = 2 * at + 1, right = left + 1;

        if (left < ranking->words.count && is_worse(ranking, left, worst))
            worst = left;
        if (right < ranking->words.count && is_worse(ranking, right, worst))
            worst = right;
        if (worst == at)
            return;
        swap(ranking, at, worst);
        at = worst;
    }
}

double word_ranking_bar(const struct word_ranking *ranking)
{
    return ranking->words.count < ranking->most ? -1
                                                : ranking->words.items[0].g2;
}

bool word_ranking_offer(struct word_ranking *ranking,
                        const struct ranked_word *word)
{
    if (ranking->words.count < ranking->most) {
        *VECTOR_PUSH(&ranking->words) = *word;
        sift_up(ranking, ranking->words.count - 1);
        return true;
    }
    if (compare_ranks(word, &ranking->words.items[0]) >= 0)
        return false;
    ranking->words.items[0] = *word;
    sift_down(ranking, 0);
    return true;
}

void word_ranking_sort(struct word_ranking *ranking)
{
    if (ranking->words.count)
        qsort(ranking->words.items, ranking->words.count,
              sizeof(*ranking->words.items), compare_ranks);
}
