/* extract_faults.c - see extract_faults.h. */
#include "ingest/extract_faults.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/files.h"
#include "base/memory.h"
#include "ingest/extract_message.h"

static void crash(struct extracted *out)
{
    (void)out;
    raise(SIGSEGV);
}

static void give_up(struct extracted *out)
{
    (void)out;
    abort();
}

static void leave(struct extracted *out)
{
    (void)out;
    _exit(3);
}

static void hang(struct extracted *out)
{
    char byte;

    (void)out;
    while (read(STDIN_FILENO, &byte, 1) >= 0) /* nothing comes */
        continue;
}

static void spin(struct extracted *out)
{
    for (volatile unsigned i = 0;; i++)
        (void)out;
}

static void allocate(struct extracted *out)
{
    enum { STEP = 64 * 1024 * 1024 };

    for (;;)
        buffer_add_byte(&out->text, *(volatile char *)memory_get(STEP));
}

static void flood(struct extracted *out)
{
    while (!buffer_is_full(&out->text))
        buffer_add_text(&out->text, "norms of responsible behaviour\n");
}

static void babble(struct extracted *out)
{
    static const char nonsense[4096] = {1, 2, 3};

    (void)out;
    if (write(STDIN_FILENO, nonsense, sizeof(nonsense)) > 0)
        pause();
}

/* Claims that more follows than any memory holds. */
static void boast(struct extracted *out)
{
    static const struct extract_answer answer = {.magic = EXTRACT_MAGIC,
                                                 .format = 1,
                                                 .kinds_length = 1ull << 58,
                                                 .text_length = 1ull << 58};

    (void)out;
    if (write(STDIN_FILENO, &answer, sizeof(answer)) > 0)
        pause();
}

static void run_a_shell(struct extracted *out)
{
    (void)out;
    execl("/bin/sh", "sh", (char *)NULL);
}

static void open_a_socket(struct extracted *out)
{
    (void)out;
    (void)socket(AF_INET, SOCK_STREAM, 0);
}

static void tell(struct extracted *out, bool was_refused)
{
    buffer_add_text(&out->text, was_refused ? "refused\n" : "allowed\n");
}

static void open_a_file(struct extracted *out)
{
    tell(out, open("/etc/passwd", O_RDONLY) < 0);
}

static void map_code(struct extracted *out)
{
    tell(out, mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
}

static const struct {
    const char *name;
    void (*commit)(struct extracted *out);
} faults[] = {
    {"crash", crash},
    {"abort", give_up},
    {"exit", leave},
    {"hang", hang},
    {"spin", spin},
    {"allocate", allocate},
    {"flood", flood},
    {"babble", babble},
    {"boast", boast},
    {"exec", run_a_shell},
    {"connect", open_a_socket},
    {"open", open_a_file},
    {"map", map_code},
};

bool extract_fault(const char *name, struct extracted *out)
{
    static const char prefix[] = "fault-";
    const char *file = path_name(name);

    if (strncmp(file, prefix, sizeof(prefix) - 1) != 0)
        return false;
    file += sizeof(prefix) - 1;
    for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
        size_t length = strlen(faults[i].name);

        if (strncmp(file, faults[i].name, length) == 0) {
            faults[i].commit(out);
            return out->text.length > 0;
        }
    }
    return false;
}
