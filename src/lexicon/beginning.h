/*
 * beginning.h - the letters with which a pattern's matches begin.
 *
 * Read from how the pattern is written, as far as that is plain, and beyond the
 * first word: "in armed conflict" and "during armed conf" for "(?:in|during)
 * armed conflicts?", so that where a text goes on otherwise, PCRE2 need not be
 * asked.
 */
#ifndef LEXICON_BEGINNING_H
#define LEXICON_BEGINNING_H

#include <stdbool.h>

#include "lexicon/literal.h"
#include "lexicon/model.h"

/* Appends literals one of which every match begins with; a space stands for a
 * hyphen too, see literal_fold(). False, and nothing appended, when the pattern
 * does not tell; each literal begins with a letter or digit. */
bool beginning_find(const char *source, enum syntax syntax,
                    struct literals *out);

#endif
