/*
 * buffer.h - a growing run of bytes with a stated maximum.
 *
 * Every buffer names its limit, so that no input can make one grow without end:
 * an append beyond the limit is refused whole and remembered; ask
 * buffer_is_full() once at the end. `data` is always NUL-terminated once
 * anything was appended, and BUFFER_PADDING readable bytes follow `length`, so
 * that word-at-a-time readers may look past the end.
 *
 * A zeroed buffer is empty and has the limit BUFFER_LIMIT.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

enum { BUFFER_PADDING = 64 };
#define BUFFER_LIMIT ((size_t)UINT32_MAX - BUFFER_PADDING - 1)

struct buffer {
    char *data;      /* owned; NULL until something is appended */
    size_t length;   /* bytes in use */
    size_t capacity; /* bytes allocated, padding included */
    size_t limit;    /* most bytes that `length` may reach; 0: BUFFER_LIMIT */
    bool full;       /* an append was refused */
};

void buffer_release(struct buffer *buffer);

/* Empties the buffer and keeps its memory. */
void buffer_reset(struct buffer *buffer);

/* Makes room for `extra` more bytes; false when the limit forbids it. */
bool buffer_reserve(struct buffer *buffer, size_t extra);

void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_format(struct buffer *buffer, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

/* Hands the bytes of `from` to `to`, whose memory `from` gets, emptied. Each
 * keeps its limit; false, and nothing has changed, when that of `to` forbids
 * so many. */
bool buffer_take(struct buffer *to, struct buffer *from);

/* Returns whether any append was refused since the last reset. */
static inline bool buffer_is_full(const struct buffer *buffer)
{
    return buffer->full;
}

/* Returns the bytes as a C string ("" when empty); borrowed. */
static inline const char *buffer_text(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}

#endif
