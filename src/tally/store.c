/*
 * store.c - see store.h.
 *
 * A reader keeps its snapshot over a number of gets: beginning one costs two
 * system calls, a third of a get. It gives it up now and then, so that the log
 * can be emptied.
 */
#include "tally/store.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"
#include "tally/store_file.h"
#include "tally/store_verdict.h"
#include "tally/store_writer.h"

/* How long a reader keeps a snapshot. */
enum { SNAPSHOT_GETS = 64 };

#define FIND_SQL                                    \
    "SELECT day, checksum, bytes"                   \
    " FROM entry JOIN body ON body.id = entry.body" \
    " WHERE kind = ?1 AND key = ?2"

struct store {
    char *name; /* as it was given, for people */
    char *path; /* as SQLite is given it */
    int64_t today;
    struct store_health health;
    struct store_writer writer;
    atomic_ullong gets, hits, puts, put_bytes;
};

struct store_reader {
    struct store *store;
    sqlite3 *db; /* NULL: every get is a miss */
    sqlite3_stmt *find;
    unsigned gets; /* since the snapshot was taken; 0: there is none */
    bool was_due;  /* see store_was_due() */
};

void store_distrust(struct store *store, const char *why)
{
    struct store_verdict verdict;

    if (!store)
        return;
    store_verdict_set(&verdict, STORE_DAMAGED, "%s", why);
    store_health_note(&store->health, &verdict);
}

/* Moves a file that is no good out of the way and tells so; returns whether the
 * way is free. */
static bool clear_away(struct issues *issues, const struct store *store,
                       const struct store_verdict *verdict)
{
    bool is_away = false;

    if (verdict->trouble >= STORE_FOREIGN)
        is_away = store_file_set_aside(store->path);
    else if (verdict->trouble == STORE_OTHER_VERSION)
        is_away = store_file_remove(store->path);
    if (is_away || verdict->trouble < STORE_OTHER_VERSION)
        store_tell(issues, store->name, verdict);
    else
        store_tell_stuck(issues, store->name, verdict, errno);
    return is_away;
}

/* -- Opening --------------------------------------------------------------- */

static void free_store(struct store *store)
{
    store_writer_release(&store->writer);
    store_health_release(&store->health);
    free(store->path);
    free(store->name);
    free(store);
}

void store_open(const char *path, int64_t today, struct store **out,
                struct issues *issues)
{
    struct store *store = memory_get_zeroed(1, sizeof(*store));
    struct store_verdict verdict;

    *out = NULL;
    store->name = memory_copy_text(path, strlen(path));
    store->path = store_file_path(path);
    store->today = today;
    store_health_init(&store->health);
    store_writer_init(&store->writer, &store->health, today);
    if (store_writer_open(&store->writer, store->path, &verdict) !=
            STORE_FINE &&
        clear_away(issues, store, &verdict) &&
        store_writer_open(&store->writer, store->path, &verdict) != STORE_FINE)
        store_tell(issues, store->name, &verdict);
    if (store->writer.db)
        *out = store;
    else
        free_store(store);
}

/* -- Writing --------------------------------------------------------------- */

void store_put(struct store *store, enum store_kind kind,
               const struct digest *key, const void *bytes, size_t length)
{
    if (!store || store_trouble_now(&store->health) >= STORE_UNUSABLE ||
        length > STORE_BODY_MAX)
        return;
    atomic_fetch_add(&store->puts, 1);
    atomic_fetch_add(&store->put_bytes, length);
    store_writer_put(&store->writer, kind, key, bytes, length);
}

/* -- Reading --------------------------------------------------------------- */

struct store_reader *store_reader_new(struct store *store)
{
    struct store_reader *reader;
    struct store_verdict verdict;
    enum store_trouble trouble;

    if (!store)
        return NULL;
    reader = memory_get_zeroed(1, sizeof(*reader));
    reader->store = store;
    trouble = store_file_open_reader(store->path, &reader->db, &verdict);
    if (trouble == STORE_FINE)
        trouble = store_prepare(reader->db, FIND_SQL, &reader->find, &verdict);
    if (trouble != STORE_FINE)
        store_health_note(&store->health, &verdict);
    return reader;
}

void store_reader_free(struct store_reader *reader)
{
    if (!reader)
        return;
    sqlite3_finalize(reader->find);
    sqlite3_close(reader->db);
    free(reader);
}

/* Copies the body of the row that was found, if it is what was put. */
static bool take(struct store_reader *reader, enum store_kind kind,
                 const struct digest *key, struct buffer *out)
{
    const void *checksum = sqlite3_column_blob(reader->find, 1);
    bool has_checksum = checksum &&
                        sqlite3_column_bytes(reader->find, 1) == DIGEST_SIZE;
    const void *body = sqlite3_column_blob(reader->find, 2);
    size_t length = (size_t)sqlite3_column_bytes(reader->find, 2);
    struct digest expected;

    if (sqlite3_errcode(reader->db) == SQLITE_NOMEM)
        memory_give_up(0);
    store_seal(kind, key, body, body ? length : 0, &expected);
    if (!has_checksum || memcmp(checksum, expected.bytes, DIGEST_SIZE) != 0) {
        store_distrust(reader->store, "a row's checksum is wrong");
        return false;
    }
    buffer_reset(out);
    if (length)
        buffer_add(out, body, length);
    return !buffer_is_full(out);
}

/* Marks a row as used, unless that was done lately. A day to come is that of a
 * clock that was wrong. */
static void touch(struct store_reader *reader, enum store_kind kind,
                  const struct digest *key, int64_t day)
{
    int64_t today = reader->store->today;

    reader->was_due = day > today || today - day > STORE_TOUCH_DAYS;
    if (reader->was_due)
        store_touch(reader, kind, key);
}

bool store_was_due(const struct store_reader *reader)
{
    return reader && reader->was_due;
}

void store_touch(struct store_reader *reader, enum store_kind kind,
                 const struct digest *key)
{
    if (reader)
        store_writer_touch(&reader->store->writer, kind, key);
}

/* Gives the snapshot up when it has served for long enough, so that the log of
 * what is written can be emptied; takes one when there is none. */
static void renew_snapshot(struct store_reader *reader)
{
    if (reader->gets++ % SNAPSHOT_GETS)
        return;
    if (!sqlite3_get_autocommit(reader->db))
        sqlite3_exec(reader->db, "COMMIT", NULL, NULL, NULL);
    sqlite3_exec(reader->db, "BEGIN", NULL, NULL, NULL);
}

/* Notes why a row cannot be read. Who has waited once for another program does
 * not wait again. */
static void give_up(struct store_reader *reader, int code)
{
    store_health_note_code(&reader->store->health, reader->db, code);
    sqlite3_busy_timeout(reader->db, 0);
}

static bool find(struct store_reader *reader, enum store_kind kind,
                 const struct digest *key, struct buffer *out)
{
    sqlite3_stmt *query = reader->find;
    bool is_found = false;
    int64_t day = 0;
    int code;

    reader->was_due = false;
    renew_snapshot(reader);
    sqlite3_bind_int(query, 1, (int)kind);
    sqlite3_bind_blob(query, 2, key->bytes, DIGEST_SIZE, SQLITE_STATIC);
    code = sqlite3_step(query);
    if (code == SQLITE_ROW) {
        day = sqlite3_column_int64(query, 0);
        is_found = take(reader, kind, key, out);
    } else if (code != SQLITE_DONE)
        give_up(reader, code);
    sqlite3_reset(query);
    if (is_found)
        touch(reader, kind, key, day);
    return is_found;
}

bool store_get(struct store_reader *reader, enum store_kind kind,
               const struct digest *key, struct buffer *out)
{
    bool is_hit;

    if (!reader)
        return false;
    atomic_fetch_add(&reader->store->gets, 1);
    if (!reader->find ||
        store_trouble_now(&reader->store->health) > STORE_UNUSABLE)
        return false;
    is_hit = find(reader, kind, key, out);
    atomic_fetch_add(&reader->store->hits, is_hit);
    return is_hit;
}

struct store_counts store_counts(struct store *store)
{
    if (!store)
        return (struct store_counts){0};
    return (struct store_counts){.gets = atomic_load(&store->gets),
                                 .hits = atomic_load(&store->hits),
                                 .puts = atomic_load(&store->puts),
                                 .put_bytes = atomic_load(&store->put_bytes)};
}

/* -- Closing --------------------------------------------------------------- */

void store_close(struct store *store, int64_t keep_days, struct issues *issues)
{
    if (!store)
        return;
    store_writer_finish(&store->writer, keep_days);
    if (store->health.worst.trouble != STORE_FINE)
        clear_away(issues, store, &store->health.worst);
    free_store(store);
}
