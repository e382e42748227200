/*
 * fingerprint.h - what a count was made with, in 32 bytes.
 *
 * Where two fingerprints are equal, what they were taken of gives the same
 * tables. A fingerprint may change although nothing that matters did: then
 * something is counted that need not have been, and no more is lost.
 *
 * Threads: every function may be called from any thread.
 */
#ifndef RUN_FINGERPRINT_H
#define RUN_FINGERPRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/digest.h"
#include "base/error.h"
#include "ingest/corpus.h"
#include "run/settings.h"

/* The program: its build id, the libraries that it has loaded and pdftotext,
 * which Debian binds to its library, by path, size and time, and whether
 * patterns become machine code, which a pattern that is given up depends on.
 * Found once a process. */
void program_fingerprint(struct digest *out);

enum settings_scope {
    SETTINGS_OF_COUNT,  /* what is counted of a document */
    SETTINGS_OF_TABLES, /* which documents count, and what the tables show */
    SETTINGS_OF_SHARDS, /* what the counts of a shard depend on: of these two
                           all but what tables alone do */
};

/* The settings of a scope. Not those that say where something is found or what
 * is done besides, as --jobs and --keep do. */
void settings_fingerprint(const struct settings *settings,
                          enum settings_scope scope, struct digest *out);

/* The bytes and names of all lexicons and data files below `path`, as
 * --lexicons names it. `*newest_ns` is raised to the time of the youngest.
 * Errors as of file_read() and folder_list(). */
MUST_USE enum status lexicon_fingerprint(const char *path, struct digest *out,
                                         int64_t *newest_ns, struct error *err);

/* All that decides a run's tables. */
struct inputs_fingerprint {
    bool has_digests; /* nothing was in the way of taking the first four */
    bool is_known;    /* and `all` tells whether anything has changed: a plan's
                         files have no times */
    struct digest program, settings, lexicon, manifest;
    struct digest all; /* these, and every file of the corpus */
    int64_t newest_ns; /* when the youngest file was changed */
};

/* The files of the corpus are known by path, size, inode and times, so that
 * none is opened; manifest and lexicon by their bytes. */
void inputs_fingerprint(const struct settings *settings,
                        const struct corpus_listing *listing,
                        struct inputs_fingerprint *out);

#endif
