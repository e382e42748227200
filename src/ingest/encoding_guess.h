/*
 * encoding_guess.h - which encoding bytes are in that are not UTF-8: what marks
 * say, what the document declares, and, when nobody says anything, what the
 * bytes look like. The same bytes always get the same answer. Pure but for
 * memory that is freed again; any thread.
 */
#ifndef INGEST_ENCODING_GUESS_H
#define INGEST_ENCODING_GUESS_H

#include <stddef.h>

#include "ingest/encoding_table.h"

/* Returns the encoding of the byte order mark that the bytes begin with and
 * sets `*mark_bytes` to its length; NULL and 0 when there is none. */
const struct encoding *encoding_marked(const char *bytes, size_t length,
                                       size_t *mark_bytes);

/* Returns UTF-16LE or UTF-16BE when the beginning looks like it without a mark,
 * else NULL. Latin text has a NUL in nearly every unit; other scripts have them
 * only beside spaces and line ends, but then nearly no other ASCII. */
const struct encoding *encoding_of_units(const char *bytes, size_t length);

/* Returns what an XML declaration or an HTML <meta> within the first kilobytes
 * declares; NULL when nothing known is. UTF-16 and UTF-32 are never returned:
 * whoever can read the declaration sees that it is wrong. */
const struct encoding *encoding_declared(const char *bytes, size_t length);

/* Returns the likeliest encoding of bytes that are not UTF-8, windows-1252 when
 * there are too few to tell. */
const struct encoding *encoding_detected(const char *bytes, size_t length);

#endif
