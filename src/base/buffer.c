/* buffer.c - see buffer.h. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){.limit = buffer->limit};
}

void buffer_reset(struct buffer *buffer)
{
    buffer->length = 0;
    buffer->full = false;
    if (buffer->data)
        memset(buffer->data, 0, BUFFER_PADDING);
}

static size_t limit_of(const struct buffer *buffer)
{
    return buffer->limit ? buffer->limit : BUFFER_LIMIT;
}

bool buffer_take(struct buffer *to, struct buffer *from)
{
    struct buffer old = *to;

    if (from->length > limit_of(to)) {
        to->full = true;
        return false;
    }
    *to = *from;
    to->limit = old.limit;
    old.limit = from->limit;
    *from = old;
    buffer_reset(from);
    return true;
}

bool buffer_reserve(struct buffer *buffer, size_t extra)
{
    size_t limit = limit_of(buffer), need, grown;

    if (extra > limit - buffer->length) {
        buffer->full = true;
        return false;
    }
    need = buffer->length + extra + BUFFER_PADDING;
    if (need <= buffer->capacity)
        return true;
    grown = buffer->capacity + buffer->capacity / 2;
    buffer->capacity = grown > need ? grown : need;
    buffer->data = memory_resize(buffer->data, buffer->capacity, 1);
    return true;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
    if (!buffer_reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    memset(buffer->data + buffer->length, 0, BUFFER_PADDING);
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_add(buffer, &byte, 1);
}

void buffer_add_format(struct buffer *buffer, const char *fmt, ...)
{
    va_list args, again;
    int length;

    va_start(args, fmt);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (length > 0 && buffer_reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->data + buffer->length, (size_t)length + 1, fmt,
                  again);
        buffer->length += (size_t)length;
        memset(buffer->data + buffer->length, 0, BUFFER_PADDING);
    }
    va_end(again);
}
