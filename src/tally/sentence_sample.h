/*
 * sentence_sample.h - sentences drawn at random, to be judged by people.
 *
 * Whether a lexicon finds what it should is asked of a sample. For each theme
 * the sentences of the corpus fall into three strata:
 *
 *     hit    a hit of the theme begins in the sentence
 *     near   none does, but in one of the SAMPLE_NEAR sentences before it or
 *            after it, or the sentence has a hit of another theme: where much
 *            of what is missed stands
 *     far    all others
 *
 * and of each stratum the `per_stratum` sentences with the smallest ranks are
 * kept. A rank is a hash of seed, document path, sentence number and theme, so
 * they are a simple random sample, yet the same for any number of workers and
 * any order of documents; and any first part of a sample is one too. Of each
 * term the `per_term` smallest of its sentences are kept besides, by the same
 * ranks, so that no term goes unseen.
 *
 * Sentences without a word are no sentences here.
 *
 * Threads: a sample a worker; merged like tallies.
 */
#ifndef TALLY_SENTENCE_SAMPLE_H
#define TALLY_SENTENCE_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"
#include "lexicon/hit.h"
#include "lexicon/model.h"
#include "text/segmented.h"

/* STRATUM_TERM is none: a sentence drawn only because of its term. */
enum stratum {
    STRATUM_HIT,
    STRATUM_NEAR,
    STRATUM_FAR,
    STRATA,
    STRATUM_TERM = STRATA
};

/* What stands between the terms of a list. */
#define SAMPLE_TERM_SEPARATOR " | "

/* How many sentences away a hit is near. Documents are no measure: in a long
 * one every theme has a hit. */
enum { SAMPLE_NEAR = 3 };

/* The most bytes of a sentence that are kept; a longer one ends in " [...]". */
enum { SAMPLE_TEXT_MAX = 8000 };

struct drawn {
    uint64_t rank;
    uint32_t document; /* index in the corpus */
    uint32_t sentence; /* its number in the document, from 1 */
    char *before;      /* owned, with the three below: the sentence before */
    const char *text, *after;
    const char *terms; /* of the theme, in lexicon order; "" without a hit */
};

/* Of the `seen` sentences offered, the `keep` of the smallest ranks, and while
 * it goes on a few more. */
struct draw {
    struct drawn *items;
    size_t count, capacity, keep;
    uint64_t seen;
    uint64_t limit; /* larger ranks are not wanted any more */
};

struct sample_options {
    uint64_t seed;
    size_t per_stratum, per_term; /* at least 1 */
};

struct sentence_sample;

/* The lexicon is borrowed for the sample's life. */
struct sentence_sample *
sentence_sample_new(const struct lexicon *lexicon,
                    const struct sample_options *options);
void sentence_sample_free(struct sentence_sample *sample);

/* Offers every sentence of a document to every theme; `hits` as matcher_find()
 * leaves them. */
void sentence_sample_add(struct sentence_sample *sample, uint32_t document,
                         const char *path, const struct segmented *text,
                         const struct hits *hits);

/* Moves into `into`, of the same lexicon and options, what it wants of `from`,
 * which is empty afterwards. */
void sentence_sample_merge(struct sentence_sample *into,
                           struct sentence_sample *from);

/* Once nothing is added or merged any more: puts each draw in order of ranks,
 * the smallest first, and drops what is beyond `keep`. */
void sentence_sample_finish(struct sentence_sample *sample);

const struct draw *sentence_sample_of(const struct sentence_sample *sample,
                                      uint32_t theme, enum stratum stratum);
const struct draw *sentence_sample_of_term(const struct sentence_sample *sample,
                                           uint32_t term);

/* Returns a number that tells nothing of how small the rank is: an order to
 * show drawn sentences in that does not betray their strata. */
uint64_t sentence_sample_shuffled(uint64_t rank);

#endif
