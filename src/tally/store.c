/*
 * store.c - see store.h.
 *
 * Puts are gathered in memory and written by the worker that fills a batch, so
 * that the lock for writing is held for milliseconds and another program finds
 * its turn. Meanwhile the others fill the next batch; who fills that one too
 * waits, so there are never more than two.
 *
 * A reader keeps its snapshot over a number of gets: beginning one costs two
 * system calls, a third of a get. It gives it up now and then, so that the log
 * can be emptied.
 */
#include "tally/store.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"
#include "base/vector.h"
#include "ingest/issue.h"
#include "tally/store_file.h"

enum {
    BATCH_BYTES = 8 << 20,
    BATCH_SECONDS = 2,
    ROW_BYTES = 128, /* what a row without a body counts for */
    SNAPSHOT_GETS = 64,
    VACUUM_PAGES = 4096, /* most pages given back in a night: 64 MB */
};

/* A row to be written, or to be marked as used today. */
struct pending {
    enum store_kind kind;
    bool is_touch;
    struct digest key, checksum;
    size_t offset, length; /* of the body, in the batch's bytes */
};

struct batch {
    struct pending_rows VECTOR_OF(struct pending) rows;
    struct buffer bytes;
    time_t begun; /* when its first row came, by the monotonic clock */
};

/* What the connection for writing does. */
enum write { ADD_BODY, ADD_ENTRY, DROP_BODY, TOUCH, WRITES };

static const char *const WRITE_SQL[WRITES] = {
    [ADD_BODY] = "INSERT INTO body (checksum, bytes) VALUES (?1, ?2)",
    [ADD_ENTRY] = "INSERT OR IGNORE INTO entry (kind, key, day, body)"
                  " VALUES (?1, ?2, ?3, ?4)",
    [DROP_BODY] = "DELETE FROM body WHERE id = ?1",
    [TOUCH] = "UPDATE entry SET day = ?3 WHERE kind = ?1 AND key = ?2",
};

#define FIND_SQL                                    \
    "SELECT day, checksum, bytes"                   \
    " FROM entry JOIN body ON body.id = entry.body" \
    " WHERE kind = ?1 AND key = ?2"

struct store {
    char *name; /* as it was given, for people */
    char *path; /* as SQLite is given it */
    int64_t today;

    /* Held while a row is put; `writing` may be taken while holding it. */
    pthread_mutex_t gathering;
    struct batch batch;
    struct batch spare; /* is being written, or empty */

    pthread_mutex_t writing;
    sqlite3 *db;
    sqlite3_stmt *writes[WRITES];

    pthread_mutex_t judging;
    struct store_verdict verdict;
    atomic_int trouble; /* that of the verdict, to be asked without a lock */

    atomic_ullong gets, hits, puts, put_bytes;
};

struct store_reader {
    struct store *store;
    sqlite3 *db; /* NULL: every get is a miss */
    sqlite3_stmt *find;
    unsigned gets; /* since the snapshot was taken; 0: there is none */
};

/* -- Trouble ------------------------------------------------------------------
 */

static enum store_trouble trouble_now(struct store *store)
{
    return (enum store_trouble)atomic_load(&store->trouble);
}

/* Remembers the worst trouble, and of equal ones the first. */
static void note(struct store *store, const struct store_verdict *verdict)
{
    pthread_mutex_lock(&store->judging);
    if (verdict->trouble > store->verdict.trouble) {
        store->verdict = *verdict;
        atomic_store(&store->trouble, (int)verdict->trouble);
    }
    pthread_mutex_unlock(&store->judging);
}

/* Remembers what a result code of SQLite means. */
static void note_code(struct store *store, sqlite3 *db, int code)
{
    struct store_verdict verdict;

    store_verdict_of(&verdict, db, code);
    note(store, &verdict);
}

void store_distrust(struct store *store, const char *why)
{
    struct store_verdict verdict;

    if (!store)
        return;
    store_verdict_set(&verdict, STORE_DAMAGED, "%s", why);
    note(store, &verdict);
}

/* What people are told: WHAT (reason): THEN. */
static const struct saying {
    enum severity severity;
    const char *what, *then;
} SAYINGS[] = {
    [STORE_HINDERED] = {SEVERITY_WARNING, "was not to be had all the time",
                        "some documents are counted again next time; let no "
                        "two runs share a store at the same hour"},
    [STORE_UNUSABLE] = {SEVERITY_WARNING, "cannot be written",
                        "what it did not keep is counted again next time; give "
                        "its folder room and the right to write, or name "
                        "another file by --store"},
    [STORE_OTHER_VERSION] = {SEVERITY_NOTE,
                             "was made by another version of policylex",
                             "it is made anew, and all documents are counted "
                             "again"},
    [STORE_FOREIGN] = {SEVERITY_WARNING, "is not a store of policylex",
                       "it now has .damaged behind its name, and a store is "
                       "made in its place; name another file by --store if "
                       "you need that one"},
    [STORE_DAMAGED] = {SEVERITY_WARNING, "is damaged",
                       "it now has .damaged behind its name, and what it held "
                       "is counted again; look after the disk if this "
                       "happens twice"},
};

static void tell(struct issues *issues, const char *name,
                 const struct store_verdict *verdict)
{
    const struct saying *saying = &SAYINGS[verdict->trouble];

    issues_add(
        issues, &(struct issue_place){saying->severity, "store", name, NULL},
        "the store %s (%s): %s", saying->what, verdict->reason, saying->then);
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
        tell(issues, store->name, verdict);
    else
        issues_add(
            issues,
            &(struct issue_place){SEVERITY_WARNING, "store", store->name, NULL},
            "the store %s (%s), and cannot be moved out of the way "
            "(%s): do so, or name another file by --store",
            SAYINGS[verdict->trouble].what, verdict->reason, strerror(errno));
    return is_away;
}

/* -- Opening ------------------------------------------------------------------
 */

static void disconnect(struct store *store)
{
    for (size_t i = 0; i < WRITES; i++)
        sqlite3_finalize(store->writes[i]);
    memset(store->writes, 0, sizeof(store->writes));
    sqlite3_close(store->db);
    store->db = NULL;
}

static enum store_trouble open_once(struct store *store,
                                    struct store_verdict *verdict)
{
    enum store_trouble trouble = store_file_open(store->path, &store->db,
                                                 verdict);

    for (size_t i = 0; trouble == STORE_FINE && i < WRITES; i++)
        trouble = store_prepare(store->db, WRITE_SQL[i], &store->writes[i],
                                verdict);
    if (trouble != STORE_FINE)
        disconnect(store);
    return trouble;
}

static void free_store(struct store *store)
{
    pthread_mutex_destroy(&store->gathering);
    pthread_mutex_destroy(&store->writing);
    pthread_mutex_destroy(&store->judging);
    free(store->batch.rows.items);
    free(store->spare.rows.items);
    buffer_release(&store->batch.bytes);
    buffer_release(&store->spare.bytes);
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
    pthread_mutex_init(&store->gathering, NULL);
    pthread_mutex_init(&store->writing, NULL);
    pthread_mutex_init(&store->judging, NULL);
    if (open_once(store, &verdict) != STORE_FINE &&
        clear_away(issues, store, &verdict) &&
        open_once(store, &verdict) != STORE_FINE)
        tell(issues, store->name, &verdict);
    if (store->db)
        *out = store;
    else
        free_store(store);
}

/* -- Writing ------------------------------------------------------------------
 */

/* What is kept beside a body; ties it to its key and kind. */
static void seal(enum store_kind kind, const struct digest *key,
                 const void *bytes, size_t length, struct digest *out)
{
    unsigned char parts[1 + 2 * DIGEST_SIZE];

    digest_of(bytes, length, out);
    parts[0] = (unsigned char)kind;
    memcpy(parts + 1, key->bytes, DIGEST_SIZE);
    memcpy(parts + 1 + DIGEST_SIZE, out->bytes, DIGEST_SIZE);
    digest_of(parts, sizeof(parts), out);
}

static int run_once(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);

    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static void bind_key(sqlite3_stmt *statement, const struct pending *row,
                     int64_t today)
{
    sqlite3_bind_int(statement, 1, (int)row->kind);
    sqlite3_bind_blob(statement, 2, row->key.bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, today);
}

static int write_touch(struct store *store, const struct pending *row)
{
    bind_key(store->writes[TOUCH], row, store->today);
    return run_once(store->writes[TOUCH]);
}

static int write_row(struct store *store, const struct pending *row,
                     const char *bytes)
{
    sqlite3_stmt *body = store->writes[ADD_BODY];
    sqlite3_stmt *entry = store->writes[ADD_ENTRY];
    int64_t id;
    int code;

    sqlite3_bind_blob(body, 1, row->checksum.bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(body, 2, bytes, (int)row->length, SQLITE_STATIC);
    code = run_once(body);
    if (code != SQLITE_OK)
        return code;
    id = sqlite3_last_insert_rowid(store->db);
    bind_key(entry, row, store->today);
    sqlite3_bind_int64(entry, 4, id);
    code = run_once(entry);
    if (code != SQLITE_OK || sqlite3_changes(store->db))
        return code;
    sqlite3_bind_int64(store->writes[DROP_BODY], 1, id); /* was there already */
    return run_once(store->writes[DROP_BODY]);
}

static int write_rows(struct store *store, const struct batch *batch)
{
    const char *bytes = buffer_text(&batch->bytes);
    int code = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

    for (size_t i = 0; code == SQLITE_OK && i < batch->rows.count; i++) {
        const struct pending *row = &batch->rows.items[i];

        code = row->is_touch ? write_touch(store, row)
                             : write_row(store, row, bytes + row->offset);
    }
    return code == SQLITE_OK
               ? sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL)
               : code;
}

/* Notes why a transaction failed, and undoes it. Who has waited once for
 * another program does not wait again. */
static void give_up_transaction(struct store *store, int code)
{
    note_code(store, store->db, code);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_busy_timeout(store->db, 0);
}

/* Writes the batch. Call it with `gathering` held, which it releases. */
static void flush(struct store *store)
{
    struct batch batch = store->batch;
    int code;

    pthread_mutex_lock(&store->writing);
    store->batch = store->spare;
    store->spare = batch;
    pthread_mutex_unlock(&store->gathering);
    if (batch.rows.count && trouble_now(store) < STORE_UNUSABLE) {
        code = write_rows(store, &batch);
        if (code != SQLITE_OK)
            give_up_transaction(store, code);
    }
    store->spare.rows.count = 0;
    buffer_reset(&store->spare.bytes);
    pthread_mutex_unlock(&store->writing);
}

static time_t seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec;
}

static bool is_due(const struct batch *batch)
{
    return batch->bytes.length + batch->rows.count * ROW_BYTES >= BATCH_BYTES ||
           seconds_now() - batch->begun >= BATCH_SECONDS;
}

/* Adds the row, with its body of `row.length` bytes, to the batch. */
static void gather(struct store *store, struct pending row, const void *bytes)
{
    struct batch *batch = &store->batch;

    pthread_mutex_lock(&store->gathering);
    if (!batch->rows.count)
        batch->begun = seconds_now();
    row.offset = batch->bytes.length;
    if (row.length)
        buffer_add(&batch->bytes, bytes, row.length);
    *VECTOR_PUSH(&batch->rows) = row;
    if (is_due(batch))
        flush(store);
    else
        pthread_mutex_unlock(&store->gathering);
}

void store_put(struct store *store, enum store_kind kind,
               const struct digest *key, const void *bytes, size_t length)
{
    struct pending row = {.kind = kind, .length = length};

    if (!store || trouble_now(store) >= STORE_UNUSABLE ||
        length > STORE_BODY_MAX)
        return;
    row.key = *key;
    seal(kind, key, bytes, length, &row.checksum);
    atomic_fetch_add(&store->puts, 1);
    atomic_fetch_add(&store->put_bytes, length);
    gather(store, row, bytes);
}

/* -- Reading ------------------------------------------------------------------
 */

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
        note(store, &verdict);
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
    seal(kind, key, body, body ? length : 0, &expected);
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
static void touch(struct store *store, enum store_kind kind,
                  const struct digest *key, int64_t day)
{
    if (day <= store->today && store->today - day <= STORE_TOUCH_DAYS)
        return;
    gather(store, (struct pending){.kind = kind, .is_touch = true, .key = *key},
           NULL);
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

static bool find(struct store_reader *reader, enum store_kind kind,
                 const struct digest *key, struct buffer *out)
{
    sqlite3_stmt *query = reader->find;
    bool is_found = false;
    int64_t day = 0;
    int code;

    renew_snapshot(reader);
    sqlite3_bind_int(query, 1, (int)kind);
    sqlite3_bind_blob(query, 2, key->bytes, DIGEST_SIZE, SQLITE_STATIC);
    code = sqlite3_step(query);
    if (code == SQLITE_ROW) {
        day = sqlite3_column_int64(query, 0);
        is_found = take(reader, kind, key, out);
    } else if (code != SQLITE_DONE)
        note_code(reader->store, reader->db, code);
    sqlite3_reset(query);
    if (is_found)
        touch(reader->store, kind, key, day);
    return is_found;
}

bool store_get(struct store_reader *reader, enum store_kind kind,
               const struct digest *key, struct buffer *out)
{
    bool is_hit;

    if (!reader)
        return false;
    atomic_fetch_add(&reader->store->gets, 1);
    if (!reader->find || trouble_now(reader->store) > STORE_UNUSABLE)
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

/* -- Closing ------------------------------------------------------------------
 */

/* Removes rows that nobody used since before `oldest`. A day to come is that of
 * a clock that was wrong; such a row would stay for ever. */
static void remove_old(struct store *store, int64_t oldest)
{
    char sql[512];
    int code;

    snprintf(sql, sizeof(sql),
             "BEGIN IMMEDIATE;"
             "UPDATE entry SET day = %lld WHERE day > %lld;"
             "DELETE FROM body WHERE id IN"
             " (SELECT body FROM entry WHERE day < %lld);"
             "DELETE FROM entry WHERE day < %lld;"
             "COMMIT",
             (long long)store->today, (long long)store->today,
             (long long)oldest, (long long)oldest);
    code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        give_up_transaction(store, code);
}

/* Gives pages back to the file system once a quarter of them is free; what a
 * night frees, the next ones fill again as a rule. */
static void give_back_pages(struct store *store)
{
    char sql[64];
    int code;

    if (4 * store_number(store->db, "PRAGMA freelist_count") <
        store_number(store->db, "PRAGMA page_count"))
        return;
    snprintf(sql, sizeof(sql), "PRAGMA incremental_vacuum(%d)", VACUUM_PAGES);
    code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        give_up_transaction(store, code);
}

/* Empties the log. Where another program is reading or writing, that is left
 * to it. */
static void empty_log(struct store *store)
{
    sqlite3_busy_timeout(store->db, 0);
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                              NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

static void finish(struct store *store, int64_t keep_days)
{
    pthread_mutex_lock(&store->gathering);
    flush(store);
    if (trouble_now(store) < STORE_UNUSABLE && keep_days >= 0) {
        remove_old(store, store->today - keep_days - STORE_TOUCH_DAYS);
        give_back_pages(store);
    }
    if (trouble_now(store) < STORE_UNUSABLE)
        empty_log(store);
    disconnect(store);
}

void store_close(struct store *store, int64_t keep_days, struct issues *issues)
{
    if (!store)
        return;
    finish(store, keep_days);
    if (store->verdict.trouble != STORE_FINE)
        clear_away(issues, store, &store->verdict);
    free_store(store);
}
