/*
 * vocabulary.h - the word forms and word types met so far.
 *
 * A form is a word as spelled ("Norms"), a type is its case-folded form
 * ("norms"). Both are small numbers. The expensive questions are answered once
 * per form and remembered: which type is it, and (by the matcher, in an array
 * of its own) which lexicon patterns could begin here. A gigabyte of text has
 * well under a million forms.
 *
 * Nothing is kept by type but its text, so that types may be added to `types`
 * without a form (a stored document's, another worker's).
 *
 * One per worker, no locks. Ids depend on reading order and never reach a
 * report; workers are combined through the types' texts.
 */
#ifndef TEXT_VOCABULARY_H
#define TEXT_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/intern.h"
#include "text/words.h"

struct vocabulary {
    struct interner *forms; /* spellings */
    struct interner *types; /* spellings, case-folded */
    struct type_of_form VECTOR_OF(uint32_t) type_of_form; /* by form */
    struct buffer folded;                                 /* working memory */
};

void vocabulary_init(struct vocabulary *vocabulary);
void vocabulary_release(struct vocabulary *vocabulary);

/* Sets the form of each word, adding what is new; `text` is the text that the
 * words' spans are of and is a struct buffer's. */
void vocabulary_add(struct vocabulary *vocabulary, const char *text,
                    struct words *words);

/* Appends text[0, length), valid UTF-8, case-folded as types are. */
void vocabulary_fold(const char *text, size_t length, struct buffer *out);

#endif
