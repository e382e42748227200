/* store_faults_test.c - whatever call fails, no wrong row is read, and the next
 * night has a store. */
#include "store_fixture.h"
#include "store_vfs_fixture.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/walk.h"

enum { ROWS = 60, MEMORY_EXIT = 74 };

/* -- Every call in turn ---------------------------------------------------- */

static void remove_store(void)
{
    static const char *const NAMES[] = {
        "s.sqlite",         "s.sqlite-wal",         "s.sqlite-shm",
        "s.sqlite.damaged", "s.sqlite.damaged-wal", "s.sqlite.damaged-shm",
    };

    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
        unlink(folder_path(NAMES[i]));
}

/* A night that finds what is there and adds as much. */
static void have_a_night(int64_t day)
{
    struct store *store = store_open_on("s.sqlite", day);

    store_count_rows(store, 0, ROWS);
    store_put_rows(store, 0, 2 * ROWS);
    store_close(store, STORE_KEEP, &store_issues);
}

/* A night with the fault, and one without; false when the first had no call
 * left to fail. */
static bool survives(unsigned rows_before, struct store_faults faults)
{
    bool has_failed;

    remove_store();
    store_faults = (struct store_faults){0};
    if (rows_before)
        store_make(rows_before);
    store_faults = faults;
    have_a_night(STORE_TODAY + 100);
    has_failed = store_faults.calls >= faults.fail_at;
    store_faults = (struct store_faults){0};
    assert_true(store_issues.count <= 2);
    issues_release(&store_issues);
    have_a_night(STORE_TODAY + 101);
    if (store_issues.count)
        fail_msg("call %u: %s", faults.fail_at, store_issues.items[0].message);
    assert_int_equal(store_reopened(2 * ROWS, STORE_TODAY + 102, STORE_KEEP),
                     2 * ROWS);
    assert_int_equal(store_issues.count, 0);
    return has_failed;
}

static void any_call_may_fail(void **state)
{
    unsigned faults = 0;

    (void)state;
    store_vfs_use();
    for (unsigned kind = 0; kind < 8; kind++) {
        struct store_faults next = {.keep_failing = kind & 1,
                                    .is_full = kind & 2};

        for (next.fail_at = 1; survives(kind & 4 ? ROWS : 0, next);
             next.fail_at++)
            faults++;
    }
    print_message("# %u faults\n", faults);
    assert_true(faults > 500);
}

/* -- A disk without room --------------------------------------------------- */

/* Says what there was no room for, and keeps what was there before. */
static int fill_disk(const char *path)
{
    struct store *store;

    store_open(path, STORE_TODAY, &store, &store_issues);
    if (!store)
        return 1;
    for (unsigned i = 0; i < 40; i++)
        store_put_rows(store, 0, 2000); /* the batch is due at some row */
    if (store_count_rows(store, 0, 2000) > 2000)
        return 2;
    store_close(store, STORE_KEEP, &store_issues);
    if (store_issues.count != 1 ||
        !strstr(store_issues.items[0].message, "the store cannot be written ("))
        return 3;
    store_open(path, STORE_TODAY, &store, &store_issues);
    if (store && store_count_rows(store, 0, ROWS) != ROWS)
        return 4;
    store_close(store, STORE_KEEP_ALL, &store_issues);
    return 0;
}

/* A file may have no more bytes than that; the system says EFBIG. */
static void a_file_that_may_not_grow(void **state)
{
    pid_t child;

    (void)state;
    store_make(ROWS);
    child = fork();
    if (child == 0) {
        struct rlimit limit = {2 << 20, 2 << 20};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(fill_disk(folder_path("s.sqlite")));
    }
    assert_int_equal(wait_for_child(child), 0);
    assert_int_equal(store_reopened(ROWS, STORE_TODAY, STORE_KEEP), ROWS);
    assert_int_equal(store_issues.count, 0);
}

/* Runs in a child: the disk is gone with the child's view of the system. */
static int fill_small_disk(void)
{
    const char *disk = folder_path("disk");
    struct store *store;

    if (unshare(CLONE_NEWNS) != 0 ||
        mount("none", "/", "none", MS_REC | MS_PRIVATE, "") != 0 ||
        mount("none", disk, "tmpfs", 0, "size=2m") != 0)
        return 77;
    store_open(folder_path("disk/s.sqlite"), STORE_TODAY, &store,
               &store_issues);
    store_put_rows(store, 0, ROWS);
    store_close(store, STORE_KEEP, &store_issues);
    if (store_issues.count)
        return 5;
    return fill_disk(folder_path("disk/s.sqlite"));
}

static void a_full_disk(void **state)
{
    pid_t child;
    int code;

    (void)state;
    folder_write("disk/mounted-over", "");
    child = fork();
    if (child == 0)
        _exit(fill_small_disk());
    code = wait_for_child(child);
    if (code == 77) {
        print_message("# no small disk can be mounted here\n");
        skip();
    }
    assert_int_equal(code, 0);
}

/* -- Memory ---------------------------------------------------------------- */

static sqlite3_mem_methods system_memory;
static unsigned allocations, fail_at;

static void *get_or_fail(int size)
{
    return ++allocations == fail_at ? NULL : system_memory.xMalloc(size);
}

static void *resize_or_fail(void *memory, int size)
{
    return ++allocations == fail_at ? NULL
                                    : system_memory.xRealloc(memory, size);
}

/* Has a night in which SQLite's Nth allocation fails; exits 1 when the night
 * needed fewer. */
static void starve(unsigned number)
{
    sqlite3_mem_methods starving;

    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
    starving = system_memory;
    starving.xMalloc = get_or_fail;
    starving.xRealloc = resize_or_fail;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &starving);
    fail_at = number;
    if (!freopen("/dev/null", "w", stderr))
        _exit(2);
    have_a_night(STORE_TODAY + 100);
    _exit(allocations < number ? 1 : 0);
}

/* SQLite does without some; for the others the run ends with a sentence. */
static void memory_runs_out(void **state)
{
    unsigned number = 1, ended = 0;
    int code = 0;

    (void)state;
    store_make(ROWS);
    for (; code != 1; number += 1 + number / 8) {
        pid_t child = fork();

        if (child == 0)
            starve(number);
        code = wait_for_child(child);
        if (code != 0 && code != 1 && code != MEMORY_EXIT)
            fail_msg("allocation %u: %d", number, code);
        ended += code == MEMORY_EXIT;
    }
    assert_true(ended > 10);
    assert_int_equal(store_reopened(ROWS, STORE_TODAY, STORE_KEEP), ROWS);
    assert_int_equal(store_issues.count, 0);
}

UNIT_MAIN(STORE_TEST(memory_runs_out), STORE_TEST(a_file_that_may_not_grow),
          STORE_TEST(a_full_disk), STORE_TEST(any_call_may_fail))
