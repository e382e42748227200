/*
 * requirement.h - what a text must hold for patterns to match in it.
 *
 * A pattern's matches hold letters that can be read from how it is written:
 * every match of "(?:block|filter)(?: \w+){0,4} (?:internet|web)" holds one of
 * "block", "filter" and one of "internet", "web". So a requirement is clauses,
 * each of them literals of which one must stand in the text. Where one stands
 * in none of a paragraph's words, PCRE2 need not be asked.
 *
 * Conservative: what cannot be told is not required.
 */
#ifndef LEXICON_REQUIREMENT_H
#define LEXICON_REQUIREMENT_H

#include <stdbool.h>

#include "lexicon/literal.h"
#include "lexicon/model.h"
#include "lexicon/prefix_index.h"

struct clause_ends VECTOR_OF(uint32_t);

struct requirement {
    struct literals literals; /* of all clauses, one clause after the other */
    struct clause_ends ends;  /* of each clause, in `literals` */
};

/* Appends the clauses of a pattern. One with which the pattern begins is left
 * out if there are others: where it is asked at all, that one is met. */
void requirement_find(const char *source, enum syntax syntax,
                      struct requirement *out);

void requirement_release(struct requirement *requirement);

/* The requirements of all patterns of a lexicon, their literals numbered.
 * Immutable once built; shared. */
struct requirements;

struct requirements *requirements_new(const struct lexicon *lexicon);
void requirements_free(struct requirements *requirements);

uint32_t requirements_literal_count(const struct requirements *requirements);

/* Appends the numbers of the literals in text[0, length), which is spelt as
 * literals are (literal_fold()). */
void requirements_literals_in(const struct requirements *requirements,
                              const char *text, size_t length,
                              struct found_ids *out);

/* Has the pattern clauses at all? */
bool requirements_any(const struct requirements *requirements,
                      uint32_t pattern);

/* Are the pattern's clauses met by the literals whose `seen` is `now`? */
bool requirements_met(const struct requirements *requirements, uint32_t pattern,
                      const uint64_t *seen, uint64_t now);

#endif
