/*
 * format.h - the document formats that policylex reads, in one table.
 *
 * A new format is one file with a sniff and an extract function, and one row in
 * format.c. Which format a document has is decided by its bytes where they say
 * so, and by its name otherwise: a PDF called .txt is not text.
 *
 * extract.h makes use of it. Sentences are without the document's path; the
 * caller puts it in front.
 */
#ifndef INGEST_FORMAT_H
#define INGEST_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/extracted.h"
#include "ingest/source.h"

enum { FORMAT_EXTENSIONS_MAX = 6 };

struct format {
    const char *name; /* as documents.csv shows it */
    /* Lower case, without the dot; unused ones are NULL. */
    const char *extensions[FORMAT_EXTENSIONS_MAX];
    /* Whether the bytes can be nothing else; NULL: bytes never tell. */
    bool (*sniff)(const char *bytes, size_t length);
    /* Appends the document's text and metadata to the reset `out`. ERR_FORMAT:
     * the bytes are not what the format promises. */
    enum status (*extract)(const struct source *source, struct extracted *out,
                           struct error *err);
    /* The bytes are made UTF-8 without a byte order mark before they are
     * extracted, whatever they declare (encoding.h). */
    bool is_text;
    /* How many documents the file holds, each a part of its own; NULL: it is
     * one document. */
    uint32_t (*count_parts)(const struct source *source);
    /* Replaces the bytes by what another program makes of them, which `extract`
     * may not start; the bytes still tell the format. NULL: needs none. */
    enum status (*convert)(const struct source *source, struct error *err);
};

/* Returns the format that the path's extension names (ASCII case, .gz behind it
 * and a part's number ignored), or NULL when policylex reads no such files. */
const struct format *format_of_path(const char *path);

/* Returns the format that documents.csv shows by that name, the first where two
 * share it, or NULL. */
const struct format *format_of_name(const char *name);

/* Returns the length of a file's name without its extension, and without .gz
 * behind that: 6 of "report.txt.gz". The whole where there is none. */
PURE size_t format_stem_length(const char *name);

/* Writes the sentence for a file of no known format, which lists those that
 * there are. */
void format_say_unknown(char text[ERROR_TEXT_MAX]);

/* Returns the format that the bytes are of, whatever the file's name; NULL when
 * they do not tell. Only formats with that `is_text` are asked. */
const struct format *format_of_bytes(const char *bytes, size_t length,
                                     bool is_text);

/* What must be done before extraction by a process that may start programs:
 * nothing for most formats, and nothing the second time. ERR_MISSING: the
 * program is not installed; ERR_FORMAT, ERR_LIMIT: as it ended. */
MUST_USE enum status document_convert(const struct source *source,
                                      struct error *err);

/* The table, for documentation: rows 0 to format_count() - 1. */
size_t format_count(void);
const struct format *format_at(size_t index);

/* One function a format; the row in format.c is their only user. */
enum status plain_text_extract(const struct source *source,
                               struct extracted *out, struct error *err);
enum status markdown_extract(const struct source *source, struct extracted *out,
                             struct error *err);
enum status docx_extract(const struct source *source, struct extracted *out,
                         struct error *err);
bool odt_is_flat(const char *bytes, size_t length);
enum status odt_extract(const struct source *source, struct extracted *out,
                        struct error *err);
enum status html_extract(const struct source *source, struct extracted *out,
                         struct error *err);
enum status pdf_extract(const struct source *source, struct extracted *out,
                        struct error *err);
enum status rtf_extract(const struct source *source, struct extracted *out,
                        struct error *err);
enum status feed_extract(const struct source *source, struct extracted *out,
                         struct error *err);
uint32_t feed_count_parts(const struct source *source);
enum status tei_extract(const struct source *source, struct extracted *out,
                        struct error *err);
enum status xml_extract(const struct source *source, struct extracted *out,
                        struct error *err);
uint32_t xml_count_parts(const struct source *source);

/* For XML that was read as far as it is well-formed: a warning when that gave
 * text, else `fault` as the error. */
MUST_USE enum status xml_forgive(const struct error *fault,
                                 struct extracted *out, struct error *err);

#endif
