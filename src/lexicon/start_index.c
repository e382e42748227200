/* start_index.c - see start_index.h. */
#include "lexicon/start_index.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/model.h"

enum { BUCKETS = 65536 };

struct start_index {
    const struct lexicon *lexicon;
    uint32_t
        *bucket_begin;  /* BUCKETS + 1 of them: where each one's ids start */
    uint32_t *bucketed; /* pattern ids by bucket */
    struct pattern_ids loose;
};

static uint32_t bucket_of(const char *letters)
{
    return (uint32_t)(unsigned char)letters[0] << 8 | (unsigned char)letters[1];
}

static bool is_bucketed(const struct pattern *pattern)
{
    return pattern->prefix_length >= 2;
}

/* Counting sort by the first two letters. */
static void fill_buckets(struct start_index *index)
{
    const struct patterns *patterns = &index->lexicon->patterns;
    uint32_t *begin = index->bucket_begin;

    for (size_t i = 0; i < patterns->count; i++)
        if (is_bucketed(&patterns->items[i]))
            begin[bucket_of(patterns->items[i].prefix) + 1]++;
    for (size_t i = 0; i < BUCKETS; i++)
        begin[i + 1] += begin[i];
    for (size_t i = patterns->count; i-- > 0;)
        if (is_bucketed(&patterns->items[i])) {
            /* filled from the back, so that ids stay ascending */
            uint32_t bucket = bucket_of(patterns->items[i].prefix);

            index->bucketed[--begin[bucket + 1]] = (uint32_t)i;
        }
    /* each begin[b + 1] now is where bucket b starts: shift down */
    memmove(begin, begin + 1, BUCKETS * sizeof(*begin));
    begin[BUCKETS] = 0;
    for (size_t i = 0; i < patterns->count; i++)
        begin[BUCKETS] += is_bucketed(&patterns->items[i]);
}

struct start_index *start_index_new(const struct lexicon *lexicon)
{
    struct start_index *index = memory_get_zeroed(1, sizeof(*index));

    index->lexicon = lexicon;
    index->bucket_begin = memory_get_zeroed(BUCKETS + 1, sizeof(uint32_t));
    index->bucketed = memory_get(lexicon->patterns.count * sizeof(uint32_t));
    fill_buckets(index);
    for (size_t i = 0; i < lexicon->patterns.count; i++)
        if (!is_bucketed(&lexicon->patterns.items[i]))
            *VECTOR_PUSH(&index->loose) = (uint32_t)i;
    return index;
}

void start_index_free(struct start_index *index)
{
    if (!index)
        return;
    free(index->bucket_begin);
    free(index->bucketed);
    free(index->loose.items);
    free(index);
}

static bool has_prefix(const struct pattern *pattern, const char *folded,
                       size_t length)
{
    return length >= pattern->prefix_length &&
           memcmp(folded, pattern->prefix, pattern->prefix_length) == 0;
}

void start_index_find(const struct start_index *index, const char *text,
                      const char *folded, size_t folded_length,
                      struct pattern_ids *out)
{
    const struct pattern *patterns = index->lexicon->patterns.items;

    if (folded_length >= 2) {
        uint32_t bucket = bucket_of(folded);

        for (uint32_t i = index->bucket_begin[bucket];
             i < index->bucket_begin[bucket + 1]; i++)
            if (has_prefix(&patterns[index->bucketed[i]], folded,
                           folded_length))
                *VECTOR_PUSH(out) = index->bucketed[i];
    }
    for (size_t i = 0; i < index->loose.count; i++)
        if (pattern_may_begin_with(&patterns[index->loose.items[i]],
                                   (unsigned char)*text))
            *VECTOR_PUSH(out) = index->loose.items[i];
}
