/*
 * prepare.h - what extraction must have opened before it is shut in.
 */
#ifndef INGEST_PREPARE_H
#define INGEST_PREPARE_H

/* Called once by a process that will extract documents, before it may open
 * nothing more (sandbox.h). Loads what libraries would load when first used:
 * converters of encodings, tables, catalogues. Whatever a format adds here must
 * not fail: what is missing shows when a document needs it. */
void extractors_prepare(void);

#endif
