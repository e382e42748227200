/* prefix_index.c - see prefix_index.h. */
#include "lexicon/prefix_index.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 65536 };

#define NO_PARENT UINT32_MAX

struct prefix_index {
    struct prefix *sorted; /* by text, then as given */
    uint32_t *parent;      /* of each: the last before it that it begins with */
    uint32_t *begin; /* BUCKETS + 1 of them: where those start whose first two
                        bytes are so */
    /* A bit for each bucket, and one for each three first bytes, hashed: nearly
     * all places of a word are done with after a look into these 16 KB. */
    uint64_t *is_filled, *is_begun;
};

static uint32_t bucket_of(const char *text)
{
    return (uint32_t)(unsigned char)text[0] << 8 | (unsigned char)text[1];
}

static uint32_t hash_of_three(const char *text)
{
    return (bucket_of(text) * 31 + (unsigned char)text[2] * 1021) % BUCKETS;
}

static bool has_bit(const uint64_t *bits, uint32_t bit)
{
    return bits[bit / 64] >> bit % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t bit)
{
    bits[bit / 64] |= (uint64_t)1 << bit % 64;
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

/* One of two bytes goes on with any third. */
static void begin_three(struct prefix_index *index, const struct prefix *prefix)
{
    char three[3] = {prefix->text[0], prefix->text[1]};

    if (prefix->length > 2) {
        set_bit(index->is_begun, hash_of_three(prefix->text));
        return;
    }
    for (int third = 0; third < 256; third++) {
        three[2] = (char)third;
        set_bit(index->is_begun, hash_of_three(three));
    }
}

static void fill_buckets(struct prefix_index *index, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct prefix *prefix = &index->sorted[i];

        index->begin[bucket_of(prefix->text) + 1]++;
        set_bit(index->is_filled, bucket_of(prefix->text));
        begin_three(index, prefix);
    }
    for (size_t i = 0; i < BUCKETS; i++)
        index->begin[i + 1] += index->begin[i];
}

struct prefix_index *prefix_index_new(const struct prefixes *prefixes)
{
    struct prefix_index *index = memory_get_zeroed(1, sizeof(*index));
    size_t count = prefixes->count;

    index->sorted = memory_get(count * sizeof(*index->sorted));
    index->parent = memory_get(count * sizeof(*index->parent));
    index->begin = memory_get_zeroed(BUCKETS + 1, sizeof(*index->begin));
    index->is_filled = memory_get_zeroed(BUCKETS / 64,
                                         sizeof(*index->is_filled));
    index->is_begun = memory_get_zeroed(BUCKETS / 64, sizeof(*index->is_begun));
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
    free(index->is_begun);
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

bool prefix_index_may_find(const struct prefix_index *index, const char *text,
                           size_t length)
{
    return has_bit(index->is_filled, bucket_of(text)) &&
           (length == 2 || has_bit(index->is_begun, hash_of_three(text)));
}

void prefix_index_find(const struct prefix_index *index, const char *text,
                       size_t length, struct found_ids *out)
{
    struct prefix wanted = {text, (uint32_t)length, 0};
    uint32_t bucket, at;

    if (length < 2 || !prefix_index_may_find(index, text, length))
        return;
    bucket = bucket_of(text);
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
    if (length > 1 && !prefix_index_may_find(index, text, length))
        return;
    if (length > 1)
        bucket = last = bucket_of(text);
    for (uint32_t i = first_after(index, &wanted, index->begin[bucket],
                                  index->begin[last + 1]);
         i < index->begin[last + 1] &&
         begins_with(index->sorted[i].text, index->sorted[i].length, &wanted);
         i++)
        *VECTOR_PUSH(out) = index->sorted[i].id;
}
