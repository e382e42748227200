/*
 * run.h - the night: corpus to reports.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "run/settings.h"

struct run_outcome {
    size_t documents;  /* in the corpus */
    size_t unreadable; /* of them */
    size_t unlisted;   /* folders and files that nobody may look at */
    bool is_unchanged; /* the latest run's tables are published again */
    char *published;   /* the run's folder; the caller frees it */
};

/* Files of shards, as paths. */
struct shard_paths {
    char *const *items;
    size_t count;
};

struct shard_outcome {
    bool was_there; /* whole, and of the same shard, so that nothing was done */
    size_t documents, unreadable;
    uint64_t words, bytes; /* counted; of the file */
};

/* Counts the corpus and publishes reports. Problems of single documents are
 * rows of issues.csv and counted in the outcome; anything else is an error, and
 * then what was published before is untouched. */
MUST_USE enum status run_night(const struct settings *settings,
                               struct run_outcome *outcome, struct error *err);

/* Publishes what run_night() would, by the counts of shard files. ERR_INPUT:
 * one is missing, damaged, of another corpus, or given twice. */
MUST_USE enum status run_merge(const struct settings *settings,
                               const struct shard_paths *shards,
                               struct run_outcome *outcome, struct error *err);

/* Counts the documents of settings->shard into the file settings->out, unless
 * that is done. ERR_FORMAT: there is another file, which is let alone. */
MUST_USE enum status run_count_shard(const struct settings *settings,
                                     struct shard_outcome *outcome,
                                     struct error *err);

/* Makes one shard file, settings->out, of several. Holds their groups' counts,
 * and four bytes of each document. ERR_INPUT as above, but that no shard need
 * be there. */
MUST_USE enum status run_join_shards(const struct settings *settings,
                                     const struct shard_paths *shards,
                                     struct error *err);

#endif
