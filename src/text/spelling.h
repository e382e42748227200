/* spelling.h - are two words one slip of the pen apart? */
#ifndef TEXT_SPELLING_H
#define TEXT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* Returns whether one letter more, one less, another one, or two neighbours
 * that have changed places make the one of the other: distance 1 of Damerau
 * (1964). Both are valid UTF-8; the same word is none. */
bool spelling_is_one_off(const char *a, size_t a_length, const char *b,
                         size_t b_length);

/* Returns how many characters valid UTF-8 has. */
size_t spelling_letters(const char *text, size_t length);

#endif
