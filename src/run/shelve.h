/*
 * shelve.h - what a shard file says of a document, from a worker and back to
 * one.
 *
 * The digest of its file's bytes, and either why it cannot be read or a brief
 * record of what it came to (tally/record.h): what its own rows in the reports
 * need, and nothing that its group's counts hold.
 */
#ifndef RUN_SHELVE_H
#define RUN_SHELVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"

struct worker;

/* Bytes in the arena of the worker that made them, or of a shard file. */
struct shelved {
    const char *bytes; /* NULL: nothing is known of the document */
    size_t length;
};

/* Returns what document `index` came to, which the worker has just counted, or
 * not been able to read; before its results take anything over. */
struct shelved worker_shelve(struct worker *worker, size_t index, bool is_read);

/* Leaves in the worker and in the document's result what was shelved.
 * `*is_read`: it could be read when it was counted; else there is the issue
 * that says why not. ERR_FORMAT: the bytes are none that were shelved. */
MUST_USE enum status worker_unshelve(struct worker *worker, size_t index,
                                     const struct shelved *from, bool *is_read,
                                     struct error *err);

#endif
