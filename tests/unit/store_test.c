/* store_test.c - what was put comes back, whoever else puts and gets, until it
 * is old. */
#include "store_fixture.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/digest.h"

/* -- What is put comes back ------------------------------------------------ */

static void what_was_put_comes_back(void **state)
{
    (void)state;
    store_make(500);
    assert_int_equal(store_reopened(600, STORE_TODAY + 1, STORE_KEEP), 500);
    assert_int_equal(store_issues.count, 0);
    assert_false(folder_has("s.sqlite-wal"));
}

static void kinds_are_apart(void **state)
{
    struct store *store = store_open_here();
    struct store_reader *reader;
    struct digest key = {{1}};
    struct buffer out = {0};

    (void)state;
    store_put(store, STORE_TEXT, &key, "text", 4);
    store_close(store, STORE_KEEP, &store_issues);
    store = store_open_here();
    reader = store_reader_new(store);
    assert_false(store_get(reader, STORE_TALLY, &key, &out));
    assert_true(store_get(reader, STORE_TEXT, &key, &out));
    assert_string_equal(buffer_text(&out), "text");
    store_reader_free(reader);
    store_close(store, STORE_KEEP, &store_issues);
    buffer_release(&out);
}

static void the_first_row_of_a_key_stays(void **state)
{
    struct store *store = store_open_here();
    struct store_reader *reader;
    struct digest key = {{1}};
    struct buffer out = {0};

    (void)state;
    store_put(store, STORE_TEXT, &key, "first", 5);
    store_put(store, STORE_TEXT, &key, "second", 6);
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_ask_sql("s.sqlite", "SELECT count(*) FROM body"), 1);
    store = store_open_here();
    reader = store_reader_new(store);
    assert_true(store_get(reader, STORE_TEXT, &key, &out));
    assert_string_equal(buffer_text(&out), "first");
    store_reader_free(reader);
    store_close(store, STORE_KEEP, &store_issues);
    buffer_release(&out);
}

static void sizes_have_limits(void **state)
{
    struct store *store = store_open_here();
    struct store_reader *reader;
    struct digest large = {{1}}, small = {{2}};
    struct buffer out = {.limit = 9};
    char *bytes = calloc(1, STORE_BODY_MAX + 1);

    (void)state;
    store_put(store, STORE_TEXT, &large, bytes, STORE_BODY_MAX + 1);
    assert_int_equal(store_counts(store).puts, 0);
    store_put(store, STORE_TEXT, &large, bytes, STORE_BODY_MAX);
    store_put(store, STORE_TEXT, &small, bytes, 10);
    assert_int_equal(store_counts(store).puts, 2);
    store_close(store, STORE_KEEP, &store_issues);
    store = store_open_here();
    reader = store_reader_new(store);
    assert_false(store_get(reader, STORE_TEXT, &small, &out));
    out.limit = 0;
    assert_true(store_get(reader, STORE_TEXT, &small, &out));
    assert_int_equal(out.length, 10);
    assert_true(store_get(reader, STORE_TEXT, &large, &out));
    assert_int_equal(out.length, STORE_BODY_MAX);
    store_reader_free(reader);
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_issues.count, 0);
    buffer_release(&out);
    free(bytes);
}

static void no_store_is_a_store_of_nothing(void **state)
{
    struct buffer out = {0};
    struct digest key = {{1}};

    (void)state;
    assert_null(store_reader_new(NULL));
    assert_false(store_get(NULL, STORE_TEXT, &key, &out));
    store_put(NULL, STORE_TEXT, &key, "x", 1);
    store_distrust(NULL, "why");
    assert_int_equal(store_counts(NULL).gets, 0);
    store_reader_free(NULL);
    store_close(NULL, STORE_KEEP, &store_issues);
}

static void gets_and_puts_are_counted(void **state)
{
    struct store *store;
    struct store_counts counts;

    (void)state;
    store_make(10);
    store = store_open_here();
    assert_int_equal(store_count_rows(store, 0, 15), 10);
    store_put(store, STORE_TEXT, &(struct digest){0}, "four", 4);
    counts = store_counts(store);
    assert_int_equal(counts.gets, 15);
    assert_int_equal(counts.hits, 10);
    assert_int_equal(counts.puts, 1);
    assert_int_equal(counts.put_bytes, 4);
    store_close(store, STORE_KEEP, &store_issues);
}

/* -- Threads and programs -------------------------------------------------- */

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
        store_put_rows(worker->store, first + i, first + i + 100);
        worker->found += store_count_rows(worker->store, i, i + 100);
    }
    return NULL;
}

static void threads_share_a_store(void **state)
{
    struct store *store;
    struct worker workers[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    store_make(EACH);
    store = store_open_here();
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){store, EACH * (1 + i / 2), 0};
        pthread_create(&threads[i], NULL, put_and_get, &workers[i]);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].found, EACH);
    }
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_reopened(EACH * 3, STORE_TODAY, STORE_KEEP),
                     EACH * 3);
    assert_int_equal(store_issues.count, 0);
}

/* Returns what the child's store came to: 0: all rows are in it; 2: somebody
 * else had it for seconds, which a slow disk can bring about; 1: anything else.
 */
static int sharing_result(const struct store *store)
{
    if (store && store_issues.count == 0)
        return 0;
    return store && store_issues.count == 1 &&
                   strstr(store_issues.items[0].message,
                          "was not to be had all the time")
               ? 2
               : 1;
}

static void programs_share_a_store(void **state)
{
    pid_t children[3];
    unsigned whole = 0, rows;

    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct store *store = store_open_on("s.sqlite", STORE_TODAY);

            for (unsigned k = 0; k < 40; k++) {
                store_put_rows(store, i * 4000 + k * 100,
                               i * 4000 + k * 100 + 100);
                store_count_rows(store, k * 100, k * 100 + 100);
            }
            store_close(store, STORE_KEEP, &store_issues);
            _exit(sharing_result(store));
        }
    }
    for (unsigned i = 0; i < 3; i++) {
        int result = wait_for_child(children[i]);

        assert_int_not_equal(result, 1);
        whole += result == 0;
    }
    assert_true(whole > 0);
    rows = store_reopened(12000, STORE_TODAY, STORE_KEEP);
    assert_in_range(rows, 4000 * whole, 12000);
    assert_int_equal(store_issues.count, 0);
}

static void a_store_that_is_locked_is_done_without(void **state)
{
    struct store *store;
    sqlite3 *other;

    (void)state;
    store_make(10);
    assert_int_equal(sqlite3_open(folder_path("s.sqlite"), &other), SQLITE_OK);
    store = store_open_here();
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(store_count_rows(store, 0, 10), 10);
    store_put_rows(store, 10, 20);
    store_close(store, STORE_KEEP, &store_issues);
    store_assert_told(
        "s.sqlite: the store was not to be had all the time (database "
        "is locked): some documents are counted again");
    sqlite3_close(other);
    assert_int_equal(store_reopened(20, STORE_TODAY, STORE_KEEP), 10);
    assert_int_equal(store_issues.count, 0);
}

/* -- Killed while putting -------------------------------------------------- */

/* Waits until the log has so many bytes, a minute at most. More than a batch
 * (8 MB) has one committed. */
static void wait_for_log(off_t bytes)
{
    struct stat about = {0};

    for (unsigned i = 0; i < 3000 && about.st_size < bytes; i++) {
        usleep(20000);
        stat(folder_path("s.sqlite-wal"), &about);
    }
}

static void what_was_committed_outlives_a_kill(void **state)
{
    unsigned found, most = 0;

    (void)state;
    for (unsigned round = 0; round < 10; round++) {
        pid_t child = fork();

        if (child == 0) {
            struct store *store = store_open_on("s.sqlite", STORE_TODAY);

            for (unsigned i = 0;; i += 500)
                store_put_rows(store, i, i + 500);
        }
        usleep(20000 + round * 20000);
        if (round == 9)
            wait_for_log(12 << 20);
        kill(child, SIGKILL);
        assert_int_equal(wait_for_child(child), -SIGKILL);
        found = store_reopened(60000, STORE_TODAY, STORE_KEEP);
        assert_int_equal(store_issues.count, 0);
        assert_true(found >= most);
        most = found;
    }
    assert_true(most > 0);
    assert_int_equal(store_ask_sql("s.sqlite",
                                   "SELECT count(*) FROM pragma_integrity_check"
                                   " WHERE integrity_check <> 'ok'"),
                     0);
    assert_false(folder_has("s.sqlite.damaged"));
}

/* -- Age ------------------------------------------------------------------- */

static void rows_that_nobody_uses_are_removed(void **state)
{
    struct store *store;

    (void)state;
    store_make(100);
    store = store_open_on("s.sqlite", STORE_TODAY + 40);
    assert_int_equal(store_count_rows(store, 0, 30), 30); /* touched */
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_reopened(0,
                                    STORE_TODAY + STORE_KEEP + STORE_TOUCH_DAYS,
                                    STORE_KEEP),
                     0);
    assert_int_equal(store_ask_sql("s.sqlite", "SELECT count(*) FROM entry"),
                     100);
    assert_int_equal(
        store_reopened(0, STORE_TODAY + STORE_KEEP + STORE_TOUCH_DAYS + 1,
                       STORE_KEEP_ALL),
        0);
    assert_int_equal(store_ask_sql("s.sqlite", "SELECT count(*) FROM entry"),
                     100);
    assert_int_equal(
        store_reopened(0, STORE_TODAY + STORE_KEEP + STORE_TOUCH_DAYS + 1,
                       STORE_KEEP),
        0);
    assert_int_equal(store_ask_sql("s.sqlite", "SELECT count(*) FROM body"),
                     30);
    assert_int_equal(store_reopened(100, STORE_TODAY + 70, STORE_KEEP), 30);
    assert_int_equal(store_issues.count, 0);
}

static void a_row_is_touched_once_a_week(void **state)
{
    const char *days = "SELECT count(*) FROM entry WHERE day > 20000";

    (void)state;
    store_make(20);
    assert_int_equal(
        store_reopened(20, STORE_TODAY + STORE_TOUCH_DAYS, STORE_KEEP), 20);
    assert_int_equal(store_ask_sql("s.sqlite", days), 0);
    assert_int_equal(
        store_reopened(5, STORE_TODAY + STORE_TOUCH_DAYS + 1, STORE_KEEP), 5);
    assert_int_equal(store_ask_sql("s.sqlite", days), 5);
}

static void a_day_to_come_is_taken_back(void **state)
{
    const char *later = "SELECT count(*) FROM entry WHERE day > 20000";

    (void)state;
    store_make(20);
    assert_int_equal(store_reopened(20, STORE_TODAY + 50, STORE_KEEP), 20);
    assert_int_equal(store_ask_sql("s.sqlite", later), 20);
    assert_int_equal(store_reopened(0, STORE_TODAY, STORE_KEEP), 0);
    assert_int_equal(store_ask_sql("s.sqlite", later), 0);
}

static void room_is_given_back(void **state)
{
    struct stat before, after;

    (void)state;
    store_make(3000);
    assert_int_equal(stat(folder_path("s.sqlite"), &before), 0);
    store_reopened(100, STORE_TODAY + 200, STORE_KEEP);
    assert_int_equal(stat(folder_path("s.sqlite"), &after), 0);
    assert_true(after.st_size < before.st_size / 4);
    assert_int_equal(store_reopened(3000, STORE_TODAY + 200, STORE_KEEP), 100);
}

UNIT_MAIN(STORE_TEST(what_was_put_comes_back), STORE_TEST(kinds_are_apart),
          STORE_TEST(the_first_row_of_a_key_stays),
          STORE_TEST(sizes_have_limits),
          STORE_TEST(no_store_is_a_store_of_nothing),
          STORE_TEST(gets_and_puts_are_counted),
          STORE_TEST(threads_share_a_store), STORE_TEST(programs_share_a_store),
          STORE_TEST(a_store_that_is_locked_is_done_without),
          STORE_TEST(what_was_committed_outlives_a_kill),
          STORE_TEST(rows_that_nobody_uses_are_removed),
          STORE_TEST(a_row_is_touched_once_a_week),
          STORE_TEST(a_day_to_come_is_taken_back),
          STORE_TEST(room_is_given_back))
