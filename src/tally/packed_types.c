/* packed_types.c - see packed_types.h. */
#include "tally/packed_types.h"

#include <stdlib.h>
#include <string.h>

#include "tally/type_order.h"

enum {
    SHARED_MAX = 7,
    REST_BITS = 5,
    REST_LONG = (1 << REST_BITS) - 1, /* a number follows that says */
    AROUND_MAX = 1 + 3 * PACKED_NUMBER_MAX,
    LEAST_BYTES = 3 /* of a type: its first byte, a letter, a number */
};

/* -- Writing --------------------------------------------------------------- */

/* Returns how many bytes, SHARED_MAX at most, both texts begin with. */
static unsigned shared_bytes(uint64_t head, uint64_t other)
{
    return (unsigned)__builtin_clzll((head ^ other) | 0xFF) / 8;
}

/* Returns where the text ends that is written at `at`. */
static inline char *put_text(char *at, const char *rest, size_t length,
                             unsigned shared)
{
    bool is_long = length >= REST_LONG;

    *at++ = (char)(shared << REST_BITS | (is_long ? REST_LONG : length));
    if (is_long)
        at = pack_number_at(at, length);
    memcpy(at, rest, length);
    return at + length;
}

/* Writes the type's text, behind that of the head `*before`; returns where its
 * counts belong, NULL when the buffer may not hold them. */
static inline char *begin_type(struct buffer *out, const struct interner *types,
                               const struct ordered_type *type,
                               uint64_t *before)
{
    unsigned shared = shared_bytes(type->head, *before);
    size_t length;
    const char *text = intern_text(types, type->of.type, &length);
    char *at = pack_begin(out, length + AROUND_MAX);

    *before = type->head;
    return at ? put_text(at, text + shared, length - shared, shared) : NULL;
}

/* Ends the type where its counts do. */
static inline void end_type(struct buffer *out, const char *end)
{
    out->length = (size_t)(end - out->data);
}

void types_pack(const struct type_list *list, const struct interner *types,
                struct buffer *out)
{
    struct ordered_type *ordered = types_order(list, types);
    uint64_t before = 0;
    char *at;

    pack_number(out, list->count);
    for (size_t i = 0; i < list->count; i++) {
        at = begin_type(out, types, &ordered[i], &before);
        if (!at)
            break;
        end_type(out, pack_number_at(at, ordered[i].of.words));
    }
    buffer_add(out, "", 0); /* its padding */
    free(ordered);
}

/* Returns the group's types in order of their texts, without their words, which
 * may be more than a list of types holds; the caller frees. */
static struct ordered_type *order_group(const struct type_tally *tally,
                                        const struct interner *types,
                                        size_t *count)
{
    struct type_list list = {0};
    struct ordered_type *ordered;
    struct type_count unused;

    for (uint32_t type = 0; type_tally_next(tally, &type, &unused); type++)
        *VECTOR_PUSH(&list) = (struct type_words){.type = type};
    ordered = types_order(&list, types);
    *count = list.count;
    free(list.items);
    return ordered;
}

void type_tally_pack(const struct type_tally *tally,
                     const struct interner *types, struct buffer *out)
{
    size_t count;
    struct ordered_type *ordered = order_group(tally, types, &count);
    uint64_t before = 0;

    pack_number(out, count);
    for (size_t i = 0; i < count; i++) {
        struct type_count of = type_tally_get(tally, ordered[i].of.type);
        char *at = begin_type(out, types, &ordered[i], &before);

        if (!at)
            break;
        at = pack_number_at(at, of.words);
        end_type(out, pack_number_at(at, of.documents));
    }
    buffer_add(out, "", 0); /* its padding */
    free(ordered);
}

/* -- Reading --------------------------------------------------------------- */

/* Some types, whose texts stand one behind the other, each with a NUL, after
 * the last of those before. They move when there are more, so a text is known
 * by where it begins. */
struct batch {
    struct buffer texts;
    size_t last, last_length; /* of the texts: the last one */
    size_t begins[INTERN_BATCH];
    struct intern_item items[INTERN_BATCH];
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
static inline bool add_text(struct batch *batch, unsigned shared,
                            const char *rest, size_t length)
{
    struct buffer *texts = &batch->texts;
    char *text, *before, beginning[SHARED_MAX + 1];

    if (shared > batch->last_length ||
        !buffer_reserve(texts, sizeof(beginning) + length))
        return false;
    text = texts->data + texts->length;
    before = texts->data + batch->last;
    memcpy(beginning, before, sizeof(beginning));
    memcpy(text, beginning, sizeof(beginning));
    memcpy(text + shared, rest, length);
    text[shared + length] = '\0';
    batch->last = texts->length;
    batch->last_length = shared + length;
    texts->length += batch->last_length + 1;
    return is_after(text, before, shared);
}

/* Reads the text of the i-th type. */
static inline void read_text(struct unpacking *from, struct batch *batch,
                             size_t i)
{
    unsigned first = unpack_byte(from);
    size_t length = first & REST_LONG;
    const char *rest;

    if (length == REST_LONG)
        length = unpack_count(from, 1);
    rest = unpack_bytes(from, length);
    if (!rest || !length || !add_text(batch, first >> REST_BITS, rest, length))
        unpack_fail(from);
    batch->begins[i] = batch->last;
    batch->items[i].length = (uint32_t)batch->last_length;
}

static void batch_init(struct batch *batch)
{
    batch->texts = (struct buffer){0};
    buffer_add(&batch->texts, "", 1);
    batch->last = batch->last_length = 0;
}

/* Forgets all texts but the last. */
static void batch_begin(struct batch *batch)
{
    memmove(batch->texts.data, batch->texts.data + batch->last,
            batch->last_length + 1);
    batch->texts.length = batch->last_length + 1;
    batch->last = 0;
}

/* Sets the ids of so many types. */
static void batch_intern(struct batch *batch, struct interner *types,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        batch->items[i].text = batch->texts.data + batch->begins[i];
    intern_batch(types, batch->items, count);
}

static size_t batch_size(size_t left)
{
    return left < INTERN_BATCH ? left : INTERN_BATCH;
}

static void read_batch(struct unpacking *from, struct interner *types,
                       struct batch *batch, struct type_words *out,
                       size_t count)
{
    batch_begin(batch);
    for (size_t i = 0; i < count; i++) {
        read_text(from, batch, i);
        out[i].words = (uint32_t)unpack_number(from, UINT32_MAX);
    }
    if (from->has_failed)
        return;
    batch_intern(batch, types, count);
    for (size_t i = 0; i < count; i++)
        out[i].type = batch->items[i].id;
}

/* No byte of a type is 0 unless one of its text is, or one of its counts: the
 * first says of one byte at least that it follows. */
static void refuse_zeros(struct unpacking *from, const char *begin)
{
    if (!from->has_failed && memchr(begin, '\0', (size_t)(from->at - begin)))
        unpack_fail(from);
}

void types_unpack(struct unpacking *from, struct interner *types,
                  struct type_list *out)
{
    struct batch batch;
    size_t count = unpack_count(from, LEAST_BYTES);
    const char *begin = from->at;

    VECTOR_RESERVE(out, count);
    batch_init(&batch);
    for (size_t at = 0; at < count && !from->has_failed; at += INTERN_BATCH)
        read_batch(from, types, &batch, out->items + at,
                   batch_size(count - at));
    out->count = from->has_failed ? 0 : count;
    refuse_zeros(from, begin);
    buffer_release(&batch.texts);
}

/* A group's types being read. */
struct group_types {
    struct interner *types;
    struct type_tally *into;
    uint64_t words_left, documents; /* of types to come; most of a type */
};

static struct type_count read_type_count(struct unpacking *from,
                                         struct group_types *group)
{
    uint64_t words = unpack_number(from, group->words_left);
    uint64_t most = words < group->documents ? words : group->documents;

    group->words_left -= words;
    return (struct type_count){words, unpack_number(from, most)};
}

static void read_group_batch(struct unpacking *from, struct group_types *group,
                             struct batch *batch, size_t count)
{
    struct type_count counts[INTERN_BATCH];
    const char *begin = from->at;

    batch_begin(batch);
    for (size_t i = 0; i < count; i++) {
        read_text(from, batch, i);
        counts[i] = read_type_count(from, group);
    }
    refuse_zeros(from, begin);
    if (from->has_failed)
        return;
    batch_intern(batch, group->types, count);
    for (size_t i = 0; i < count; i++)
        type_tally_add(group->into, batch->items[i].id, counts[i]);
}

void type_tally_unpack(struct unpacking *from, struct interner *types,
                       const struct totals *totals, struct type_tally *into)
{
    struct group_types group = {types, into, totals->words, totals->documents};
    size_t count = unpack_count(from, LEAST_BYTES + 1);
    struct batch batch;

    batch_init(&batch);
    for (size_t at = 0; at < count && !from->has_failed; at += INTERN_BATCH)
        read_group_batch(from, &group, &batch, batch_size(count - at));
    if (count && group.words_left)
        unpack_fail(from);
    buffer_release(&batch.texts);
}
