/*
 * utf8.h - code points of text that is known to be valid UTF-8.
 *
 * Text becomes valid once, when it is made canonical; nothing here checks
 * again. On invalid text the values are meaningless, and a sequence cut off by
 * the text's end is read past it.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns the bytes of the sequence that begins with `lead`, 1 to 4. */
static inline size_t utf8_length(unsigned char lead)
{
    return (size_t)1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0);
}

/* Is `byte` one that does not begin a sequence? */
static inline bool utf8_is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* The bits of a code point that its non-ASCII sequence's last bytes carry. */
static inline uint32_t utf8_tail(const unsigned char *bytes, size_t count)
{
    uint32_t bits = 0;

    for (size_t i = 0; i < count; i++)
        bits = bits << 6 | (bytes[i] & 0x3Fu);
    return bits;
}

/* Returns the code point at `at` and sets `*length` to its bytes. */
static inline uint32_t utf8_decode(const char *at, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)at;

    *length = utf8_length(bytes[0]);
    switch (*length) {
    case 1:
        return bytes[0];
    case 2:
        return (bytes[0] & 0x1Fu) << 6 | utf8_tail(bytes + 1, 1);
    case 3:
        return (bytes[0] & 0x0Fu) << 12 | utf8_tail(bytes + 1, 2);
    default:
        return (bytes[0] & 0x07u) << 18 | utf8_tail(bytes + 1, 3);
    }
}

/* Returns where the character that ends at `end` begins; `end` > 0. */
static inline size_t utf8_before(const char *text, size_t end)
{
    do
        end--;
    while (end > 0 && utf8_is_continuation((unsigned char)text[end]));
    return end;
}

#endif
