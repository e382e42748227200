/*
 * fault_calls.c - the functions of the C library that a test can make fail.
 *
 * Each is defined here and so comes before the C library's, asks fault_state.h
 * what is to become of the call, and else calls the C library's. What changes
 * files is told to fault_record.h.
 *
 * Only calls between the program or a library and the C library pass here, not
 * those within it: that fopen() opens is not seen, so fopen() has a row. A
 * library may have been compiled for large files (open64) or with the checks of
 * _FORTIFY_SOURCE (__read_chk), which are the same to us.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/fault_record.h"
#include "faults/fault_state.h"

#define EXPORT  __attribute__((visibility("default")))
#define NOTHING (void)0

/* Returns the C library's function of that name. */
static void *next_function(const char *name)
{
    void *found;

    fault_pause();
    found = dlsym(RTLD_NEXT, name);
    fault_go_on();
    if (!found)
        abort();
    return found;
}

/* Sets `next.call` to the function `symbol` behind this one. */
#define FIND_NEXT(type, symbol, parameters) \
    static union {                          \
        void *found;                        \
        type(*call) parameters;             \
    } next;                                 \
    if (!next.found)                        \
    next.found = next_function(symbol)

/* The function `name`, found by `symbol`, counted in the row `row`. `failed` is
 * what it returns when it is to fail, `record` what to do when it was called.
 */
#define WRAP_AS(row, type, name, symbol, failed, parameters, arguments, \
                record)                                                 \
    EXPORT type name parameters                                         \
    {                                                                   \
        FIND_NEXT(type, symbol, parameters);                            \
        struct fault fault = fault_begin(FAULT_##row);                  \
        type result;                                                    \
                                                                        \
        if (fault.action == ACTION_FAIL)                                \
            return failed;                                              \
        result = next.call arguments;                                   \
        record;                                                         \
        fault_end(&fault);                                              \
        return result;                                                  \
    }

#define WRAP(type, name, failed, parameters, arguments, record) \
    WRAP_AS(name, type, name, #name, failed, parameters, arguments, record)

/* Another spelling of a function, which no header declares. */
#define WRAP_HIDDEN(row, type, name, symbol, failed, parameters, arguments, \
                    record)                                                 \
    type name parameters __asm__(symbol);                                   \
    WRAP_AS(row, type, name, symbol, failed, parameters, arguments, record)

static size_t shorten(const struct fault *fault, size_t size)
{
    return fault->action == ACTION_SHORT && size > 1 ? size / 2 : size;
}

/* -- Memory ---------------------------------------------------------------- */

/* What dlsym() itself may call. */
void *libc_malloc(size_t size) __asm__("__libc_malloc");
void *libc_calloc(size_t count, size_t size) __asm__("__libc_calloc");
void *libc_realloc(void *memory, size_t size) __asm__("__libc_realloc");

EXPORT void *malloc(size_t size)
{
    struct fault fault = fault_begin(FAULT_malloc);

    return fault.action == ACTION_FAIL ? NULL : libc_malloc(size);
}

EXPORT void *calloc(size_t count, size_t size)
{
    struct fault fault = fault_begin(FAULT_calloc);

    return fault.action == ACTION_FAIL ? NULL : libc_calloc(count, size);
}

EXPORT void *realloc(void *memory, size_t size)
{
    struct fault fault = fault_begin(FAULT_realloc);

    return fault.action == ACTION_FAIL ? NULL : libc_realloc(memory, size);
}

WRAP(int, posix_memalign, errno, (void **out, size_t alignment, size_t size),
     (out, alignment, size), NOTHING)
WRAP_AS(posix_memalign, void *, aligned_alloc, "aligned_alloc", NULL,
        (size_t alignment, size_t size), (alignment, size), NOTHING)
WRAP(void *, mmap, MAP_FAILED,
     (void *at, size_t length, int protection, int flags, int file,
      off_t offset),
     (at, length, protection, flags, file, offset), NOTHING)
WRAP_AS(mmap, void *, mmap64, "mmap64", MAP_FAILED,
        (void *at, size_t length, int protection, int flags, int file,
         off_t offset),
        (at, length, protection, flags, file, offset), NOTHING)

/* -- Opening --------------------------------------------------------------- */

static void record_open(int file, int folder, const char *path, int flags)
{
    if (file >= 0 && (flags & (O_CREAT | O_TRUNC)))
        record_path(RECORD_CREATE, folder, path, (flags & O_TRUNC) != 0);
}

#define GET_MODE(mode, flags)                                                \
    do {                                                                     \
        va_list rest;                                                        \
        va_start(rest, flags);                                               \
        (mode) = (flags) & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                        \
    } while (0)

#define WRAP_OPEN(name)                                  \
    EXPORT int name(const char *path, int flags, ...)    \
    {                                                    \
        FIND_NEXT(int, #name, (const char *, int, ...)); \
        struct fault fault = fault_begin(FAULT_open);    \
        mode_t mode;                                     \
        int file;                                        \
                                                         \
        GET_MODE(mode, flags);                           \
        if (fault.action == ACTION_FAIL)                 \
            return -1;                                   \
        file = next.call(path, flags, mode);             \
        record_open(file, AT_FDCWD, path, flags);        \
        fault_end(&fault);                               \
        return file;                                     \
    }

#define WRAP_OPENAT(name)                                         \
    EXPORT int name(int folder, const char *path, int flags, ...) \
    {                                                             \
        FIND_NEXT(int, #name, (int, const char *, int, ...));     \
        struct fault fault = fault_begin(FAULT_openat);           \
        mode_t mode;                                              \
        int file;                                                 \
                                                                  \
        GET_MODE(mode, flags);                                    \
        if (fault.action == ACTION_FAIL)                          \
            return -1;                                            \
        file = next.call(folder, path, flags, mode);              \
        record_open(file, folder, path, flags);                   \
        fault_end(&fault);                                        \
        return file;                                              \
    }

WRAP_OPEN(open)
WRAP_OPEN(open64)
WRAP_OPENAT(openat)
WRAP_OPENAT(openat64)
WRAP_HIDDEN(open, int, open_2, "__open_2", -1, (const char *path, int flags),
            (path, flags), record_open(result, AT_FDCWD, path, flags))
WRAP_HIDDEN(open, int, open64_2, "__open64_2", -1,
            (const char *path, int flags), (path, flags),
            record_open(result, AT_FDCWD, path, flags))
WRAP(DIR *, opendir, NULL, (const char *path), (path), NOTHING)
WRAP_AS(opendir, DIR *, fdopendir, "fdopendir", NULL, (int file), (file),
        NOTHING)
WRAP(struct dirent *, readdir, NULL, (DIR * dir), (dir), NOTHING)
WRAP_AS(readdir, struct dirent64 *, readdir64, "readdir64", NULL, (DIR * dir),
        (dir), NOTHING)
WRAP(FILE *, fopen, NULL, (const char *path, const char *mode), (path, mode),
     NOTHING)
WRAP_AS(fopen, FILE *, fopen64, "fopen64", NULL,
        (const char *path, const char *mode), (path, mode), NOTHING)

/* The number is free again whatever close() says. */
EXPORT int close(int file)
{
    FIND_NEXT(int, "close", (int));
    struct fault fault = fault_begin(FAULT_close);
    int error = errno, result = next.call(file);

    if (fault.action == ACTION_FAIL) {
        errno = error;
        return -1;
    }
    fault_end(&fault);
    return result;
}

/* -- Reading and writing --------------------------------------------------- */

WRAP(ssize_t, read, -1, (int file, void *to, size_t size),
     (file, to, shorten(&fault, size)), NOTHING)
WRAP_HIDDEN(read, ssize_t, read_chk, "__read_chk", -1,
            (int file, void *to, size_t size, size_t room),
            (file, to, shorten(&fault, size), room), NOTHING)
WRAP(ssize_t, pread, -1, (int file, void *to, size_t size, off_t at),
     (file, to, shorten(&fault, size), at), NOTHING)
WRAP_AS(pread, ssize_t, pread64, "pread64", -1,
        (int file, void *to, size_t size, off_t at),
        (file, to, shorten(&fault, size), at), NOTHING)
WRAP_HIDDEN(pread, ssize_t, pread_chk, "__pread_chk", -1,
            (int file, void *to, size_t size, off_t at, size_t room),
            (file, to, shorten(&fault, size), at, room), NOTHING)
WRAP_HIDDEN(pread, ssize_t, pread64_chk, "__pread64_chk", -1,
            (int file, void *to, size_t size, off_t at, size_t room),
            (file, to, shorten(&fault, size), at, room), NOTHING)
WRAP(ssize_t, write, -1, (int file, const void *from, size_t size),
     (file, from, shorten(&fault, size)), record_write(file, from, result, -1))
WRAP(ssize_t, pwrite, -1, (int file, const void *from, size_t size, off_t at),
     (file, from, shorten(&fault, size), at),
     record_write(file, from, result, at))
WRAP_AS(pwrite, ssize_t, pwrite64, "pwrite64", -1,
        (int file, const void *from, size_t size, off_t at),
        (file, from, shorten(&fault, size), at),
        record_write(file, from, result, at))
WRAP(ssize_t, recvmsg, -1, (int file, struct msghdr *message, int flags),
     (file, message, flags), NOTHING)
WRAP(ssize_t, sendmsg, -1, (int file, const struct msghdr *message, int flags),
     (file, message, flags), NOTHING)
WRAP(size_t, fread, 0, (void *to, size_t size, size_t count, FILE *file),
     (to, size, count, file), NOTHING)
WRAP(size_t, fwrite, 0, (const void *from, size_t size, size_t count, FILE *f),
     (from, size, count, f), NOTHING)
WRAP(int, fflush, EOF, (FILE * file), (file), NOTHING)
WRAP(int, fsync, -1, (int file), (file),
     if (result == 0) record_file(RECORD_SYNC, file, 0))
WRAP(int, fdatasync, -1, (int file), (file),
     if (result == 0) record_file(RECORD_SYNC, file, 0))
WRAP(int, ftruncate, -1, (int file, off_t size), (file, size),
     if (result == 0) record_file(RECORD_TRUNCATE, file, (uint64_t)size))
WRAP_AS(ftruncate, int, ftruncate64, "ftruncate64", -1, (int file, off_t size),
        (file, size),
        if (result == 0) record_file(RECORD_TRUNCATE, file, (uint64_t)size))
WRAP(int, sync_file_range, -1, (int file, off_t at, off_t size, unsigned flags),
     (file, at, size, flags), NOTHING)
WRAP(off_t, lseek, -1, (int file, off_t offset, int whence),
     (file, offset, whence), NOTHING)
WRAP_AS(lseek, off_t, lseek64, "lseek64", -1,
        (int file, off_t offset, int whence), (file, offset, whence), NOTHING)

/* -- Folders --------------------------------------------------------------- */

static void record_moved(int result, enum record_kind kind,
                         const int folders[2], const char *const paths[2],
                         unsigned flags)
{
    if (result == 0)
        record_paths(kind, folders, paths, (flags & RENAME_EXCHANGE) != 0);
}

static void record_changed(int result, enum record_kind kind, int folder,
                           const char *path)
{
    if (result == 0)
        record_path(kind, folder, path, 0);
}

#define BOTH(type, one, two) \
    (const type[])           \
    {                        \
        one, two             \
    }

WRAP(int, rename, -1, (const char *from, const char *to), (from, to),
     record_moved(result, RECORD_RENAME, BOTH(int, AT_FDCWD, AT_FDCWD),
                  BOTH(char *const, from, to), 0))
WRAP(int, renameat2, -1,
     (int folder, const char *from, int other, const char *to, unsigned flags),
     (folder, from, other, to, flags),
     record_moved(result, RECORD_RENAME, BOTH(int, folder, other),
                  BOTH(char *const, from, to), flags))
WRAP(int, link, -1, (const char *from, const char *to), (from, to),
     record_moved(result, RECORD_LINK, BOTH(int, AT_FDCWD, AT_FDCWD),
                  BOTH(char *const, from, to), 0))
WRAP_AS(link, int, linkat, "linkat", -1,
        (int folder, const char *from, int other, const char *to, int flags),
        (folder, from, other, to, flags),
        record_moved(result, RECORD_LINK, BOTH(int, folder, other),
                     BOTH(char *const, from, to), 0))
WRAP(int, symlink, -1, (const char *says, const char *path), (says, path),
     if (result == 0) record_symlink(says, AT_FDCWD, path))
WRAP_AS(symlink, int, symlinkat, "symlinkat", -1,
        (const char *says, int folder, const char *path), (says, folder, path),
        if (result == 0) record_symlink(says, folder, path))
WRAP(int, unlink, -1, (const char *path), (path),
     record_changed(result, RECORD_REMOVE, AT_FDCWD, path))
WRAP(int, unlinkat, -1, (int folder, const char *path, int flags),
     (folder, path, flags), record_changed(result, RECORD_REMOVE, folder, path))
WRAP(int, rmdir, -1, (const char *path), (path),
     record_changed(result, RECORD_REMOVE, AT_FDCWD, path))
WRAP(int, mkdir, -1, (const char *path, mode_t mode), (path, mode),
     record_changed(result, RECORD_FOLDER, AT_FDCWD, path))
WRAP_AS(mkdir, int, mkdirat, "mkdirat", -1,
        (int folder, const char *path, mode_t mode), (folder, path, mode),
        record_changed(result, RECORD_FOLDER, folder, path))
WRAP(char *, mkdtemp, NULL, (char *path), (path),
     record_changed(result ? 0 : -1, RECORD_FOLDER, AT_FDCWD, path))
WRAP(int, chmod, -1, (const char *path, mode_t mode), (path, mode), NOTHING)
WRAP_AS(chmod, int, fchmod, "fchmod", -1, (int file, mode_t mode), (file, mode),
        NOTHING)
WRAP_AS(chmod, int, fchmodat, "fchmodat", -1,
        (int folder, const char *path, mode_t mode, int flags),
        (folder, path, mode, flags), NOTHING)

/* -- Looking --------------------------------------------------------------- */

WRAP(int, stat, -1, (const char *path, struct stat *out), (path, out), NOTHING)
WRAP(int, lstat, -1, (const char *path, struct stat *out), (path, out), NOTHING)
WRAP(int, fstat, -1, (int file, struct stat *out), (file, out), NOTHING)
WRAP(int, fstatat, -1,
     (int folder, const char *path, struct stat *out, int flags),
     (folder, path, out, flags), NOTHING)
WRAP_AS(stat, int, stat64, "stat64", -1, (const char *path, struct stat64 *out),
        (path, out), NOTHING)
WRAP_AS(lstat, int, lstat64, "lstat64", -1,
        (const char *path, struct stat64 *out), (path, out), NOTHING)
WRAP_AS(fstat, int, fstat64, "fstat64", -1, (int file, struct stat64 *out),
        (file, out), NOTHING)
WRAP(int, access, -1, (const char *path, int mode), (path, mode), NOTHING)
WRAP(int, faccessat, -1, (int folder, const char *path, int mode, int flags),
     (folder, path, mode, flags), NOTHING)
WRAP(char *, realpath, NULL, (const char *path, char *out), (path, out),
     NOTHING)

/* -- Files and processes --------------------------------------------------- */

/* All of its arguments fit a pointer. */
#define WRAP_FCNTL(name)                               \
    EXPORT int name(int file, int command, ...)        \
    {                                                  \
        FIND_NEXT(int, #name, (int, int, ...));        \
        struct fault fault = fault_begin(FAULT_fcntl); \
        va_list rest;                                  \
        void *argument;                                \
        int result;                                    \
                                                       \
        va_start(rest, command);                       \
        argument = va_arg(rest, void *);               \
        va_end(rest);                                  \
        if (fault.action == ACTION_FAIL)               \
            return -1;                                 \
        result = next.call(file, command, argument);   \
        fault_end(&fault);                             \
        return result;                                 \
    }

WRAP_FCNTL(fcntl)
WRAP_FCNTL(fcntl64)
WRAP(int, poll, -1, (struct pollfd * files, nfds_t count, int milliseconds),
     (files, count, milliseconds), NOTHING)
WRAP(int, memfd_create, -1, (const char *name, unsigned flags), (name, flags),
     NOTHING)
WRAP(pid_t, fork, -1, (void), (), NOTHING)
WRAP(int, pipe2, -1, (int ends[2], int flags), (ends, flags), NOTHING)
WRAP(int, socketpair, -1, (int domain, int type, int protocol, int ends[2]),
     (domain, type, protocol, ends), NOTHING)
WRAP(int, dup2, -1, (int file, int number), (file, number), NOTHING)
WRAP(pid_t, waitpid, -1, (pid_t process, int *status, int options),
     (process, status, options), NOTHING)
WRAP(int, waitid, -1, (idtype_t kind, id_t id, siginfo_t *out, int options),
     (kind, id, out, options), NOTHING)
WRAP(int, execve, -1,
     (const char *path, char *const *arguments, char *const *environment),
     (path, arguments, environment), NOTHING)
WRAP(int, pthread_create, errno,
     (pthread_t * thread, const pthread_attr_t *attributes,
      void *(*work)(void *), void *argument),
     (thread, attributes, work, argument), NOTHING)

/* What is started has an environment of its own, and is to be tested too. */
static char *const *add_own(char *const *environment, char **room, size_t most)
{
    static char preload[512], faults[512];
    size_t count = 0;

    for (; environment[count] && count < most - 3; count++)
        room[count] = environment[count];
    if (getenv("LD_PRELOAD") && getenv("POLICYLEX_FAULTS")) {
        snprintf(preload, sizeof(preload), "LD_PRELOAD=%s",
                 getenv("LD_PRELOAD"));
        snprintf(faults, sizeof(faults), "POLICYLEX_FAULTS=%s",
                 getenv("POLICYLEX_FAULTS"));
        room[count++] = preload;
        room[count++] = faults;
    }
    room[count] = NULL;
    return room;
}

WRAP(int, posix_spawn, errno,
     (pid_t * process, const char *path,
      const posix_spawn_file_actions_t *files,
      const posix_spawnattr_t *attributes, char *const *arguments,
      char *const *environment),
     (process, path, files, attributes, arguments,
      add_own(environment, (char *[32]){NULL}, 32)),
     NOTHING)

/* -- Beginning ------------------------------------------------------------- */

typedef int main_function(int, char **, char **);

static main_function *program_main;

static int begin(int count, char **arguments, char **environment)
{
    bool is_extractor = count > 1 &&
                        strcmp(arguments[1], "extract-worker") == 0;

    if (!is_extractor)
        record_arm();
    fault_arm(is_extractor ? ROLE_EXTRACTOR : ROLE_PROGRAM);
    return program_main(count, arguments, environment);
}

int libc_start_main(main_function *main, int count, char **arguments,
                    void (*init)(void), void (*fini)(void),
                    void (*loader_fini)(void),
                    void *stack_end) __asm__("__libc_start_main");

/* Only what happens from main() on is counted. */
EXPORT int libc_start_main(main_function *main, int count, char **arguments,
                           void (*init)(void), void (*fini)(void),
                           void (*loader_fini)(void), void *stack_end)
{
    FIND_NEXT(int, "__libc_start_main",
              (main_function *, int, char **, void (*)(void), void (*)(void),
               void (*)(void), void *));

    program_main = main;
    return next.call(begin, count, arguments, init, fini, loader_fini,
                     stack_end);
}
