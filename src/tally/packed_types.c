/* packed_types.c - see packed_types.h. */
#include "tally/packed_types.h"

#include <stdlib.h>
#include <string.h>

#include "tally/type_order.h"

enum {
    SHARED_MAX = 7,
    REST_BITS = 5,
    REST_LONG = (1 << REST_BITS) - 1, /* a number follows that says */
    AROUND_MAX = 1 + 2 * PACKED_NUMBER_MAX,
    LEAST_BYTES = 3 /* of a type: its first byte, a letter, a number */
};

/* -- Writing --------------------------------------------------------------- */

/* Returns how many bytes, SHARED_MAX at most, both texts begin with. */
static unsigned shared_bytes(uint64_t head, uint64_t other)
{
    return (unsigned)__builtin_clzll((head ^ other) | 0xFF) / 8;
}

/* Returns where the type ends that is written at `at`. */
static char *put_type(char *at, const char *rest, size_t length,
                      unsigned shared, uint32_t words)
{
    bool is_long = length >= REST_LONG;

    *at++ = (char)(shared << REST_BITS | (is_long ? REST_LONG : length));
    if (is_long)
        at = pack_number_at(at, length);
    memcpy(at, rest, length);
    return pack_number_at(at + length, words);
}

void types_pack(const struct type_list *list, const struct interner *types,
                struct buffer *out)
{
    struct ordered_type *ordered = types_order(list, types);
    uint64_t before = 0;

    pack_number(out, list->count);
    for (size_t i = 0; i < list->count; i++) {
        unsigned shared = shared_bytes(ordered[i].head, before);
        size_t length;
        const char *text = intern_text(types, ordered[i].of.type, &length);
        char *at = pack_begin(out, length + AROUND_MAX);

        if (!at)
            break;
        at = put_type(at, text + shared, length - shared, shared,
                      ordered[i].of.words);
        out->length = (size_t)(at - out->data);
        before = ordered[i].head;
    }
    buffer_add(out, "", 0); /* its padding */
    free(ordered);
}

/* -- Reading --------------------------------------------------------------- */

/* Texts one behind the other, each with a NUL, after an empty one. They move
 * when there are more, so a text is known by where it begins. */
struct texts {
    struct buffer bytes;
    size_t last, last_length;
};

/* Does the text come after the one before, of which it shares so many bytes,
 * and as many as it could? */
static bool is_after(const char *text, const char *before, unsigned shared)
{
    const unsigned char *x = (const unsigned char *)text + shared;
    const unsigned char *y = (const unsigned char *)before + shared;

    return *x > *y ||
           (*x == *y && shared == SHARED_MAX && strcmp(text, before) > 0);
}

/* Adds the next text: so many bytes of the last one, and the rest. Copies eight
 * bytes at once, whatever they are, and then what belongs behind those shared.
 * Returns false when it does not come after the last. */
static bool add_text(struct texts *texts, unsigned shared, const char *rest,
                     size_t length)
{
    struct buffer *bytes = &texts->bytes;
    char *text, *before, beginning[SHARED_MAX + 1];

    if (shared > texts->last_length ||
        !buffer_reserve(bytes, sizeof(beginning) + length))
        return false;
    text = bytes->data + bytes->length;
    before = bytes->data + texts->last;
    memcpy(beginning, before, sizeof(beginning));
    memcpy(text, beginning, sizeof(beginning));
    memcpy(text + shared, rest, length);
    text[shared + length] = '\0';
    texts->last = bytes->length;
    texts->last_length = shared + length;
    bytes->length += texts->last_length + 1;
    return is_after(text, before, shared);
}

/* Reads one type, of which the text is added and the words are set. */
static void read_type(struct unpacking *from, struct texts *texts,
                      struct type_words *out)
{
    unsigned first = unpack_byte(from);
    size_t length = first & REST_LONG;
    const char *rest;

    if (length == REST_LONG)
        length = unpack_count(from, 1);
    rest = unpack_bytes(from, length);
    if (!rest || !length || !add_text(texts, first >> REST_BITS, rest, length))
        unpack_fail(from);
    out->words = (uint32_t)unpack_number(from, UINT32_MAX);
}

/* Reads up to INTERN_BATCH types. */
static void read_batch(struct unpacking *from, struct interner *types,
                       struct texts *texts, struct type_words *out,
                       size_t count)
{
    struct intern_item items[INTERN_BATCH];
    size_t begins[INTERN_BATCH];

    for (size_t i = 0; i < count; i++) {
        read_type(from, texts, &out[i]);
        begins[i] = texts->last;
        items[i].length = (uint32_t)texts->last_length;
    }
    if (from->has_failed)
        return;
    for (size_t i = 0; i < count; i++)
        items[i].text = texts->bytes.data + begins[i];
    intern_batch(types, items, count);
    for (size_t i = 0; i < count; i++)
        out[i].type = items[i].id;
}

/* No byte of a type is 0 unless one of its text is, or its number of words: the
 * first says of one byte at least that it follows. */
void types_unpack(struct unpacking *from, struct interner *types,
                  struct type_list *out)
{
    struct texts texts = {0};
    size_t count = unpack_count(from, LEAST_BYTES);
    const char *begin = from->at;

    VECTOR_RESERVE(out, count);
    buffer_reserve(&texts.bytes, count * 9); /* most texts are shorter */
    buffer_add(&texts.bytes, "", 1);
    for (size_t at = 0; at < count && !from->has_failed; at += INTERN_BATCH)
        read_batch(from, types, &texts, out->items + at,
                   count - at < INTERN_BATCH ? count - at : INTERN_BATCH);
    out->count = from->has_failed ? 0 : count;
    if (out->count && memchr(begin, '\0', (size_t)(from->at - begin)))
        unpack_fail(from);
    buffer_release(&texts.bytes);
}
