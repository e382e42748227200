/*
 * reader.h - from a file to segmented text: extract, canonicalise, segment.
 *
 * The same steps for the night's run and for `explain`, so that what explain
 * shows is what was counted. One per worker; memory is kept between documents.
 */
#ifndef RUN_READER_H
#define RUN_READER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "ingest/extracted.h"
#include "ingest/extractor.h"
#include "ingest/feed_items.h"
#include "ingest/format.h"
#include "run/aside.h"
#include "run/inputs.h"
#include "run/recall.h"
#include "text/segmented.h"

/* A file of several documents, kept from one to the next. */
struct shared_file {
    char *path; /* NULL: none */
    struct buffer bytes;
    struct digest digest;
    struct feed_items items; /* none: each is read from the whole */
};

struct reader {
    struct buffer bytes; /* of the file, or as much of it as tells of the
                            document, until extraction takes them */
    struct shared_file shared;
    bool is_part;      /* of `shared` */
    size_t size_bytes; /* of the file */
    uint32_t part;     /* of `bytes`: see ingest/source.h */
    struct digest digest;
    const struct format *format; /* NULL when none was recognised */
    struct extractor extractor;  /* of all but plain text */
    struct recaller recaller;    /* of what it said of a file before */
    struct extracted extracted;  /* boilerplate lines emptied */
    size_t boilerplate_lines;    /* how many were left out */
    struct aside aside;          /* what was taken out of the text */
    struct segmented text;

    size_t piece_bytes; /* 0: every text is segmented */
    bool is_large;      /* a text of more than two pieces is not */
};

void reader_release(struct reader *reader);

/* Reads the bytes and digest of the file that holds the document `path` (see
 * ingest/parts.h); `size_bytes` is what a listing told of it,
 * 0 if nothing did. ERR_MISSING, ERR_IO, ERR_LIMIT. */
MUST_USE enum status reader_load(struct reader *reader, const char *path,
                                 uint64_t size_bytes, struct error *err);

/* Extracts and segments what was loaded; `name` is what the format may be told
 * from. What was amiss but did no harm is in extracted.issues. ERR_FORMAT. */
MUST_USE enum status reader_read(struct reader *reader, const char *name,
                                 const struct inputs *inputs,
                                 struct error *err);

#endif
