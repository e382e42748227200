/* publish_test.c - a run appears whole, alone, and under a name of its own. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static void latest_leads_to_the_newest_run(void **state)
{
    (void)state;
    publish("2026-01-01", 5, "runs/2026-01-01");
    assert_latest("runs/2026-01-01");
    publish("2026-01-02", 5, "runs/2026-01-02");
    assert_latest("runs/2026-01-02");
    assert_true(exists("runs/2026-01-01/a.csv"));
    assert_true(exists("latest/a.csv"));
}

static void a_taken_name_is_numbered(void **state)
{
    (void)state;
    publish("x", 5, "runs/x");
    publish("x", 5, "runs/x-2");
    publish("x", 5, "runs/x-3");
    assert_latest("runs/x-3");
}

static void old_runs_are_removed(void **state)
{
    (void)state;
    publish("1", 2, "runs/1");
    publish("2", 2, "runs/2");
    publish("10", 2, "runs/10");
    assert_false(exists("runs/1"));
    assert_true(exists("runs/2"));
    assert_true(exists("runs/10"));
}

static void the_newest_is_kept_whatever_its_name(void **state)
{
    (void)state;
    publish("9", 1, "runs/9");
    publish("1", 1, "runs/1");
    assert_latest("runs/1");
    assert_true(exists("runs/1/a.csv"));
}

static void what_is_not_committed_leaves_no_trace(void **state)
{
    struct publication publication;

    (void)state;
    publish("1", 5, "runs/1");
    assert_int_equal(publication_begin(&publication, folder, &err), OK);
    assert_true(access(publication.building, W_OK) == 0);
    publication_end(&publication);
    assert_latest("runs/1");
    assert_int_equal(rmdir(in_folder("runs")), -1);
    assert_int_equal(unlink(in_folder("runs/1/a.csv")), 0);
    assert_int_equal(rmdir(in_folder("runs/1")), 0);
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

static void two_runs_do_not_mix(void **state)
{
    struct publication first, second;

    (void)state;
    assert_int_equal(publication_begin(&first, folder, &err), OK);
    assert_int_equal(publication_begin(&second, folder, &err), ERR_LOCKED);
    assert_true(access(first.building, W_OK) == 0);
    publication_end(&first);
    assert_int_equal(publication_begin(&second, folder, &err), OK);
    publication_end(&second);
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
          TEST(the_newest_is_kept_whatever_its_name),
          TEST(what_is_not_committed_leaves_no_trace),
          TEST(what_a_killed_run_left_is_removed), TEST(two_runs_do_not_mix),
          TEST(a_folder_that_cannot_be_made_is_told))
