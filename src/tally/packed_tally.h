/*
 * packed_tally.h - a document's tally as bytes: a part of its record
 * (record.h).
 *
 * Totals; a list of counts for each kind; types. Of a brief record: totals,
 * hits by themes and terms, sentences by themes.
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
void tally_pack_brief(const struct document_tally *tally, struct buffer *out);

/* Replaces `out`. Fails when ids are beyond the lexicon's, keys or texts out of
 * order, counts 0, or words and hits do not add up to the totals. Of a brief
 * record all that it does not have is empty. */
void tally_unpack(struct unpacking *from, const struct record_reader *reader,
                  struct document_tally *out);

#endif
