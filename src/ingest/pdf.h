/*
 * pdf.h - PDF in two steps, because pdftotext cannot run where nothing may.
 *
 * The extractor's child may open and start nothing, and `pdftotext` is a
 * program that must open its libraries. So the worker first has the program
 * (in a sandbox of its own) turn the file into words with their places,
 * pdf_to_boxes(), and the child makes text of these, pdf_extract(): the part
 * that judges stays a pure function of bytes. It is `convert` in the table of
 * formats; a format that needs another program would do the same.
 */
#ifndef INGEST_PDF_H
#define INGEST_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/source.h"

/* Are the bytes what pdf_to_boxes() made? */
bool pdf_is_boxes(const char *bytes, size_t length);

/* Replaces the source's bytes, a PDF, by its words' boxes; does nothing when
 * they are that already. ERR_MISSING: pdftotext is not installed; ERR_FORMAT:
 * broken, encrypted; ERR_LIMIT: it took too much time or memory, or gave too
 * much. */
MUST_USE enum status pdf_to_boxes(const struct source *source,
                                  struct error *err);

#endif
