/* encoding.c - see encoding.h. */
#include "ingest/encoding.h"

#include <string.h>

#include "base/utf8_valid.h"

bool has_utf8_bom(const char *bytes, size_t length)
{
    return length >= UTF8_BOM_LENGTH &&
           memcmp(bytes, "\xEF\xBB\xBF", UTF8_BOM_LENGTH) == 0;
}

static bool begins(const char *bytes, size_t length, const char *magic,
                   size_t magic_length)
{
    return length >= magic_length && memcmp(bytes, magic, magic_length) == 0;
}

static bool has_utf16_bom(const char *bytes, size_t length)
{
    return begins(bytes, length, "\xFF\xFE", 2) ||
           begins(bytes, length, "\xFE\xFF", 2) ||
           begins(bytes, length, "\0\0\xFE\xFF", 4);
}

bool looks_like_utf16(const char *bytes, size_t length)
{
    enum { SAMPLE = 512, LEAST = 4 };
    size_t nuls[2] = {0, 0}, sample = length < SAMPLE ? length : SAMPLE;

    if (has_utf16_bom(bytes, length))
        return true;
    if (sample < LEAST || !memchr(bytes, '\0', sample))
        return false;
    for (size_t i = 0; i < sample; i++)
        nuls[i & 1] += bytes[i] == '\0';
    /* Latin text in UTF-16 has its NULs all on one side. */
    return (nuls[0] > sample / 3 || nuls[1] > sample / 3) &&
           (nuls[0] == 0 || nuls[1] == 0);
}

/* Every character beyond ASCII has one lead byte, 0xC0 or more. */
static size_t count_beyond_ascii(const char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += (unsigned char)bytes[i] >= 0xC0;
    return count;
}

struct utf8_census utf8_take_census(const char *bytes, size_t length)
{
    struct utf8_census census = {0, 0};
    size_t at = 0;

    for (;;) {
        size_t valid = utf8_valid_length(bytes + at, length - at);

        census.valid += count_beyond_ascii(bytes + at, valid);
        at += valid;
        if (at == length)
            return census;
        census.invalid++;
        at += utf8_invalid_length(bytes + at, length - at);
    }
}
