/*
 * source.h - what a document format is given to extract from.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include <stdint.h>

#include "base/buffer.h"

struct source {
    const char *name; /* the file's path; its extension may decide the format */
    /* The file's bytes; formats of text get them as UTF-8. A format may take
     * them (buffer_take()), so that a large text is in memory once. */
    struct buffer *bytes;
    uint32_t part; /* 0: the whole file; n: its n-th item, from 1 (feeds) */
};

#endif
