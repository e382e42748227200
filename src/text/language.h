/*
 * language.h - which language a text is in.
 *
 * Scripts that serve one language (Thai, Greek, Hangul) tell it by their
 * letters. Where several share a script the little words that every text is
 * full of tell: "the, of, and", "der, die, und"; a text is in the language of
 * which it has most, if that is at least one word in twelve. English needs no
 * more than a look at 200 words from four places of the text; only what these
 * leave open is looked at longer.
 *
 * What a word form tells is found once and remembered, so that a document costs
 * some 200 looks into an array. One finder per worker, for one vocabulary.
 *
 * It is cautious in one direction: a text that may as well be English is
 * English, since a document that is taken for another language is not counted
 * with the others.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stdbool.h>

#include "text/vocabulary.h"
#include "text/words.h"

struct language_finder;

struct language_finder *
language_finder_new(const struct vocabulary *vocabulary);
void language_finder_free(struct language_finder *finder);

/* Returns the language's code (ISO 639-1, static) or "" when the words, whose
 * forms are set, are too few or tell nothing. */
const char *language_find(struct language_finder *finder,
                          const struct words *words);

/* Returns the language's English name ("French"), or the code itself. */
const char *language_name(const char *code);

#endif
