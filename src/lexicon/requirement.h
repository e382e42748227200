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

#include <stddef.h>
#include <stdint.h>

#include "lexicon/literal.h"
#include "lexicon/model.h"

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

/* Returns where the clause's literals begin. */
static inline uint32_t clause_begin(const struct requirement *requirement,
                                    size_t clause)
{
    return clause ? requirement->ends.items[clause - 1] : 0;
}

#endif
