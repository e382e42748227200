/*
 * extract_faults.h - an extractor that misbehaves on demand.
 *
 * No document is known to break every limit on every machine, so tests have
 * the process do it: with EXTRACT_FAULTS_SWITCH in its environment, a document
 * whose file is called fault-NAME makes it
 *
 *     crash, abort, exit, hang, spin (compute without end), allocate, flood
 *     (text without end), babble (answer nonsense), exec, connect (what only
 *     an intruder tries), open, map (what is refused quietly)
 *
 * The last two go on; the text then tells whether they were refused.
 */
#ifndef INGEST_EXTRACT_FAULTS_H
#define INGEST_EXTRACT_FAULTS_H

#include <stdbool.h>

#include "ingest/extracted.h"

/* Does what the document's name asks for; returns whether that gave a text. */
bool extract_fault(const char *name, struct extracted *out);

#endif
