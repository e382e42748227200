/* store_fixture.c - see store_fixture.h. */
#include "store_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/digest.h"

struct issues store_issues;

int store_test_begin(void **state)
{
    store_issues = (struct issues){0};
    return folder_begin(state);
}

int store_test_end(void **state)
{
    issues_release(&store_issues);
    return folder_end(state);
}

/* -- Rows by number: what row N is called and holds ------------------------ */

static struct digest row_key(unsigned number)
{
    struct digest key;

    digest_of(&number, sizeof(number), &key);
    return key;
}

/* Fills `out` with the bytes of a row: none to 40,000, by its number. */
static void row_body(unsigned number, struct buffer *out)
{
    unsigned length = number * 7919 % 1500, state = number;

    if (number % 16 == 0)
        length = number * 7919 % 40001;
    buffer_reset(out);
    for (unsigned i = 0; i < length; i += sizeof(state)) {
        state = state * 1664525 + 1013904223;
        buffer_add(out, &state, sizeof(state));
    }
}

static enum store_kind row_kind(unsigned number)
{
    return number % 3 ? STORE_TALLY : STORE_TEXT;
}

void store_put_rows(struct store *store, unsigned from, unsigned to)
{
    struct buffer body = {0};

    for (unsigned i = from; i < to; i++) {
        struct digest key = row_key(i);

        row_body(i, &body);
        store_put(store, row_kind(i), &key, body.data, body.length);
    }
    buffer_release(&body);
}

unsigned store_count_rows(struct store *store, unsigned from, unsigned to)
{
    struct store_reader *reader = store_reader_new(store);
    struct buffer body = {0}, out = {0};
    unsigned found = 0;

    for (unsigned i = from; i < to; i++) {
        struct digest key = row_key(i);

        if (!store_get(reader, row_kind(i), &key, &out))
            continue;
        found++;
        row_body(i, &body);
        if (out.length != body.length ||
            memcmp(buffer_text(&out), buffer_text(&body), out.length) != 0)
            fail_msg("row %u: %zu bytes that are not its own", i, out.length);
    }
    store_reader_free(reader);
    buffer_release(&body);
    buffer_release(&out);
    return found;
}

struct store *store_open_on(const char *name, int64_t day)
{
    struct store *store;

    store_open(folder_path(name), day, &store, &store_issues);
    return store;
}

struct store *store_open_here(void)
{
    struct store *store = store_open_on("s.sqlite", STORE_TODAY);

    assert_non_null(store);
    return store;
}

void store_make(unsigned rows)
{
    struct store *store = store_open_here();

    store_put_rows(store, 0, rows);
    store_close(store, STORE_KEEP, &store_issues);
    assert_int_equal(store_issues.count, 0);
}

unsigned store_reopened(unsigned rows, int64_t day, int64_t keep)
{
    struct store *store = store_open_on("s.sqlite", day);
    unsigned found = store_count_rows(store, 0, rows);

    store_close(store, keep, &store_issues);
    return found;
}

void store_assert_told(const char *words)
{
    char text[ERROR_TEXT_MAX];

    assert_int_equal(store_issues.count, 1);
    assert_string_equal(store_issues.items[0].stage, "store");
    issue_format(&store_issues.items[0], text, sizeof(text));
    assert_has(text, words);
    issues_release(&store_issues);
}

void store_run_sql(const char *name, const char *sql)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open(folder_path(name), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int64_t store_ask_sql(const char *name, const char *sql)
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

int wait_for_child(pid_t child)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
