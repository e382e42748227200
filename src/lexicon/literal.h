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

#include <stddef.h>

#include "lexicon/model.h"

/* Writes into `out` the ASCII letters and digits, in lower case, that every
 * match begins with, at most `size` of them; returns how many. */
size_t literal_prefix(const char *source, enum syntax syntax, char *out,
                      size_t size);

/* The same for the longest run of letters and digits that every match holds:
 * "sector" for "(?:the )?private sectors?". */
size_t literal_required(const char *source, enum syntax syntax, char *out,
                        size_t size);

#endif
