/* publish_test.c - a run appears whole, alone, and under a name of its own. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/walk.h"
#include "run/publish.h"

static char folder[] = "/tmp/policylex-publish-XXXXXX";
static struct error err;

static int begin(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int end(void **state)
{
    (void)state;
    return tree_remove(folder, &err) != OK;
}

/* Returns folder/name; good until the next call. */
static const char *in_folder(const char *name)
{
    static char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

static bool exists(const char *name)
{
    struct stat about;

    return lstat(in_folder(name), &about) == 0;
}

/* Asserts where `latest` leads. */
static void assert_latest(const char *expected)
{
    char target[128] = {0};

    assert_true(readlink(in_folder("latest"), target, sizeof(target) - 1) > 0);
    assert_string_equal(target, expected);
}

/* Publishes a run that holds one file; asserts where it went. */
static void publish(const char *name, size_t keep, const char *expected)
{
    struct publication publication;
    char *published = NULL, *file;

    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    file = path_join(publication.building, "a.csv");
    assert_int_equal(file_write(file, name, strlen(name), &err), OK);
    assert_int_equal(publication_commit(&publication, name, &published, &err),
                     OK);
    assert_int_equal(publication_prune(&publication, published, keep, &err),
                     OK);
    publication_end(&publication);
    assert_string_equal(published, in_folder(expected));
    free(file);
    free(published);
}

#define FIRST  "2026-01-01T000000Z"
#define SECOND "2026-01-02T000000Z"
#define THIRD  "2026-01-10T000000Z"

static void latest_leads_to_the_newest_run(void **state)
{
    (void)state;
    publish(FIRST, 5, "runs/" FIRST);
    assert_latest("runs/" FIRST);
    publish(SECOND, 5, "runs/" SECOND);
    assert_latest("runs/" SECOND);
    assert_true(exists("runs/" FIRST "/a.csv"));
    assert_true(exists("latest/a.csv"));
}

static void a_taken_name_is_numbered(void **state)
{
    (void)state;
    publish(FIRST, 5, "runs/" FIRST);
    publish(FIRST, 5, "runs/" FIRST "-2");
    publish(FIRST, 5, "runs/" FIRST "-3");
    assert_latest("runs/" FIRST "-3");
}

static void old_runs_are_removed(void **state)
{
    (void)state;
    publish(FIRST, 2, "runs/" FIRST);
    publish(SECOND, 2, "runs/" SECOND);
    publish(THIRD, 2, "runs/" THIRD);
    assert_false(exists("runs/" FIRST));
    assert_true(exists("runs/" SECOND));
    assert_true(exists("runs/" THIRD));
}

/* A clock was set back: what is newer must not be taken for older. */
static void a_run_before_its_time_is_named_behind_the_newest(void **state)
{
    (void)state;
    publish(SECOND, 2, "runs/" SECOND);
    publish(THIRD, 2, "runs/" THIRD);
    publish(FIRST, 2, "runs/" THIRD "-2");
    assert_latest("runs/" THIRD "-2");
    assert_false(exists("runs/" SECOND));
    publish(SECOND, 2, "runs/" THIRD "-3");
    assert_false(exists("runs/" THIRD));
    assert_true(exists("runs/" THIRD "-2/a.csv"));
    publish("2026-01-10T000001Z", 1, "runs/2026-01-10T000001Z");
    assert_false(exists("runs/" THIRD "-3"));
}

static void what_is_no_run_is_left_alone(void **state)
{
    (void)state;
    assert_int_equal(folder_create(in_folder("runs/kept for Anna"), &err), OK);
    assert_int_equal(folder_create(in_folder("runs/" FIRST " copy"), &err), OK);
    assert_int_equal(folder_create(in_folder("runs/" FIRST "-2 Anna"), &err),
                     OK);
    publish(FIRST, 1, "runs/" FIRST);
    publish(SECOND, 1, "runs/" SECOND);
    assert_false(exists("runs/" FIRST));
    assert_true(exists("runs/kept for Anna"));
    assert_true(exists("runs/" FIRST " copy"));
    assert_true(exists("runs/" FIRST "-2 Anna"));
}

static void what_is_not_committed_leaves_no_trace(void **state)
{
    struct publication publication;

    (void)state;
    publish(FIRST, 5, "runs/" FIRST);
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    assert_true(access(publication.building, W_OK) == 0);
    publication_end(&publication);
    assert_latest("runs/" FIRST);
    assert_int_equal(rmdir(in_folder("runs")), -1);
    assert_int_equal(unlink(in_folder("runs/" FIRST "/a.csv")), 0);
    assert_int_equal(rmdir(in_folder("runs/" FIRST)), 0);
    assert_int_equal(rmdir(in_folder("runs")), 0); /* nothing else in it */
}

static void what_a_killed_run_left_is_removed(void **state)
{
    struct publication publication;

    (void)state;
    assert_int_equal(folder_create(in_folder("runs/.building-abcdef"), &err),
                     OK);
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    assert_false(exists("runs/.building-abcdef"));
    publication_end(&publication);
}

/* Returns what another process is told that wants to publish here. */
static int begin_elsewhere(void)
{
    struct publication publication;
    pid_t process = fork();
    int status;

    if (process == 0)
        _exit((int)publication_begin(&publication, folder, &err));
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void two_runs_do_not_mix(void **state)
{
    struct publication publication;

    (void)state;
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    assert_int_equal(begin_elsewhere(), ERR_LOCKED);
    assert_true(access(publication.building, W_OK) == 0);
    assert_int_equal(begin_elsewhere(), ERR_LOCKED);
    publication_end(&publication);
    assert_int_equal(begin_elsewhere(), OK);
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    publication_end(&publication);
}

/* A process that a run starts lives on for a moment when the run is killed. */
static void a_child_does_not_hold_the_lock_on(void **state)
{
    struct publication publication;
    int blocked[2];
    pid_t child;

    (void)state;
    assert_int_equal(pipe(blocked), 0);
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    child = fork();
    if (child == 0) {
        close(blocked[1]);
        _exit(read(blocked[0], &(char){0}, 1) != 0);
    }
    assert_true(child > 0);
    publication_end(&publication);
    assert_int_equal(begin_elsewhere(), OK);
    close(blocked[0]);
    close(blocked[1]);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    struct publication publication;

    (void)state;
    assert_int_equal(publication_begin(&publication, "/dev/null/x", &err),
                     ERR_CREATE);
    assert_non_null(strstr(err.text, "/dev/null"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(latest_leads_to_the_newest_run), TEST(a_taken_name_is_numbered),
          TEST(old_runs_are_removed),
          TEST(a_run_before_its_time_is_named_behind_the_newest),
          TEST(what_is_no_run_is_left_alone),
          TEST(what_is_not_committed_leaves_no_trace),
          TEST(what_a_killed_run_left_is_removed), TEST(two_runs_do_not_mix),
          TEST(a_child_does_not_hold_the_lock_on),
          TEST(a_folder_that_cannot_be_made_is_told))
