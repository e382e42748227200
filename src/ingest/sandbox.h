/*
 * sandbox.h - what a process that reads untrusted documents may do.
 *
 * A document is written by a stranger, and the libraries that take it apart
 * have had holes. So they work in a process that holds nothing but the document
 * (extractor.h), or in a foreign program (child.h), and that process is shut
 * in: limits of the system, no new privileges, and a filter of system calls
 * (seccomp). A process that breaks out of a parser can then compute, and
 * nothing else.
 *
 * Two filters. A worker that has prepared itself needs memory, its socket and
 * the clock: everything else is refused, and what only an intruder would try
 * ends it. A foreign program needs to open its libraries and fonts: it may do
 * what is not on a list of the dangerous.
 */
#ifndef INGEST_SANDBOX_H
#define INGEST_SANDBOX_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/error.h"

/* The most that one document may cost. 0: as in EXTRACT_LIMITS. */
struct extract_limits {
    uint64_t input_bytes;  /* of the file */
    uint64_t output_bytes; /* of its text */
    uint64_t memory_bytes; /* of the process: address space */
    uint32_t cpu_ms;       /* of computing */
    uint32_t wall_ms;      /* from question to answer */
};

enum { MEBIBYTE = 1024 * 1024 };

/* The longest pages and reports known take a second and 200 MB. */
#define EXTRACT_LIMITS                             \
    ((struct extract_limits){                      \
        .input_bytes = (uint64_t)256 * MEBIBYTE,   \
        .output_bytes = (uint64_t)256 * MEBIBYTE,  \
        .memory_bytes = (uint64_t)2048 * MEBIBYTE, \
        .cpu_ms = 30000,                           \
        .wall_ms = 60000,                          \
    })

/* What a person may do about a document that met one. */
#define EXTRACT_ADVICE "open it in its own program and save it as plain text"

/* Returns the limits with those that are 0 filled in. */
struct extract_limits extract_limits_fill(struct extract_limits limits);

/* Closes every descriptor from `first` on. */
void sandbox_close_from(unsigned first);

/* Takes from this process, for good, what a worker does not need: growing
 * beyond `memory_bytes` (0: not limited), files, programs, other processes, the
 * network. What is open stays open. Returns whether the kernel filters its
 * system calls, which a test may not want: the other limits then stand alone.
 */
MUST_USE bool sandbox_enter_worker(uint64_t memory_bytes, bool wants_filter);

/* What a process needs between fork() and exec() to be shut in; made before,
 * since nothing may be allocated there. */
struct sandbox_program {
    uint64_t memory_bytes;
    uint32_t cpu_ms;
    struct sock_fprog filter; /* without instructions: not filtered */
};

/* Makes the filter of a foreign program, which may begin only by
 * execve(`path`, ...) with this very pointer: no program after the first. */
void sandbox_program_init(struct sandbox_program *program, const char *path,
                          const struct extract_limits *limits);
void sandbox_program_release(struct sandbox_program *program);

/* In the child, between fork() and exec(). */
void sandbox_enter_program(const struct sandbox_program *program);

/* Whether a sanitizer watches this build: it maps terabytes, which no limit of
 * memory allows. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANDBOX_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANDBOX_IS_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_IS_SANITIZED
#define SANDBOX_IS_SANITIZED 0
#endif

#endif
