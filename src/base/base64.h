/*
 * base64.h - bytes as text that no markup can break (RFC 4648, with padding).
 *
 * Threads: no state.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stddef.h>

#include "base/buffer.h"

/* Appends the base64 of [bytes, bytes + length) to `out`; `bytes` may be NULL
 * if length is 0. All or nothing, as with every append (see buffer.h). */
void base64_add(struct buffer *out, const void *bytes, size_t length);

#endif
