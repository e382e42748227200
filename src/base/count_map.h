/*
 * count_map.h - how often each 64-bit key was counted, and in how many
 * documents.
 *
 * For sparse counts such as pairs of terms: the key is made of two ids by
 * pair_key(). Order of iteration depends on the keys alone only after sorting:
 * take count_map_sorted() wherever order can be seen.
 *
 * A zeroed map is empty. Not shared between threads.
 */
#ifndef BASE_COUNT_MAP_H
#define BASE_COUNT_MAP_H

#include <stddef.h>
#include <stdint.h>

struct count_entry {
    uint64_t key_plus_1; /* 0: no entry here */
    uint64_t count;
    uint64_t documents;
};

struct count_map {
    struct count_entry *entries; /* owned; a power of two of them, or NULL */
    size_t capacity;
    size_t used;
};

void count_map_release(struct count_map *map);

/* Forgets all counts and keeps the memory. */
void count_map_reset(struct count_map *map);

/* Adds to the key's counts; the key is not UINT64_MAX. */
void count_map_add(struct count_map *map, uint64_t key, uint64_t count,
                   uint64_t documents);

/* Returns the key's entry, or one with zero counts when there is none. */
struct count_entry count_map_get(const struct count_map *map, uint64_t key);

/* Returns the `used` entries in ascending order of key; the caller frees. */
struct count_entry *count_map_sorted(const struct count_map *map);

static inline uint64_t count_entry_key(const struct count_entry *entry)
{
    return entry->key_plus_1 - 1;
}

static inline uint64_t pair_key(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

#endif
