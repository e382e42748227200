/* spelling.h - is one word the other with a slip of the pen? */
#ifndef TEXT_SPELLING_H
#define TEXT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

/* Returns whether one letter more, one less, another one, or two neighbours
 * that have changed places make the one of the other (distance 1 of Damerau
 * 1964), unless it is only the last letter that differs, or an apostrophe:
 * those are endings ("norm", "norms", "norm's"). Both are valid UTF-8; the same
 * word is none. */
bool spelling_is_slip(const char *a, size_t a_length, const char *b,
                      size_t b_length);

/* Returns how many characters valid UTF-8 has. */
size_t spelling_letters(const char *text, size_t length);

/* Returns where the character that begins at `at` ends. */
size_t spelling_letter_end(const char *text, size_t length, size_t at);

#endif
