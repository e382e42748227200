/* document.h - how corpus.c makes and unmakes documents; see corpus.h. */
#ifndef INGEST_DOCUMENT_H
#define INGEST_DOCUMENT_H

#include <stddef.h>

#include "base/walk.h"
#include "ingest/corpus.h"

/* Fills `document` with what manifest, name and folders tell of `file`, of
 * which it borrows the path. Texts are copied into the corpus's; `row` is NULL
 * where the manifest is silent. */
void document_init(struct document *document, struct corpus *corpus,
                   const struct file_entry *file,
                   const struct manifest *manifest,
                   const struct manifest_row *row);

#endif
