/*
 * boilerplate.h - lines of web pages that are not the document.
 *
 * Saved pages carry "Skip to content", "Share on Facebook" and the like round
 * the text; counted, they would make every page speak of sharing. A list names
 * such lines, one pattern a line; a line of text that is wholly one of them is
 * taken out, and nothing is guessed.
 *
 *     # comment
 *     Skip to main content
 *     Share on *
 *     ~ U.S. Department of State
 *
 * A pattern after '~' is a line that documents say too: it is taken out only
 * beside another that is (blank lines between them do not count).
 * Pattern and line are compared trimmed, caseless, with curly quotes straight
 * and white space single; '*' is any run of characters. Lines longer than
 * BOILERPLATE_LINE_MAX bytes are prose and stay.
 *
 * Immutable once made; shared between threads without locks.
 */
#ifndef INGEST_BOILERPLATE_H
#define INGEST_BOILERPLATE_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

enum { BOILERPLATE_LINE_MAX = 1000 };

struct boilerplate;

/* Sets `*out` to the list in the text [bytes, bytes + length); `name` is for
 * sentences. ERR_INPUT: not UTF-8, a pattern too long, one of '*' alone, which
 * would take everything, or '~' with '*' or nothing behind it. Free with
 * boilerplate_free(). */
MUST_USE enum status boilerplate_new(struct boilerplate **out, const char *name,
                                     const char *bytes, size_t length,
                                     struct error *err);

void boilerplate_free(struct boilerplate *boilerplate); /* NULL allowed */

/* Returns how many patterns the list has. */
size_t boilerplate_count(const struct boilerplate *boilerplate);

/* Empties every line of `text` (lines end with '\n') that matches; their line
 * ends stay, so that what stood around them does not become one paragraph.
 * Returns how many lines. Costs little more than finding the line ends. */
size_t boilerplate_remove(const struct boilerplate *boilerplate,
                          struct buffer *text);

#endif
