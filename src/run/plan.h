/*
 * plan.h - which file of a corpus is in which shard, decided beforehand.
 *
 * Without a plan paths decide (shard.h), which shares files out evenly, but not
 * bytes, and every machine lists the corpus for itself. A plan is made once. It
 * is balanced by bytes, holds the list of files with their sizes, so that
 * nobody else lists them, and is a CSV that people and spreadsheets can read:
 *
 *     "shard_of_2","bytes","file_of_3","severity","message_of_1"
 *     1,48213,"2009/speech.html","",""
 *     2,20114,"2010/report.pdf","",""
 *     2,9021,"2011/statement.txt","",""
 *     ,,"2012","error","cannot be listed: Permission denied"
 *
 * The names of the columns say how many shards, files and messages there are,
 * so that a plan of which rows were lost is not taken for a smaller corpus. A
 * row a file, sorted by the bytes of the paths, be it a document or not; then a
 * row for each problem that there was with listing the folder.
 *
 * A path stands as it is, whatever is in it. One that is not UTF-8 cannot stand
 * in a CSV: it begins with '/', which no other path does, and '%' and its bytes
 * from 0x80 on are written as %25 and %80 to %FF: "/2011/caf%E9.txt".
 *
 * Errors: see each function. Threads: a plan that is not being written may be
 * read by any.
 */
#ifndef RUN_PLAN_H
#define RUN_PLAN_H

#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "ingest/corpus_listing.h"
#include "ingest/issue.h"

struct plan {
    struct corpus_listing listing; /* sorted; inodes and times are not known
                                      where the plan was read */
    uint32_t shard_count;          /* 0: there is no plan */
    uint32_t *shards;              /* by file of the listing, from 1 */
    size_t file_count;
    struct digest digest; /* of the bytes that were read */
};

/* What a file costs besides its bytes, in bytes: to be opened, to become a
 * document of the reports, and so on. An empty document was measured to take as
 * long as 1,300 bytes of text on a local disk whose files are in memory (50
 * us); where a server is asked for each file it is a multiple. */
enum { PLAN_FILE_COST_BYTES = 4096 };

/* Shares the files of `plan->listing` out to 1..`shard_count` shards, the
 * costliest first, each to the shard that costs least so far. Equal input,
 * equal plan. The costliest shard costs at most one file, its least, more than
 * any other, and at most 4/3 of what it would in the best plan (Graham 1969).
 */
void plan_make(struct plan *plan, uint32_t shard_count);

/* Adds the plan's CSV to `out`. */
void plan_write(const struct plan *plan, struct buffer *out);

/* Whether a plan may be written to `path`, as nothing is there but a plan or an
 * empty file. ERR_FORMAT: something else is, or nobody can tell. */
MUST_USE enum status plan_check_place(const char *path, struct error *err);

/* Reads the zeroed `out` from the CSV at `path`. Every fault is added to
 * `issues` with its line and column; ERR_INPUT if there was one, and as
 * file_read(). Release `out` in any case. */
MUST_USE enum status plan_read(const char *path, struct plan *out,
                               struct issues *issues, struct error *err);

void plan_release(struct plan *plan);

/* Returns the shard of a file; of a path that the plan does not have, that of
 * shard_of_path(), so that everything that can be told of has one. Asks the
 * listing. */
uint32_t plan_shard(const struct plan *plan, const char *path);

/* The bytes of files that are read: of all, and of the shards with least and
 * most of them. */
struct plan_bytes {
    uint64_t all, least, most;
};

/* Asks the listing. */
struct plan_bytes plan_bytes(const struct plan *plan);

#endif
