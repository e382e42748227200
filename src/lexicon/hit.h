/* hit.h - a place in a document where a term stands. */
#ifndef LEXICON_HIT_H
#define LEXICON_HIT_H

#include <stdint.h>

#include "base/vector.h"
#include "text/span.h"

struct hit {
    struct span span;     /* canonical text */
    uint32_t first, last; /* words, as indexes into the document's */
    uint32_t pattern;     /* index into the lexicon's */
};

struct hits VECTOR_OF(struct hit);

static inline uint32_t hit_length_words(const struct hit *hit)
{
    return hit->last - hit->first + 1;
}

#endif
