/*
 * docx_package.h - where the parts of a Word document are, and its styles.
 *
 * A DOCX is a zip archive whose parts name each other by relationships: the
 * archive's own (_rels/.rels) lead to the text, the text's to notes and styles.
 */
#ifndef INGEST_DOCX_PACKAGE_H
#define INGEST_DOCX_PACKAGE_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/paragraph_styles.h"
#include "ingest/xml_walk.h"

/* Member names; "" where the document has no such part. */
struct docx_package {
    char text[XML_VALUE_MAX], properties[XML_VALUE_MAX];
    char styles[XML_VALUE_MAX];
    char footnotes[XML_VALUE_MAX], endnotes[XML_VALUE_MAX];
};

/* Fills the zeroed `out`. ERR_FORMAT: it is no Word document, or damaged. */
MUST_USE enum status docx_package_read(const struct buffer *archive,
                                       struct docx_package *out,
                                       struct error *err);

/* Adds the styles of the member `name` to `out`, sorted. */
MUST_USE enum status docx_styles_read(const struct buffer *archive,
                                      const char *name,
                                      struct paragraph_styles *out,
                                      struct error *err);

#endif
