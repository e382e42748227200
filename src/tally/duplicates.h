/*
 * duplicates.h - which documents have the text of another, or nearly so.
 *
 * A document's signature is made of its words, case-folded, as they are
 * counted; layout, punctuation and capitals make no difference:
 *   - a 64-bit polynomial of all words in order. Two different texts have the
 *     same one with a probability of 2^-64;
 *   - a MinHash of its shingles, the runs of five words (Broder 1997), by one
 *     permutation: the shingles' hashes fall into 128 bins, and the smallest of
 *     each bin is kept (Li, Owen & Zhang 2012). The share of bins that agree
 *     estimates the share of shingles that two texts have in common (Jaccard),
 *     with a standard error of 0.027 where that is 0.9.
 * Near duplicates are those with an estimate of at least 0.9. Texts of fewer
 * than 100 words are not asked: one changed word takes them below. Candidates
 * are found by bands of 8 bins, of which one in 16 must agree; a pair at 0.9 is
 * missed once in 10,000.
 *
 * What is a duplicate of what does not depend on workers: each document, in
 * order, is held against those before it that are none themselves.
 */
#ifndef TALLY_DUPLICATES_H
#define TALLY_DUPLICATES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "text/vocabulary.h"
#include "text/words.h"

enum { SHINGLE_WORDS = 5, SIGNATURE_BINS = 128, NEAR_WORDS_MIN = 100 };

/* Of a text that is still being read. */
struct signature {
    uint64_t words;                 /* how many */
    uint64_t last[SHINGLE_WORDS];   /* polynomials of what ends at the last
                                       words, the latest first */
    uint32_t least[SIGNATURE_BINS]; /* hash; UINT32_MAX: none */
};

void signature_init(struct signature *signature);

/* Knows the hash of every form of a vocabulary. One per worker. */
struct signer;

struct signer *signer_new(const struct vocabulary *vocabulary);
void signer_free(struct signer *signer);

/* Adds words, whose forms are set, to the end of the text. */
void signer_add(struct signer *signer, const struct words *words,
                struct signature *signature);

/* Adds a text that was signed by itself; shingles across the seam are lost. */
void signature_join(struct signature *text, const struct signature *next);

/* What is kept of a signature: two bytes a bin. */
struct sketch {
    uint64_t words, text;
    uint16_t bins[SIGNATURE_BINS]; /* 0: empty; only of NEAR_WORDS_MIN words */
};

/* Returns a sketch of a text of so many words, of which all else is to be set;
 * it has bins only if they are NEAR_WORDS_MIN. */
struct sketch *sketch_new(uint64_t words, struct arena *arena);

const struct sketch *sketch_make(const struct signature *signature,
                                 struct arena *arena);

enum duplicate_kind {
    DUPLICATE_NONE,
    DUPLICATE_FILE,
    DUPLICATE_TEXT,
    DUPLICATE_NEAR
};

/* Returns "file", "text", "near"; "" for DUPLICATE_NONE. Static. */
const char *duplicate_kind_name(enum duplicate_kind kind);

/* A document: digest of its file's bytes, which part of the file it is (0: all
 * of it) and sketch; NULL: unreadable. */
struct signed_document {
    const struct digest *digest;
    const struct sketch *sketch;
    uint32_t part;
};

struct duplicate {
    enum duplicate_kind kind;
    uint32_t original; /* an earlier document that is no duplicate */
};

/* Sets the `count` items of `out`. */
void duplicates_find(const struct signed_document *documents, size_t count,
                     struct duplicate *out);

#endif
