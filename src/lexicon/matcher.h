/*
 * matcher.h - finds a lexicon's hits in a segmented document.
 *
 * Asking every pattern at every word would cost patterns times words. Words
 * follow Zipf's law, so each pattern is asked once per word form instead, on
 * the form's own letters and the character that follows, and the answer is
 * remembered:
 *
 *   - no match: no hit of the pattern ever begins at this form, so followed;
 *   - a match that never looked further: the hit is certain;
 *   - a partial match, one that ran out of letters: ask in the text.
 *
 * And even a partial match is asked only where the text goes on with letters of
 * the pattern's beginning (beginning.h), and in paragraphs that hold the
 * letters which every match of it holds (requirement.h). What is left reaches
 * PCRE2 anchored at known places, where a match limit bounds the time. Results
 * equal asking everywhere: matcher_find() with `plain` set does just that, for
 * the test that compares both.
 *
 * One per worker (match data, JIT stack, answers); the lexicon is shared.
 */
#ifndef LEXICON_MATCHER_H
#define LEXICON_MATCHER_H

#include <stdbool.h>

#include "lexicon/hit.h"
#include "lexicon/model.h"
#include "lexicon/overlap.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

struct matcher;

/* `vocabulary` is the one that the documents' words were added to. Both are
 * borrowed for the matcher's life. */
struct matcher *matcher_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary);
void matcher_free(struct matcher *matcher);

struct matcher_options {
    enum overlap overlap;
    bool plain; /* ask every pattern everywhere: slow, for tests */
};

/* Replaces `hits` by the document's hits, ordered by first word, then term. */
void matcher_find(struct matcher *matcher, const struct segmented *document,
                  const struct matcher_options *options, struct hits *hits);

/* A pattern that PCRE2 gave up on in the last document: its match limit or the
 * JIT stack was exhausted. Never the same as "no match". */
struct match_failure {
    uint32_t pattern;
    uint32_t place; /* byte of the canonical text where it was asked */
    int code;       /* PCRE2's error number */
};

struct failures VECTOR_OF(struct match_failure);

/* Returns the last document's failures, at most one a pattern, and sets
 * `*count`; borrowed until the next matcher_find(). */
const struct match_failure *matcher_failures(const struct matcher *matcher,
                                             size_t *count);

#endif
