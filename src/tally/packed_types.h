/*
 * packed_types.h - the types of a document, or of a group of many, as bytes, by
 * their texts.
 *
 * The largest part of either, and the one whose reading takes longest. In
 * order of their texts, types begin as the one before does: "nation",
 * "national", "nationals". So each is a byte that says how many bytes it shares
 * with the one before (three bits) and how many follow (five, the highest: a
 * number comes that says), those bytes, and the number of its words; in a group
 * also that of its documents. That takes two thirds of what texts and numbers
 * would.
 */
#ifndef TALLY_PACKED_TYPES_H
#define TALLY_PACKED_TYPES_H

#include "base/buffer.h"
#include "base/intern.h"
#include "base/packing.h"
#include "tally/tally.h"

void types_pack(const struct type_list *list, const struct interner *types,
                struct buffer *out);

/* Replaces the list; types that are new are added to the interner. Fails when a
 * type does not come after the one before, holds a NUL or has no words. */
void types_unpack(struct unpacking *from, struct interner *types,
                  struct type_list *out);

/* The same of a group. */
void type_tally_pack(const struct type_tally *tally,
                     const struct interner *types, struct buffer *out);

/* Adds to `into`. Fails as above, and when a type has more documents than words
 * or than there are in all, or the words do not add up to `totals`; no types at
 * all are in order. */
void type_tally_unpack(struct unpacking *from, struct interner *types,
                       const struct totals *totals, struct type_tally *into);

#endif
