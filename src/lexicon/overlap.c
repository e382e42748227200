/* overlap.c - see overlap.h. */
#include "lexicon/overlap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void overlap_release(struct overlap_state *state)
{
    free(state->taken.items);
    *state = (struct overlap_state){0};
}

static const struct pattern *pattern_of(const struct lexicon *lexicon,
                                        const struct hit *hit)
{
    return &lexicon->patterns.items[hit->pattern];
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* -- Exceptions ------------------------------------------------------------ */

/* A match of an exception, and how far this one or one before it of the same
 * term reaches. */
struct exception {
    uint32_t term, begin, reach;
};

struct exceptions VECTOR_OF(struct exception);

static int compare_exceptions(const void *a, const void *b)
{
    const struct exception *x = a, *y = b;

    if (x->term != y->term)
        return compare_numbers(x->term, y->term);
    return compare_numbers(x->begin, y->begin);
}

static void gather_exceptions(const struct lexicon *lexicon,
                              const struct hits *hits, struct exceptions *found)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];

        if (pattern_of(lexicon, hit)->is_exception)
            *VECTOR_PUSH(found) = (struct exception){
                pattern_of(lexicon, hit)->term, hit->span.begin, hit->span.end};
    }
    if (found->count)
        qsort(found->items, found->count, sizeof(*found->items),
              compare_exceptions);
    for (size_t i = 1; i < found->count; i++)
        if (found->items[i].term == found->items[i - 1].term &&
            found->items[i].reach < found->items[i - 1].reach)
            found->items[i].reach = found->items[i - 1].reach;
}

/* Does an exception of the hit's term begin at or before it and reach its end?
 * The last one that begins in time knows how far all before it reach. */
static bool is_excepted(const struct lexicon *lexicon,
                        const struct exceptions *exceptions,
                        const struct hit *hit)
{
    struct exception wanted = {.term = pattern_of(lexicon, hit)->term,
                               .begin = hit->span.begin};
    size_t low = 0, high = exceptions->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_exceptions(&exceptions->items[middle], &wanted) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && exceptions->items[low - 1].term == wanted.term &&
           exceptions->items[low - 1].reach >= hit->span.end;
}

static void drop_excepted(const struct lexicon *lexicon, struct hits *hits)
{
    struct exceptions exceptions = {0};
    size_t kept = 0;

    gather_exceptions(lexicon, hits, &exceptions);
    for (size_t i = 0; exceptions.count && i < hits->count; i++) {
        struct hit hit = hits->items[i];

        if (!pattern_of(lexicon, &hit)->is_exception &&
            !is_excepted(lexicon, &exceptions, &hit))
            hits->items[kept++] = hit;
    }
    if (exceptions.count)
        hits->count = kept;
    free(exceptions.items);
}

/* -- Overlap --------------------------------------------------------------- */

struct sort_context {
    const struct lexicon *lexicon;
    enum overlap overlap;
};

/* Returns the theme or the term within which words are taken once. */
static uint32_t scope_of(const struct sort_context *context,
                         const struct hit *hit)
{
    uint32_t term = pattern_of(context->lexicon, hit)->term;

    return context->overlap == OVERLAP_ALL
               ? term
               : context->lexicon->terms.items[term].theme;
}

/* Scope by scope; within it in the order in which candidates are taken. */
static int compare_precedence(const void *a, const void *b, void *context)
{
    const struct hit *x = a, *y = b;
    int order = compare_numbers(scope_of(context, x), scope_of(context, y));

    if (order == 0)
        order = compare_numbers(hit_length_words(y), hit_length_words(x));
    if (order == 0)
        order = compare_numbers(x->first, y->first);
    if (order == 0)
        order = compare_numbers(x->pattern, y->pattern);
    /* the same pattern at two parts of one compound */
    return order ? order : compare_numbers(x->span.begin, y->span.begin);
}

/* In reading order. */
static int compare_places(const void *a, const void *b, void *context)
{
    const struct hit *x = a, *y = b;
    const struct lexicon *lexicon =
        ((const struct sort_context *)context)->lexicon;
    int order = compare_numbers(x->first, y->first);

    if (order == 0)
        order = compare_numbers(pattern_of(lexicon, x)->term,
                                pattern_of(lexicon, y)->term);
    return order ? order : compare_numbers(x->span.begin, y->span.begin);
}

/* Takes the hit's words for this round unless one of them is taken already. */
static bool take(struct overlap_state *state, const struct hit *hit)
{
    for (uint32_t word = hit->first; word <= hit->last; word++)
        if (state->taken.items[word] == state->round)
            return false;
    for (uint32_t word = hit->first; word <= hit->last; word++)
        state->taken.items[word] = state->round;
    return true;
}

/* Makes room for marks on all words of the hits; new words are untaken. */
static void make_room(struct overlap_state *state, const struct hits *hits)
{
    size_t need = 0;

    for (size_t i = 0; i < hits->count; i++)
        if (hits->items[i].last >= need)
            need = hits->items[i].last + (size_t)1;
    if (need > state->taken.count) {
        VECTOR_RESERVE(&state->taken, need);
        memset(state->taken.items + state->taken.count, 0,
               (need - state->taken.count) * sizeof(*state->taken.items));
        state->taken.count = need;
    }
}

/* Returns a mark that no word carries yet. */
static uint32_t next_round(struct overlap_state *state)
{
    if (++state->round == 0) {
        memset(state->taken.items, 0,
               state->taken.count * sizeof(*state->taken.items));
        state->round = 1;
    }
    return state->round;
}

static void take_in_order(struct overlap_state *state,
                          const struct sort_context *context, struct hits *hits)
{
    size_t kept = 0;
    uint32_t scope = 0;

    for (size_t i = 0; i < hits->count; i++) {
        struct hit hit = hits->items[i];

        if (i == 0 || scope_of(context, &hit) != scope)
            next_round(state);
        scope = scope_of(context, &hit);
        if (take(state, &hit))
            hits->items[kept++] = hit;
    }
    hits->count = kept;
}

void overlap_resolve(struct overlap_state *state, const struct lexicon *lexicon,
                     enum overlap overlap, struct hits *candidates)
{
    struct sort_context context = {lexicon, overlap};

    drop_excepted(lexicon, candidates);
    if (candidates->count == 0)
        return;
    make_room(state, candidates);
    qsort_r(candidates->items, candidates->count, sizeof(*candidates->items),
            compare_precedence, &context);
    take_in_order(state, &context, candidates);
    qsort_r(candidates->items, candidates->count, sizeof(*candidates->items),
            compare_places, &context);
}
