/* fault_record.c - see fault_record.h. */
#include "faults/fault_record.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "faults/fault_state.h"

static int trace = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void record_arm(void)
{
    const char *path = getenv("POLICYLEX_RECORD");

    if (path)
        trace = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void append(enum record_kind kind, const char *path, uint64_t value,
                   struct iovec data)
{
    size_t length = strlen(path);
    struct record record = {kind, (uint32_t)length, value, data.iov_len};
    union {
        const char *borrowed;
        void *given;
    } name = {path};
    struct iovec pieces[] = {
        {&record, sizeof(record)}, {name.given, length}, data};
    size_t whole = sizeof(record) + length + data.iov_len;

    pthread_mutex_lock(&lock);
    if (writev(trace, pieces, 3) != (ssize_t)whole) {
        fputs("interposer: the record cannot be written\n", stderr);
        _exit(99);
    }
    pthread_mutex_unlock(&lock);
}

static void find_file(int file, char out[PATH_MAX])
{
    char link[64];
    ssize_t length;

    snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    length = readlink(link, out, PATH_MAX - 1);
    out[length < 0 ? 0 : length] = '\0';
}

/* Makes the path a full one. */
static void find_path(int folder, const char *path, char full[PATH_MAX])
{
    size_t length;

    full[0] = '\0';
    if (path[0] != '/') {
        if (folder != AT_FDCWD)
            find_file(folder, full);
        else if (!getcwd(full, PATH_MAX))
            full[0] = '\0';
        strncat(full, "/", PATH_MAX - strlen(full) - 1);
    }
    length = strlen(full);
    snprintf(full + length, PATH_MAX - length, "%s", path);
}

void record_paths(enum record_kind kind, const int folders[2],
                  const char *const paths[2], uint64_t value)
{
    char first[PATH_MAX], second[PATH_MAX] = "";
    int error = errno;

    if (trace < 0)
        return;
    fault_pause();
    find_path(folders[0], paths[0], first);
    if (paths[1])
        find_path(folders[1], paths[1], second);
    append(kind, first, value, (struct iovec){second, strlen(second)});
    fault_go_on();
    errno = error;
}

void record_path(enum record_kind kind, int folder, const char *path,
                 uint64_t value)
{
    record_paths(kind, (int[]){folder, AT_FDCWD},
                 (const char *const[]){path, NULL}, value);
}

void record_symlink(const char *says, int folder, const char *path)
{
    char full[PATH_MAX], data[PATH_MAX];
    int error = errno;

    if (trace < 0)
        return;
    fault_pause();
    find_path(folder, path, full);
    snprintf(data, sizeof(data), "%s", says);
    append(RECORD_SYMLINK, full, 0, (struct iovec){data, strlen(data)});
    fault_go_on();
    errno = error;
}

void record_file(enum record_kind kind, int file, uint64_t value)
{
    char path[PATH_MAX];
    int error = errno;

    if (trace < 0)
        return;
    fault_pause();
    find_file(file, path);
    append(kind, path, value, (struct iovec){NULL, 0});
    fault_go_on();
    errno = error;
}

void record_write(int file, const void *data, ssize_t length, off_t offset)
{
    char path[PATH_MAX];
    int error = errno;
    union {
        const void *borrowed;
        void *given;
    } bytes = {data};

    if (trace < 0 || length <= 0)
        return;
    fault_pause();
    if (offset < 0)
        offset = lseek(file, 0, SEEK_CUR) - length;
    find_file(file, path);
    if (path[0] == '/' && offset >= 0)
        append(RECORD_WRITE, path, (uint64_t)offset,
               (struct iovec){bytes.given, (size_t)length});
    fault_go_on();
    errno = error;
}
