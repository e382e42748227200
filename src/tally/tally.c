/* tally.c - see tally.h. */
#include "tally/tally.h"

#include <stdlib.h>

const char *unit_name(enum unit unit)
{
    static const char *const names[UNITS] = {"sentence", "paragraph",
                                             "document", "window"};

    return names[unit];
}

void document_tally_release(struct document_tally *tally)
{
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        free(tally->counts[kind].items);
    free(tally->types.items);
    *tally = (struct document_tally){0};
}

void tally_release(struct tally *tally)
{
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        count_map_release(&tally->counts[kind]);
    type_tally_release(&tally->types);
    *tally = (struct tally){0};
}

static int compare_keys(const void *a, const void *b)
{
    const struct count_pair *x = a, *y = b;

    return (x->key > y->key) - (x->key < y->key);
}

/* Returns how many items from the first on have ascending keys, no two equal:
 * of a short list often all. */
static size_t ascending_length(const struct count_list *list)
{
    size_t length = 1;

    while (length < list->count &&
           list->items[length - 1].key < list->items[length].key)
        length++;
    return length;
}

void count_list_compact(struct count_list *list)
{
    size_t kept = 0;

    if (list->count < 2 || ascending_length(list) == list->count)
        return;
    qsort(list->items, list->count, sizeof(*list->items), compare_keys);
    for (size_t i = 1; i < list->count; i++)
        if (list->items[i].key == list->items[kept].key)
            list->items[kept].count += list->items[i].count;
        else
            list->items[++kept] = list->items[i];
    list->count = kept + 1;
}

static void add_totals(struct totals *into, const struct totals *from)
{
    into->documents += from->documents;
    into->bytes += from->bytes;
    into->characters += from->characters;
    into->words += from->words;
    into->sentences += from->sentences;
    into->paragraphs += from->paragraphs;
    into->hits += from->hits;
}

void tally_add_document(struct tally *into, const struct document_tally *from)
{
    add_totals(&into->totals, &from->totals);
    for (size_t i = 0; i < from->types.count; i++)
        type_tally_add(&into->types, from->types.items[i].type,
                       (struct type_count){from->types.items[i].words, 1});
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        for (size_t i = 0; i < from->counts[kind].count; i++)
            count_map_add(&into->counts[kind], from->counts[kind].items[i].key,
                          from->counts[kind].items[i].count, 1);
}

static void take_list(struct count_list *out, const struct count_map *map)
{
    struct count_entry *entries = count_map_sorted(map);

    out->count = 0;
    for (size_t i = 0; i < map->used; i++)
        *VECTOR_PUSH(out) = (struct count_pair){count_entry_key(&entries[i]),
                                                entries[i].count};
    free(entries);
}

void document_tally_take(struct document_tally *out, struct tally *sum)
{
    struct type_count count;

    out->totals = sum->totals;
    out->types.count = 0;
    for (uint32_t type = 0; type_tally_next(&sum->types, &type, &count); type++)
        *VECTOR_PUSH(&out->types) = (struct type_words){type,
                                                        (uint32_t)count.words};
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        take_list(&out->counts[kind], &sum->counts[kind]);
    tally_release(sum);
}

static void merge_types(struct type_tally *into, const struct type_tally *from,
                        const uint32_t *types)
{
    struct type_count count;

    for (uint32_t type = 0; type_tally_next(from, &type, &count); type++)
        type_tally_add(into, types ? types[type] : type, count);
}

/* Returns the key that `key`, of `kind`, has under the other ids. */
static uint64_t translate(uint64_t key, int kind, struct tally_ids ids)
{
    if (kind == TALLY_FORMS && ids.forms)
        return pair_key((uint32_t)(key >> 32), ids.forms[(uint32_t)key]);
    return key;
}

void tally_merge(struct tally *into, const struct tally *from,
                 struct tally_ids ids)
{
    add_totals(&into->totals, &from->totals);
    merge_types(&into->types, &from->types, ids.types);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        for (size_t i = 0; i < from->counts[kind].capacity; i++) {
            const struct count_entry *entry = &from->counts[kind].entries[i];

            if (entry->key_plus_1)
                count_map_add(&into->counts[kind],
                              translate(count_entry_key(entry), kind, ids),
                              entry->count, entry->documents);
        }
}
