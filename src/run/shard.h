/*
 * shard.h - the shares of a corpus, of which many machines count one each.
 *
 * The files of a corpus fall into N shards, numbered from 1. Which shard a file
 * is in follows from its path below the corpus folder alone, so that machines
 * that have never heard of each other agree on it, and a file that comes or
 * goes moves no other. The items of a feed are in the shard of their file.
 *
 * It is the SHA-256 of the path's bytes: the first 8 bytes of the digest, the
 * most significant first, modulo N, plus 1. A hash made for tables would be
 * quicker, but what one is, and which version, is a matter of a library; this
 * is the same on every machine and for ever, spreads paths that differ by a
 * digit, and anybody can check it with sha256sum. A plan (plan.h) may put files
 * into other shards than this does.
 */
#ifndef RUN_SHARD_H
#define RUN_SHARD_H

#include <stdbool.h>
#include <stdint.h>

enum { SHARDS_MAX = 1000000 };

/* 1 <= number <= count <= SHARDS_MAX; count 0: there are no shards, and all is
 * counted. */
struct shard {
    uint32_t number, count;
};

/* Reads "K/N". False, and `*out` is untouched, where the text is no shard. */
bool shard_parse(const char *text, struct shard *out);

/* Returns the shard of a file, from 1 to `count`, which is not 0. */
uint32_t shard_of_path(const char *path, uint32_t count);

#endif
