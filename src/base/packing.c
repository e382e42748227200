/* packing.c - see packing.h. */
#include "base/packing.h"

#include <string.h>

#include "base/byte_vector.h"

void pack_number(struct buffer *out, uint64_t number)
{
    char bytes[PACKED_NUMBER_MAX];

    buffer_add(out, bytes, (size_t)(pack_number_at(bytes, number) - bytes));
}

void pack_eight_bytes(struct buffer *out, uint64_t number)
{
    char bytes[8];

    for (unsigned i = 0; i < sizeof(bytes); i++)
        bytes[i] = (char)(number >> 8 * i);
    buffer_add(out, bytes, sizeof(bytes));
}

void pack_string(struct buffer *out, const char *text)
{
    buffer_add(out, text, strlen(text) + 1);
}

char *pack_begin(struct buffer *out, size_t most)
{
    return buffer_reserve(out, most) ? out->data + out->length : NULL;
}

void pack_end(struct buffer *out, const char *end)
{
    out->length = (size_t)(end - out->data);
    buffer_add(out, "", 0); /* its padding */
}

/* -- Reading --------------------------------------------------------------- */

static size_t bytes_left(const struct unpacking *from)
{
    return (size_t)(from->end - from->at);
}

uint64_t unpack_fail(struct unpacking *from)
{
    from->at = from->end;
    from->has_failed = true;
    return 0;
}

/* The tenth byte holds the top bit alone. */
uint64_t unpack_long_number(struct unpacking *from)
{
    uint64_t number = 0;

    for (unsigned shift = 0; from->at < from->end && shift < 64; shift += 7) {
        uint64_t byte = (unsigned char)*from->at++;

        if (shift == 63 && byte > 1)
            break;
        number |= (byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    return unpack_fail(from);
}

uint64_t unpack_eight_bytes(struct unpacking *from)
{
    const char *bytes = unpack_bytes(from, 8);

    return bytes ? eight_load(bytes) : 0;
}

size_t unpack_count(struct unpacking *from, size_t bytes_each)
{
    uint64_t count = unpack_number(from, UINT64_MAX);

    return (size_t)(count <= bytes_left(from) / bytes_each ? count
                                                           : unpack_fail(from));
}

const char *unpack_string(struct unpacking *from)
{
    const char *text = from->at;
    const char *end = bytes_left(from) ? memchr(text, '\0', bytes_left(from))
                                       : NULL;

    if (!end) {
        unpack_fail(from);
        return "";
    }
    from->at = end + 1;
    return text;
}

const char *unpack_bytes(struct unpacking *from, size_t length)
{
    const char *bytes = from->at;

    if (length > bytes_left(from)) {
        unpack_fail(from);
        return NULL;
    }
    from->at += length;
    return bytes;
}
