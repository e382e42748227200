/*
 * requirements.h - which patterns of a lexicon can match in a paragraph at all.
 *
 * What each pattern requires (requirement.h), its literals numbered, so that
 * the matcher looks for a literal once a paragraph, whoever requires it.
 * Immutable once built; shared.
 */
#ifndef LEXICON_REQUIREMENTS_H
#define LEXICON_REQUIREMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon/model.h"
#include "lexicon/prefix_index.h"

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
