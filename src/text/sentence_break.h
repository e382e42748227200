/*
 * sentence_break.h - sentence boundaries as Unicode defines them, untailored.
 *
 * Rules SB1 to SB998 of UAX #29, Unicode 15.0; Debian's SentenceBreakTest.txt
 * passes whole (tests/conformance). What an editor would call a sentence is in
 * sentence.h.
 */
#ifndef TEXT_SENTENCE_BREAK_H
#define TEXT_SENTENCE_BREAK_H

#include <stddef.h>

#include "base/attr.h"

/*
 * Returns the first sentence boundary after `from` in text[0, length), which is
 * valid UTF-8; `length` itself when `from` is there already.
 *
 * `from` must be a boundary (0, or an earlier result): nothing before it is
 * read. A whole text takes linear time: the look-ahead of rule SB8 stops at the
 * next terminator, so each byte is looked at ahead once at most.
 */
PURE size_t sentence_break_next(const char *text, size_t length, size_t from);

#endif
