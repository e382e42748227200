/*
 * encoding_table.h - the encodings that policylex converts, by all their names.
 *
 * Names and labels are those of the WHATWG Encoding Standard (2023), which says
 * what pages mean by them: "iso-8859-1" is windows-1252, "gb2312" is GB18030.
 * ISO 8859 parts that browsers read as another are rows of their own where
 * documents outside the web use them (ISO-8859-15).
 *
 * Conversion is iconv's. glibc loads a converter from a file when it is first
 * opened; a process that is about to give up opening files calls
 * encodings_prepare() before. Then it must be single-threaded, because a
 * converter has state; a process that does not prepare may have any number of
 * threads, and opens a converter for each conversion.
 */
#ifndef INGEST_ENCODING_TABLE_H
#define INGEST_ENCODING_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"

struct encoding {
    const char *name;       /* as documents.csv shows it; also a label */
    const char *iconv_name; /* NULL: it is UTF-8, nothing to convert */
    size_t unit_bytes;      /* passed over where a sequence is ill-formed */
    const char *labels;     /* other names, lower case, with a space before
                               and behind each */
};

/* Returns the encoding of that name or label, ASCII case ignored; NULL when
 * policylex converts none such. Static. */
const struct encoding *encoding_named(const char *label, size_t length);

/* The table: rows 0 to encoding_count() - 1. */
size_t encoding_count(void);
const struct encoding *encoding_at(size_t index);

/* Opens every converter, once for the process. */
void encodings_prepare(void);

/* How a conversion went. */
struct conversion {
    size_t replaced;  /* ill-formed sequences, U+FFFD in the output */
    size_t first;     /* where the first of them stands */
    bool is_possible; /* false: this system has no such converter */
};

/* Appends bytes[0, length), which stay as they are, to `out` as UTF-8; `out` is
 * full when its limit forbids so many. */
struct conversion encoding_convert(const struct encoding *encoding, char *bytes,
                                   size_t length, struct buffer *out);

#endif
