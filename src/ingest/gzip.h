/*
 * gzip.h - what was compressed with gzip (RFC 1952), any number of members.
 */
#ifndef INGEST_GZIP_H
#define INGEST_GZIP_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

/* A file of a few kilobytes can unpack to gigabytes: most that is unpacked. */
enum { GZIP_OUTPUT_MAX = 256 << 20 };

/* Replaces the bytes by what they unpack to. What follows the last member is
 * left out, as gzip does. ERR_FORMAT: damaged or cut short; ERR_LIMIT: larger
 * than GZIP_OUTPUT_MAX, or than the buffer's limit. */
MUST_USE enum status gzip_unpack(struct buffer *bytes, struct error *err);

#endif
