/*
 * child.c - see child.h.
 *
 * Here fork() and not posix_spawn(): limits and filter are set in between. All
 * that is allocated is so before, as another thread may hold malloc's lock.
 */
#include "ingest/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "base/stop.h"

enum { MESSAGE_MAX = 4096, EXIT_NOT_STARTED = 127 };

struct child {
    const struct child_job *job;
    struct extract_limits limits;
    char *path; /* of the program */
    struct sandbox_program sandbox;
    int input;                 /* file in memory */
    int output[2], message[2]; /* pipes: to read, to write */
    struct buffer said;        /* to standard error */
    pid_t process;
    bool is_late;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -- Before ---------------------------------------------------------------- */

char *child_find_program(const char *name)
{
    const char *folders = getenv("PATH");

    if (strchr(name, '/'))
        return memory_copy_text(name, strlen(name));
    for (folders = folders ? folders : "/usr/bin:/bin"; *folders;) {
        size_t length = strcspn(folders, ":");
        char *folder = memory_copy_text(folders, length);
        char *path = path_join(folder, name);

        free(folder);
        if (access(path, X_OK) == 0)
            return path;
        free(path);
        folders += length + (folders[length] == ':');
    }
    return NULL;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t written = write(fd, bytes, length);

        if (written < 0 && errno != EINTR)
            return false;
        bytes += written > 0 ? written : 0;
        length -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* Opens the file in memory and the pipes. */
static bool open_ends(struct child *child)
{
    const struct buffer *input = child->job->input;

    child->input = memfd_create("input", MFD_CLOEXEC);
    return child->input >= 0 && pipe2(child->output, O_CLOEXEC) == 0 &&
           pipe2(child->message, O_CLOEXEC) == 0 &&
           (!input || write_all(child->input, input->data, input->length)) &&
           lseek(child->input, 0, SEEK_SET) == 0;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void release(struct child *child)
{
    close_end(&child->input);
    for (size_t i = 0; i < 2; i++) {
        close_end(&child->output[i]);
        close_end(&child->message[i]);
    }
    sandbox_program_release(&child->sandbox);
    buffer_release(&child->said);
    free(child->path);
}

/* -- The process ----------------------------------------------------------- */

/* Between fork() and exec(): nothing here allocates. */
static void become_program(const struct child *child)
{
    char *const environment[] = {NULL};
    sigset_t none;

    setpgid(0, 0);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    if (dup2(child->input, STDIN_FILENO) >= 0 &&
        dup2(child->output[1], STDOUT_FILENO) >= 0 &&
        dup2(child->message[1], STDERR_FILENO) >= 0) {
        sandbox_close_from(STDERR_FILENO + 1);
        sandbox_enter_program(&child->sandbox);
        execve(child->path, child->job->argv, environment);
    }
    _exit(EXIT_NOT_STARTED);
}

static bool start(struct child *child)
{
    sandbox_program_init(&child->sandbox, child->path, &child->limits);
    child->process = fork();
    if (child->process == 0)
        become_program(child);
    if (child->process < 0)
        return false;
    setpgid(child->process, child->process); /* whoever comes first */
    close_end(&child->input);
    close_end(&child->output[1]);
    close_end(&child->message[1]);
    return true;
}

/* Reads what is there into the buffer, at most `most` bytes of it; closes the
 * end when nothing more comes. */
static void take(int *fd, struct buffer *to, size_t most)
{
    char chunk[64 * 1024];
    ssize_t got = read(*fd, chunk, sizeof(chunk));

    if (got > 0)
        buffer_add(to, chunk, (size_t)got < most ? (size_t)got : most);
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        close_end(fd);
}

/* Listens until both ends are closed, time is up, or too much was said. Time is
 * up too when nobody wants to hear more. */
static void listen_to(struct child *child, struct buffer *out)
{
    int64_t deadline_ms = now_ms() + child->limits.wall_ms;

    while ((child->output[0] >= 0 || child->message[0] >= 0) &&
           !buffer_is_full(out)) {
        struct pollfd ends[] = {{child->output[0], POLLIN, 0},
                                {child->message[0], POLLIN, 0}};
        int64_t left = deadline_ms - now_ms();

        child->is_late = left <= 0 || stop_is_wanted();
        if (child->is_late)
            return;
        if (poll(ends, 2, left < STOP_LOOK_MS ? (int)left : STOP_LOOK_MS) <= 0)
            continue;
        if (ends[0].revents)
            take(&child->output[0], out, SIZE_MAX);
        if (ends[1].revents)
            take(&child->message[0], &child->said,
                 MESSAGE_MAX - child->said.length);
    }
}

static bool has_ended(const struct child *child)
{
    siginfo_t info = {0};

    return waitid(P_PID, (id_t)child->process, &info,
                  WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid != 0;
}

/* Whoever has closed both ends may still go on: there is no more time then.
 * What is killed is the group, before its number may be another's. */
static int end_process(struct child *child, const struct buffer *out)
{
    enum { PATIENCE_MS = 1000 };
    int64_t deadline_ms = now_ms() + PATIENCE_MS;
    int status = 0;

    while (!child->is_late && !buffer_is_full(out) && !has_ended(child) &&
           now_ms() < deadline_ms) {
        const struct timespec moment = {.tv_nsec = 200000};

        nanosleep(&moment, NULL);
    }
    kill(-child->process, SIGKILL);
    while (waitpid(child->process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* -- Sentences ------------------------------------------------------------- */

static enum status refuse_start(const struct child *child, struct error *err)
{
    return error_errno(err, ERR_IO, "cannot be read, as %s cannot be started",
                       child->job->argv[0]);
}

static enum status tell_signal(const struct child *child, int number,
                               struct error *err)
{
    const char *words = sigdescr_np(number);

    if (number == SIGXCPU || number == SIGKILL)
        return error_set(err, ERR_LIMIT,
                         "takes %s more than %.3g seconds of computing, or "
                         "too much memory, and was given up; " EXTRACT_ADVICE,
                         child->job->argv[0], child->limits.cpu_ms / 1000.0);
    return error_set(
        err, ERR_FORMAT,
        "made %s crash (%s), so it is probably damaged; " EXTRACT_ADVICE,
        child->job->argv[0], words ? words : "unknown signal");
}

/* Returns the first line of what it said, cut to a sentence's length. */
static const char *first_line(struct child *child)
{
    char *text = child->said.data;

    if (!child->said.length)
        return "it does not say why";
    text[strcspn(text, "\r\n")] = '\0';
    if (strlen(text) > 300)
        text[300] = '\0';
    return text;
}

static enum status tell_end(struct child *child, int status,
                            const struct buffer *out, struct error *err)
{
    const char *name = child->job->argv[0];

    if (stop_check(err) != OK)
        return err->code;
    if (child->is_late)
        return error_set(err, ERR_LIMIT,
                         "takes %s longer than %.3g seconds and was given "
                         "up; " EXTRACT_ADVICE,
                         name, child->limits.wall_ms / 1000.0);
    if (buffer_is_full(out))
        return error_set(
            err, ERR_LIMIT,
            "makes %s write more than %llu MB and was given "
            "up; " EXTRACT_ADVICE,
            name, (unsigned long long)child->limits.output_bytes / MEBIBYTE);
    if (WIFSIGNALED(status))
        return tell_signal(child, WTERMSIG(status), err);
    if (WEXITSTATUS(status) == EXIT_NOT_STARTED && !child->said.length)
        return error_set(err, ERR_IO, "cannot be read, as %s does not start",
                         name);
    if (WEXITSTATUS(status))
        return error_set(err, ERR_FORMAT,
                         "is refused by %s (%s); " EXTRACT_ADVICE, name,
                         first_line(child));
    return OK;
}

/* -- All ------------------------------------------------------------------- */

static enum status run(struct child *child, struct buffer *out,
                       struct error *err)
{
    size_t limit = out->limit;
    enum status status;

    child->path = child_find_program(child->job->argv[0]);
    if (!child->path)
        return error_set(err, ERR_MISSING,
                         "cannot be read, as there is no program %s here; "
                         "install it",
                         child->job->argv[0]);
    if (!open_ends(child) || !start(child))
        return refuse_start(child, err);
    out->limit = child->limits.output_bytes;
    listen_to(child, out);
    status = tell_end(child, end_process(child, out), out, err);
    out->limit = limit;
    return status;
}

enum status child_run(const struct child_job *job, struct buffer *out,
                      struct error *err)
{
    struct child child = {.job = job,
                          .limits = extract_limits_fill(job->limits),
                          .input = -1,
                          .output = {-1, -1},
                          .message = {-1, -1}};
    enum status status;

    buffer_reset(out);
    status = run(&child, out, err);
    release(&child);
    return status;
}
