/* store_writer.c - see store_writer.h. */
#include "tally/store_writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally/store_file.h"

enum {
    BATCH_BYTES = 8 << 20,
    BATCH_SECONDS = 2,
    ROW_BYTES = 128,     /* what a row without a body counts for */
    VACUUM_PAGES = 4096, /* most pages given back in a night: 64 MB */
};

#define ADD_ENTRY_SQL                                    \
    "INSERT OR IGNORE INTO entry (kind, key, day, body)" \
    " VALUES (?1, ?2, ?3, ?4)"

static const char *const SQL[STORE_WRITES] = {
    [STORE_ADD_BODY] = "INSERT INTO body (checksum, bytes) VALUES (?1, ?2)",
    [STORE_ADD_ENTRY] = ADD_ENTRY_SQL,
    [STORE_DROP_BODY] = "DELETE FROM body WHERE id = ?1",
    [STORE_TOUCH] = "UPDATE entry SET day = ?3 WHERE kind = ?1 AND key = ?2",
};

void store_writer_init(struct store_writer *writer, struct store_health *health,
                       int64_t today)
{
    *writer = (struct store_writer){.health = health, .today = today};
    pthread_mutex_init(&writer->gathering, NULL);
    pthread_mutex_init(&writer->writing, NULL);
}

void store_writer_release(struct store_writer *writer)
{
    pthread_mutex_destroy(&writer->gathering);
    pthread_mutex_destroy(&writer->writing);
    free(writer->batch.rows.items);
    free(writer->spare.rows.items);
    buffer_release(&writer->batch.bytes);
    buffer_release(&writer->spare.bytes);
}

static void disconnect(struct store_writer *writer)
{
    for (size_t i = 0; i < STORE_WRITES; i++)
        sqlite3_finalize(writer->statements[i]);
    memset(writer->statements, 0, sizeof(writer->statements));
    sqlite3_close(writer->db);
    writer->db = NULL;
}

enum store_trouble store_writer_open(struct store_writer *writer,
                                     const char *path,
                                     struct store_verdict *verdict)
{
    enum store_trouble trouble = store_file_open(path, &writer->db, verdict);

    for (size_t i = 0; trouble == STORE_FINE && i < STORE_WRITES; i++)
        trouble = store_prepare(writer->db, SQL[i], &writer->statements[i],
                                verdict);
    if (trouble != STORE_FINE)
        disconnect(writer);
    return trouble;
}

/* What is kept beside a body; ties it to its key and kind. */
void store_seal(enum store_kind kind, const struct digest *key,
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

static void bind_key(sqlite3_stmt *statement, const struct store_pending *row,
                     int64_t today)
{
    sqlite3_bind_int(statement, 1, (int)row->kind);
    sqlite3_bind_blob(statement, 2, row->key.bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, today);
}

static int write_touch(struct store_writer *writer,
                       const struct store_pending *row)
{
    bind_key(writer->statements[STORE_TOUCH], row, writer->today);
    return run_once(writer->statements[STORE_TOUCH]);
}

static int write_row(struct store_writer *writer,
                     const struct store_pending *row, const char *bytes)
{
    sqlite3_stmt *body = writer->statements[STORE_ADD_BODY];
    sqlite3_stmt *entry = writer->statements[STORE_ADD_ENTRY];
    int64_t id;
    int code;

    sqlite3_bind_blob(body, 1, row->checksum.bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(body, 2, bytes, (int)row->length, SQLITE_STATIC);
    code = run_once(body);
    if (code != SQLITE_OK)
        return code;
    id = sqlite3_last_insert_rowid(writer->db);
    bind_key(entry, row, writer->today);
    sqlite3_bind_int64(entry, 4, id);
    code = run_once(entry);
    if (code != SQLITE_OK || sqlite3_changes(writer->db))
        return code;
    sqlite3_bind_int64(writer->statements[STORE_DROP_BODY], 1,
                       id); /* was there already */
    return run_once(writer->statements[STORE_DROP_BODY]);
}

static int write_rows(struct store_writer *writer,
                      const struct store_batch *batch)
{
    const char *bytes = buffer_text(&batch->bytes);
    int code = sqlite3_exec(writer->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);

    for (size_t i = 0; code == SQLITE_OK && i < batch->rows.count; i++) {
        const struct store_pending *row = &batch->rows.items[i];

        code = row->is_touch ? write_touch(writer, row)
                             : write_row(writer, row, bytes + row->offset);
    }
    return code == SQLITE_OK
               ? sqlite3_exec(writer->db, "COMMIT", NULL, NULL, NULL)
               : code;
}

/* Notes why a transaction failed, and undoes it. Who has waited once for
 * another program does not wait again. */
static void give_up_transaction(struct store_writer *writer, int code)
{
    store_health_note_code(writer->health, writer->db, code);
    if (!sqlite3_get_autocommit(writer->db))
        sqlite3_exec(writer->db, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_busy_timeout(writer->db, 0);
}

/* Writes the batch. Call it with `gathering` held, which it releases. */
static void flush(struct store_writer *writer)
{
    struct store_batch batch = writer->batch;
    int code;

    pthread_mutex_lock(&writer->writing);
    writer->batch = writer->spare;
    writer->spare = batch;
    pthread_mutex_unlock(&writer->gathering);
    if (batch.rows.count &&
        store_trouble_now(writer->health) < STORE_UNUSABLE) {
        code = write_rows(writer, &batch);
        if (code != SQLITE_OK)
            give_up_transaction(writer, code);
    }
    writer->spare.rows.count = 0;
    buffer_reset(&writer->spare.bytes);
    pthread_mutex_unlock(&writer->writing);
}

static time_t seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return now.tv_sec;
}

static bool is_due(const struct store_batch *batch)
{
    return batch->bytes.length + batch->rows.count * ROW_BYTES >= BATCH_BYTES ||
           seconds_now() - batch->begun >= BATCH_SECONDS;
}

/* Adds the row, with its body of `row.length` bytes, to the batch. */
static void gather(struct store_writer *writer, struct store_pending row,
                   const void *bytes)
{
    struct store_batch *batch = &writer->batch;

    pthread_mutex_lock(&writer->gathering);
    if (!batch->rows.count)
        batch->begun = seconds_now();
    row.offset = batch->bytes.length;
    if (row.length)
        buffer_add(&batch->bytes, bytes, row.length);
    *VECTOR_PUSH(&batch->rows) = row;
    if (is_due(batch))
        flush(writer);
    else
        pthread_mutex_unlock(&writer->gathering);
}

void store_writer_put(struct store_writer *writer, enum store_kind kind,
                      const struct digest *key, const void *bytes,
                      size_t length)
{
    struct store_pending row = {.kind = kind, .key = *key, .length = length};

    store_seal(kind, key, bytes, length, &row.checksum);
    gather(writer, row, bytes);
}

void store_writer_touch(struct store_writer *writer, enum store_kind kind,
                        const struct digest *key)
{
    gather(writer,
           (struct store_pending){.kind = kind, .is_touch = true, .key = *key},
           NULL);
}

/* Removes rows that nobody used since before `oldest`. A day to come is that of
 * a clock that was wrong; such a row would stay for ever. */
static void remove_old(struct store_writer *writer, int64_t oldest)
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
             (long long)writer->today, (long long)writer->today,
             (long long)oldest, (long long)oldest);
    code = sqlite3_exec(writer->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        give_up_transaction(writer, code);
}

/* Gives pages back to the file system once a quarter of them is free; what a
 * night frees, the next ones fill again as a rule. */
static void give_back_pages(struct store_writer *writer)
{
    char sql[64];
    int code;

    if (4 * store_number(writer->db, "PRAGMA freelist_count") <
        store_number(writer->db, "PRAGMA page_count"))
        return;
    snprintf(sql, sizeof(sql), "PRAGMA incremental_vacuum(%d)", VACUUM_PAGES);
    code = sqlite3_exec(writer->db, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        give_up_transaction(writer, code);
}

/* Empties the log. Where another program is reading or writing, that is left
 * to it. */
static void empty_log(struct store_writer *writer)
{
    sqlite3_busy_timeout(writer->db, 0);
    sqlite3_wal_checkpoint_v2(writer->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                              NULL, NULL);
    sqlite3_db_config(writer->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

void store_writer_finish(struct store_writer *writer, int64_t keep_days)
{
    pthread_mutex_lock(&writer->gathering);
    flush(writer);
    if (store_trouble_now(writer->health) < STORE_UNUSABLE && keep_days >= 0) {
        remove_old(writer, writer->today - keep_days - STORE_TOUCH_DAYS);
        give_back_pages(writer);
    }
    if (store_trouble_now(writer->health) < STORE_UNUSABLE)
        empty_log(writer);
    disconnect(writer);
}
