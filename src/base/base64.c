/* base64.c - see base64.h. */
#include "base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "abcdefghijklmnopqrstuvwxyz0123456789+/";

/* Writes the four characters of `count` bytes, 1 to 3 of them. */
static void encode(const unsigned char *bytes, size_t count, char *out)
{
    unsigned second = count > 1 ? bytes[1] : 0;
    unsigned third = count > 2 ? bytes[2] : 0;

    out[0] = digits[bytes[0] >> 2];
    out[1] = digits[(bytes[0] & 3u) << 4 | second >> 4];
    out[2] = count > 1 ? digits[(second & 15u) << 2 | third >> 6] : '=';
    out[3] = count > 2 ? digits[third & 63u] : '=';
}

void base64_add(struct buffer *out, const void *bytes, size_t length)
{
    const unsigned char *from = bytes;
    size_t encoded = (length / 3 + (length % 3 != 0)) * 4;
    char *to;

    if (!buffer_reserve(out, encoded))
        return;
    to = out->data + out->length;
    for (size_t at = 0; at < length; at += 3, to += 4)
        encode(from + at, length - at < 3 ? length - at : 3, to);
    out->length += encoded;
    out->data[out->length] = '\0';
}
