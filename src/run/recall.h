/*
 * recall.h - what earlier nights made of a document, in place of making it
 * again.
 *
 * The store (tally/store.h) has two rows of a document. Its text, where a
 * process of its own took it apart, follows from the file's bytes and name, and
 * from the program. What counting it came to (tally/record.h) follows from its
 * bytes and path, the program, the lexicon, and the settings that decide what
 * is counted. The rows' keys are digests of just that, so a change of the
 * lexicon counts the texts again, a change of one document takes one apart, and
 * nothing is ever out of date.
 *
 * Not kept: what could not be read, since that may have been the machine's
 * fault; and the text of plain text, which is its file.
 */
#ifndef RUN_RECALL_H
#define RUN_RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "ingest/extracted.h"
#include "ingest/format.h"
#include "tally/store.h"

struct inputs;
struct issues;
struct settings;
struct worker;

/* Of a run; zeroed, nothing is recalled. Shared by all workers. */
struct recall {
    struct store *store; /* NULL: there is none */
    struct digest text_context, count_context;
    bool recalls_counts;    /* nobody needs the text of what was counted */
    uint64_t texts, counts; /* recalled by recallers that were released */
};

/* Opens the store that the settings name. The inputs are loaded. */
void recall_open(struct recall *recall, const struct settings *settings,
                 const struct inputs *inputs, struct issues *issues);

/* Closes it; all recallers have been released. */
void recall_close(struct recall *recall, const struct settings *settings,
                  struct issues *issues);

/* A worker's way to it; zeroed, nothing is recalled. */
struct recaller {
    struct recall *recall;
    struct store_reader *rows;
    struct buffer row;      /* the one at hand */
    uint64_t texts, counts; /* recalled */
};

void recaller_init(struct recaller *recaller, struct recall *recall);

/* One after the other: what each recalled is added up. */
void recaller_release(struct recaller *recaller);

/* Fills `out` and `*format` with what was made of the document `name` in a file
 * of these bytes; false when it is not known. */
bool recall_text(struct recaller *recaller, const struct digest *bytes,
                 const char *name, struct extracted *out,
                 const struct format **format);
void remember_text(struct recaller *recaller, const struct digest *bytes,
                   const char *name, const struct extracted *extracted,
                   const struct format *format);

/* Leaves in the worker, which has loaded document `index`, what it came to;
 * false when that is not known. */
bool worker_recall(struct worker *worker, size_t index);

/* Keeps what the document came to, which is all in the worker. */
void worker_remember(struct worker *worker, size_t index);

#endif
