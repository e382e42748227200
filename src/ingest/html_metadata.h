/*
 * html_metadata.h - what a page says of itself: title, date, author, language,
 * url and site, from JSON-LD, <meta>, <title>, <link>, <time> and lang.
 */
#ifndef INGEST_HTML_METADATA_H
#define INGEST_HTML_METADATA_H

#include <gumbo.h>

#include "base/buffer.h"
#include "ingest/extracted.h"

/* Adds those that are there to `metadata`; `body` gets the document's text as
 * JSON-LD has it, which is nothing on most pages. */
void html_metadata_read(const GumboNode *root, struct metadata *metadata,
                        struct buffer *body);

#endif
