/*
 * extract.h - from a file's bytes to a document's text and metadata.
 *
 *     unpack (.gz) -> which format? -> make UTF-8 -> the format's extract()
 *
 * A format is told by the bytes first, then by the name. Sentences are without
 * the document's path; the caller puts it in front.
 */
#ifndef INGEST_EXTRACT_H
#define INGEST_EXTRACT_H

#include "base/attr.h"
#include "base/error.h"
#include "ingest/extracted.h"
#include "ingest/format.h"
#include "ingest/source.h"

/* Extracts a file of any format; `out` is reset first, and the source's bytes
 * may be empty or others afterwards. `*format` (may be NULL) is set when one
 * was found. ERR_FORMAT: it is something that policylex does not read (the
 * sentence names it), or not what the format promises; ERR_LIMIT. */
MUST_USE enum status document_extract(const struct source *source,
                                      struct extracted *out,
                                      const struct format **format,
                                      struct error *err);

/* The same for plain text in UTF-8, by name and bytes: what can be extracted
 * without unpacking, converting or parsing anything. `*format` is NULL, `out`
 * empty and the bytes as they were when the file is anything else; that is no
 * error. ERR_LIMIT. */
MUST_USE enum status document_extract_plain(const struct source *source,
                                            struct extracted *out,
                                            const struct format **format,
                                            struct error *err);

#endif
