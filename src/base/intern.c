/*
 * intern.c - interning by open addressing with short keys held in the slot.
 *
 * Nine words in ten are at most 16 bytes long. Their letters are the key: two
 * machine words, zero-padded, beside their length in the slot itself, so that
 * a look-up of a frequent word touches one cache line and calls no memcmp. A
 * longer string is held by two hashes and compared where its copy lies.
 *
 * Nothing is ever removed, so there are no tombstones and a probe ends at the
 * first empty slot. The table doubles at 1/2 full.
 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/vector.h"

enum { SLOTS_AT_START = 4096, SHORT_KEY_BYTES = 16 };

/* Two odd constants with well-mixed bits (the golden ratio and pi). */
#define MIX_1 0x9E3779B97F4A7C15U
#define MIX_2 0x243F6A8885A308D3U

struct key {
    uint64_t low, high; /* the letters, or two hashes of them */
    uint32_t length;    /* in bytes; 0 never comes with a taken slot's id */
};

struct slot {
    uint64_t low, high;
    uint32_t length;
    uint32_t id_plus_1; /* 0: the slot is empty */
};

struct text {
    const char *bytes; /* in the arena, NUL-terminated */
    uint32_t length;
};

struct interner {
    struct slot *slots;
    size_t slot_mask; /* slot count, a power of two, minus 1 */
    struct texts VECTOR_OF(struct text) texts; /* by id */
    struct arena arena;
};

struct interner *interner_new(void)
{
    struct interner *interner = memory_get_zeroed(1, sizeof(*interner));

    interner->slots = memory_get_zeroed(SLOTS_AT_START, sizeof(struct slot));
    interner->slot_mask = SLOTS_AT_START - 1;
    return interner;
}

void interner_free(struct interner *interner)
{
    if (!interner)
        return;
    free(interner->slots);
    free(interner->texts.items);
    arena_release(&interner->arena);
    free(interner);
}

static inline uint64_t load_8(const char *bytes)
{
    uint64_t word;

    memcpy(&word, bytes, sizeof(word));
    return word;
}

/* Returns a mask for the first `count` bytes, 0 to 8, as loaded. */
static inline uint64_t first_bytes(size_t count)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return count >= 8 ? UINT64_MAX : ((uint64_t)1 << (8 * count)) - 1;
#else
    return count == 0 ? 0 : UINT64_MAX << (8 * (8 - (count > 8 ? 8 : count)));
#endif
}

__extension__ typedef unsigned __int128 product_type;

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    product_type product = (product_type)(a ^ MIX_1) * (b ^ MIX_2);

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* `text` has SHORT_KEY_BYTES readable bytes, and `length` is at most that. */
static inline struct key short_key(const char *text, size_t length)
{
    size_t high = length > 8 ? length - 8 : 0;

    return (struct key){.low = load_8(text) & first_bytes(length),
                        .high = load_8(text + 8) & first_bytes(high),
                        .length = (uint32_t)length};
}

static struct key long_key(const char *text, size_t length)
{
    struct key key = {MIX_1, MIX_2, (uint32_t)length};
    size_t at = 0;

    for (; at + 8 <= length; at += 8) {
        key.low = mix(key.low, load_8(text + at));
        key.high = mix(key.high ^ length, load_8(text + at));
    }
    if (at < length) { /* the last eight bytes, some of them again */
        key.low = mix(key.low, load_8(text + length - 8));
        key.high = mix(key.high ^ at, load_8(text + length - 8));
    }
    return key;
}

/* Returns the slot that holds the string, or the empty one where it belongs. */
static inline struct slot *find_slot(const struct interner *interner,
                                     struct key key, const char *text)
{
    size_t i = mix(key.low ^ key.length, key.high) & interner->slot_mask;

    for (;; i = (i + 1) & interner->slot_mask) {
        struct slot *slot = &interner->slots[i];

        if (!slot->id_plus_1)
            return slot;
        if (slot->low != key.low || slot->high != key.high ||
            slot->length != key.length)
            continue;
        if (key.length <= SHORT_KEY_BYTES ||
            memcmp(interner->texts.items[slot->id_plus_1 - 1].bytes, text,
                   key.length) == 0)
            return slot;
    }
}

static void double_slots(struct interner *interner)
{
    struct slot *old = interner->slots;
    size_t old_count = interner->slot_mask + 1;

    interner->slots = memory_get_zeroed(2 * old_count, sizeof(struct slot));
    interner->slot_mask = 2 * old_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        struct key key = {old[i].low, old[i].high, old[i].length};

        if (old[i].id_plus_1)
            *find_slot(
                interner, key,
                interner->texts.items[old[i].id_plus_1 - 1].bytes) = old[i];
    }
    free(old);
}

static uint32_t add(struct interner *interner, struct slot *slot,
                    struct key key, const char *text)
{
    uint32_t id = (uint32_t)interner->texts.count;

    *VECTOR_PUSH(&interner->texts) = (struct text){
        arena_copy_text(&interner->arena, text, key.length), key.length};
    *slot = (struct slot){key.low, key.high, key.length, id + 1};
    if (interner->texts.count > interner->slot_mask / 2)
        double_slots(interner);
    return id;
}

static struct key make_key(const char *text, size_t length)
{
    char padded[SHORT_KEY_BYTES] = {0};

    if (length > SHORT_KEY_BYTES)
        return long_key(text, length);
    if (length)
        memcpy(padded, text, length);
    return short_key(padded, length);
}

static inline uint32_t intern_key(struct interner *interner, struct key key,
                                  const char *text)
{
    struct slot *slot = find_slot(interner, key, text);

    return slot->id_plus_1 ? slot->id_plus_1 - 1
                           : add(interner, slot, key, text);
}

uint32_t intern(struct interner *interner, const char *text, size_t length)
{
    return intern_key(interner, make_key(text, length), text);
}

uint32_t intern_padded(struct interner *interner, const char *text,
                       size_t length)
{
    struct key key = length <= SHORT_KEY_BYTES ? short_key(text, length)
                                               : long_key(text, length);

    return intern_key(interner, key, text);
}

bool intern_find(const struct interner *interner, const char *text,
                 size_t length, uint32_t *id)
{
    const struct slot *slot = find_slot(interner, make_key(text, length), text);

    if (slot->id_plus_1)
        *id = slot->id_plus_1 - 1;
    return slot->id_plus_1 != 0;
}

const char *intern_text(const struct interner *interner, uint32_t id,
                        size_t *length)
{
    if (length)
        *length = interner->texts.items[id].length;
    return interner->texts.items[id].bytes;
}

size_t intern_count(const struct interner *interner)
{
    return interner->texts.count;
}
