/* files.c - see files.h. */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

char *path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder), name_length = strlen(name);
    char *path = memory_get(length + name_length + 2);

    memcpy(path, folder, length);
    if (length && folder[length - 1] != '/')
        path[length++] = '/';
    memcpy(path + length, name, name_length + 1);
    return path;
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* -- Reading --------------------------------------------------------------- */

static const char *kind_words(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return "a folder";
    case S_IFIFO:
        return "a named pipe";
    case S_IFSOCK:
        return "a socket";
    default:
        return "a device";
    }
}

/* Refuses what is no file or too large; sets `*size_bytes`. */
static enum status examine(int fd, const char *path, const struct buffer *out,
                           size_t *size_bytes, struct error *err)
{
    size_t limit = out->limit ? out->limit : BUFFER_LIMIT;
    struct stat info;

    if (fstat(fd, &info) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be examined", path);
    if (!S_ISREG(info.st_mode))
        return error_set(err, ERR_IO, "%s: is %s, not a file", path,
                         kind_words(info.st_mode));
    if ((size_t)info.st_size > limit)
        return error_set(err, ERR_LIMIT,
                         "%s: has %lld bytes, more than the limit of %zu", path,
                         (long long)info.st_size, limit);
    *size_bytes = (size_t)info.st_size;
    return OK;
}

/* Reads to the end of the file, which may have grown since it was examined. */
static enum status read_all(int fd, const char *path, struct buffer *out,
                            struct error *err)
{
    enum { BLOCK = 1 << 16 };
    char block[BLOCK];

    for (;;) {
        ssize_t got = read(fd, block, sizeof(block));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, ERR_IO, "%s: cannot be read", path);
        if (got == 0)
            return OK;
        buffer_add(out, block, (size_t)got);
        if (buffer_is_full(out))
            return error_set(err, ERR_LIMIT, "%s: grew beyond the limit", path);
    }
}

/* Reads the bytes that fstat promised straight into the buffer: one copy less
 * than read_all(), which is left to look for the end. */
static enum status read_known(int fd, const char *path, size_t size_bytes,
                              struct buffer *out, struct error *err)
{
    if (!size_bytes || !buffer_reserve(out, size_bytes))
        return OK;
    while (out->length < size_bytes) {
        ssize_t got = read(fd, out->data + out->length,
                           size_bytes - out->length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_errno(err, ERR_IO, "%s: cannot be read", path);
        if (got == 0)
            break;
        out->length += (size_t)got;
    }
    buffer_add(out, "", 0);
    return OK;
}

/* Reads a file that has just as many bytes as expected, and nothing else: one
 * byte more is asked for, so that one call sees the end; pread() refuses pipes,
 * sockets, terminals and folders, and devices like /dev/zero do not end. False
 * when anything is otherwise: then the file is to be examined. */
static bool read_expected(int fd, uint64_t size_bytes, struct buffer *out)
{
    ssize_t got;

    if (!size_bytes || size_bytes >= BUFFER_LIMIT ||
        !buffer_reserve(out, (size_t)size_bytes))
        return false;
    got = pread(fd, out->data, (size_t)size_bytes + 1, 0);
    if (got >= 0 && (uint64_t)got == size_bytes)
        out->length = (size_t)got;
    buffer_add(out, "", 0);
    return out->length > 0;
}

enum status file_read_listed(const char *path, uint64_t size_bytes,
                             struct buffer *out, struct error *err)
{
    /* O_NONBLOCK: opening a FIFO that nobody writes to must not wait. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    enum status status = OK;
    size_t size = 0;

    buffer_reset(out);
    if (fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;

        return error_errno(err, missing ? ERR_MISSING : ERR_IO,
                           "%s: cannot be opened", path);
    }
    if (!read_expected(fd, size_bytes, out)) {
        buffer_reset(out);
        status = examine(fd, path, out, &size, err);
        if (!status)
            status = read_known(fd, path, size, out, err);
        if (!status)
            status = read_all(fd, path, out, err);
    }
    close(fd);
    return status;
}

enum status file_read(const char *path, struct buffer *out, struct error *err)
{
    return file_read_listed(path, 0, out, err);
}

/* -- Writing --------------------------------------------------------------- */

static char *folder_of(const char *path)
{
    const char *name = path_name(path);

    if (name == path)
        return memory_copy_text(".", 1);
    return memory_copy_text(path, (size_t)(name - path));
}

enum status folder_sync(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum status status = OK;

    if (fd < 0)
        return error_errno(err, ERR_IO, "%s: cannot be opened", path);
    if (fsync(fd) < 0)
        status = error_errno(err, ERR_IO, "%s: cannot be synced", path);
    close(fd);
    return status;
}

/* Brings the name `path` to the disk, which its own fsync does not. */
static enum status sync_above(const char *path, struct error *err)
{
    char *above = folder_of(path);
    enum status status = folder_sync(above, err);

    free(above);
    return status;
}

/* Opens a new file beside `path`; sets `*temporary` (the caller frees it). Not
 * mkstemp(): its mode 0600 would hide reports from those they are made for. */
static int open_beside(const char *path, char **temporary)
{
    static atomic_uint counter;
    char *folder = folder_of(path);
    int fd;

    do {
        char name[64];

        snprintf(name, sizeof(name), ".policylex-%ld-%u.tmp", (long)getpid(),
                 atomic_fetch_add(&counter, 1));
        *temporary = path_join(folder, name);
        fd = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0) {
            int number = errno;

            free(*temporary);
            *temporary = NULL;
            errno = number;
        }
    } while (fd < 0 && errno == EEXIST);
    free(folder);
    return fd;
}

static enum status write_bytes(int fd, const char *path, const char *bytes,
                               size_t length, struct error *err)
{
    while (length) {
        ssize_t put = write(fd, bytes, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return error_errno(err, ERR_IO, "%s: cannot be written", path);
        bytes += put;
        length -= (size_t)put;
    }
    return OK;
}

static enum status sync_file(int fd, const char *path, struct error *err)
{
    return fsync(fd) == 0
               ? OK
               : error_errno(err, ERR_IO, "%s: cannot be synced", path);
}

static enum status publish(const char *temporary, const char *path,
                           struct error *err)
{
    if (rename(temporary, path) < 0)
        return error_errno(err, ERR_IO, "%s: cannot be replaced", path);
    return sync_above(path, err);
}

enum status file_writer_begin(struct file_writer *out, const char *path,
                              struct error *err)
{
    *out = (struct file_writer){0};
    out->fd = open_beside(path, &out->temporary);
    if (out->fd < 0) {
        error_errno(err, ERR_CREATE, "%s: cannot be created", path);
        return ERR_CREATE;
    }
    out->path = memory_copy_text(path, strlen(path));
    return OK;
}

enum status file_writer_add(struct file_writer *writer, const void *bytes,
                            size_t length, struct error *err)
{
    return write_bytes(writer->fd, writer->path, bytes, length, err);
}

static void forget(struct file_writer *writer)
{
    free(writer->path);
    free(writer->temporary);
    *writer = (struct file_writer){0};
}

enum status file_writer_commit(struct file_writer *writer, struct error *err)
{
    enum status status = sync_file(writer->fd, writer->path, err);

    if (close(writer->fd) < 0 && !status)
        status = error_errno(err, ERR_IO, "%s: cannot be written",
                             writer->path);
    if (!status)
        status = publish(writer->temporary, writer->path, err);
    if (status)
        unlink(writer->temporary);
    forget(writer);
    return status;
}

void file_writer_discard(struct file_writer *writer)
{
    if (!writer->path)
        return;
    close(writer->fd);
    unlink(writer->temporary);
    forget(writer);
}

enum status file_write(const char *path, const void *bytes, size_t length,
                       struct error *err)
{
    struct file_writer writer;

    if (file_writer_begin(&writer, path, err) != OK)
        return ERR_CREATE;
    if (file_writer_add(&writer, bytes, length, err) == OK)
        return file_writer_commit(&writer, err);
    file_writer_discard(&writer);
    return err->code;
}

/* -- Second names ---------------------------------------------------------- */

static enum status copy_bytes(int from, int to, const char *path,
                              struct error *err)
{
    enum { BLOCK = 1 << 16 };
    char block[BLOCK];
    enum status status = OK;
    ssize_t got;

    do {
        got = read(from, block, sizeof(block));
        if (got > 0)
            status = write_bytes(to, path, block, (size_t)got, err);
    } while (status == OK && (got > 0 || (got < 0 && errno == EINTR)));
    if (status == OK && got < 0)
        status = error_errno(err, ERR_IO, "%s: cannot be copied", path);
    return status == OK ? sync_file(to, path, err) : status;
}

static enum status copy_file(const char *path, const char *copy,
                             struct error *err)
{
    int from = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat info;
    enum status status;
    int to;

    if (from < 0)
        return error_errno(err, ERR_IO, "%s: cannot be opened", path);
    if (fstat(from, &info) < 0 || !S_ISREG(info.st_mode)) {
        close(from);
        return error_set(err, ERR_IO, "%s: is not a file", path);
    }
    to = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
              info.st_mode & 0777);
    if (to < 0) {
        close(from);
        return error_errno(err, ERR_CREATE, "%s: cannot be created", copy);
    }
    status = copy_bytes(from, to, copy, err);
    close(from);
    if (close(to) < 0 && !status)
        status = error_errno(err, ERR_IO, "%s: cannot be written", copy);
    return status;
}

enum status file_link(const char *path, const char *link, struct error *err)
{
    return linkat(AT_FDCWD, path, AT_FDCWD, link, 0) == 0
               ? OK
               : copy_file(path, link, err);
}

/* -- Folders --------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static enum status create_one(const char *path, struct error *err)
{
    if (mkdir(path, 0777) == 0)
        return sync_above(path, err);
    if (errno == EEXIST)
        return is_folder(path)
                   ? OK
                   : error_set(err, ERR_CREATE,
                               "%s: is there, but is not a folder; move it "
                               "away, or name another",
                               path);
    return error_errno(err, ERR_CREATE, "%s: the folder cannot be created",
                       path);
}

enum status folder_create(const char *path, struct error *err)
{
    enum status status = OK;
    char *part;

    if (!path[0])
        return OK;
    part = memory_copy_text(path, strlen(path));
    for (char *slash = part; !status && (slash = strchr(slash + 1, '/'));) {
        *slash = '\0';
        status = is_folder(part) ? OK : create_one(part, err);
        *slash = '/';
        if (!slash[1])
            break;
    }
    if (!status)
        status = create_one(path, err);
    free(part);
    return status;
}
