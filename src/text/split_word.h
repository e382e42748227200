/*
 * split_word.h - is a word that a line's end splits one word, or two with a
 * hyphen?
 *
 * Said by evidence: it is one when the joined form is a word of the document or
 * of those the caller knows; when the document does not write it with a hyphen
 * elsewhere, also when it is a word of English (english_words.h). Else the
 * hyphen stays: "multi-stakeholder" must stay countable.
 */
#ifndef TEXT_SPLIT_WORD_H
#define TEXT_SPLIT_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/intern.h"

/* Returns the text's words, and its words with one hyphen, in lower case (of
 * ASCII); halves at line ends are only the words that they look like. The
 * caller frees them with interner_free(). */
MUST_USE struct interner *split_word_evidence(const char *raw, size_t length);

/* The text before the hyphen, which the word's first part ends, and the text of
 * the next line, which its second part begins. Borrowed. */
struct split_word {
    const char *first;
    size_t first_length;
    const char *second;
    size_t second_length;
};

/* Is it one word without a hyphen? `known` may be NULL. */
bool split_word_is_one(const struct interner *evidence,
                       const struct interner *known,
                       const struct split_word *split);

/* Is the byte one of a word: a letter, a digit, or not ASCII? */
bool split_word_byte(char byte);

#endif
