/*
 * child.h - foreign programs, shut in: bytes in, bytes out.
 *
 *     char *const argv[] = {"pdftotext", "-bbox-layout", "-", "-", NULL};
 *     struct child_job job = {.argv = argv, .input = &pdf};
 *     status = child_run(&job, &out, err);
 *
 * The program reads the input as its standard input, a file in memory that it
 * may seek in (also as /dev/stdin), and writes to its standard output. It has
 * no other descriptor, no network, no other program or process, may write no
 * file, and has the limits of extract_limits; it is killed with its whole
 * process group when its time is up.
 *
 * Threads: may be called from any thread.
 */
#ifndef INGEST_CHILD_H
#define INGEST_CHILD_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "ingest/sandbox.h"

struct child_job {
    char *const *argv;          /* the program's name, looked up in PATH, first;
                                   ends with NULL */
    const struct buffer *input; /* NULL: nothing */
    struct extract_limits limits; /* those that are 0 are the usual ones */
};

/* Returns the path of the program that a name stands for, as a shell finds it;
 * NULL when there is none. The caller frees it. */
char *child_find_program(const char *name);

/* Runs the program and puts what it wrote into `out`, which is reset first.
 * ERR_MISSING: there is no such program; ERR_LIMIT: it took too long, too much
 * memory, or wrote too much; ERR_FORMAT: it refused the input or crashed, with
 * the first line of what it said; ERR_IO: it cannot be started. */
MUST_USE enum status child_run(const struct child_job *job, struct buffer *out,
                               struct error *err);

#endif
