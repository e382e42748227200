/* company.c - see company.h. */
#include "tally/company.h"

#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"

/* A byte of text each, up to 64 MB: there one in a hundred of ten million
 * phrases that occur once passes. */
enum { SIEVE_BITS_LEAST = 16, SIEVE_BITS_MOST = 26 };

static size_t sieve_size(const struct sieve *sieve)
{
    return (size_t)1 << sieve->bits;
}

void sieve_init(struct sieve *sieve, uint64_t bytes)
{
    sieve->bits = SIEVE_BITS_LEAST;
    while (sieve->bits < SIEVE_BITS_MOST && sieve_size(sieve) < bytes)
        sieve->bits++;
    sieve->counters = memory_get_zeroed(sieve_size(sieve),
                                        sizeof(*sieve->counters));
    sieve->least = COMPANY_LEAST;
}

void sieve_release(struct sieve *sieve)
{
    free(sieve->counters);
    *sieve = (struct sieve){0};
}

static atomic_uchar *counter_of(const struct sieve *sieve, uint64_t hash)
{
    return &sieve->counters[hash >> (64 - sieve->bits)];
}

void sieve_add(struct sieve *sieve, uint64_t hash)
{
    atomic_uchar *counter = counter_of(sieve, hash);
    unsigned char count = atomic_load_explicit(counter, memory_order_relaxed);

    while (count < UCHAR_MAX && !atomic_compare_exchange_weak_explicit(
                                    counter, &count, (unsigned char)(count + 1),
                                    memory_order_relaxed, memory_order_relaxed))
        continue;
}

void sieve_close(struct sieve *sieve, size_t most)
{
    size_t with[UCHAR_MAX + 1] = {0}, passing = 0;
    unsigned least = UCHAR_MAX;

    for (size_t i = 0; i < sieve_size(sieve); i++)
        with[atomic_load_explicit(&sieve->counters[i], memory_order_relaxed)]++;
    passing = with[UCHAR_MAX];
    while (least > COMPANY_LEAST && passing + with[least - 1] <= most)
        passing += with[--least];
    sieve->least = least;
}

bool sieve_passes(const struct sieve *sieve, uint64_t hash)
{
    return atomic_load_explicit(counter_of(sieve, hash),
                                memory_order_relaxed) >= sieve->least;
}

/* -- Counts ---------------------------------------------------------------- */

void company_release(struct company *company)
{
    free(company->slots);
    *company = (struct company){0};
}

/* Returns the slot of the entry, or the empty one where it belongs. */
static struct company_count *find_slot(const struct company *company,
                                       uint64_t hash, uint32_t theme)
{
    uint64_t at = hash + (uint64_t)theme * 0x9E3779B97F4A7C15U;
    size_t mask = company->capacity - 1;

    for (at ^= at >> 32;; at++) {
        struct company_count *slot = &company->slots[at & mask];

        if (!slot->phrase.length ||
            (slot->phrase.hash == hash && slot->theme == theme))
            return slot;
    }
}

static void grow(struct company *company)
{
    struct company old = *company;

    company->capacity = old.capacity ? 2 * old.capacity : 1024;
    company->slots = memory_get_zeroed(company->capacity,
                                       sizeof(*company->slots));
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].phrase.length)
            *find_slot(company, old.slots[i].phrase.hash,
                       old.slots[i].theme) = old.slots[i];
    free(old.slots);
}

/* Returns the entry, made if need be. */
static struct company_count *
entry_of(struct company *company, const struct phrase *phrase, uint32_t theme)
{
    struct company_count *slot;

    if (4 * company->used >= 3 * company->capacity)
        grow(company);
    slot = find_slot(company, phrase->hash, theme);
    if (!slot->phrase.length) {
        *slot = (struct company_count){.phrase = *phrase, .theme = theme};
        company->used++;
    }
    return slot;
}

static bool comes_first(const struct company_place *a,
                        const struct company_place *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    return a->document != b->document ? a->document < b->document
                                      : a->sentence < b->sentence;
}

void company_add(struct company *company, const struct phrase *phrase,
                 uint32_t theme, const struct company_place *place)
{
    struct company_count *entry = entry_of(company, phrase, theme);
    struct company_place drawn = *place;
    bool is_new = entry->sentences == 0;

    if (!is_new && entry->last.document == place->document &&
        entry->last.sentence == place->sentence)
        return;
    if (is_new || entry->last.document != place->document) {
        entry->documents++;
        entry->here = 0;
    }
    entry->squares += 2 * (uint64_t)entry->here++ + 1; /* (n+1)^2 - n^2 */
    entry->sentences++;
    entry->sentence_set += place->rank;
    entry->last = *place;
    drawn.rank ^= phrase->hash; /* else one sentence would serve many */
    if (is_new || comes_first(&drawn, &entry->example))
        entry->example = drawn;
}

const struct company_count *company_get(const struct company *company,
                                        uint64_t hash, uint32_t theme)
{
    const struct company_count *slot;

    if (!company->capacity)
        return NULL;
    slot = find_slot(company, hash, theme);
    return slot->phrase.length ? slot : NULL;
}

/* The types stay those of the worker named in `last`. */
void company_merge(struct company *into, const struct company *from)
{
    for (size_t i = 0; i < from->capacity; i++) {
        const struct company_count *other = &from->slots[i];
        struct company_count *entry;

        if (!other->phrase.length)
            continue;
        entry = entry_of(into, &other->phrase, other->theme);
        if (entry->sentences == 0) {
            *entry = *other;
            continue;
        }
        entry->sentences += other->sentences;
        entry->documents += other->documents;
        entry->squares += other->squares;
        entry->sentence_set += other->sentence_set;
        if (comes_first(&other->example, &entry->example))
            entry->example = other->example;
    }
}
