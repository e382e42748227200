/*
 * start_index.h - which patterns could begin at a given word, by its letters.
 *
 * Most patterns begin with literal letters and are found through those; what of
 * the letters lies behind the word is told, so that it can be compared with the
 * text. The other patterns are found through the set of bytes that they may
 * begin with.
 *
 * Immutable once built; shared.
 */
#ifndef LEXICON_START_INDEX_H
#define LEXICON_START_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon/literal.h"
#include "lexicon/model.h"
#include "lexicon/prefix_index.h"

struct start_index;

/* A pattern that could begin at a word. */
struct start {
    uint32_t pattern;
    uint8_t rest_length;
    char rest[LITERAL_MAX]; /* letters that must stand behind the word's */
};

struct starts {
    struct start *items;
    size_t count, capacity; /* as in vector.h */
    struct found_ids found; /* working memory */
};

void starts_release(struct starts *starts);

/* Borrows the lexicon's patterns for the index's life. */
struct start_index *start_index_new(const struct lexicon *lexicon);
void start_index_free(struct start_index *index);

/* Might a pattern begin at the text, spelt as in the document? A quick look
 * that rules out most. */
bool start_index_may_find(const struct start_index *index, const char *text,
                          size_t length);

/* Replaces `out` by the patterns that could begin at a word whose first byte is
 * `first` and whose letters are `folded` (see literal_fold()), in order; a
 * pattern may be there with several rests. Rules out only what cannot match.
 * Of a word longer than LITERAL_MAX, so many letters will do. */
void start_index_find(const struct start_index *index, char first,
                      const char *folded, size_t length, struct starts *out);

#endif
