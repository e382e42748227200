/*
 * front_matter.h - what a Markdown document says of itself before it begins.
 *
 * YAML between two lines of "---" (the second may be "..."), or TOML between
 * two lines of "+++", at the very beginning. Of YAML, the top level's scalars
 * are taken, and its lists of scalars joined with "; "; of TOML, the keys
 * before the first [section], strings and bare values.
 */
#ifndef INGEST_FRONT_MATTER_H
#define INGEST_FRONT_MATTER_H

#include <stddef.h>

#include "ingest/extracted.h"

/* Adds the front matter's metadata to `out` and returns how many bytes it
 * takes, delimiters included; 0 when there is none. When it cannot be read, an
 * issue says why and the document is read without it. */
size_t front_matter_read(const char *text, size_t length,
                         struct extracted *out);

#endif
