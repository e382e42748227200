/*
 * words.h - the words of a paragraph.
 *
 * UAX #29 word boundaries, with tailorings for policy language (SEMANTICS:
 * words): a hyphen between letters or digits joins (COVID-19, cross-border), an
 * abbreviation keeps its last period (U.S., Dr.), an @handle or #hashtag is one
 * word, underscores round a word are no part of it, and links and addresses are
 * no words at all. A word has at least one letter or digit. A run of ASCII
 * letters and digits lies in one word or in a link: the matcher rests on that
 * (lexicon/requirement.h).
 *
 * ASCII is segmented by a table and a few comparisons; where another character
 * comes into play the full rules take over, from the word's first character.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vector.h"
#include "text/span.h"

struct abbreviations;

struct word_rules {
    bool splits_hyphens; /* a hyphen separates, as in plain UAX #29 */
    const struct abbreviations
        *abbreviations; /* may be NULL: initialisms only */
};

struct word {
    struct span span;
    uint32_t form; /* its spelling in the vocabulary; set by vocabulary_add() */
};

struct words {
    struct word *items;
    size_t count, capacity; /* as in vector.h */
    size_t link_count;      /* links and addresses passed over */
};

/* Appends the words of one paragraph of canonical text, in order. The bytes at
 * and after paragraph.end must be readable (struct canonical sees to it). */
void words_find(const char *text, struct span paragraph,
                const struct word_rules *rules, struct words *out);

#endif
