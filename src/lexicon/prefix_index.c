/* prefix_index.c - see prefix_index.h. */
#include "lexicon/prefix_index.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 65536 };

#define NO_PARENT UINT32_MAX

struct prefix_index {
    struct prefix *sorted; /* by text, then as given */
    uint32_t *parent;      /* of each: the last before it that it begins with */
    uint32_t *begin; /* BUCKETS + 1 of them: where those start whose first two
                        bytes are so */
    uint64_t *is_filled; /* a bit for each bucket: most places of a word are
                            done with after a look into these 8 KB */
};

static uint32_t bucket_of(const char *text)
{
    return (uint32_t)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

/* -- Building -------------------------------------------------------------- */

static int compare_texts(const struct prefix *a, const struct prefix *b)
{
    size_t common = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, common);

    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_prefixes(const void *a, const void *b)
{
    const struct prefix *x = a, *y = b;
    int order = compare_texts(x, y);

    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static bool begins_with(const char *text, size_t length,
                        const struct prefix *prefix)
{
    return length >= prefix->length &&
           memcmp(text, prefix->text, prefix->length) == 0;
}

static void find_parents(struct prefix_index *index, size_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct prefix *prefix = &index->sorted[i];
        uint32_t parent = i ? i - 1 : NO_PARENT;

        while (parent != NO_PARENT && !begins_with(prefix->text, prefix->length,
                                                   &index->sorted[parent]))
            parent = index->parent[parent];
        index->parent[i] = parent;
    }
}

static void fill_buckets(struct prefix_index *index, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t bucket = bucket_of(index->sorted[i].text);

        index->begin[bucket + 1]++;
        index->is_filled[bucket / 64] |= (uint64_t)1 << bucket % 64;
    }
    for (size_t i = 0; i < BUCKETS; i++)
        index->begin[i + 1] += index->begin[i];
}

struct prefix_index *prefix_index_new(const struct prefixes *prefixes)
{
    struct prefix_index *index = memory_get(sizeof(*index));
    size_t count = prefixes->count;

    index->sorted = memory_get(count * sizeof(*index->sorted));
    index->parent = memory_get(count * sizeof(*index->parent));
    index->begin = memory_get_zeroed(BUCKETS + 1, sizeof(*index->begin));
    index->is_filled = memory_get_zeroed(BUCKETS / 64,
                                         sizeof(*index->is_filled));
    if (count) {
        memcpy(index->sorted, prefixes->items, count * sizeof(*index->sorted));
        qsort(index->sorted, count, sizeof(*index->sorted), compare_prefixes);
    }
    find_parents(index, count);
    fill_buckets(index, count);
    return index;
}

void prefix_index_free(struct prefix_index *index)
{
    if (!index)
        return;
    free(index->sorted);
    free(index->parent);
    free(index->begin);
    free(index->is_filled);
    free(index);
}

/* -- Finding --------------------------------------------------------------- */

/* Returns the first of sorted[low, high) that comes after the text. */
static uint32_t first_after(const struct prefix_index *index,
                            const struct prefix *text, uint32_t low,
                            uint32_t high)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (compare_texts(&index->sorted[middle], text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void prefix_index_find(const struct prefix_index *index, const char *text,
                       size_t length, struct found_ids *out)
{
    struct prefix wanted = {text, (uint32_t)length, 0};
    uint32_t bucket, at;

    if (length < 2)
        return;
    bucket = bucket_of(text);
    if (!(index->is_filled[bucket / 64] >> bucket % 64 & 1))
        return;
    at = first_after(index, &wanted, index->begin[bucket],
                     index->begin[bucket + 1]);
    if (at == index->begin[bucket])
        return;
    for (at--; at != NO_PARENT; at = index->parent[at])
        if (begins_with(text, length, &index->sorted[at]))
            *VECTOR_PUSH(out) = index->sorted[at].id;
}

void prefix_index_find_longer(const struct prefix_index *index,
                              const char *text, size_t length,
                              struct found_ids *out)
{
    struct prefix wanted = {text, (uint32_t)length, 0};
    uint32_t bucket, last;

    if (length == 0)
        return;
    bucket = (uint32_t)(unsigned char)text[0] << 8;
    last = bucket | 0xFF;
    if (length > 1)
        bucket = last = bucket_of(text);
    for (uint32_t i = first_after(index, &wanted, index->begin[bucket],
                                  index->begin[last + 1]);
         i < index->begin[last + 1] &&
         begins_with(index->sorted[i].text, index->sorted[i].length, &wanted);
         i++)
        *VECTOR_PUSH(out) = index->sorted[i].id;
}
