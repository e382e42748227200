/*
 * literal.h - letters that every match of a pattern must hold.
 *
 * Two questions about a pattern can be answered without PCRE2, from how it is
 * written: with which letters does every match begin, and which letters stand
 * in every match wherever they stand? The answers are conservative: "" when the
 * pattern is not plain enough to tell.
 */
#ifndef LEXICON_LITERAL_H
#define LEXICON_LITERAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vector.h"
#include "lexicon/model.h"

struct literal {
    char text[LITERAL_MAX]; /* ASCII letters and digits, in lower case */
    uint8_t length;
};

struct literals VECTOR_OF(struct literal);

/* Appends literals one of which every match begins with: "train" and "offer"
 * for "(?:train|offer)(?:s|ed)? capacity". False, and nothing appended, when
 * the pattern does not tell; each literal has at least one letter. */
bool literal_prefixes(const char *source, enum syntax syntax,
                      struct literals *out);

/* Sets `out` to the longest run of letters and digits that every match holds:
 * "sectors" for "(?:the )?private sectors"; its length may be 0. A run with
 * which the pattern begins is taken only if there is no other: where the
 * pattern is asked at all, that one is known to stand. */
void literal_required(const char *source, enum syntax syntax,
                      struct literal *out);

#endif
