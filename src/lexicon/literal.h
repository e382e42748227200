/*
 * literal.h - letters that every match of a pattern must hold.
 *
 * Which letters stand in every match, wherever they stand? That can be read
 * from how a pattern is written; so can the letters with which matches begin
 * (beginning.h). The answers are conservative: "" when the pattern is not plain
 * enough to tell.
 */
#ifndef LEXICON_LITERAL_H
#define LEXICON_LITERAL_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "lexicon/model.h"

/* Fewer letters ("of", "ed") stand in too many words to tell anything. */
enum { LITERAL_LEAST = 4 };

struct literal {
    char text[LITERAL_MAX]; /* ASCII, as literal_fold_byte() leaves it */
    uint8_t length;
};

struct literals VECTOR_OF(struct literal);

/* Sets `out` to the longest run of letters and digits that every match holds:
 * "sectors" for "(?:the )?private sectors"; its length may be 0. A run with
 * which the pattern begins is taken only if there is no other: where the
 * pattern is asked at all, that one is known to stand. */
void literal_required(const char *source, enum syntax syntax,
                      struct literal *out);

/* Returns the byte as literals spell it: in lower case, and with a space for a
 * hyphen, since phrases take the one for the other. */
static inline char literal_fold_byte(char byte)
{
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte + ('a' - 'A'));
    return byte == '-' ? ' ' : byte;
}

/* Appends the text as literals spell it: its ASCII, and the two characters
 * beyond it that PCRE2 takes for ASCII letters when case does not matter, the
 * long s and the Kelvin sign. The rest stays and equals no literal. */
void literal_fold(const char *text, size_t length, struct buffer *out);

#endif
