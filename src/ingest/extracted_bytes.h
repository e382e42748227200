/*
 * extracted_bytes.h - what a document format gave, as bytes: to be stored from
 * one night to the next, or sent by the process that extracts.
 *
 * The bytes are the same on every machine and mean the same in every process:
 * a format goes by its name. Reading trusts nothing (base/packing.h).
 */
#ifndef INGEST_EXTRACTED_BYTES_H
#define INGEST_EXTRACTED_BYTES_H

#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/packing.h"
#include "ingest/extracted.h"
#include "ingest/format.h"

/* Appends all but the text and its lines: encoding, metadata, issues. */
void extracted_facts_write(const struct extracted *extracted,
                           struct buffer *out);

/* Adds them to `out`, which is reset. */
void extracted_facts_read(struct unpacking *from, struct extracted *out);

/* Appends all that the format gave, and which it was. What a reader changes of
 * a document later (lines taken out, issues of the text) is to come after. */
void extracted_encode(const struct extracted *extracted,
                      const struct format *format, struct buffer *out);

/* Replaces `out` by what was encoded; ERR_FORMAT: the bytes are nothing such.
 */
MUST_USE enum status extracted_decode(const void *bytes, size_t length,
                                      struct extracted *out,
                                      const struct format **format,
                                      struct error *err);

#endif
