/*
 * type_tally.h - how often each word type was counted in a group, and in how
 * many of its documents.
 *
 * The busiest table of a run: every type of every document is added here. Types
 * are small numbers, and those met first, which are the frequent ones, are the
 * smallest. So the counts stand in pages of neighbours, found through an array,
 * and nothing is hashed. A group has only the pages that it uses, and they are
 * small, a cache line each: the types of a group that are not frequent lie
 * scattered, and most of a large page would stay empty.
 *
 * Zeroed is empty. Not shared between threads.
 */
#ifndef TALLY_TYPE_TALLY_H
#define TALLY_TYPE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/count_map.h"
#include "base/vector.h"

struct type_count {
    uint64_t words;
    uint64_t documents;
};

/* Documents are numbered by 32 bits; for words see `carries`. */
struct type_slot {
    uint32_t words_low, documents;
};

enum { TYPES_A_PAGE = 8 };

struct type_page {
    struct type_slot slots[TYPES_A_PAGE];
};

struct type_tally {
    /* By type / TYPES_A_PAGE: the index of its page plus 1, or 0. */
    struct page_numbers VECTOR_OF(uint32_t) page_numbers;
    struct type_pages VECTOR_OF(struct type_page) pages;

    /* By type: how many times 2^32 words. Nearly always empty. */
    struct count_map carries;
};

void type_tally_release(struct type_tally *tally);

/* Returns the type's slot, or NULL where there is no page of it yet. */
static inline struct type_slot *type_tally_slot(const struct type_tally *tally,
                                                uint32_t type)
{
    size_t at = type / TYPES_A_PAGE;
    uint32_t number = at < tally->page_numbers.count
                          ? tally->page_numbers.items[at]
                          : 0;

    return number ? &tally->pages.items[number - 1].slots[type % TYPES_A_PAGE]
                  : NULL;
}

/* Makes the page of the type, which has none; returns the type's slot. */
struct type_slot *type_tally_new_slot(struct type_tally *tally, uint32_t type);

/* Adds to the type's counts. */
static inline void type_tally_add(struct type_tally *tally, uint32_t type,
                                  struct type_count count)
{
    struct type_slot *slot = type_tally_slot(tally, type);

    if (!slot)
        slot = type_tally_new_slot(tally, type);
    count.words += slot->words_low;
    slot->words_low = (uint32_t)count.words;
    slot->documents += (uint32_t)count.documents;
    if (count.words >> 32)
        count_map_add(&tally->carries, type, count.words >> 32, 0);
}

/* Returns the type's counts, zero when there are none. */
struct type_count type_tally_get(const struct type_tally *tally, uint32_t type);

/* Finds the first type from `*type` on that was counted: for (type = 0;
 * type_tally_next(tally, &type, &count); type++). Returns false at the end. */
bool type_tally_next(const struct type_tally *tally, uint32_t *type,
                     struct type_count *count);

#endif
