/*
 * office_metadata.h - what an office document's own description says.
 *
 * docProps/core.xml of DOCX and meta.xml of ODT both use Dublin Core's words.
 * Keys: title, author, language; and created, modified (YYYY-MM-DD), which are
 * a file's dates, often of its template or its last copying, and so not `date`.
 */
#ifndef INGEST_OFFICE_METADATA_H
#define INGEST_OFFICE_METADATA_H

#include "ingest/extracted.h"
#include "ingest/xml_walk.h"

struct office_metadata {
    struct metadata *out;
    struct buffer value;
    const char *key; /* of the element that is open; NULL: none */
};

/* Handles the elements of either; the context is a struct office_metadata with
 * `out` set. */
extern const struct xml_handler office_metadata_handler;

#endif
