/*
 * literal.h - letters of patterns and texts, spelt alike.
 *
 * Letters can be read from how a pattern is written: those that its matches
 * begin with (beginning.h), and those that they hold (requirement.h). They are
 * compared with texts without regard to case, in one spelling.
 */
#ifndef LEXICON_LITERAL_H
#define LEXICON_LITERAL_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/vector.h"

enum { LITERAL_MAX = 16 };

struct literal {
    char text[LITERAL_MAX]; /* ASCII, as literal_fold_byte() leaves it */
    uint8_t length;
};

struct literals VECTOR_OF(struct literal);

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
