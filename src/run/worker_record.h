/*
 * worker_record.h - what a document came to, between a worker and its record.
 *
 * For those who keep it from night to night (recall.h) and those who send it
 * from machine to machine (shelve.h).
 */
#ifndef RUN_WORKER_RECORD_H
#define RUN_WORKER_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"
#include "run/process.h"
#include "tally/record.h"

/* Returns the parts of what the document at hand came to, as they stand in the
 * worker. */
struct document_record worker_record(struct worker *worker);

/* Bytes of a record, a brief one or not. */
struct record_bytes {
    const void *at;
    size_t length;
    bool are_brief;
};

/* Leaves in the worker what document `index` came to by its record.
 * ERR_FORMAT. */
MUST_USE enum status worker_read_record(struct worker *worker, size_t index,
                                        const struct record_bytes *bytes,
                                        struct error *err);

#endif
