/* document.h - how corpus.c makes and unmakes documents; see corpus.h. */
#ifndef INGEST_DOCUMENT_H
#define INGEST_DOCUMENT_H

#include <stddef.h>

#include "base/walk.h"
#include "ingest/corpus.h"

/* Fills `document` with what manifest, name and folders tell of `file`, whose
 * path it takes. */
void document_init(struct document *document, const struct corpus *corpus,
                   struct file_entry *file, const struct manifest *manifest);

void document_release(struct document *document, size_t column_count);

#endif
