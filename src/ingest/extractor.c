/* extractor.c - the worker's side; see extractor.h. Read extractor_extract()
 * first. */
#include "ingest/extractor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/stop.h"
#include "ingest/extract_message.h"
#include "ingest/extract_worker.h"
#include "ingest/extracted_bytes.h"

/* How talking went. */
enum talk {
    TALK_DONE,
    TALK_LATE, /* no answer in time */
    TALK_STOP, /* nobody waits for an answer any more */
    TALK_DEAD, /* it hung up */
    TALK_WRONG /* what it said makes no sense */
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* -- Starting and ending --------------------------------------------------- */

/* The environment of the process: nothing of the user's but where libraries
 * are, and what tests ask of it. */
enum { PASSED_ON = 2, ENVIRONMENT_MAX = PASSED_ON + 2 };

static void make_environment(char *environment[ENVIRONMENT_MAX])
{
    static const char *const names[PASSED_ON] = {"LD_LIBRARY_PATH",
                                                 EXTRACT_FAULTS_SWITCH};
    size_t count = 0;

    environment[count++] = memory_copy_text(EXTRACT_WORKER_MARK "=1",
                                            strlen(EXTRACT_WORKER_MARK "=1"));
    for (size_t i = 0; i < PASSED_ON; i++) {
        const char *value = getenv(names[i]);
        struct buffer entry = {0};

        if (value) {
            buffer_add_format(&entry, "%s=%s", names[i], value);
            environment[count++] = entry.data;
        }
    }
    environment[count] = NULL;
}

/* The process begins with the socket as its standard input, its other output
 * thrown away, and every signal as a fresh program has it. A sanitizer may
 * speak. */
static int spawn(int program, int socket, char *const *environment, pid_t *out)
{
    char command[] = EXTRACT_WORKER_COMMAND, path[32];
    char *const arguments[] = {path, command, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int failed;

    snprintf(path, sizeof(path), "/proc/self/fd/%d", program);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    if (!SANDBOX_IS_SANITIZED)
        posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    failed = posix_spawn(out, path, &files, &attributes, arguments,
                         environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* Starts the process; its end of the socket is open in nobody else. */
static int start_process(struct extractor *extractor)
{
    char *environment[ENVIRONMENT_MAX];
    int program = open("/proc/self/exe", O_PATH | O_CLOEXEC);
    int ends[2], failed = errno;

    if (program < 0)
        return failed;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        failed = errno;
        close(program);
        return failed;
    }
    make_environment(environment);
    failed = spawn(program, ends[1], environment, &extractor->process);
    for (size_t i = 0; environment[i]; i++)
        free(environment[i]);
    close(program);
    close(ends[1]);
    if (failed) {
        extractor->process = 0;
        close(ends[0]);
    } else {
        extractor->socket = ends[0];
    }
    return failed;
}

/* Ends the process and returns what it ended by; killing one that has died
 * already changes nothing of that. */
static int end_process(struct extractor *extractor)
{
    int status = 0;

    if (!extractor->process)
        return 0;
    close(extractor->socket);
    kill(extractor->process, SIGKILL);
    while (waitpid(extractor->process, &status, 0) < 0 && errno == EINTR)
        continue;
    extractor->process = 0;
    extractor->served = 0;
    return status;
}

void extractor_release(struct extractor *extractor)
{
    end_process(extractor);
    buffer_release(&extractor->facts);
    *extractor = (struct extractor){0};
}

/* -- Talking --------------------------------------------------------------- */

/* Waits until the socket is ready for `events`. */
static enum talk wait_for(const struct extractor *extractor, short events,
                          int64_t deadline_ms)
{
    struct pollfd ready = {.fd = extractor->socket, .events = events};

    for (;;) {
        int64_t left = deadline_ms - now_ms();
        int count;

        if (left <= 0)
            return TALK_LATE;
        if (stop_is_wanted())
            return TALK_STOP;
        count = poll(&ready, 1, left < STOP_LOOK_MS ? (int)left : STOP_LOOK_MS);
        if (count > 0)
            return TALK_DONE;
        if (count < 0 && errno != EINTR)
            return TALK_DEAD;
    }
}

static bool may_go_on(ssize_t moved)
{
    return moved > 0 || (moved < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Sends or receives all of the pieces, which it changes. */
static enum talk move_pieces(const struct extractor *extractor, bool sends,
                             struct iovec *pieces, size_t count,
                             int64_t deadline_ms)
{
    pieces_skip(&pieces, &count, 0);
    while (count) {
        struct msghdr message = {.msg_iov = pieces, .msg_iovlen = count};
        enum talk talk = wait_for(extractor, sends ? POLLOUT : POLLIN,
                                  deadline_ms);
        ssize_t moved;

        if (talk != TALK_DONE)
            return talk;
        moved = sends ? sendmsg(extractor->socket, &message,
                                MSG_DONTWAIT | MSG_NOSIGNAL)
                      : recvmsg(extractor->socket, &message, MSG_DONTWAIT);
        if (!may_go_on(moved))
            return TALK_DEAD;
        if (moved > 0)
            pieces_skip(&pieces, &count, (size_t)moved);
    }
    return TALK_DONE;
}

static enum talk receive(const struct extractor *extractor, void *to,
                         size_t length, int64_t deadline_ms)
{
    struct iovec piece = {to, length};

    return move_pieces(extractor, false, &piece, 1, deadline_ms);
}

static enum talk ask(const struct extractor *extractor,
                     const struct source *source, int64_t deadline_ms)
{
    union {
        const char *borrowed;
        void *given;
    } name = {source->name};
    struct extract_question question = {
        .magic = EXTRACT_MAGIC,
        .part = source->part,
        .cpu_ms = extractor->limits.cpu_ms,
        .output_bytes = extractor->limits.output_bytes,
        .name_length = strlen(source->name),
        .bytes_length = source->bytes->length,
    };
    struct iovec pieces[] = {{&question, sizeof(question)},
                             {name.given, question.name_length},
                             {source->bytes->data, question.bytes_length}};

    return move_pieces(extractor, true, pieces, 3, deadline_ms);
}

/* Receives `length` bytes into a buffer that may hold them. */
static enum talk receive_buffer(const struct extractor *extractor,
                                struct buffer *to, uint64_t length,
                                uint64_t limit, int64_t deadline_ms)
{
    enum talk talk;

    buffer_reset(to);
    if (length > limit || !buffer_reserve(to, length))
        return TALK_WRONG;
    talk = receive(extractor, to->data, length, deadline_ms);
    if (talk == TALK_DONE)
        to->length = length;
    buffer_add(to, "", 0); /* its padding */
    return talk;
}

static enum talk receive_kinds(const struct extractor *extractor,
                               const struct extract_answer *answer,
                               struct extracted *out, int64_t deadline_ms)
{
    enum talk talk;

    if (answer->kinds_length > answer->text_length ||
        answer->text_length > extractor->limits.output_bytes)
        return TALK_WRONG;
    VECTOR_RESERVE(&out->kinds, answer->kinds_length);
    talk = receive(extractor, out->kinds.items, answer->kinds_length,
                   deadline_ms);
    out->kinds.count = talk == TALK_DONE ? answer->kinds_length : 0;
    for (size_t i = 0; i < out->kinds.count; i++)
        if (out->kinds.items[i] > LINE_CAPTION)
            return TALK_WRONG;
    return talk;
}

static bool is_sensible(const struct extract_answer *answer)
{
    return answer->magic == EXTRACT_MAGIC && answer->status <= ERR_BUG &&
           answer->format <= format_count() &&
           (answer->format || answer->status) &&
           answer->sentence_length < ERROR_TEXT_MAX;
}

static bool read_facts(const struct buffer *facts, struct extracted *out)
{
    struct unpacking from = {buffer_text(facts),
                             buffer_text(facts) + facts->length, false};

    extracted_facts_read(&from, out);
    return unpacking_is_done(&from);
}

/* Receives what follows the answer's head. */
static enum talk receive_rest(struct extractor *extractor,
                              const struct extract_answer *answer,
                              struct extracted *out, struct error *err,
                              int64_t deadline_ms)
{
    enum talk talk = receive(extractor, err->text, answer->sentence_length,
                             deadline_ms);

    err->text[answer->sentence_length] = '\0';
    err->code = (enum status)answer->status;
    if (talk == TALK_DONE)
        talk = receive_buffer(extractor, &extractor->facts,
                              answer->facts_length, EXTRACT_FACTS_MAX,
                              deadline_ms);
    if (talk == TALK_DONE)
        talk = receive_kinds(extractor, answer, out, deadline_ms);
    if (talk == TALK_DONE)
        talk = receive_buffer(extractor, &out->text, answer->text_length,
                              extractor->limits.output_bytes, deadline_ms);
    if (talk == TALK_DONE && !read_facts(&extractor->facts, out))
        talk = TALK_WRONG;
    return talk;
}

/* Asks about the document and takes the answer over. */
static enum talk talk_about(struct extractor *extractor,
                            const struct source *source, struct extracted *out,
                            const struct format **format, struct error *err)
{
    int64_t deadline_ms = now_ms() + extractor->limits.wall_ms;
    struct extract_answer answer;
    enum talk talk = ask(extractor, source, deadline_ms);

    extracted_reset(out);
    if (talk == TALK_DONE)
        talk = receive(extractor, &answer, sizeof(answer), deadline_ms);
    if (talk == TALK_DONE)
        talk = is_sensible(&answer)
                   ? receive_rest(extractor, &answer, out, err, deadline_ms)
                   : TALK_WRONG;
    if (talk != TALK_DONE)
        return talk;
    out->paragraphs_known = answer.paragraphs_known;
    out->parts = answer.parts;
    if (format)
        *format = answer.format ? format_at(answer.format - 1) : NULL;
    extractor->served++;
    return TALK_DONE;
}

/* -- Sentences ------------------------------------------------------------- */

static enum status tell_signal(int number, const struct extract_limits *limits,
                               struct error *err)
{
    const char *words = sigdescr_np(number);

    if (number == SIGPROF || number == SIGXCPU)
        return error_set(err, ERR_LIMIT,
                         "takes more than %.3g seconds of computing to read "
                         "and was given up; " EXTRACT_ADVICE,
                         limits->cpu_ms / 1000.0);
    if (number == SIGSYS)
        return error_set(err, ERR_FORMAT,
                         "made the program that reads it try what no document "
                         "needs, and was given up; do not trust this file");
    if (number == SIGKILL)
        return error_set(err, ERR_LIMIT,
                         "was given up because the system killed the program "
                         "that read it, perhaps for lack of memory; try with "
                         "fewer --jobs, or " EXTRACT_ADVICE);
    return error_set(err, ERR_FORMAT,
                     "made the program that reads it crash (%s), so it is "
                     "probably damaged; " EXTRACT_ADVICE,
                     words ? words : "unknown signal");
}

/* Says what became of the document whose reader ended by `status`. */
static enum status tell_end(enum talk talk, int status,
                            const struct extract_limits *limits,
                            struct error *err)
{
    if (talk == TALK_STOP && stop_check(err) != OK)
        return err->code;
    if (talk == TALK_LATE)
        return error_set(err, ERR_LIMIT,
                         "takes longer than %.3g seconds to read and was given "
                         "up; " EXTRACT_ADVICE,
                         limits->wall_ms / 1000.0);
    if (talk == TALK_WRONG)
        return error_set(err, ERR_FORMAT,
                         "made the program that reads it answer nonsense, and "
                         "was given up; do not trust this file");
    if (WIFSIGNALED(status))
        return tell_signal(WTERMSIG(status), limits, err);
    if (WEXITSTATUS(status) == EXTRACT_EXIT_NO_MEMORY)
        return error_set(err, ERR_LIMIT,
                         "takes more than %llu MB of memory to read and was "
                         "given up; " EXTRACT_ADVICE,
                         (unsigned long long)limits->memory_bytes / MEBIBYTE);
    return error_set(err, ERR_FORMAT,
                     "made the program that reads it stop (exit code %d), so "
                     "it is probably damaged; " EXTRACT_ADVICE,
                     WEXITSTATUS(status));
}

static enum status refuse_start(int number, struct error *err)
{
    errno = number;
    return error_errno(err, ERR_IO,
                       "cannot be read, as the process that reads documents "
                       "other than plain text cannot be started");
}

/* -- Extracting ------------------------------------------------------------ */

/* Starts the process if none runs and hears whether it is there. */
static enum status start(struct extractor *extractor, struct error *err)
{
    int64_t deadline_ms = now_ms() + extractor->limits.wall_ms;
    struct extract_hello hello = {0};
    int failed;

    if (extractor->process)
        return OK;
    failed = getenv(EXTRACT_WORKER_MARK) ? ELOOP : start_process(extractor);
    if (failed)
        return refuse_start(failed, err);
    extractor->started++;
    if (receive(extractor, &hello, sizeof(hello), deadline_ms) != TALK_DONE ||
        hello.magic != EXTRACT_MAGIC) {
        end_process(extractor);
        return refuse_start(EPROTO, err);
    }
    extractor->is_unconfined |= !hello.is_confined;
    return OK;
}

static enum status check_size(const struct extractor *extractor,
                              const struct source *source, struct error *err)
{
    uint64_t most = extractor->limits.input_bytes;

    if (strlen(source->name) > EXTRACT_NAME_MAX)
        return error_set(err, ERR_LIMIT, "has too long a name; rename it");
    if (source->bytes->length > most)
        return error_set(
            err, ERR_LIMIT,
            "is larger than %llu MB, the most that is read of "
            "anything but plain text; split it, or " EXTRACT_ADVICE,
            (unsigned long long)most / MEBIBYTE);
    return OK;
}

enum status extractor_extract(struct extractor *extractor,
                              const struct source *source,
                              struct extracted *out,
                              const struct format **format, struct error *err)
{
    bool had_served, asks_again = true;
    enum talk talk = TALK_DEAD;
    int status = 0;

    extractor->limits = extract_limits_fill(extractor->limits);
    extracted_reset(out);
    if (format)
        *format = NULL;
    if (check_size(extractor, source, err) != OK)
        return err->code;
    while (talk != TALK_DONE && asks_again) {
        if (start(extractor, err) != OK)
            return err->code;
        had_served = extractor->served > 0;
        talk = talk_about(extractor, source, out, format, err);
        if (talk != TALK_DONE)
            status = end_process(extractor);
        asks_again = had_served && talk == TALK_DEAD;
    }
    buffer_reset(source->bytes);
    if (talk == TALK_DONE)
        return err->code;
    extracted_reset(out);
    return tell_end(talk, status, &extractor->limits, err);
}
