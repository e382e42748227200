/*
 * abbreviations.h - what the period after a word means.
 *
 * A list, one file a language (lexicons/abbreviations), names abbreviations and
 * their kinds; initialisms (U.S., H.R., a.m.) are known by their shape and need
 * no entry. The list is text, a form and its kind a line:
 *
 *     # titles
 *     Gen.  title
 *     No.   number
 *     etc.  general
 *
 * A form matches as it is written and in capitals (GEN., ETC.); one that begins
 * with a small letter also with a capital one (Etc.). These variants are made
 * of ASCII letters only, and give way to a form that is listed as such.
 *
 * Threads: immutable once loaded; any number of threads may ask.
 */
#ifndef TEXT_ABBREVIATIONS_H
#define TEXT_ABBREVIATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"

enum abbreviation_kind {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,     /* a name follows: never ends a sentence */
    ABBREVIATION_NUMBER,    /* an abbreviation only before a number */
    ABBREVIATION_GENERAL,   /* ends one if the next word could only begin one */
    ABBREVIATION_INITIALISM /* two or more letters with a period each; ends a
                             * sentence as ABBREVIATION_GENERAL does */
};

enum { ABBREVIATION_FORM_MAX = 31 }; /* bytes, the period included */

struct abbreviations;

/*
 * Reads the list text[0, length); `file` is its name for error sentences.
 * `*out` belongs to the caller, who frees it with abbreviations_free(); it is
 * NULL after an error. ERR_INPUT names file, line and column of a line that is
 * no form and kind, of an unknown kind, of a form that is too long or does not
 * end with a period, and of a form that is listed twice.
 */
MUST_USE enum status abbreviations_new(const char *text, size_t length,
                                       const char *file,
                                       struct abbreviations **out,
                                       struct error *err);
void abbreviations_free(struct abbreviations *list);

/* Returns what `word`, given with its final period, is. `list` may be NULL:
 * then only initialisms are known. */
PURE enum abbreviation_kind abbreviations_find(const struct abbreviations *list,
                                               const char *word, size_t length);

/* Could `word` (letters only, as written) only begin a sentence when it stands
 * capitalised after an abbreviation? True of English function words: The, This,
 * We, However. */
PURE bool abbreviations_word_begins_sentence(const char *word, size_t length);

#endif
