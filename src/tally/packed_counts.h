/*
 * packed_counts.h - what a document's tally and a group's have in common as
 * bytes (packed_tally.h, packed_group.h): totals, keys, matched forms.
 *
 * Keys ascend, so that each is written as how far it is from the least that it
 * can be: most take a byte. Behind each come its counts.
 */
#ifndef TALLY_PACKED_COUNTS_H
#define TALLY_PACKED_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/packing.h"
#include "tally/tally.h"

void totals_pack(const struct totals *totals, struct buffer *out);

/* `most` is that of any total, `most_documents` that of documents. */
void totals_unpack(struct unpacking *from, uint64_t most_documents,
                   uint64_t most, struct totals *out);

/* Reads a count from 1 to `most`. */
static inline uint64_t unpack_positive(struct unpacking *from, uint64_t most)
{
    uint64_t count = unpack_number(from, most);

    return count ? count : unpack_fail(from);
}

/* -- Keys ------------------------------------------------------------------ */

/* The ids that keys are made of. */
struct key_ids {
    uint32_t theme_count, term_count; /* the lexicon's */
};

/* Where one is among the keys of a kind. A key is an id, or a pair of two: the
 * first is the last pair's or beyond; the second is beyond the last pair's
 * where the first is the same, and always beyond the first. */
struct key_steps {
    bool is_of_pairs;
    uint32_t id_count;            /* of themes or of terms */
    uint32_t least, least_second; /* that the next key can have */
};

/* The kind is any but that of forms. */
struct key_steps key_steps_begin(int kind, struct key_ids ids);

/* Writes the next key at `at`, where 2 * PACKED_NUMBER_MAX bytes are free;
 * returns where it ends. */
static inline char *key_put(char *at, struct key_steps *steps, uint64_t key)
{
    uint32_t first = (uint32_t)(key >> 32), second = (uint32_t)key;

    if (!steps->is_of_pairs) {
        at = pack_number_at(at, key - steps->least);
        steps->least = second + 1;
        return at;
    }
    if (first != steps->least)
        steps->least_second = first + 1;
    at = pack_number_at(at, first - steps->least);
    at = pack_number_at(at, second - steps->least_second);
    steps->least = first;
    steps->least_second = second + 1;
    return at;
}

/* Reads how far an id is from the least that it can be. */
static inline uint32_t unpack_next_id(struct unpacking *from, uint32_t least,
                                      uint32_t count)
{
    return least + (least < count ? unpack_id(from, count - least)
                                  : (uint32_t)unpack_fail(from));
}

/* Reads the next key. Fails when its ids are beyond the lexicon's. */
static inline uint64_t key_unpack(struct unpacking *from,
                                  struct key_steps *steps)
{
    uint32_t first = unpack_next_id(from, steps->least, steps->id_count),
             second;

    if (!steps->is_of_pairs) {
        steps->least = first + 1;
        return first;
    }
    if (first != steps->least)
        steps->least_second = first + 1;
    second = unpack_next_id(from, steps->least_second, steps->id_count);
    steps->least = first;
    steps->least_second = second + 1;
    return pair_key(first, second);
}

/* -- Matched forms --------------------------------------------------------- */

struct packed_form {
    uint32_t term;
    const char *text; /* borrowed */
    uint64_t hits, documents;
};

/* Puts the forms in order of terms and texts and writes them: how many there
 * are, and of each its hits and, if wanted, its documents. */
void forms_pack(struct packed_form *forms, size_t count, bool has_documents,
                struct buffer *out);

/* Reads term and text of the form that comes next; `form` is the one before,
 * zeroed and with an empty text at first. Its counts are the caller's to read.
 * Fails when it does not come after. */
void form_unpack(struct unpacking *from, uint32_t term_count,
                 struct packed_form *form);

#endif
