/*
 * store_writer.h - what is put into a store: gathered, then written in batches.
 *
 * The worker that fills a batch writes it, so that the lock for writing is held
 * for milliseconds and another program finds its turn. Meanwhile the others
 * fill the next batch; who fills that one too waits, so there are never more
 * than two.
 *
 * Threads: store_writer_put() and store_writer_touch() may be called from any
 * thread.
 */
#ifndef TALLY_STORE_WRITER_H
#define TALLY_STORE_WRITER_H

#include <time.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/vector.h"
#include "tally/store.h"
#include "tally/store_verdict.h"

/* A row to be written, or to be marked as used today. */
struct store_pending {
    enum store_kind kind;
    bool is_touch;
    struct digest key, checksum;
    size_t offset, length; /* of the body, in the batch's bytes */
};

struct store_batch {
    struct store_pending_rows VECTOR_OF(struct store_pending) rows;
    struct buffer bytes;
    time_t begun; /* when its first row came, by the monotonic clock */
};

enum store_write {
    STORE_ADD_BODY,
    STORE_ADD_ENTRY,
    STORE_DROP_BODY,
    STORE_TOUCH,
    STORE_WRITES,
};

struct store_writer {
    struct store_health *health; /* the store's */
    int64_t today;

    /* Held while a row is put; `writing` may be taken while holding it. */
    pthread_mutex_t gathering;
    struct store_batch batch;
    struct store_batch spare; /* is being written, or empty */

    pthread_mutex_t writing;
    sqlite3 *db; /* NULL: not open */
    sqlite3_stmt *statements[STORE_WRITES];
};

void store_writer_init(struct store_writer *writer, struct store_health *health,
                       int64_t today);
void store_writer_release(struct store_writer *writer);

/* Opens the store at `path`, makes it where there is none. */
enum store_trouble store_writer_open(struct store_writer *writer,
                                     const char *path,
                                     struct store_verdict *verdict);

/* Keeps a row, sealed, to be written. */
void store_writer_put(struct store_writer *writer, enum store_kind kind,
                      const struct digest *key, const void *bytes,
                      size_t length);

/* Has a row marked as used today. */
void store_writer_touch(struct store_writer *writer, enum store_kind kind,
                        const struct digest *key);

/* Writes what is left, tidies up as store_close() says, and disconnects. */
void store_writer_finish(struct store_writer *writer, int64_t keep_days);

/* What is kept beside a body; ties it to its key and kind. */
void store_seal(enum store_kind kind, const struct digest *key,
                const void *bytes, size_t length, struct digest *out);

#endif
