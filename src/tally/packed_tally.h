/*
 * packed_tally.h - a document's tally as bytes: a part of its record
 * (record.h).
 *
 * Totals; a list of counts for each kind; types.
 */
#ifndef TALLY_PACKED_TALLY_H
#define TALLY_PACKED_TALLY_H

#include "base/buffer.h"
#include "base/intern.h"
#include "base/packing.h"
#include "tally/tally.h"

struct record_reader;

/* Ids of types and forms are those of the two interners. */
void tally_pack(const struct document_tally *tally,
                const struct interner *types, const struct interner *forms,
                struct buffer *out);

/* Replaces `out`. Fails when ids are beyond the lexicon's, keys or texts out of
 * order, counts 0, or words and hits do not add up to the totals. */
void tally_unpack(struct unpacking *from, const struct record_reader *reader,
                  struct document_tally *out);

#endif
