/*
 * progress.h - a line on the terminal that says how far the run is.
 *
 *     12031/23475 documents, 51%, 148 MB/s, 2 s left
 *
 * Workers only add to two counters; a thread of its own looks at them five
 * times a second. Nothing is shown where nobody watches.
 */
#ifndef RUN_PROGRESS_H
#define RUN_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

#include "run/settings.h"

struct progress;

/* Begins to show progress, or returns NULL where none is wanted: the mode says
 * never, or auto and standard error is no terminal. */
struct progress *progress_begin(enum progress_mode mode, size_t documents,
                                uint64_t bytes);

/* Counts one more document of `bytes`. NULL is allowed; any thread. */
void progress_add(struct progress *progress, uint64_t bytes);

/* Counts `bytes` of a document that is not done yet. Likewise. */
void progress_add_part(struct progress *progress, uint64_t bytes);

/* Takes the line away. NULL is allowed. */
void progress_end(struct progress *progress);

#endif
