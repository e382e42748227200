/*
 * html_json_ld.h - schema.org's vocabulary, as pages carry it for search
 * engines.
 */
#ifndef INGEST_HTML_JSON_LD_H
#define INGEST_HTML_JSON_LD_H

#include "base/buffer.h"
#include "ingest/html_facts.h"

/* Reads the text of one <script type="application/ld+json">; what is no JSON is
 * passed over. `body` gets the longest articleBody. */
void html_json_ld_read(const char *text, struct html_facts *facts,
                       struct buffer *body);

#endif
