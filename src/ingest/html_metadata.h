/*
 * html_metadata.h - what a page says of itself: title, date, author, language,
 * url and site, from JSON-LD, <meta>, <title>, <link>, <time> and lang.
 */
#ifndef INGEST_HTML_METADATA_H
#define INGEST_HTML_METADATA_H

#include <gumbo.h>

#include "base/buffer.h"
#include "ingest/extracted.h"

/* The document's text where a page carries it beside what it shows; nothing on
 * most pages. The owner releases both. */
struct html_carried {
    struct buffer body;          /* as JSON-LD has it */
    struct buffer template_html; /* the longest template for scripts */
};

/* Adds those that are there to `metadata`, and fills the empty `carried`. */
void html_metadata_read(const GumboNode *root, struct metadata *metadata,
                        struct html_carried *carried);

#endif
