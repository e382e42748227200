/*
 * zip_member.h - one member of a zip archive, read as XML.
 *
 * An office document is such an archive. Only the members that are asked for
 * are unpacked, as a stream, and none beyond ZIP_MEMBER_MAX bytes, whatever the
 * archive says of its size: a bomb costs that much time and no memory.
 */
#ifndef INGEST_ZIP_MEMBER_H
#define INGEST_ZIP_MEMBER_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/xml_walk.h"

enum { ZIP_MEMBER_MAX = 256 * 1024 * 1024 };

/* Walks through the XML of the member `name`. ERR_MISSING: the archive has no
 * such member; ERR_LIMIT: it is too large; ERR_FORMAT: the archive is damaged,
 * the member encrypted, or not well-formed XML. Sentences go with "is". */
MUST_USE enum status zip_member_walk(const struct buffer *archive,
                                     const char *name,
                                     const struct xml_handler *handler,
                                     void *context, struct error *err);

#endif
