/* overlap_test.c - which candidates count, by their places alone. */
#include "unit.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "lexicon/overlap.h"

/* Patterns 0 to 3 find terms 0 to 3; 4 is an exception of term 0. Terms 0, 1
 * and 2 are of theme 0, term 3 of theme 1. */
static struct pattern patterns[] = {{.term = 0},
                                    {.term = 1},
                                    {.term = 2},
                                    {.term = 3},
                                    {.term = 0, .is_exception = true}};
static struct term terms[] = {{"a", 0}, {"b", 0}, {"c", 0}, {"d", 1}};
static const struct lexicon lexicon = {
    .terms = {.items = terms, .count = 4},
    .patterns = {.items = patterns, .count = 5},
};

/* A candidate: a pattern, and words that are ten bytes each. */
struct candidate {
    uint32_t pattern, first, last;
};

static void assert_kept(enum overlap overlap,
                        const struct candidate *candidates, size_t count,
                        const char *expected)
{
    struct overlap_state state = {0};
    struct hits hits = {0};
    struct buffer shown = {0};

    for (size_t i = 0; i < count; i++)
        *VECTOR_PUSH(&hits) = (struct hit){
            {10 * candidates[i].first, 10 * candidates[i].last + 9},
            candidates[i].first,
            candidates[i].last,
            candidates[i].pattern};
    overlap_resolve(&state, &lexicon, overlap, &hits);
    for (size_t i = 0; i < hits.count; i++)
        buffer_add_format(&shown, "%s%u:%u-%u", i ? " " : "",
                          hits.items[i].pattern, hits.items[i].first,
                          hits.items[i].last);
    assert_string_equal(buffer_text(&shown), expected);
    overlap_release(&state);
    buffer_release(&shown);
    free(hits.items);
}

#define ASSERT_KEPT(overlap, expected, ...)                       \
    assert_kept(overlap, (const struct candidate[]){__VA_ARGS__}, \
                sizeof((const struct candidate[]){__VA_ARGS__}) / \
                    sizeof(struct candidate),                     \
                expected)

static void longer_beats_earlier(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_LONGEST, "1:1-3", {0, 0, 1}, {1, 1, 3});
    ASSERT_KEPT(OVERLAP_LONGEST, "0:0-1 1:2-3", {0, 0, 1}, {1, 2, 3});
}

static void earlier_beats_lexicon_order(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_LONGEST, "2:0-1", {0, 1, 2}, {2, 0, 1});
    ASSERT_KEPT(OVERLAP_LONGEST, "0:0-0", {2, 0, 0}, {0, 0, 0}, {1, 0, 0});
}

static void what_a_dropped_hit_held_is_free(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_LONGEST, "0:0-2 2:3-3", {0, 0, 2}, {1, 2, 3},
                {2, 3, 3});
}

static void themes_do_not_see_each_other(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_LONGEST, "0:0-1 3:0-0", {3, 0, 0}, {0, 0, 1});
}

static void all_keeps_every_term_s_own(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_ALL, "0:0-1 1:1-1", {0, 0, 1}, {1, 1, 1}, {0, 1, 1});
}

static void exceptions_cover_whole_hits_of_their_term(void **state)
{
    (void)state;
    ASSERT_KEPT(OVERLAP_LONGEST, "", {4, 0, 1}, {0, 1, 1});
    ASSERT_KEPT(OVERLAP_LONGEST, "0:1-2", {4, 0, 1}, {0, 1, 2});
    ASSERT_KEPT(OVERLAP_LONGEST, "1:1-1", {4, 0, 1}, {1, 1, 1});
    ASSERT_KEPT(OVERLAP_LONGEST, "", {4, 0, 4}, {4, 1, 1}, {0, 2, 3});
    ASSERT_KEPT(OVERLAP_LONGEST, "", {4, 0, 1});
}

static void nothing_stays_nothing(void **state)
{
    (void)state;
    assert_kept(OVERLAP_LONGEST, NULL, 0, "");
}

UNIT_MAIN(cmocka_unit_test(longer_beats_earlier),
          cmocka_unit_test(earlier_beats_lexicon_order),
          cmocka_unit_test(what_a_dropped_hit_held_is_free),
          cmocka_unit_test(themes_do_not_see_each_other),
          cmocka_unit_test(all_keeps_every_term_s_own),
          cmocka_unit_test(exceptions_cover_whole_hits_of_their_term),
          cmocka_unit_test(nothing_stays_nothing))
