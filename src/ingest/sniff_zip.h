/*
 * sniff_zip.h - what kind of document a zip archive is, from its list of
 * members alone: nothing is unpacked.
 */
#ifndef INGEST_SNIFF_ZIP_H
#define INGEST_SNIFF_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

enum zip_kind {
    ZIP_OTHER,
    ZIP_DAMAGED, /* without a list of members: cut short */
    ZIP_DOCX,
    ZIP_ODT,
    ZIP_XLSX,
    ZIP_PPTX,
    ZIP_ODS,
    ZIP_ODP,
    ZIP_EPUB,
};

PURE bool zip_is(const char *bytes, size_t length);

/* Returns the kind of bytes that zip_is(). */
PURE enum zip_kind zip_kind(const char *bytes, size_t length);

/* The same in words: "an Excel workbook (XLSX)". Static. */
const char *zip_name(const char *bytes, size_t length);

#endif
