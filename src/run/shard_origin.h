/*
 * shard_origin.h - may these shard files be merged?
 *
 * Only if all were counted alike, each shard stands in one of them, and, where
 * reports are to be published, none is missing. What is amiss is said of each
 * file by its name.
 */
#ifndef RUN_SHARD_ORIGIN_H
#define RUN_SHARD_ORIGIN_H

#include "base/attr.h"
#include "base/error.h"
#include "run/inputs.h"
#include "run/settings.h"
#include "run/shard_file.h"

/* ERR_USAGE, with a sentence, where what is to be counted of a document depends
 * on all others. */
MUST_USE enum status shards_check_settings(const struct settings *settings,
                                           struct error *err);

/* Makes the zeroed `out` what the loaded inputs would be counted as; of no
 * shard yet. ERR_IO: lexicons or manifest could not be read when their digests
 * were taken, though they could be afterwards. */
MUST_USE enum status shard_header_of_inputs(struct shard_header *out,
                                            const struct settings *settings,
                                            const struct inputs *inputs,
                                            struct error *err);

/* Returns in what two origins differ, in words: "other settings"; NULL: in
 * nothing. */
const char *shard_origin_differs(const struct shard_header *a,
                                 const struct shard_header *b);

/* A file that was given to be merged. */
struct given_shards {
    const char *path;
    struct shard_header header; /* owned; empty unless `status` is OK */
    struct digest digest;       /* of the file, likewise */
    enum status status;         /* of opening it */
    struct error err;
};

/* Looks at the files, with as many workers; free with given_shards_free(). */
struct given_shards *given_shards_new(char *const *paths, size_t count,
                                      size_t workers);
void given_shards_free(struct given_shards *given, size_t count);

/* Opens once more a file that was looked at. ERR_INPUT: it has changed since,
 * or is gone; ERR_IO. */
MUST_USE enum status given_shards_open(const struct given_shards *given,
                                       struct shard_file *out,
                                       struct error *err);

/* What they are held against. */
struct shards_wanted {
    const struct shard_header *header; /* what the inputs would be counted as;
                                          NULL: nobody has loaded them */
    bool all;                          /* no shard may be missing */
};

/* Adds to `issues` all that is in the way of merging them, as errors.
 * ERR_STOPPED: they were perhaps not all looked at; ERR_IO: some file could not
 * be read; ERR_INPUT: any other. */
MUST_USE enum status given_shards_check(const struct given_shards *given,
                                        size_t count,
                                        const struct shards_wanted *wanted,
                                        struct issues *issues,
                                        struct error *err);

#endif
