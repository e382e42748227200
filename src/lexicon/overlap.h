/*
 * overlap.h - from all candidate hits to those that count.
 *
 * First the exceptions: a hit inside a match of one of its term's exceptions is
 * dropped ("norms" inside "social norms"). Then the overlap rule (SEMANTICS:
 * hits and overlap):
 *
 * OVERLAP_LONGEST  within a theme no word is counted twice: candidates are
 * taken longest first (in words), then leftmost, then in lexicon order; one
 * that shares a word with a taken one is dropped. Themes do not see each other.
 * This is quanteda's tokens_lookup() with nested_scope = "key". OVERLAP_ALL the
 * same within a term instead of a theme.
 */
#ifndef LEXICON_OVERLAP_H
#define LEXICON_OVERLAP_H

#include <stddef.h>

#include "lexicon/hit.h"
#include "lexicon/model.h"

enum overlap { OVERLAP_LONGEST, OVERLAP_ALL };

/* Working memory, kept between documents; one per worker. Zeroed is ready. */
struct overlap_state {
    struct taken VECTOR_OF(uint32_t) taken; /* by word: who took it last */
    uint32_t round;
};

void overlap_release(struct overlap_state *state);

/* Leaves in `candidates`, which holds exceptions' matches too, the hits that
 * count, ordered by first word, then term. */
void overlap_resolve(struct overlap_state *state, const struct lexicon *lexicon,
                     enum overlap overlap, struct hits *candidates);

#endif
