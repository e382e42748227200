/*
 * packing.h - numbers and strings as bytes, for what is stored or sent.
 *
 * A number takes a byte for every seven bits of it, the lowest first, with the
 * top bit set in all but the last (LEB128); numbers of which nothing is known
 * take eight bytes, the lowest first. A string is its bytes and a NUL. So the
 * same values are the same bytes on every machine.
 *
 *     pack_number(&bytes, count);              reader = {at, end}
 *     pack_string(&bytes, "norms");            count = unpack_number(&reader,..
 *
 * Reading trusts nothing. Whatever the bytes are, none beyond them is read; the
 * first thing amiss is remembered, and from then on numbers are 0 and strings
 * are "". Ask unpacking_is_done() at the end. A count of things is read by
 * unpack_count(), so that neither loops nor memory outgrow the bytes.
 */
#ifndef BASE_PACKING_H
#define BASE_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { PACKED_NUMBER_MAX = 10 }; /* bytes */

/* Writes the number at `at`, where PACKED_NUMBER_MAX bytes are free; returns
 * where it ends. */
static inline char *pack_number_at(char *at, uint64_t number)
{
    while (number >= 0x80) {
        *at++ = (char)(number | 0x80);
        number >>= 7;
    }
    *at++ = (char)number;
    return at;
}

void pack_number(struct buffer *out, uint64_t number);
void pack_eight_bytes(struct buffer *out, uint64_t number);
void pack_string(struct buffer *out, const char *text);

/* For many numbers at once: returns where up to `most` bytes may be written, to
 * be ended by pack_end(); NULL when the buffer may not hold them. */
char *pack_begin(struct buffer *out, size_t most);
void pack_end(struct buffer *out, const char *end);

struct unpacking {
    const char *at, *end; /* borrowed; what is left to be read */
    bool has_failed;
};

/* Remembers that something is amiss; returns 0. */
uint64_t unpack_fail(struct unpacking *from);

uint64_t unpack_long_number(struct unpacking *from); /* of unpack_number() */

/* Reads a number of at most `most`. */
static inline uint64_t unpack_number(struct unpacking *from, uint64_t most)
{
    uint64_t number;

    if (from->at < from->end && (unsigned char)*from->at < 0x80)
        number = (unsigned char)*from->at++;
    else
        number = unpack_long_number(from);
    return number <= most ? number : unpack_fail(from);
}

/* Reads an id: a number below `count`. */
static inline uint32_t unpack_id(struct unpacking *from, uint32_t count)
{
    return (uint32_t)(count ? unpack_number(from, count - 1)
                            : unpack_fail(from));
}

/* Reads a byte as it is. */
static inline unsigned unpack_byte(struct unpacking *from)
{
    return from->at < from->end ? (unsigned char)*from->at++
                                : (unsigned)unpack_fail(from);
}

uint64_t unpack_eight_bytes(struct unpacking *from);

/* Reads the count of things that take `bytes_each` or more. */
size_t unpack_count(struct unpacking *from, size_t bytes_each);

/* Returns the string, which is borrowed. */
const char *unpack_string(struct unpacking *from);

/* Returns the next `length` bytes, which are borrowed; NULL when there are
 * fewer. */
const char *unpack_bytes(struct unpacking *from, size_t length);

/* Returns whether all was read and nothing was amiss. */
static inline bool unpacking_is_done(const struct unpacking *from)
{
    return !from->has_failed && from->at == from->end;
}

#endif
