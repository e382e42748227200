/*
 * utf8_valid.h - is it UTF-8 at all? Asked once of every byte that comes in.
 *
 * The definition is Unicode 15, table 3-7: no overlong forms, no surrogates,
 * nothing beyond U+10FFFF.
 */
#ifndef BASE_UTF8_VALID_H
#define BASE_UTF8_VALID_H

#include <stddef.h>

/* Returns how many bytes from the start are well-formed UTF-8. */
size_t utf8_valid_length(const char *text, size_t length);

/* Returns the length, at least 1, of the ill-formed sequence that text, of at
 * least one byte, begins with: its maximal subpart, which one U+FFFD replaces
 * (Unicode 15, section 3.9). */
size_t utf8_invalid_length(const char *text, size_t length);

/* Returns how many bytes from the start are ASCII. */
size_t utf8_ascii_length(const char *text, size_t length);

/* Returns the characters (code points) of well-formed text. */
size_t utf8_count_characters(const char *text, size_t length);

#endif
