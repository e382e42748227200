/*
 * extractor.h - a process of its own that takes documents apart.
 *
 * Every document but plain text is given to a process that can do nothing else
 * (sandbox.h). Whatever the document does to it - crash, hang, bomb, take it
 * over - costs that document, which gets one sentence; the next document gets a
 * new process. One process serves many documents, since starting one costs some
 * milliseconds, a question and its answer some microseconds.
 *
 * The process is this program itself, started anew by posix_spawn() with the
 * hidden command EXTRACT_WORKER_COMMAND, rather than forked: so it holds
 * nothing of the run (no lexicon, no other document, no address to guess from),
 * no lock that another thread held, and starts as quickly however large the run
 * is. It is found by /proc/self/exe, so that it is the same program wherever
 * the run was started and whatever has been installed over it since. A program
 * that links the library and extracts has to know the command too: its main()
 * calls extract_worker_main() (extract_worker.h); the tests' main() does.
 *
 * What documents say does not depend on those read before: a process that dies
 * over a document and had read others is replaced, and the new one is asked
 * once more.
 *
 * Threads: one extractor per worker. A zeroed extractor is not started.
 */
#ifndef INGEST_EXTRACTOR_H
#define INGEST_EXTRACTOR_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "base/error.h"
#include "ingest/extracted.h"
#include "ingest/format.h"
#include "ingest/sandbox.h"
#include "ingest/source.h"

struct extractor {
    struct extract_limits limits; /* those that are 0 are the usual ones */
    pid_t process;                /* 0: none runs */
    int socket;                   /* to it */
    uint64_t served;              /* documents it has read */
    uint64_t started;             /* processes in all */
    bool is_unconfined;           /* one could not filter its system calls */
    struct buffer facts;          /* of the answer at hand */
};

/* As document_extract(), but in the process, which is started when needed. The
 * source's bytes are empty afterwards. ERR_LIMIT, ERR_FORMAT: the document cost
 * too much, or broke the process; ERR_IO: no process can be started. */
MUST_USE enum status extractor_extract(struct extractor *extractor,
                                       const struct source *source,
                                       struct extracted *out,
                                       const struct format **format,
                                       struct error *err);

/* Ends the process. */
void extractor_release(struct extractor *extractor);

#endif
