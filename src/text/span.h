/* span.h - a stretch of text, by byte offset. */
#ifndef TEXT_SPAN_H
#define TEXT_SPAN_H

#include <stdint.h>

#include "base/vector.h"

/* Half-open byte range [begin, end) in a document's canonical text. Both ends
 * lie on UTF-8 character boundaries; begin <= end. */
struct span {
    uint32_t begin;
    uint32_t end;
};

struct spans VECTOR_OF(struct span);

static inline uint32_t span_length(struct span s)
{
    return s.end - s.begin;
}

#endif
