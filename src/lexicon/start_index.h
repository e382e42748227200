/*
 * start_index.h - which patterns could begin at a given word, by its letters.
 *
 * Most patterns begin with literal letters and are found through those. The
 * others are asked through the set of bytes that they may begin with.
 *
 * Immutable once built; shared.
 */
#ifndef LEXICON_START_INDEX_H
#define LEXICON_START_INDEX_H

#include <stddef.h>

#include "lexicon/prefix_index.h"

struct lexicon;
struct start_index;

/* Borrows the lexicon's patterns for the index's life. */
struct start_index *start_index_new(const struct lexicon *lexicon);
void start_index_free(struct start_index *index);

/* Appends to `out` the patterns that could begin at the word `text` whose
 * case-folded form is `folded`. Rules out only what cannot match. */
void start_index_find(const struct start_index *index, const char *text,
                      const char *folded, size_t folded_length,
                      struct found_ids *out);

#endif
