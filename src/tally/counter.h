/*
 * counter.h - from a document's words and hits to its tally.
 *
 * One per worker: it owns the working memory and the names of matched forms
 * (hits' texts, case-folded), whose ids the tallies carry.
 */
#ifndef TALLY_COUNTER_H
#define TALLY_COUNTER_H

#include <stdbool.h>

#include "lexicon/hit.h"
#include "lexicon/model.h"
#include "tally/tally.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

struct counter_options {
    bool counts_unit[UNITS]; /* which kinds of unit are counted */
    uint32_t window_words;   /* how far apart first words may be */
};

struct counter;

/* Everything is borrowed for the counter's life. */
struct counter *counter_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary,
                            const struct counter_options *options);
void counter_free(struct counter *counter);

/* The matched forms met so far; borrowed. Merging workers adds to them. */
struct interner *counter_forms(struct counter *counter);

/* Replaces `out` by the tally of the document and its hits (ordered as
 * matcher_find() leaves them); `bytes` is its file's size. */
void counter_count(struct counter *counter, const struct segmented *document,
                   const struct hits *hits, uint64_t bytes,
                   struct document_tally *out);

/* The two halves of counter_count(), for a document that is counted in pieces,
 * each some of its paragraphs. The first replaces `out` by what the piece adds
 * to the document; the second adds to the document's tally what is not the sum
 * of its pieces: units that reach across paragraphs. Its hits number the words
 * through the document. Documents, bytes and characters are the caller's. */
void counter_count_piece(struct counter *counter, const struct segmented *piece,
                         const struct hits *hits, struct document_tally *out);
void counter_count_whole(struct counter *counter, const struct hits *hits,
                         struct document_tally *out);

#endif
