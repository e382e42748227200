/* files_test.c - whole files in and out, folders listed and removed. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "base/files.h"
#include "base/walk.h"

static char root[64];
static struct error err;

static int make_root(void **state)
{
    (void)state;
    strcpy(root, "/tmp/files_test.XXXXXX");
    return mkdtemp(root) && chdir(root) == 0 ? 0 : -1;
}

static int remove_root(void **state)
{
    (void)state;
    return chdir("/") == 0 && tree_remove(root, &err) == OK ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    assert_int_equal(file_write(path, text, strlen(text), &err), OK);
}

static void assert_content(const char *path, const char *text)
{
    struct buffer bytes = {0};

    assert_int_equal(file_read(path, &bytes, &err), OK);
    assert_string_equal(buffer_text(&bytes), text);
    assert_int_equal(bytes.length, strlen(text));
    buffer_release(&bytes);
}

/* Lists a folder as "a b c"; problems follow as "!path". */
static void tell(void *context, const char *path, bool is_denied,
                 const char *sentence)
{
    assert_true(strlen(sentence) > 10);
    assert_int_equal(is_denied, strstr(sentence, "denied") != NULL);
    buffer_add_format(context, " !%s", path);
}

static void assert_list(const char *folder, const char *expected)
{
    struct file_list list = {0};
    struct buffer text = {0}, told = {0};

    assert_int_equal(folder_list(folder, &list, tell, &told, &err), OK);
    for (size_t i = 0; i < list.count; i++)
        buffer_add_format(&text, "%s%s", i ? " " : "", list.items[i].path);
    buffer_add_text(&text, buffer_text(&told));
    assert_string_equal(buffer_text(&text), expected);
    buffer_release(&text);
    buffer_release(&told);
    file_list_release(&list);
}

static void writes_and_reads_back(void **state)
{
    (void)state;
    put("a.txt", "first");
    assert_content("a.txt", "first");
    put("a.txt", "second, longer");
    assert_content("a.txt", "second, longer");
    put("empty", "");
    assert_content("empty", "");
}

static void leaves_no_temporary(void **state)
{
    (void)state;
    put("a.txt", "x");
    assert_int_equal(mkdir("taken", 0777), 0);
    assert_int_equal(file_write("taken", "x", 1, &err), ERR_IO);
    assert_non_null(strstr(err.text, "taken: cannot be replaced: "));
    assert_int_equal(rmdir("taken"), 0);
    assert_int_equal(unlink("a.txt"), 0);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(root), 0); /* fails unless it is empty */
    assert_int_equal(mkdir(root, 0777), 0);
    assert_int_equal(chdir(root), 0);
}

static void obeys_umask(void **state)
{
    mode_t before = umask(022);
    struct stat info;

    (void)state;
    put("a.txt", "x");
    umask(before);
    assert_int_equal(stat("a.txt", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0644);
}

static void cannot_create(void **state)
{
    (void)state;
    assert_int_equal(file_write("no/a.txt", "x", 1, &err), ERR_CREATE);
    assert_string_equal(err.text, "no/a.txt: cannot be created: "
                                  "No such file or directory");
}

static void missing_file(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    assert_int_equal(file_read("none.txt", &bytes, &err), ERR_MISSING);
    assert_string_equal(err.text, "none.txt: cannot be opened: "
                                  "No such file or directory");
    put("a.txt", "x");
    assert_int_equal(file_read("a.txt/b", &bytes, &err), ERR_MISSING);
    buffer_release(&bytes);
}

static void refuses_what_is_no_file(void **state)
{
    struct buffer bytes = {0};

    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(file_read("pipe", &bytes, &err), ERR_IO);
    assert_string_equal(err.text, "pipe: is a named pipe, not a file");
    assert_int_equal(file_read(".", &bytes, &err), ERR_IO);
    assert_string_equal(err.text, ".: is a folder, not a file");
    assert_int_equal(file_read("/dev/zero", &bytes, &err), ERR_IO);
    assert_string_equal(err.text, "/dev/zero: is a device, not a file");
    buffer_release(&bytes);
}

static void obeys_the_limit(void **state)
{
    struct buffer bytes = {.limit = 4};

    (void)state;
    put("four", "1234");
    put("five", "12345");
    assert_int_equal(file_read("four", &bytes, &err), OK);
    assert_int_equal(file_read("five", &bytes, &err), ERR_LIMIT);
    assert_string_equal(err.text,
                        "five: has 5 bytes, more than the limit of 4");
    buffer_release(&bytes);
}

static void assert_listed(const char *path, uint64_t size_bytes,
                          const char *expected)
{
    struct buffer bytes = {0};

    buffer_add_text(&bytes, "of the document before");
    assert_int_equal(file_read_listed(path, size_bytes, &bytes, &err), OK);
    assert_string_equal(buffer_text(&bytes), expected);
    assert_int_equal(bytes.length, strlen(expected));
    buffer_release(&bytes);
}

static void listed_files_may_have_changed(void **state)
{
    struct buffer small = {.limit = 4};

    (void)state;
    put("now", "12345");
    assert_listed("now", 5, "12345");
    assert_listed("now", 3, "12345");    /* has grown */
    assert_listed("now", 4, "12345");    /* by one byte */
    assert_listed("now", 5000, "12345"); /* has shrunk */
    assert_listed("now", UINT64_MAX, "12345");
    assert_int_equal(file_read_listed("now", 4, &small, &err), ERR_LIMIT);
    assert_int_equal(file_read_listed("now", 5, &small, &err), ERR_LIMIT);
    assert_int_equal(file_read_listed("gone", 5, &small, &err), ERR_MISSING);
    buffer_release(&small);
}

/* Even a pipe that holds just as many bytes, or a device that gives as many. */
static void listed_files_may_be_none_by_now(void **state)
{
    struct buffer bytes = {0};
    int pipe;

    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    pipe = open("pipe", O_RDWR);
    assert_true(pipe >= 0);
    assert_int_equal(write(pipe, "12345", 5), 5);
    assert_int_equal(file_read_listed("pipe", 5, &bytes, &err), ERR_IO);
    assert_string_equal(err.text, "pipe: is a named pipe, not a file");
    close(pipe);
    assert_int_equal(file_read_listed(".", 5, &bytes, &err), ERR_IO);
    assert_int_equal(file_read_listed("/dev/zero", 5, &bytes, &err), ERR_IO);
    assert_string_equal(err.text, "/dev/zero: is a device, not a file");
    assert_int_equal(file_read_listed("/dev/null", 5, &bytes, &err), ERR_IO);
    buffer_release(&bytes);
}

/* /proc says size 0 for files that have content. */
static void reads_files_of_unknown_size(void **state)
{
    struct buffer bytes = {0}, small = {.limit = 2};

    (void)state;
    assert_int_equal(file_read("/proc/self/status", &bytes, &err), OK);
    assert_true(bytes.length > 20);
    assert_int_equal(file_read("/proc/self/status", &small, &err), ERR_LIMIT);
    buffer_release(&bytes);
    buffer_release(&small);
}

static void creates_folders(void **state)
{
    struct stat info;

    (void)state;
    assert_int_equal(folder_create("a/b/c", &err), OK);
    assert_int_equal(folder_create("a/b/c/", &err), OK);
    assert_int_equal(folder_create("", &err), OK);
    assert_int_equal(stat("a/b/c", &info), 0);
    assert_true(S_ISDIR(info.st_mode));
    put("file", "x");
    assert_int_equal(folder_create("file", &err), ERR_CREATE);
    assert_int_equal(folder_create("file/sub", &err), ERR_CREATE);
    assert_string_equal(err.text,
                        "file: is there, but is not a folder; move it away, "
                        "or name another");
    assert_int_equal(folder_sync("a/b", &err), OK);
    assert_int_equal(folder_sync("nowhere", &err), ERR_IO);
}

static void removes_trees_but_not_through_links(void **state)
{
    struct stat info;

    (void)state;
    assert_int_equal(folder_create("keep", &err), OK);
    put("keep/a", "x");
    assert_int_equal(folder_create("go/deep/er", &err), OK);
    put("go/deep/a", "x");
    assert_int_equal(symlink("../keep", "go/link"), 0);
    assert_int_equal(tree_remove("go", &err), OK);
    assert_int_equal(stat("go", &info), -1);
    assert_content("keep/a", "x");
    assert_int_equal(tree_remove("go", &err), OK);
}

static void lists_by_bytes_without_hidden(void **state)
{
    (void)state;
    assert_int_equal(folder_create("t/b/deep", &err), OK);
    assert_int_equal(folder_create("t/.git", &err), OK);
    put("t/b/deep/z", "x");
    put("t/b-1", "x");
    put("t/B", "x");
    put("t/.hidden", "x");
    put("t/.git/config", "x");
    put("t/\xC3\xA9", "x");
    assert_list("t", "B b-1 b/deep/z \xC3\xA9");
    assert_list("t/", "B b-1 b/deep/z \xC3\xA9");
}

static void passes_over_reports(void **state)
{
    (void)state;
    assert_int_equal(folder_create("t/reports/runs/1", &err), OK);
    assert_int_equal(folder_create("t/a", &err), OK);
    put("t/reports/runs/1/x.csv", "x");
    put("t/a/.lock", "");
    put("t/a/x", "x");
    assert_list("t", "a/x reports/runs/1/x.csv");
    put("t/reports/.lock", "");
    assert_list("t", "a/x");
    assert_list("t/reports", "runs/1/x.csv"); /* when asked for it */
}

static void follows_links_only_inside(void **state)
{
    (void)state;
    assert_int_equal(folder_create("t/sub", &err), OK);
    put("t/sub/a", "x");
    put("outside", "x");
    assert_int_equal(symlink("sub/a", "t/inside"), 0);
    assert_int_equal(symlink("../outside", "t/outside"), 0);
    assert_list("t", "inside sub/a !outside");
    assert_int_equal(unlink("t/outside"), 0);
    assert_int_equal(symlink("nothing", "t/dangling"), 0);
    assert_list("t", "inside sub/a !dangling");
    assert_int_equal(unlink("t/dangling"), 0);
    assert_int_equal(symlink("..", "t/sub/up"), 0);
    assert_list("t", "inside sub/a !sub/up");
    /* A name that begins like the root's is not inside it. */
    assert_int_equal(folder_create("t2", &err), OK);
    put("t2/a", "x");
    assert_int_equal(symlink("../t2/a", "t/cousin"), 0);
    assert_int_equal(unlink("t/sub/up"), 0);
    assert_list("t", "inside sub/a !cousin");
}

static void tells_of_pipes_and_goes_on(void **state)
{
    (void)state;
    assert_int_equal(folder_create("t", &err), OK);
    assert_int_equal(mkfifo("t/pipe", 0600), 0);
    put("t/z", "x");
    assert_list("t", "z !pipe");
}

static void missing_folder(void **state)
{
    struct file_list list = {0};

    (void)state;
    assert_int_equal(folder_list("none", &list, NULL, NULL, &err), ERR_MISSING);
    assert_string_equal(err.text, "none: the folder cannot be opened: "
                                  "No such file or directory");
    put("file", "x");
    assert_int_equal(folder_list("file", &list, NULL, NULL, &err), ERR_MISSING);
    file_list_release(&list);
}

static void too_deep(void **state)
{
    struct buffer path = {0};

    (void)state;
    buffer_add_text(&path, "t");
    for (int i = 0; i <= WALK_DEPTH_MAX; i++)
        buffer_add_text(&path, "/d");
    assert_int_equal(folder_create(buffer_text(&path), &err), OK);
    put("t/a", "x");
    /* The folder past the last depth is told and not entered. */
    assert_list("t", "a !d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/"
                     "d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/d/"
                     "d/d/d/d/d/d/d/d/d/d");
    buffer_release(&path);
}

static void joins_paths(void **state)
{
    char *path = path_join("a", "b");

    (void)state;
    assert_string_equal(path, "a/b");
    free(path);
    path = path_join("a/", "b");
    assert_string_equal(path, "a/b");
    free(path);
    path = path_join("", "b");
    assert_string_equal(path, "b");
    free(path);
    assert_string_equal(path_name("a/b.txt"), "b.txt");
    assert_string_equal(path_name("b.txt"), "b.txt");
}

static void second_names_are_links_or_copies(void **state)
{
    struct stat original, second;

    (void)state;
    put("a", "text");
    assert_int_equal(chmod("a", 0440), 0);
    assert_int_equal(file_link("a", "b", &err), OK);
    assert_int_equal(stat("a", &original), 0);
    assert_int_equal(stat("b", &second), 0);
    assert_true(original.st_ino == second.st_ino);
    assert_int_equal(file_link("a", "/dev/shm/files_test_link", &err), OK);
    assert_content("/dev/shm/files_test_link", "text");
    assert_int_equal(stat("/dev/shm/files_test_link", &second), 0);
    assert_int_equal(second.st_mode & 0777, 0440);
    unlink("/dev/shm/files_test_link");
}

static void second_names_that_cannot_be(void **state)
{
    (void)state;
    put("a", "text");
    put("b", "other");
    assert_int_equal(file_link("a", "b", &err), ERR_CREATE);
    assert_content("b", "other");
    assert_int_equal(file_link("missing", "c", &err), ERR_IO);
    assert_int_equal(file_link("a", "no/folder", &err), ERR_CREATE);
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(file_link("d", "e", &err), ERR_IO);
    assert_int_equal(access("c", F_OK) | access("e", F_OK), -1);
}

#define FRESH(test) \
    cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRESH(writes_and_reads_back),
        FRESH(leaves_no_temporary),
        FRESH(obeys_umask),
        FRESH(cannot_create),
        FRESH(missing_file),
        FRESH(refuses_what_is_no_file),
        FRESH(listed_files_may_have_changed),
        FRESH(listed_files_may_be_none_by_now),
        FRESH(obeys_the_limit),
        FRESH(reads_files_of_unknown_size),
        FRESH(second_names_are_links_or_copies),
        FRESH(second_names_that_cannot_be),
        FRESH(creates_folders),
        FRESH(removes_trees_but_not_through_links),
        FRESH(lists_by_bytes_without_hidden),
        FRESH(passes_over_reports),
        FRESH(follows_links_only_inside),
        FRESH(tells_of_pipes_and_goes_on),
        FRESH(missing_folder),
        FRESH(too_deep),
        cmocka_unit_test(joins_paths),
    };

    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
