/*
 * prefix_index.h - which of many short strings begin like a text.
 *
 * Either may be the longer one: "norm" and "norms of" both begin like "norms".
 * The strings are sorted, so that those which go on behind the text stand side
 * by side, and each knows the longest other that it begins with, so that those
 * which the text begins with are a chain. Ten times the strings is hardly more
 * work. Immutable once built; shared.
 */
#ifndef LEXICON_PREFIX_INDEX_H
#define LEXICON_PREFIX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"

struct prefix {
    const char *text; /* borrowed for the index's life */
    uint32_t length;  /* bytes, at least 2 */
    uint32_t id;
};

struct prefixes VECTOR_OF(struct prefix);
struct found_ids VECTOR_OF(uint32_t);

struct prefix_index;

/* Makes an index of the prefixes. */
struct prefix_index *prefix_index_new(const struct prefixes *prefixes);
void prefix_index_free(struct prefix_index *index);

/* Might a string begin like the text, of two bytes or more? A quick look that
 * rules out most. */
bool prefix_index_may_find(const struct prefix_index *index, const char *text,
                           size_t length);

/* Appends the ids of the strings that text[0, length) begins with. */
void prefix_index_find(const struct prefix_index *index, const char *text,
                       size_t length, struct found_ids *out);

/* Appends the ids of the longer strings that begin with text[0, length). */
void prefix_index_find_longer(const struct prefix_index *index,
                              const char *text, size_t length,
                              struct found_ids *out);

#endif
