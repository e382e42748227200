/*
 * store_file.c - see store_file.h.
 *
 * Two tables. `entry` says which rows there are and when they were last used;
 * `body` holds what they say. A row that is used is touched now and then, and
 * old rows are looked for every night: with the bodies elsewhere, both handle
 * some sixty bytes a row. Bodies are appended in the order of their numbers,
 * whatever their keys: a table sorted by such keys splits a page at every
 * second row. Measured with rows of 3,000 bytes, an index on one table puts as
 * quickly and gets as quickly, but touches fifty times slower; one table sorted
 * by key puts three times slower. Pages of 16 KB hold five such rows where
 * those of 4 KB hold one, and put a third faster.
 *
 * Memory-mapped reading would save a microsecond of eight, and turn a bad
 * sector, or a file that somebody cuts short, into the end of the program.
 */
#include "tally/store_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/files.h"
#include "base/memory.h"
#include "tally/store.h"

/* "PLex", and the number of this layout of the tables. */
enum { APPLICATION_ID = 0x504c6578, STORE_VERSION = 1 };

enum { BUSY_WRITER_MS = 2000, BUSY_READER_MS = 200 };

/* SQLite takes 512, and puts -journal behind it. */
enum { PATH_BYTES_MAX = 500 };

/* What SQLite puts behind the name of a database for the files beside it. */
static const char *const SUFFIXES[] = {"", "-wal", "-shm", "-journal"};
enum { SUFFIX_COUNT = sizeof(SUFFIXES) / sizeof(SUFFIXES[0]) };

#define CREATE_BODY                              \
    "CREATE TABLE body (id INTEGER PRIMARY KEY," \
    " checksum BLOB NOT NULL, bytes BLOB NOT NULL) STRICT"
#define CREATE_ENTRY                                                \
    "CREATE TABLE entry (kind INTEGER NOT NULL, key BLOB NOT NULL," \
    " day INTEGER NOT NULL, body INTEGER NOT NULL,"                 \
    " PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID"

enum store_trouble store_run(sqlite3 *db, const char *sql,
                             struct store_verdict *verdict)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? STORE_FINE : store_verdict_of(verdict, db, code);
}

enum store_trouble store_prepare(sqlite3 *db, const char *sql,
                                 sqlite3_stmt **out,
                                 struct store_verdict *verdict)
{
    int code = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, out,
                                  NULL);

    return code == SQLITE_OK ? STORE_FINE : store_verdict_of(verdict, db, code);
}

int64_t store_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *query = NULL;
    int64_t number = 0;

    if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW)
        number = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return number;
}

char *store_file_path(const char *path)
{
    char *real = realpath(path, NULL);

    if (real)
        return real;
    return path[0] == '/' ? memory_copy_text(path, strlen(path))
                          : path_join(".", path);
}

/* What of a file tells whether it is a store. */
struct marks {
    int64_t application, version;
    int64_t objects; /* tables, indexes, triggers, views */
    int64_t ours;    /* of these, our two tables */
};

#define MARKS_SQL                                                             \
    "SELECT (SELECT application_id FROM pragma_application_id),"              \
    " (SELECT user_version FROM pragma_user_version), count(*),"              \
    " count(*) FILTER (WHERE sql IN ('" CREATE_BODY "', '" CREATE_ENTRY "'))" \
    " FROM sqlite_schema"

static enum store_trouble read_marks(sqlite3 *db, struct marks *marks,
                                     struct store_verdict *verdict)
{
    sqlite3_stmt *query = NULL;
    enum store_trouble trouble = store_prepare(db, MARKS_SQL, &query, verdict);
    int code = trouble == STORE_FINE ? sqlite3_step(query) : SQLITE_DONE;

    if (code == SQLITE_ROW)
        *marks = (struct marks){.application = sqlite3_column_int64(query, 0),
                                .version = sqlite3_column_int64(query, 1),
                                .objects = sqlite3_column_int64(query, 2),
                                .ours = sqlite3_column_int64(query, 3)};
    else if (trouble == STORE_FINE)
        trouble = store_verdict_of(verdict, db, code);
    sqlite3_finalize(query);
    return trouble;
}

static bool is_blank(const struct marks *marks)
{
    return !marks->application && !marks->version && !marks->objects;
}

static enum store_trouble judge(const struct marks *marks,
                                struct store_verdict *verdict)
{
    if (marks->application != APPLICATION_ID)
        return store_verdict_set(verdict, STORE_FOREIGN,
                                 "a database of another program");
    if (marks->version != STORE_VERSION)
        return store_verdict_set(verdict, STORE_OTHER_VERSION,
                                 "version %lld, this program's is %d",
                                 (long long)marks->version, STORE_VERSION);
    if (marks->objects != 2 || marks->ours != 2)
        return store_verdict_set(verdict, STORE_DAMAGED,
                                 "its tables are not those of a store");
    return STORE_FINE;
}

/* Makes the tables, all or none, unless another program has just done so. */
static enum store_trouble create(sqlite3 *db, struct store_verdict *verdict)
{
    char sql[640];
    struct marks marks = {0};
    enum store_trouble trouble = store_run(db, "BEGIN IMMEDIATE", verdict);

    if (trouble == STORE_FINE)
        trouble = read_marks(db, &marks, verdict);
    if (trouble != STORE_FINE)
        return trouble;
    if (!is_blank(&marks)) {
        trouble = judge(&marks, verdict);
        return trouble == STORE_FINE ? store_run(db, "COMMIT", verdict)
                                     : trouble;
    }
    snprintf(sql, sizeof(sql),
             "PRAGMA application_id = %d; PRAGMA user_version = %d;"
             "%s; %s; COMMIT",
             APPLICATION_ID, STORE_VERSION, CREATE_BODY, CREATE_ENTRY);
    return store_run(db, sql, verdict);
}

/* Nothing in a database that others may have written is run as code. */
static void harden(sqlite3 *db, int busy_ms)
{
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, busy_ms);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, STORE_BODY_MAX + 4096);
}

/* Page size and vacuum settle when the first page is written, so they come
 * before the journal. A checkpoint every 16 MB, and a file that is cut back to
 * that after a long reader. */
#define SETTINGS_SQL                    \
    "PRAGMA page_size = 16384;"         \
    "PRAGMA auto_vacuum = INCREMENTAL;" \
    "PRAGMA journal_mode = WAL;"        \
    "PRAGMA synchronous = FULL;"        \
    "PRAGMA secure_delete = FAST;"      \
    "PRAGMA cell_size_check = ON;"      \
    "PRAGMA wal_autocheckpoint = 1024;" \
    "PRAGMA journal_size_limit = 16777216"

/* Returns whether the database keeps a write-ahead log: not all file systems
 * have the shared memory that it needs. */
static bool has_log(sqlite3 *db)
{
    sqlite3_stmt *query = NULL;
    const unsigned char *mode;
    bool is_wal = false;

    if (sqlite3_prepare_v2(db, "PRAGMA journal_mode", -1, &query, NULL) ==
            SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW) {
        mode = sqlite3_column_text(query, 0);
        is_wal = mode && strcmp((const char *)mode, "wal") == 0;
    }
    sqlite3_finalize(query);
    return is_wal;
}

/* Judges before anything is changed, so that a foreign file stays as it is. */
static enum store_trouble settle(sqlite3 *db, struct store_verdict *verdict)
{
    struct marks marks = {0};
    enum store_trouble trouble = read_marks(db, &marks, verdict);

    if (trouble == STORE_FINE && !is_blank(&marks))
        trouble = judge(&marks, verdict);
    if (trouble == STORE_FINE && sqlite3_db_readonly(db, "main"))
        trouble = store_verdict_set(verdict, STORE_DAMAGED,
                                    "its header forbids writing");
    if (trouble == STORE_FINE)
        trouble = store_run(db, SETTINGS_SQL, verdict);
    if (trouble == STORE_FINE && !has_log(db))
        trouble = store_verdict_set(verdict, STORE_UNUSABLE,
                                    "its file system has no shared memory");
    if (trouble == STORE_FINE && is_blank(&marks))
        trouble = create(db, verdict);
    return trouble;
}

/* Returns whether a file that is not there yet can be made; else errno. */
static bool can_be_made(const char *path)
{
    char *folder = memory_copy_text(path, strlen(path));
    bool can;

    *strrchr(folder, '/') = '\0';
    can = access(folder[0] ? folder : "/", W_OK | X_OK) == 0;
    free(folder);
    return can;
}

/* Looks at what SQLite would tell in fewer words, or wait for: a FIFO. */
static enum store_trouble examine(const char *path,
                                  struct store_verdict *verdict)
{
    struct stat about;
    bool is_there = stat(path, &about) == 0;

    if (is_there && !S_ISREG(about.st_mode))
        return store_verdict_set(verdict, STORE_UNUSABLE, "not a regular file");
    if (is_there ? access(path, R_OK | W_OK) != 0
                 : errno != ENOENT || !can_be_made(path))
        return store_verdict_set(verdict, STORE_UNUSABLE, "%s",
                                 strerror(errno));
    if (strlen(path) > PATH_BYTES_MAX)
        return store_verdict_set(verdict, STORE_UNUSABLE,
                                 "its path is longer than %d bytes",
                                 PATH_BYTES_MAX);
    return STORE_FINE;
}

static enum store_trouble connect_to(const char *path, int flags, sqlite3 **db,
                                     struct store_verdict *verdict)
{
    int code = sqlite3_open_v2(path, db, flags | SQLITE_OPEN_NOMUTEX, NULL);

    if (code != SQLITE_OK)
        return store_verdict_of(verdict, *db, code);
    return STORE_FINE;
}

/* Closes the connection of a store that is in trouble. */
static enum store_trouble leave(sqlite3 **db, enum store_trouble trouble)
{
    if (trouble != STORE_FINE) {
        sqlite3_close(*db);
        *db = NULL;
    }
    return trouble;
}

enum store_trouble store_file_open(const char *path, sqlite3 **db,
                                   struct store_verdict *verdict)
{
    enum store_trouble trouble = examine(path, verdict);

    *db = NULL;
    if (trouble == STORE_FINE)
        trouble = connect_to(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                             db, verdict);
    if (trouble == STORE_FINE) {
        harden(*db, BUSY_WRITER_MS);
        trouble = settle(*db, verdict);
    }
    return leave(db, trouble);
}

enum store_trouble store_file_open_reader(const char *path, sqlite3 **db,
                                          struct store_verdict *verdict)
{
    enum store_trouble trouble;

    *db = NULL;
    trouble = connect_to(path, SQLITE_OPEN_READONLY, db, verdict);
    if (trouble == STORE_FINE)
        harden(*db, BUSY_READER_MS);
    return leave(db, trouble);
}

/* Returns path + middle + suffix in `out`, which is reused. */
static const char *name_of(struct buffer *out, const char *path,
                           const char *middle, const char *suffix)
{
    buffer_reset(out);
    buffer_add_format(out, "%s%s%s", path, middle, suffix);
    return buffer_text(out);
}

/* Whether a file of this name may be written over: there is none, or a store by
 * the application id in its header. What bears another is a person's, whether
 * set aside by an earlier night or not. */
static bool can_be_replaced(const char *path)
{
    enum { ID_PLACE = 68 };
    const unsigned char id[] = {
        APPLICATION_ID >> 24, (unsigned char)(APPLICATION_ID >> 16),
        (unsigned char)(APPLICATION_ID >> 8), (unsigned char)APPLICATION_ID};
    unsigned char found[sizeof(id)];
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ssize_t length;

    if (fd < 0)
        return errno == ENOENT;
    length = pread(fd, found, sizeof(found), ID_PLACE);
    close(fd);
    errno = EEXIST;
    return length == (ssize_t)sizeof(id) && memcmp(found, id, sizeof(id)) == 0;
}

bool store_file_set_aside(const char *path)
{
    struct buffer from = {0}, to = {0};
    bool is_aside = can_be_replaced(name_of(&to, path, ".damaged", ""));

    for (size_t i = 0; is_aside && i < SUFFIX_COUNT; i++) {
        name_of(&from, path, "", SUFFIXES[i]);
        name_of(&to, path, ".damaged", SUFFIXES[i]);
        if (rename(from.data, to.data) == 0)
            continue;
        is_aside = errno == ENOENT && i > 0;
        if (is_aside)
            unlink(to.data); /* an older store's */
    }
    buffer_release(&from);
    buffer_release(&to);
    return is_aside;
}

bool store_file_remove(const char *path)
{
    struct buffer name = {0};
    bool is_gone = true;

    for (size_t i = 0; is_gone && i < SUFFIX_COUNT; i++)
        is_gone = unlink(name_of(&name, path, "", SUFFIXES[i])) == 0 ||
                  errno == ENOENT;
    buffer_release(&name);
    return is_gone;
}
