/*
 * sniff.h - what a file is, told from its bytes.
 *
 * A page saved as .txt is a page all the same. Each sniffer answers only when
 * the bytes can hardly be anything else; what no sniffer knows goes by its name
 * (format.h). Markup begins after a byte order mark, white space, comments,
 * processing instructions and a document type, so that <html> in the middle of
 * a text makes no page of it.
 *
 * Signatures: WHATWG MIME Sniffing (2023), PKWARE APPNOTE 6.3.9 (zip), OASIS
 * ODF 1.2 part 3 (mimetype), ECMA-376 part 2 (DOCX). No function reads more
 * than a few hundred kilobytes of any file. Pure; any thread.
 */
#ifndef INGEST_SNIFF_H
#define INGEST_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* -- Binary formats: raw bytes --------------------------------------------- */

PURE bool sniff_gzip(const char *bytes, size_t length);

/* "%PDF-1" at the beginning of a line within the first kilobyte: readers of PDF
 * forgive what mail and web servers put before it. */
PURE bool sniff_pdf(const char *bytes, size_t length);

PURE bool sniff_docx(const char *bytes, size_t length);
PURE bool sniff_odt(const char *bytes, size_t length);
PURE bool sniff_rtf(const char *bytes, size_t length);

/* Returns the name of a binary format ("a PNG image"), or NULL when the bytes
 * are of no known one. Static. Formats with a sniffer are among them: ask that
 * first. */
const char *binary_name(const char *bytes, size_t length);

/* -- Markup: bytes of any encoding in which ASCII is ASCII ----------------- */

/* A document type of HTML, or <html, <head or <body first; XHTML too. */
PURE bool sniff_html(const char *bytes, size_t length);

/* RSS of any version (<rss, or RDF with RSS's namespace) or Atom (<feed). */
PURE bool sniff_feed(const char *bytes, size_t length);

/* <TEI, <teiCorpus, <TEI.2 or <teiCorpus.2. */
PURE bool sniff_tei(const char *bytes, size_t length);

/* An XML declaration, whatever follows: ask for the other kinds first. */
PURE bool sniff_xml(const char *bytes, size_t length);

#endif
