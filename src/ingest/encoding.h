/*
 * encoding.h - what a file's bytes look like before anyone trusts them.
 *
 * This release reads UTF-8. What is something else is recognised well enough to
 * tell its owner what it is and how to save it.
 */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

enum { UTF8_BOM_LENGTH = 3 };

PURE bool has_utf8_bom(const char *bytes, size_t length);

/* Returns whether the bytes are UTF-16 or UTF-32: by byte order mark, or
 * because nearly every second byte of the beginning is NUL. */
PURE bool looks_like_utf16(const char *bytes, size_t length);

/* How much of a text is not UTF-8. */
struct utf8_census {
    size_t valid;   /* characters beyond ASCII, well-formed */
    size_t invalid; /* ill-formed sequences */
};

struct utf8_census utf8_take_census(const char *bytes, size_t length);

#endif
