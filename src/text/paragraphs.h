/*
 * paragraphs.h - some of a text's paragraphs, marked: copied, taken out.
 *
 * What is taken out of a canonical text leaves no trace in it: what is counted
 * afterwards is the text as if its author had never written that.
 */
#ifndef TEXT_PARAGRAPHS_H
#define TEXT_PARAGRAPHS_H

#include <stdint.h>

#include "base/vector.h"
#include "text/canonical.h"

/* What a paragraph is; one byte each. */
enum paragraph_mark {
    PARAGRAPH_TEXT,
    PARAGRAPH_HEADING,
    PARAGRAPH_STOCK, /* see tally/stock.h */
};

struct paragraph_marks VECTOR_OF(uint8_t);

/* Makes `out` a text of the paragraphs with that mark, in their order. */
void paragraphs_copy(const struct canonical *text,
                     const struct paragraph_marks *marks,
                     enum paragraph_mark mark, struct canonical *out);

/* Takes the paragraphs with that mark out of the text, and of `marks`. */
void paragraphs_remove(struct canonical *text, struct paragraph_marks *marks,
                       enum paragraph_mark mark);

#endif
