/* store_test.c - what was put comes back or is a miss; nothing else ever. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/files.h"
#include "folder_fixture.h"
#include "ingest/issue.h"
#include "tally/store.h"

enum { TODAY = 20000, KEEP = 60 };

static struct issues issues;

static int begin(void **state)
{
    issues = (struct issues){0};
    return folder_begin(state);
}

static int end(void **state)
{
    issues_release(&issues);
    return folder_end(state);
}

/* -- Rows by number: what row N is called and holds ---------------------------
 */

static struct digest key_of(unsigned number)
{
    struct digest key;

    digest_of(&number, sizeof(number), &key);
    return key;
}

/* Fills `out` with the bytes of a row: 0 to 40,000, as many as its number
 * says. */
static void body_of(unsigned number, struct buffer *out)
{
    unsigned length = number * 7919 % 1500, state = number;

    if (number % 16 == 0)
        length = number * 7919 % 40001;
    buffer_reset(out);
    for (unsigned i = 0; i < length; i++) {
        state = state * 1664525 + 1013904223;
        buffer_add_byte(out, (char)(state >> 24));
    }
}

static enum store_kind kind_of(unsigned number)
{
    return number % 3 ? STORE_TALLY : STORE_TEXT;
}

static void put_rows(struct store *store, unsigned from, unsigned to)
{
    struct buffer body = {0};

    for (unsigned i = from; i < to; i++) {
        struct digest key = key_of(i);

        body_of(i, &body);
        store_put(store, kind_of(i), &key, body.data, body.length);
    }
    buffer_release(&body);
}

/* Returns how many of the rows are there; what is there must be right. */
static unsigned count_rows(struct store *store, unsigned from, unsigned to)
{
    struct store_reader *reader = store_reader_new(store);
    struct buffer body = {0}, out = {0};
    unsigned found = 0;

    for (unsigned i = from; i < to; i++) {
        struct digest key = key_of(i);

        if (!store_get(reader, kind_of(i), &key, &out))
            continue;
        found++;
        body_of(i, &body);
        if (out.length != body.length ||
            memcmp(buffer_text(&out), buffer_text(&body), out.length) != 0)
            fail_msg("row %u: %zu bytes that are not its own", i, out.length);
    }
    store_reader_free(reader);
    buffer_release(&body);
    buffer_release(&out);
    return found;
}

static struct store *open_on(const char *name, int64_t day)
{
    struct store *store;

    store_open(folder_path(name), day, &store, &issues);
    return store;
}

static struct store *open_store(void)
{
    struct store *store = open_on("s.sqlite", TODAY);

    assert_non_null(store);
    return store;
}

static void make_store(unsigned rows)
{
    struct store *store = open_store();

    put_rows(store, 0, rows);
    store_close(store, KEEP, &issues);
    assert_int_equal(issues.count, 0);
}

/* Opens the store, counts its rows, closes it. */
static unsigned reopened(unsigned rows, int64_t day, int64_t keep)
{
    struct store *store = open_on("s.sqlite", day);
    unsigned found = count_rows(store, 0, rows);

    store_close(store, keep, &issues);
    return found;
}

static void assert_told(const char *words)
{
    char text[ERROR_TEXT_MAX];

    assert_int_equal(issues.count, 1);
    assert_string_equal(issues.items[0].stage, "store");
    issue_format(&issues.items[0], text, sizeof(text));
    assert_has(text, words);
    issues_release(&issues);
}

/* Runs SQL on a file of the folder, as another program would. */
static void run_sql(const char *name, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(folder_path(name), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t ask_sql(const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *query;
    int64_t number;

    assert_int_equal(sqlite3_open(folder_path(name), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    number = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    sqlite3_close(db);
    return number;
}

/* -- What is put comes back ---------------------------------------------------
 */

static void what_was_put_comes_back(void **state)
{
    (void)state;
    make_store(500);
    assert_int_equal(reopened(600, TODAY + 1, KEEP), 500);
    assert_int_equal(issues.count, 0);
    assert_false(folder_has("s.sqlite-wal"));
}

static void kinds_are_apart(void **state)
{
    struct store *store = open_store();
    struct store_reader *reader;
    struct digest key = key_of(1);
    struct buffer out = {0};

    (void)state;
    store_put(store, STORE_TEXT, &key, "text", 4);
    store_close(store, KEEP, &issues);
    store = open_store();
    reader = store_reader_new(store);
    assert_false(store_get(reader, STORE_TALLY, &key, &out));
    assert_true(store_get(reader, STORE_TEXT, &key, &out));
    assert_string_equal(buffer_text(&out), "text");
    store_reader_free(reader);
    store_close(store, KEEP, &issues);
    buffer_release(&out);
}

static void the_first_row_of_a_key_stays(void **state)
{
    struct store *store = open_store();
    struct store_reader *reader;
    struct digest key = key_of(1);
    struct buffer out = {0};

    (void)state;
    store_put(store, STORE_TEXT, &key, "first", 5);
    store_put(store, STORE_TEXT, &key, "second", 6);
    store_close(store, KEEP, &issues);
    assert_int_equal(ask_sql("s.sqlite", "SELECT count(*) FROM body"), 1);
    store = open_store();
    reader = store_reader_new(store);
    assert_true(store_get(reader, STORE_TEXT, &key, &out));
    assert_string_equal(buffer_text(&out), "first");
    store_reader_free(reader);
    store_close(store, KEEP, &issues);
    buffer_release(&out);
}

static void sizes_have_limits(void **state)
{
    struct store *store = open_store();
    struct store_reader *reader;
    struct digest large = key_of(1), small = key_of(2);
    struct buffer out = {.limit = 9};
    char *bytes = calloc(1, STORE_BODY_MAX + 1);

    (void)state;
    store_put(store, STORE_TEXT, &large, bytes, STORE_BODY_MAX + 1);
    assert_int_equal(store_counts(store).puts, 0);
    store_put(store, STORE_TEXT, &large, bytes, STORE_BODY_MAX);
    store_put(store, STORE_TEXT, &small, bytes, 10);
    assert_int_equal(store_counts(store).puts, 2);
    store_close(store, KEEP, &issues);
    store = open_store();
    reader = store_reader_new(store);
    assert_false(store_get(reader, STORE_TEXT, &small, &out));
    out.limit = 0;
    assert_true(store_get(reader, STORE_TEXT, &small, &out));
    assert_int_equal(out.length, 10);
    assert_true(store_get(reader, STORE_TEXT, &large, &out));
    assert_int_equal(out.length, STORE_BODY_MAX);
    store_reader_free(reader);
    store_close(store, KEEP, &issues);
    assert_int_equal(issues.count, 0);
    buffer_release(&out);
    free(bytes);
}

static void no_store_is_a_store_of_nothing(void **state)
{
    struct buffer out = {0};
    struct digest key = key_of(1);

    (void)state;
    assert_null(store_reader_new(NULL));
    assert_false(store_get(NULL, STORE_TEXT, &key, &out));
    store_put(NULL, STORE_TEXT, &key, "x", 1);
    store_distrust(NULL, "why");
    assert_int_equal(store_counts(NULL).gets, 0);
    store_reader_free(NULL);
    store_close(NULL, KEEP, &issues);
}

static void gets_and_puts_are_counted(void **state)
{
    struct store *store;
    struct store_counts counts;

    (void)state;
    make_store(10);
    store = open_store();
    assert_int_equal(count_rows(store, 0, 15), 10);
    store_put(store, STORE_TEXT, &(struct digest){0}, "four", 4);
    counts = store_counts(store);
    assert_int_equal(counts.gets, 15);
    assert_int_equal(counts.hits, 10);
    assert_int_equal(counts.puts, 1);
    assert_int_equal(counts.put_bytes, 4);
    store_close(store, KEEP, &issues);
}

/* -- Threads and programs -----------------------------------------------------
 */

enum { THREADS = 4, EACH = 3000 };

struct worker {
    struct store *store;
    unsigned first, found;
};

static void *put_and_get(void *context)
{
    struct worker *worker = context;
    unsigned first = worker->first;

    for (unsigned i = 0; i < EACH; i += 100) {
        put_rows(worker->store, first + i, first + i + 100);
        worker->found += count_rows(worker->store, i, i + 100);
    }
    return NULL;
}

static void threads_share_a_store(void **state)
{
    struct store *store;
    struct worker workers[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    make_store(EACH);
    store = open_store();
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){store, EACH * (1 + i / 2), 0};
        pthread_create(&threads[i], NULL, put_and_get, &workers[i]);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].found, EACH);
    }
    store_close(store, KEEP, &issues);
    assert_int_equal(reopened(EACH * 3, TODAY, KEEP), EACH * 3);
    assert_int_equal(issues.count, 0);
}

/* Waits for a child; returns its exit code, or minus its signal. */
static int wait_for(pid_t child)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void programs_share_a_store(void **state)
{
    pid_t children[3];

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct store *store = open_on("s.sqlite", TODAY);

            for (unsigned k = 0; k < 40; k++) {
                put_rows(store, i * 4000 + k * 100, i * 4000 + k * 100 + 100);
                count_rows(store, k * 100, k * 100 + 100);
            }
            store_close(store, KEEP, &issues);
            _exit(store && issues.count == 0 ? 0 : 1);
        }
    }
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(wait_for(children[i]), 0);
    assert_int_equal(reopened(12000, TODAY, KEEP), 12000);
    assert_int_equal(issues.count, 0);
}

static void a_store_that_is_locked_is_done_without(void **state)
{
    struct store *store;
    sqlite3 *other;

    (void)state;
    make_store(10);
    assert_int_equal(sqlite3_open(folder_path("s.sqlite"), &other), SQLITE_OK);
    store = open_store();
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(count_rows(store, 0, 10), 10);
    put_rows(store, 10, 20);
    store_close(store, KEEP, &issues);
    assert_told("s.sqlite: the store was not to be had all the time (database "
                "is locked): some documents are counted again");
    sqlite3_close(other);
    assert_int_equal(reopened(20, TODAY, KEEP), 10);
    assert_int_equal(issues.count, 0);
}

/* -- Killed while putting -----------------------------------------------------
 */

static void what_was_committed_outlives_a_kill(void **state)
{
    unsigned found, most = 0;

    (void)state;
    for (unsigned round = 0; round < 10; round++) {
        pid_t child = fork();

        if (child == 0) {
            struct store *store = open_on("s.sqlite", TODAY);

            for (unsigned i = 0;; i += 500)
                put_rows(store, i, i + 500);
        }
        usleep(20000 + round * 20000);
        kill(child, SIGKILL);
        assert_int_equal(wait_for(child), -SIGKILL);
        found = reopened(60000, TODAY, KEEP);
        assert_int_equal(issues.count, 0);
        assert_true(found >= most);
        most = found;
    }
    assert_true(most > 0);
    assert_int_equal(ask_sql("s.sqlite",
                             "SELECT count(*) FROM pragma_integrity_check"
                             " WHERE integrity_check <> 'ok'"),
                     0);
    assert_false(folder_has("s.sqlite.damaged"));
}

/* -- Age ----------------------------------------------------------------------
 */

static void rows_that_nobody_uses_are_removed(void **state)
{
    struct store *store;

    (void)state;
    make_store(100);
    store = open_on("s.sqlite", TODAY + 40);
    assert_int_equal(count_rows(store, 0, 30), 30); /* touched */
    store_close(store, KEEP, &issues);
    assert_int_equal(reopened(0, TODAY + KEEP + STORE_TOUCH_DAYS, KEEP), 0);
    assert_int_equal(ask_sql("s.sqlite", "SELECT count(*) FROM entry"), 100);
    assert_int_equal(
        reopened(0, TODAY + KEEP + STORE_TOUCH_DAYS + 1, STORE_KEEP_ALL), 0);
    assert_int_equal(ask_sql("s.sqlite", "SELECT count(*) FROM entry"), 100);
    assert_int_equal(reopened(0, TODAY + KEEP + STORE_TOUCH_DAYS + 1, KEEP), 0);
    assert_int_equal(ask_sql("s.sqlite", "SELECT count(*) FROM body"), 30);
    assert_int_equal(reopened(100, TODAY + 70, KEEP), 30);
    assert_int_equal(issues.count, 0);
}

static void a_row_is_touched_once_a_week(void **state)
{
    const char *days = "SELECT count(*) FROM entry WHERE day > 20000";

    (void)state;
    make_store(20);
    assert_int_equal(reopened(20, TODAY + STORE_TOUCH_DAYS, KEEP), 20);
    assert_int_equal(ask_sql("s.sqlite", days), 0);
    assert_int_equal(reopened(5, TODAY + STORE_TOUCH_DAYS + 1, KEEP), 5);
    assert_int_equal(ask_sql("s.sqlite", days), 5);
}

static void a_day_to_come_is_taken_back(void **state)
{
    const char *later = "SELECT count(*) FROM entry WHERE day > 20000";

    (void)state;
    make_store(20);
    assert_int_equal(reopened(20, TODAY + 50, KEEP), 20);
    assert_int_equal(ask_sql("s.sqlite", later), 20);
    assert_int_equal(reopened(0, TODAY, KEEP), 0);
    assert_int_equal(ask_sql("s.sqlite", later), 0);
}

static void room_is_given_back(void **state)
{
    struct stat before, after;

    (void)state;
    make_store(3000);
    assert_int_equal(stat(folder_path("s.sqlite"), &before), 0);
    reopened(100, TODAY + 200, KEEP);
    assert_int_equal(stat(folder_path("s.sqlite"), &after), 0);
    assert_true(after.st_size < before.st_size / 4);
    assert_int_equal(reopened(3000, TODAY + 200, KEEP), 100);
}

/* -- What is not a store ------------------------------------------------------
 */

/* Asserts that a new store has taken the place of what was there. */
static void assert_replaced(const char *words)
{
    struct store *store = open_store();

    assert_told(words);
    put_rows(store, 0, 10);
    store_close(store, KEEP, &issues);
    assert_int_equal(reopened(10, TODAY, KEEP), 10);
    assert_int_equal(issues.count, 0);
}

static void a_text_is_set_aside(void **state)
{
    (void)state;
    folder_write("s.sqlite", "These are my notes.\n");
    folder_write("s.sqlite-wal", "beside it");
    folder_write("s.sqlite.damaged", "an older one");
    folder_write("s.sqlite.damaged-journal", "of the older one");
    assert_replaced("s.sqlite: the store is not a store of policylex (file is "
                    "not a database): it now has .damaged behind its name");
    assert_string_equal(folder_read("s.sqlite.damaged"),
                        "These are my notes.\n");
    assert_string_equal(folder_read("s.sqlite.damaged-wal"), "beside it");
    assert_false(folder_has("s.sqlite.damaged-journal"));
}

static void a_database_of_others_is_set_aside(void **state)
{
    (void)state;
    run_sql("s.sqlite", "CREATE TABLE notes (text); INSERT INTO notes VALUES "
                        "(1), (2)");
    assert_replaced("is not a store of policylex (a database of another "
                    "program)");
    assert_int_equal(ask_sql("s.sqlite.damaged", "SELECT count(*) FROM notes"),
                     2);
}

static void more_than_the_tables_is_damage(void **state)
{
    (void)state;
    make_store(10);
    run_sql("s.sqlite", "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE "
                        "FROM body; END");
    assert_replaced("is damaged (its tables are not those of a store)");
}

static void another_version_is_made_anew(void **state)
{
    (void)state;
    make_store(10);
    run_sql("s.sqlite", "PRAGMA user_version = 7");
    assert_replaced("was made by another version of policylex (version 7, this "
                    "program's is 1): it is made anew");
    assert_false(folder_has("s.sqlite.damaged"));
}

static void an_empty_file_becomes_a_store(void **state)
{
    (void)state;
    folder_write("s.sqlite", "");
    make_store(10);
    assert_int_equal(reopened(10, TODAY, KEEP), 10);
}

static void assert_none(const char *name, const char *words)
{
    struct store *store = open_on(name, TODAY);

    assert_null(store);
    assert_told(words);
}

static void what_is_no_file_stays(void **state)
{
    (void)state;
    assert_int_equal(mkdir(folder_path("s.sqlite"), 0777), 0);
    assert_none("s.sqlite", "s.sqlite: the store cannot be written (not a "
                            "regular file): ");
    assert_int_equal(mkfifo(folder_path("fifo"), 0666), 0);
    assert_none("fifo", "(not a regular file)");
    assert_none("none/s.sqlite", "(No such file or directory)");
    assert_true(folder_has("s.sqlite"));
    assert_true(folder_has("fifo"));
    assert_false(folder_has("fifo.damaged"));
}

/* Returns whether the store is refused for want of rights. */
static bool is_refused(const char *name)
{
    struct store *store = open_on(name, TODAY);

    return !store && strstr(issues.items[issues.count - 1].message,
                            "cannot be written (Permission denied)");
}

/* Root may write anywhere, so a child without rights looks. */
static void rights_are_respected(void **state)
{
    pid_t child;

    (void)state;
    make_store(10);
    assert_int_equal(chmod(folder_path("s.sqlite"), 0444), 0);
    assert_int_equal(chmod(folder_path(""), 0555), 0);
    child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
            _exit(9);
        _exit(!is_refused("s.sqlite") + 2 * !is_refused("new.sqlite"));
    }
    assert_int_equal(wait_for(child), 0);
    assert_int_equal(chmod(folder_path(""), 0777), 0);
    assert_int_equal(chmod(folder_path("s.sqlite"), 0666), 0);
    assert_int_equal(reopened(10, TODAY, KEEP), 10);
}

static void a_store_that_cannot_be_moved_is_done_without(void **state)
{
    (void)state;
    folder_write("s.sqlite", "notes");
    folder_write("s.sqlite.damaged/precious", "x");
    assert_none("s.sqlite", "and cannot be moved out of the way (");
    assert_string_equal(folder_read("s.sqlite"), "notes");
}

/* -- Names --------------------------------------------------------------------
 */

static void names_are_bytes(void **state)
{
    static const char *const NAMES[] = {
        "a?mode=memory", "a#b",      "a%20b",    "it's \"quoted\"; --",
        "two\nlines",    "\xff\xfe", ":memory:", "file:x?mode=ro",
        "-wal",          " ",
    };

    (void)state;
    assert_int_equal(chdir(folder_path("")), 0);
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        struct store *store;

        store_open(NAMES[i], TODAY, &store, &issues);
        assert_non_null(store);
        put_rows(store, 0, 10);
        store_close(store, KEEP, &issues);
        assert_true(folder_has(NAMES[i]));
        store_open(NAMES[i], TODAY, &store, &issues);
        assert_int_equal(count_rows(store, 0, 10), 10);
        store_close(store, KEEP, &issues);
        assert_int_equal(issues.count, 0);
    }
    assert_int_equal(chdir("/"), 0);
}

static void a_link_is_followed(void **state)
{
    (void)state;
    assert_int_equal(mkdir(folder_path("far"), 0777), 0);
    assert_int_equal(symlink("far/real", folder_path("s.sqlite")), 0);
    make_store(10);
    assert_true(folder_has("far/real"));
    assert_int_equal(reopened(10, TODAY, KEEP), 10);
    folder_write("far/real", "notes");
    assert_replaced("is not a store of policylex");
    assert_string_equal(folder_read("far/real.damaged"), "notes");
}

static void assert_no_name(const char *name)
{
    struct store *store;

    store_open(name, TODAY, &store, &issues);
    assert_null(store);
    assert_int_equal(issues.count, 1);
    assert_has(issues.items[0].message, "the store cannot be written (");
    issues_release(&issues);
}

static void an_empty_or_endless_name_is_no_store(void **state)
{
    char name[2000];

    (void)state;
    assert_no_name("");
    memset(name, 'x', sizeof(name));
    name[sizeof(name) - 1] = '\0';
    assert_no_name(name);
    name[490] = '\0'; /* a name that the system allows in parts only */
    name[200] = name[400] = '/';
    assert_no_name(name);
}

/* -- Damage that is found while reading ---------------------------------------
 */

static void a_wrong_row_ends_the_use_of_the_store(void **state)
{
    struct store *store;

    (void)state;
    make_store(100);
    run_sql(
        "s.sqlite",
        "UPDATE body SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = 50");
    store = open_store();
    assert_in_range(count_rows(store, 0, 100), 1, 99);
    assert_int_equal(count_rows(store, 0, 10), 0);
    put_rows(store, 200, 300);
    assert_int_equal(store_counts(store).puts, 0);
    store_close(store, KEEP, &issues);
    assert_told("s.sqlite: the store is damaged (a row's checksum is wrong): "
                "it now has .damaged behind its name");
    assert_false(folder_has("s.sqlite"));
    assert_true(folder_has("s.sqlite.damaged"));
    make_store(10);
}

static void rows_that_change_places_are_found(void **state)
{
    (void)state;
    make_store(10);
    run_sql("s.sqlite", "UPDATE entry SET body = 11 - body");
    assert_int_equal(reopened(10, TODAY, KEEP), 0);
    assert_told("a row's checksum is wrong");
}

static void a_caller_may_distrust_it(void **state)
{
    struct store *store;

    (void)state;
    make_store(10);
    store = open_store();
    store_distrust(store, "a record says 7 of 6 themes");
    store_distrust(store, "another reason");
    assert_int_equal(count_rows(store, 0, 10), 0);
    store_close(store, KEEP, &issues);
    assert_told("is damaged (a record says 7 of 6 themes)");
    assert_true(folder_has("s.sqlite.damaged"));
}

/* A test in a folder of its own. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(
    TEST(what_was_put_comes_back), TEST(kinds_are_apart),
    TEST(the_first_row_of_a_key_stays), TEST(sizes_have_limits),
    TEST(no_store_is_a_store_of_nothing), TEST(gets_and_puts_are_counted),
    TEST(threads_share_a_store), TEST(programs_share_a_store),
    TEST(a_store_that_is_locked_is_done_without),
    TEST(what_was_committed_outlives_a_kill),
    TEST(rows_that_nobody_uses_are_removed), TEST(a_row_is_touched_once_a_week),
    TEST(a_day_to_come_is_taken_back), TEST(room_is_given_back),
    TEST(a_text_is_set_aside), TEST(a_database_of_others_is_set_aside),
    TEST(more_than_the_tables_is_damage), TEST(another_version_is_made_anew),
    TEST(an_empty_file_becomes_a_store), TEST(what_is_no_file_stays),
    TEST(rights_are_respected),
    TEST(a_store_that_cannot_be_moved_is_done_without), TEST(names_are_bytes),
    TEST(a_link_is_followed), TEST(an_empty_or_endless_name_is_no_store),
    TEST(a_wrong_row_ends_the_use_of_the_store),
    TEST(rows_that_change_places_are_found), TEST(a_caller_may_distrust_it))
