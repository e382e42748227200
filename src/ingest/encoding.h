/*
 * encoding.h - bytes of any encoding, made UTF-8.
 *
 * Who is believed, the first that can be:
 *   1. a byte order mark (UTF-8, UTF-16, UTF-32);
 *   2. the bytes: what is well-formed UTF-8 is UTF-8, whatever it declares;
 *      what is mostly UTF-8, with stray bytes, is UTF-8 with U+FFFD for those;
 *   3. the document's declaration (XML declaration, HTML <meta>), unless its
 *      bytes contradict it;
 *   4. detection by libuchardet, where there is enough to go by;
 *   5. windows-1252.
 */
#ifndef INGEST_ENCODING_H
#define INGEST_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/extracted.h"

enum { UTF8_BOM_LENGTH = 3 };

PURE bool has_utf8_bom(const char *bytes, size_t length);

/* Returns whether the bytes are UTF-16 or UTF-32: by byte order mark, or
 * by what their beginning looks like (encoding_guess.h). */
bool looks_like_utf16(const char *bytes, size_t length);

/* Makes the bytes UTF-8 without a byte order mark; at most three bytes become
 * of one. Sets out->encoding; adds issues for what was guessed (a note) and for
 * what could not be converted (a warning). NULs stay. ERR_LIMIT: the text would
 * be larger than the buffer's limit. See encodings_prepare() for threads. */
MUST_USE enum status encoding_to_utf8(struct buffer *bytes,
                                      struct extracted *out, struct error *err);

#endif
