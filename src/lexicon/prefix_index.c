/* prefix_index.c - see prefix_index.h. */
#include "lexicon/prefix_index.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 65536 };

struct prefix_index {
    uint32_t *begin; /* BUCKETS + 1 of them: where each one's prefixes start */
    struct prefix *sorted; /* by bucket, in the order given */
};

static uint32_t bucket_of(const char *text)
{
    return (uint32_t)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

/* Counting sort by the first two bytes. */
struct prefix_index *prefix_index_new(const struct prefixes *prefixes)
{
    struct prefix_index *index = memory_get(sizeof(*index));
    uint32_t *next = memory_get_zeroed(BUCKETS + 1, sizeof(*next));

    index->begin = memory_get_zeroed(BUCKETS + 1, sizeof(*index->begin));
    index->sorted = memory_get(prefixes->count * sizeof(*index->sorted));
    for (size_t i = 0; i < prefixes->count; i++)
        index->begin[bucket_of(prefixes->items[i].text) + 1]++;
    for (size_t i = 0; i < BUCKETS; i++)
        index->begin[i + 1] += index->begin[i];
    memcpy(next, index->begin, BUCKETS * sizeof(*next));
    for (size_t i = 0; i < prefixes->count; i++)
        index->sorted[next[bucket_of(prefixes->items[i].text)]++] =
            prefixes->items[i];
    free(next);
    return index;
}

void prefix_index_free(struct prefix_index *index)
{
    if (!index)
        return;
    free(index->begin);
    free(index->sorted);
    free(index);
}

void prefix_index_find(const struct prefix_index *index, const char *text,
                       size_t length, struct found_ids *out)
{
    uint32_t bucket;

    if (length < 2)
        return;
    bucket = bucket_of(text);
    for (uint32_t i = index->begin[bucket]; i < index->begin[bucket + 1]; i++) {
        const struct prefix *prefix = &index->sorted[i];

        if (length >= prefix->length &&
            memcmp(text, prefix->text, prefix->length) == 0)
            *VECTOR_PUSH(out) = prefix->id;
    }
}
