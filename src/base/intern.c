/*
 * intern.c - interning by open addressing, made for words.
 *
 * A look-up must touch little memory: nearly all words are frequent words, and
 * those must stay in the processor's nearest caches. So a slot is eight bytes,
 * a hash and an id; and the letters to compare stand in an array by id, where
 * frequent words, which are met early, are close together. Nineteen words in
 * twenty are at most 15 bytes long: their letters, zero-padded, and their
 * length are the key. A longer string's key is two hashes, and the string
 * itself is compared where its copy lies.
 *
 * Nothing is ever removed, so there are no tombstones and a probe ends at the
 * first empty slot. The table doubles at 1/2 full.
 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/byte_vector.h"
#include "base/memory.h"
#include "base/vector.h"

enum {
    SLOTS_AT_START = 4096,
    SHORT_KEY_BYTES = 15, /* the length takes the sixteenth byte */
    LONG_KEY_MARK = 0xFF  /* in its place */
};

/* Two odd constants with well-mixed bits (the golden ratio and pi). */
#define MIX_1 0x9E3779B97F4A7C15U
#define MIX_2 0x243F6A8885A308D3U

struct key {
    uint64_t low, high; /* letters and length, or two hashes and the mark */
};

struct text {
    const char *bytes; /* in the arena, NUL-terminated */
    uint32_t length;
};

struct interner {
    uint64_t *slots;  /* a hash's upper half, then id + 1; 0: empty */
    size_t slot_mask; /* slot count, a power of two, minus 1 */
    struct keys VECTOR_OF(struct key) keys;    /* by id */
    struct texts VECTOR_OF(struct text) texts; /* by id */
    struct arena arena;
};

struct interner *interner_new(void)
{
    struct interner *interner = memory_get_zeroed(1, sizeof(*interner));

    interner->slots = memory_get_zeroed(SLOTS_AT_START,
                                        sizeof(*interner->slots));
    interner->slot_mask = SLOTS_AT_START - 1;
    return interner;
}

void interner_free(struct interner *interner)
{
    if (!interner)
        return;
    free(interner->slots);
    free(interner->keys.items);
    free(interner->texts.items);
    arena_release(&interner->arena);
    free(interner);
}

/* -- Keys ------------------------------------------------------------------ */

__extension__ typedef unsigned __int128 product_type;

static inline uint64_t mix(uint64_t a, uint64_t b)
{
    product_type product = (product_type)(a ^ MIX_1) * (b ^ MIX_2);

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* `text` has INTERN_PADDING readable bytes; `length` is at most
 * SHORT_KEY_BYTES. The lengths of words cannot be foretold, so there is no
 * branch on them: the letters are cut out by a mask that is loaded. */
static inline struct key short_key(const char *text, size_t length)
{
    static const char ones[32] = {-1, -1, -1, -1, -1, -1, -1, -1,
                                  -1, -1, -1, -1, -1, -1, -1, -1};
    const char *mask = ones + 16 - length;

    return (struct key){.low = eight_load(text) & eight_load(mask),
                        .high = (eight_load(text + 8) & eight_load(mask + 8)) |
                                (uint64_t)length << 56};
}

static struct key long_key(const char *text, size_t length)
{
    struct key key = {MIX_1, MIX_2};
    size_t at = 0;

    for (; at + 8 <= length; at += 8) {
        key.low = mix(key.low, eight_load(text + at));
        key.high = mix(key.high ^ length, eight_load(text + at));
    }
    if (at < length) { /* the last eight bytes, some of them again */
        key.low = mix(key.low, eight_load(text + length - 8));
        key.high = mix(key.high ^ at, eight_load(text + length - 8));
    }
    key.high |= (uint64_t)LONG_KEY_MARK << 56;
    return key;
}

static inline struct key padded_key(const char *text, size_t length)
{
    return length <= SHORT_KEY_BYTES ? short_key(text, length)
                                     : long_key(text, length);
}

static struct key make_key(const char *text, size_t length)
{
    char padded[INTERN_PADDING] = {0};

    if (length > SHORT_KEY_BYTES)
        return long_key(text, length);
    if (length)
        memcpy(padded, text, length);
    return short_key(padded, length);
}

static inline bool is_long(struct key key)
{
    return key.high >> 56 == LONG_KEY_MARK;
}

/* -- Slots ----------------------------------------------------------------- */

static inline uint64_t hash_of(struct key key)
{
    return mix(key.low, key.high);
}

static inline uint64_t make_slot(uint64_t hash, uint32_t id)
{
    return (hash & ~(uint64_t)UINT32_MAX) | (id + 1);
}

static inline uint32_t slot_id(uint64_t slot)
{
    return (uint32_t)slot - 1;
}

/* A string looked for. */
struct search {
    const char *text;
    size_t length;
    struct key key;
    uint64_t hash;
};

/* Is the string that the slot names the one looked for? */
static inline bool is_found(const struct interner *interner, uint64_t slot,
                            const struct search *search)
{
    const struct key *key = &interner->keys.items[slot_id(slot)];
    const struct text *text;

    if (((key->low ^ search->key.low) | (key->high ^ search->key.high)) != 0)
        return false;
    if (!is_long(search->key))
        return true;
    text = &interner->texts.items[slot_id(slot)];
    return text->length == search->length &&
           memcmp(text->bytes, search->text, search->length) == 0;
}

/* Returns the slot that names the string, or the empty one where it belongs. */
static inline uint64_t *find_slot(const struct interner *interner,
                                  const struct search *search)
{
    size_t i = search->hash & interner->slot_mask;

    for (;; i = (i + 1) & interner->slot_mask) {
        uint64_t slot = interner->slots[i];

        if (!slot || (slot >> 32 == search->hash >> 32 &&
                      is_found(interner, slot, search)))
            return &interner->slots[i];
    }
}

static void double_slots(struct interner *interner)
{
    size_t count = 2 * (interner->slot_mask + 1);

    free(interner->slots);
    interner->slots = memory_get_zeroed(count, sizeof(*interner->slots));
    interner->slot_mask = count - 1;
    for (uint32_t id = 0; id < interner->keys.count; id++) {
        uint64_t hash = hash_of(interner->keys.items[id]);
        size_t i = hash & interner->slot_mask;

        while (interner->slots[i])
            i = (i + 1) & interner->slot_mask;
        interner->slots[i] = make_slot(hash, id);
    }
}

static uint32_t add(struct interner *interner, uint64_t *slot,
                    const struct search *search)
{
    uint32_t id = (uint32_t)interner->texts.count;

    *VECTOR_PUSH(&interner->keys) = search->key;
    *VECTOR_PUSH(&interner->texts) = (struct text){
        arena_copy_text(&interner->arena, search->text, search->length),
        (uint32_t)search->length};
    *slot = make_slot(search->hash, id);
    if (interner->texts.count > interner->slot_mask / 2)
        double_slots(interner);
    return id;
}

/* -- Strings --------------------------------------------------------------- */

/* Returns the string's number, adding it if new. */
static inline uint32_t number_of(struct interner *interner,
                                 const struct search *search)
{
    uint64_t *slot = find_slot(interner, search);

    return *slot ? slot_id(*slot) : add(interner, slot, search);
}

static inline uint32_t intern_key(struct interner *interner, struct key key,
                                  const char *text, size_t length)
{
    return number_of(interner,
                     &(struct search){text, length, key, hash_of(key)});
}

uint32_t intern(struct interner *interner, const char *text, size_t length)
{
    return intern_key(interner, make_key(text, length), text, length);
}

uint32_t intern_padded(struct interner *interner, const char *text,
                       size_t length)
{
    return intern_key(interner, padded_key(text, length), text, length);
}

void intern_batch(struct interner *interner, struct intern_item *items,
                  size_t count)
{
    struct key keys[INTERN_BATCH];
    uint64_t hashes[INTERN_BATCH];

    for (size_t i = 0; i < count; i++) {
        keys[i] = padded_key(items[i].text, items[i].length);
        hashes[i] = hash_of(keys[i]);
        __builtin_prefetch(&interner->slots[hashes[i] & interner->slot_mask]);
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t slot = interner->slots[hashes[i] & interner->slot_mask];

        if (slot)
            __builtin_prefetch(&interner->keys.items[slot_id(slot)]);
    }
    for (size_t i = 0; i < count; i++)
        items[i].id = number_of(interner,
                                &(struct search){items[i].text, items[i].length,
                                                 keys[i], hashes[i]});
}

bool intern_find(const struct interner *interner, const char *text,
                 size_t length, uint32_t *id)
{
    struct key key = make_key(text, length);
    struct search search = {text, length, key, hash_of(key)};
    uint64_t slot = *find_slot(interner, &search);

    if (slot)
        *id = slot_id(slot);
    return slot != 0;
}

const char *intern_text(const struct interner *interner, uint32_t id,
                        size_t *length)
{
    if (length)
        *length = interner->texts.items[id].length;
    return interner->texts.items[id].bytes;
}

uint64_t intern_head(const struct interner *interner, uint32_t id)
{
    struct key key = interner->keys.items[id];

    return __builtin_bswap64(
        is_long(key) ? eight_load(interner->texts.items[id].bytes) : key.low);
}

size_t intern_count(const struct interner *interner)
{
    return interner->texts.count;
}
