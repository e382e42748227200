/* count_map.c - see count_map.h; open addressing, doubling at 2/3 full. */
#include "base/count_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { ENTRIES_AT_START = 64 };

void count_map_release(struct count_map *map)
{
    free(map->entries);
    *map = (struct count_map){0};
}

void count_map_reset(struct count_map *map)
{
    if (map->used)
        memset(map->entries, 0, map->capacity * sizeof(*map->entries));
    map->used = 0;
}

static size_t hash(uint64_t key)
{
    key *= 0x9E3779B97F4A7C15U;
    return (size_t)(key ^ key >> 32);
}

static struct count_entry *find(const struct count_map *map, uint64_t key)
{
    size_t i = hash(key) & (map->capacity - 1);

    while (map->entries[i].key_plus_1 && map->entries[i].key_plus_1 != key + 1)
        i = (i + 1) & (map->capacity - 1);
    return &map->entries[i];
}

static void grow(struct count_map *map)
{
    struct count_map old = *map;

    map->capacity = old.capacity ? 2 * old.capacity : ENTRIES_AT_START;
    map->entries = memory_get_zeroed(map->capacity, sizeof(*map->entries));
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].key_plus_1)
            *find(map, count_entry_key(&old.entries[i])) = old.entries[i];
    free(old.entries);
}

void count_map_add(struct count_map *map, uint64_t key, uint64_t count,
                   uint64_t documents)
{
    struct count_entry *entry;

    if (3 * (map->used + 1) > 2 * map->capacity)
        grow(map);
    entry = find(map, key);
    if (!entry->key_plus_1) {
        entry->key_plus_1 = key + 1;
        map->used++;
    }
    entry->count += count;
    entry->documents += documents;
}

struct count_entry count_map_get(const struct count_map *map, uint64_t key)
{
    return map->used ? *find(map, key) : (struct count_entry){0};
}

static int compare_keys(const void *a, const void *b)
{
    const struct count_entry *x = a, *y = b;

    return (x->key_plus_1 > y->key_plus_1) - (x->key_plus_1 < y->key_plus_1);
}

struct count_entry *count_map_sorted(const struct count_map *map)
{
    struct count_entry *sorted = memory_get(map->used * sizeof(*sorted));
    size_t count = 0;

    for (size_t i = 0; i < map->capacity; i++)
        if (map->entries[i].key_plus_1)
            sorted[count++] = map->entries[i];
    qsort(sorted, count, sizeof(*sorted), compare_keys);
    return sorted;
}
