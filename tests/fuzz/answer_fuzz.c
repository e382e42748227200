/*
 * answer_fuzz.c - whatever the extractor's process answers, which may have
 * fallen to a document: a document that the program can work with, or a
 * sentence; and nothing of it is left for the next document.
 *
 * An input is all that the process says. It is put into the socket beforehand,
 * in place of a process.
 */
#include "fuzz.h"

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

static int fake_socketpair(int domain, int type, int protocol, int ends[2]);
static int fake_spawn(pid_t *process, const char *path, const void *files,
                      const void *attributes, char *const *arguments,
                      char *const *environment);
static int fake_kill(pid_t process, int number);
static pid_t fake_wait(pid_t process, int *status, int options);

/* The library's, but for what makes a process. */
// NOLINTBEGIN(readability-identifier-naming)
#define socketpair  fake_socketpair
#define posix_spawn fake_spawn
#define kill        fake_kill
#define waitpid     fake_wait
// NOLINTEND(readability-identifier-naming)
#include "ingest/extractor.c" // NOLINT(bugprone-suspicious-include)
#undef socketpair
#undef posix_spawn
#undef kill
#undef waitpid

enum { SAID_MAX = 60000, PROCESS = 1 };

static const uint8_t *said;
static size_t said_length;
static int far_end = -1;

static int fake_socketpair(int domain, int type, int protocol, int ends[2])
{
    REQUIRE(socketpair(domain, type, protocol, ends) == 0);
    far_end = dup(ends[1]);
    REQUIRE(write(far_end, said, said_length) == (ssize_t)said_length);
    REQUIRE(shutdown(far_end, SHUT_WR) == 0);
    return 0;
}

static int fake_spawn(pid_t *process, const char *path, const void *files,
                      const void *attributes, char *const *arguments,
                      char *const *environment)
{
    (void)files;
    (void)attributes;
    REQUIRE(*path && arguments[0] && environment[0]);
    *process = PROCESS;
    return 0;
}

static int fake_kill(pid_t process, int number)
{
    REQUIRE(process == PROCESS && number == SIGKILL);
    close(far_end);
    return 0;
}

static pid_t fake_wait(pid_t process, int *status, int options)
{
    (void)options;
    *status = 0;
    return process;
}

static void check(enum status status, const struct extracted *out,
                  const struct format *format, const struct error *err)
{
    if (status != OK) {
        REQUIRE(strnlen(err->text, ERROR_TEXT_MAX) < ERROR_TEXT_MAX);
        return;
    }
    REQUIRE(format && *format->name);
    REQUIRE(strnlen(out->encoding, ENCODING_NAME_MAX) < ENCODING_NAME_MAX);
    REQUIRE(out->kinds.count <= out->text.length);
    for (size_t i = 0; i < out->kinds.count; i++)
        REQUIRE(out->kinds.items[i] <= LINE_CAPTION);
    for (size_t i = 0; i < out->issues.count; i++)
        REQUIRE(strlen(out->issues.items[i].stage) < SAID_MAX &&
                strlen(out->issues.items[i].message) < SAID_MAX);
    for (size_t i = 0; i < out->metadata.count; i++)
        REQUIRE(*out->metadata.items[i].key && out->metadata.items[i].value);
}

static void ask_once(struct extractor *extractor, struct extracted *out)
{
    struct buffer bytes = {0};
    const struct format *format;
    struct error err = {.code = OK};
    enum status status;

    buffer_add_text(&bytes, "<p>Norms.</p>");
    status = extractor_extract(extractor, &(struct source){"a.html", &bytes, 0},
                               out, &format, &err);
    check(status, out, format, &err);
    buffer_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct extracted out; /* kept, as a worker keeps it */
    struct extractor extractor = {.limits = {.wall_ms = 10000}};

    said = bytes;
    said_length = length < SAID_MAX ? length : SAID_MAX;
    ask_once(&extractor, &out);
    ask_once(&extractor, &out); /* what is left of it is another answer */
    extractor_release(&extractor);
    return 0;
}
