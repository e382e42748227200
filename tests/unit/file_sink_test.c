/* file_sink_test.c - what the system refuses is said, whenever it says so.
 *
 * write, fsync and close are this program's own: they stand before those of the
 * C library and fail, or do less than asked, when a test says so. */
#include "report/file_sink.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "unit.h"

static struct {
    size_t most;     /* bytes that a write takes; 0: all */
    int interrupts;  /* writes that fail with EINTR before one succeeds */
    int write_error; /* errno of the next write; 0: none */
    int fsync_error;
    int close_error;
} faults;

static int watched = -1; /* only this descriptor is tampered with */

/* The C library's own parameters have reserved names. */
/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
ssize_t write(int file, const void *bytes, size_t length)
{
    if (file == watched && faults.interrupts > 0) {
        faults.interrupts--;
        errno = EINTR;
        return -1;
    }
    if (file == watched && faults.write_error) {
        errno = faults.write_error;
        return -1;
    }
    if (file == watched && faults.most && length > faults.most)
        length = faults.most;
    return syscall(SYS_write, file, bytes, length);
}

int fsync(int file)
{
    if (file == watched && faults.fsync_error) {
        errno = faults.fsync_error;
        return -1;
    }
    return (int)syscall(SYS_fsync, file);
}

int close(int file)
{
    int status = (int)syscall(SYS_close, file);

    if (file == watched && faults.close_error) {
        errno = faults.close_error;
        return -1;
    }
    return status;
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */

static char path[] = "/tmp/file_sink_test.XXXXXX";

static int make_file(void **state)
{
    int file;

    (void)state;
    strcpy(path + strlen(path) - 6, "XXXXXX");
    file = mkstemp(path);
    memset(&faults, 0, sizeof(faults));
    watched = -1;
    return file < 0 ? -1 : (int)syscall(SYS_close, file);
}

static int remove_file(void **state)
{
    (void)state;
    memset(&faults, 0, sizeof(faults));
    return unlink(path);
}

static void open_watched(struct file_sink *sink)
{
    struct error err;

    assert_int_equal(file_sink_open(sink, path, &err), OK);
    watched = sink->file;
}

/* Adds `count` numbered lines, 10 bytes each. */
static enum status add_lines(struct file_sink *sink, int count,
                             struct error *err)
{
    enum status status = OK;
    char line[16];

    for (int i = 0; status == OK && i < count; i++) {
        snprintf(line, sizeof(line), "%09d\n", i);
        status = file_sink_add(sink, line, 10, err);
    }
    return status;
}

static void assert_lines(int count)
{
    FILE *in = fopen(path, "r");
    char line[16], want[16];

    assert_non_null(in);
    for (int i = 0; i < count; i++) {
        snprintf(want, sizeof(want), "%09d\n", i);
        assert_non_null(fgets(line, sizeof(line), in));
        assert_string_equal(line, want);
    }
    assert_null(fgets(line, sizeof(line), in));
    fclose(in);
}

static void short_and_interrupted_writes_lose_nothing(void **state)
{
    enum { LINES = 120000 }; /* more than two blocks */
    struct file_sink sink = {0};
    struct digest digest, again;
    struct error err;

    (void)state;
    open_watched(&sink);
    assert_int_equal(add_lines(&sink, LINES, &err), OK);
    assert_int_equal(file_sink_close(&sink, &digest, &err), OK);
    assert_int_equal(sink.written_bytes, LINES * 10);

    open_watched(&sink);
    faults.most = 4099;
    faults.interrupts = 3;
    assert_int_equal(add_lines(&sink, LINES, &err), OK);
    assert_int_equal(file_sink_close(&sink, &again, &err), OK);
    assert_memory_equal(&digest, &again, sizeof(digest));
    assert_lines(LINES);
    file_sink_release(&sink);
}

static void assert_refused(struct file_sink *sink, int reason)
{
    struct digest digest;
    struct error err;

    assert_int_equal(add_lines(sink, 3, &err), OK);
    assert_int_equal(file_sink_close(sink, &digest, &err), ERR_IO);
    assert_non_null(strstr(err.text, path));
    assert_non_null(strstr(err.text, strerror(reason)));
    assert_false(sink->is_open);
}

static void refusals_name_file_and_reason(void **state)
{
    struct file_sink sink = {0};

    (void)state;
    open_watched(&sink);
    faults.write_error = ENOSPC;
    assert_refused(&sink, ENOSPC);
    faults.write_error = 0;

    open_watched(&sink);
    faults.fsync_error = EIO;
    assert_refused(&sink, EIO);
    faults.fsync_error = 0;

    open_watched(&sink);
    faults.close_error = EDQUOT;
    assert_refused(&sink, EDQUOT);
    file_sink_release(&sink);
}

static void a_refused_file_does_not_taint_the_next(void **state)
{
    struct file_sink sink = {0};
    struct digest digest, want;
    struct error err;

    (void)state;
    open_watched(&sink);
    assert_int_equal(add_lines(&sink, 60000, &err), OK);
    file_sink_discard(&sink);
    open_watched(&sink);
    assert_int_equal(file_sink_add(&sink, "abc", 3, &err), OK);
    assert_int_equal(file_sink_close(&sink, &digest, &err), OK);
    digest_of("abc", 3, &want);
    assert_memory_equal(&digest, &want, sizeof(want));
    file_sink_release(&sink);
}

static void a_file_that_cannot_be_made_is_named(void **state)
{
    struct file_sink sink = {0};
    struct error err;

    (void)state;
    assert_int_equal(file_sink_open(&sink, "/nowhere/at/all.csv", &err),
                     ERR_CREATE);
    assert_non_null(strstr(err.text, "/nowhere/at/all.csv: "));
    file_sink_release(&sink);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_file, remove_file)

UNIT_MAIN(TEST(short_and_interrupted_writes_lose_nothing),
          TEST(refusals_name_file_and_reason),
          TEST(a_refused_file_does_not_taint_the_next),
          TEST(a_file_that_cannot_be_made_is_named))
