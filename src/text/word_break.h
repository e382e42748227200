/*
 * word_break.h - word boundaries as Unicode defines them, untailored.
 *
 * Rules WB1 to WB999 of UAX #29, Unicode 15.0; Debian's WordBreakTest.txt
 * passes whole (tests/conformance). What policylex calls a word is tailored on
 * top of this elsewhere.
 */
#ifndef TEXT_WORD_BREAK_H
#define TEXT_WORD_BREAK_H

#include <stddef.h>

#include "base/attr.h"

/*
 * Returns the first word boundary after `from` in text[0, length), which is
 * valid UTF-8; `length` itself when `from` is there already.
 *
 * `from` must be a boundary (0, or an earlier result): then nothing before it
 * can matter, and none of it is read. A whole text takes linear time: no byte
 * is read more than three times, however long the runs of combining marks.
 */
PURE size_t word_break_next(const char *text, size_t length, size_t from);

#endif
