/*
 * byte_scan.h - which of 64 bytes lie in a range, as 64 bits.
 *
 * Nearly all bytes of nearly all documents need no thought; these functions
 * find the next one that does without looking at each. Ranges may wrap round,
 * see byte_vector.h. Bit i of a mask stands for byte i.
 *
 *     uint64_t ends = scan_block(text, '\n', '\n');
 *     size_t first = ends ? scan_first(ends) : SCAN_BLOCK;
 *
 * No function reads beyond the bytes it is told of. Pure; any thread.
 */
#ifndef BASE_BYTE_SCAN_H
#define BASE_BYTE_SCAN_H

#include <stddef.h>

#include "base/byte_vector.h"

enum { SCAN_BLOCK = 64 };

/* Returns which of the eight bytes at s are in the range first..last. */
static inline unsigned scan_eight(const char *s, uint8_t first, uint8_t last)
{
    return eight_bits(eight_in(eight_load(s), first, last));
}

/* The same of the 64 bytes at s. */
static inline uint64_t scan_block(const char *s, uint8_t first, uint8_t last)
{
    uint64_t mask = 0;

    for (unsigned i = 0; i < SCAN_BLOCK; i += BYTE_VECTOR_BYTES)
        mask |=
            (uint64_t)vector_bits(vector_in(vector_load(s + i), first, last))
            << i;
    return mask;
}

/* Returns the place of the first bit of a mask that is not 0. */
static inline size_t scan_first(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask);
}

/* Returns the place of the first of `length` bytes that is in the range,
 * `length` if none is. */
static inline size_t scan_for(const char *s, size_t length, uint8_t first,
                              uint8_t last)
{
    size_t at = 0;

    for (; length - at >= SCAN_BLOCK; at += SCAN_BLOCK) {
        uint64_t mask = scan_block(s + at, first, last);

        if (mask)
            return at + scan_first(mask);
    }
    for (; length - at >= 8; at += 8) {
        unsigned mask = scan_eight(s + at, first, last);

        if (mask)
            return at + scan_first(mask);
    }
    while (at < length &&
           (unsigned char)(s[at] - first) > (unsigned char)(last - first))
        at++;
    return at;
}

#endif
