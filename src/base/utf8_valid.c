/* utf8_valid.c - see utf8_valid.h. */
#include "base/utf8_valid.h"

#include <stdbool.h>

#include "base/byte_scan.h"

/* The bytes that may follow a lead byte first (table 3-7), and how many follow
 * in all; 0 for a byte that cannot lead. */
struct lead {
    unsigned char first_low, first_high;
    unsigned char following;
};

static struct lead lead_of(unsigned char byte)
{
    static const struct {
        unsigned char first, last;
        struct lead lead;
    } rows[] = {
        {0xC2, 0xDF, {0x80, 0xBF, 1}}, {0xE0, 0xE0, {0xA0, 0xBF, 2}},
        {0xE1, 0xEC, {0x80, 0xBF, 2}}, {0xED, 0xED, {0x80, 0x9F, 2}},
        {0xEE, 0xEF, {0x80, 0xBF, 2}}, {0xF0, 0xF0, {0x90, 0xBF, 3}},
        {0xF1, 0xF3, {0x80, 0xBF, 3}}, {0xF4, 0xF4, {0x80, 0x8F, 3}},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (byte >= rows[i].first && byte <= rows[i].last)
            return rows[i].lead;
    return (struct lead){0};
}

/* Returns how many bytes of a sequence stand at s, up to the whole of it;
 * `*whole` tells whether it is all there. */
static size_t sequence_length(const unsigned char *s, size_t length,
                              bool *whole)
{
    struct lead lead = lead_of(s[0]);
    size_t at = 1;

    *whole = s[0] < 0x80;
    if (lead.following == 0 || length < 2 || s[1] < lead.first_low ||
        s[1] > lead.first_high)
        return 1;
    for (at = 2; at <= lead.following; at++)
        if (at >= length || (s[at] & 0xC0) != 0x80)
            return at;
    *whole = true;
    return at;
}

size_t utf8_ascii_length(const char *text, size_t length)
{
    return scan_for(text, length, 0x80, 0xFF);
}

/* A continuation byte is 10xxxxxx. Most blocks have none, and without an
 * instruction for it counting bits is a call. */
static size_t count_bits(uint64_t mask)
{
    return mask ? (size_t)__builtin_popcountll(mask) : 0;
}

size_t utf8_count_characters(const char *text, size_t length)
{
    size_t at = 0, continuing = 0;

    for (; length - at >= SCAN_BLOCK; at += SCAN_BLOCK)
        continuing += count_bits(scan_block(text + at, 0x80, 0xBF));
    for (; length - at >= 8; at += 8)
        continuing += count_bits(scan_eight(text + at, 0x80, 0xBF));
    for (; at < length; at++)
        continuing += ((unsigned char)text[at] & 0xC0) == 0x80;
    return length - continuing;
}

size_t utf8_valid_length(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t at = 0;
    bool whole = true;

    while (at < length) {
        size_t sequence;

        at += utf8_ascii_length(text + at, length - at);
        if (at == length)
            break;
        sequence = sequence_length(s + at, length - at, &whole);
        if (!whole)
            break;
        at += sequence;
    }
    return at;
}

size_t utf8_invalid_length(const char *text, size_t length)
{
    bool whole;

    return sequence_length((const unsigned char *)text, length, &whole);
}
