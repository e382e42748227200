/* fault_state.c - see fault_state.h. */
#include "faults/fault_state.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    MODULES_MAX = 128,
    OWN_FRAMES = 3,   /* of this library */
    PLACE_FRAMES = 6, /* callers that make a place */
    FRAMES_MAX = OWN_FRAMES + 12
};

/* Programs and libraries are loaded anywhere: a place is an offset in one. */
struct module {
    uintptr_t begin, end;
};

static struct fault_state *state;
static enum fault_role own_role;
static struct module modules[MODULES_MAX];
static size_t module_count;
static atomic_bool is_armed;
static _Thread_local unsigned paused;

/* -- Places ---------------------------------------------------------------- */

static int note_module(struct dl_phdr_info *info, size_t size, void *context)
{
    struct module *module = &modules[module_count];

    (void)size;
    (void)context;
    if (module_count == MODULES_MAX)
        return 1;
    *module = (struct module){.begin = info->dlpi_addr};
    for (unsigned i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD)
            module->end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr +
                          info->dlpi_phdr[i].p_memsz;
    module_count++;
    return 0;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9e3779b97f4a7c15U;
    return hash ^ (hash >> 29);
}

static uint64_t mix_address(uint64_t hash, uintptr_t address)
{
    for (size_t i = 0; i < module_count; i++)
        if (address >= modules[i].begin && address < modules[i].end)
            return mix(mix(hash, i + 1), address - modules[i].begin);
    return mix(hash, 0);
}

static uint64_t place_of(void *const *frames, int count)
{
    uint64_t hash = own_role + 1;

    for (int i = OWN_FRAMES; i < count && i < OWN_FRAMES + PLACE_FRAMES; i++)
        hash = mix_address(hash, (uintptr_t)frames[i]);
    return hash;
}

static void tell_stack(void *const *frames, int count)
{
    char **names = backtrace_symbols(frames, count);
    size_t used = 0;

    for (int i = OWN_FRAMES; names && i < count; i++) {
        const char *slash = strrchr(names[i], '/');
        int length = snprintf(state->stack + used, FAULT_STACK_TEXT - used,
                              "%s\n", slash ? slash + 1 : names[i]);

        if (length < 0 || (size_t)length >= FAULT_STACK_TEXT - used)
            break;
        used += (size_t)length;
    }
    free(names);
}

/* -- Beginning ------------------------------------------------------------- */

void fault_pause(void)
{
    paused++;
}

void fault_go_on(void)
{
    paused--;
}

void fault_arm(enum fault_role role)
{
    const char *path = getenv("POLICYLEX_FAULTS");
    void *frames[FRAMES_MAX];
    int file;

    if (!path)
        return;
    fault_pause();
    own_role = role;
    file = open(path, O_RDWR | O_CLOEXEC);
    state = file < 0 ? MAP_FAILED
                     : mmap(NULL, sizeof(*state), PROT_READ | PROT_WRITE,
                            MAP_SHARED, file, 0);
    if (state == MAP_FAILED) {
        fprintf(stderr, "interposer: %s: %s\n", path, strerror(errno));
        _exit(99);
    }
    close(file);
    dl_iterate_phdr(note_module, NULL);
    backtrace(frames, FRAMES_MAX); /* the first loads what it needs */
    fault_go_on();
    atomic_store(&is_armed, true);
}

/* -- Calls ----------------------------------------------------------------- */

static bool is_wanted(enum fault_function function, unsigned number)
{
    return state->action && state->function == function &&
           state->role == own_role && number >= state->first &&
           number - state->first < state->times;
}

static void list_call(enum fault_function function, unsigned number,
                      uint64_t place)
{
    unsigned at = atomic_fetch_add(&state->call_count, 1);

    if (at < FAULT_CALLS_MAX)
        state->calls[at] = (struct fault_call){.place = place,
                                               .number = number,
                                               .role = (uint16_t)own_role,
                                               .function = (uint16_t)function};
}

/* Notes where the call is made from, the first of those that are to fail. */
static void look_round(enum fault_function function, unsigned number)
{
    bool is_fault = is_wanted(function, number);
    void *frames[FRAMES_MAX];
    int count, error = errno;

    if (!state->lists_calls &&
        !(is_fault && atomic_fetch_add(&state->reached, 1) == 0))
        return;
    count = backtrace(frames, FRAMES_MAX);
    if (state->lists_calls)
        list_call(function, number, place_of(frames, count));
    if (is_fault) {
        state->place = place_of(frames, count);
        tell_stack(frames, count);
    }
    errno = error;
}

static void kill_process(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

struct fault fault_begin(enum fault_function function)
{
    struct fault fault = {.function = function};
    unsigned number;

    if (!atomic_load(&is_armed) || paused)
        return fault;
    fault_pause();
    number = 1 + atomic_fetch_add(&state->counts[own_role][function], 1);
    look_round(function, number);
    if (is_wanted(function, number)) {
        fault.action = (enum fault_action)state->action;
        if (fault.action == ACTION_KILL_BEFORE)
            kill_process();
        if (fault.action == ACTION_FAIL)
            errno = state->error;
    }
    fault_go_on();
    return fault;
}

void fault_end(const struct fault *fault)
{
    if (fault->action == ACTION_KILL_AFTER)
        kill_process();
}
