/* sandbox.c - see sandbox.h. */
#include "ingest/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"

/* -- Limits ---------------------------------------------------------------- */

struct extract_limits extract_limits_fill(struct extract_limits limits)
{
    const struct extract_limits usual = EXTRACT_LIMITS;

    if (!limits.input_bytes)
        limits.input_bytes = usual.input_bytes;
    if (!limits.output_bytes)
        limits.output_bytes = usual.output_bytes;
    if (!limits.memory_bytes)
        limits.memory_bytes = usual.memory_bytes;
    if (!limits.cpu_ms)
        limits.cpu_ms = usual.cpu_ms;
    if (!limits.wall_ms)
        limits.wall_ms = usual.wall_ms;
    return limits;
}

void sandbox_close_from(unsigned first)
{
    if (syscall(SYS_close_range, first, ~0U, 0) != 0)
        for (unsigned fd = first; fd < 1024; fd++)
            close((int)fd);
}

/* A limit that cannot be set was lower already. */
static void limit_to(__rlimit_resource_t resource, rlim_t value)
{
    struct rlimit limit = {value, value};

    (void)setrlimit(resource, &limit);
}

/* What holds for both kinds of processes. */
static void enter(uint64_t memory_bytes)
{
    if (memory_bytes && !SANDBOX_IS_SANITIZED)
        limit_to(RLIMIT_AS, memory_bytes);
    limit_to(RLIMIT_CORE, 0);
    limit_to(RLIMIT_FSIZE, 0);
    limit_to(RLIMIT_NPROC, 0); /* root is not bound by it: the filter is */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* -- The worker's filter --------------------------------------------------- */

static const int allowed[] = {
    SCMP_SYS(read),         SCMP_SYS(readv),          SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),      SCMP_SYS(write),          SCMP_SYS(writev),
    SCMP_SYS(sendmsg),      SCMP_SYS(munmap),         SCMP_SYS(mremap),
    SCMP_SYS(brk),          SCMP_SYS(madvise),        SCMP_SYS(futex),
    SCMP_SYS(exit),         SCMP_SYS(exit_group),     SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),      SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),
    SCMP_SYS(setitimer),    SCMP_SYS(getpid),         SCMP_SYS(gettid),
    SCMP_SYS(fstat),        SCMP_SYS(close),          SCMP_SYS(lseek),
    SCMP_SYS(sched_yield),  SCMP_SYS(restart_syscall)};

/* Nothing that reads a document calls these by mistake. The rest, such as
 * opening a file, is refused as if it were not permitted: libraries try and go
 * on without. */
static const int deadly[] = {
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork),
    SCMP_SYS(vfork),  SCMP_SYS(clone),    SCMP_SYS(clone3),
    SCMP_SYS(socket), SCMP_SYS(connect),  SCMP_SYS(bind),
    SCMP_SYS(ptrace), SCMP_SYS(kill),     SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),    SCMP_SYS(keyctl),   SCMP_SYS(process_vm_readv)};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool add_rules(scmp_filter_ctx filter, uint32_t action, const int *calls,
                      size_t count)
{
    bool fits = true;

    for (size_t i = 0; i < count; i++)
        fits = seccomp_rule_add(filter, action, calls[i], 0) == 0 && fits;
    return fits;
}

/* Memory may be had, but not to run code in; abort() may signal itself. */
static bool add_worker_rules(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC,
                                                0);
    const struct scmp_arg_cmp self = SCMP_A0(SCMP_CMP_EQ,
                                             (scmp_datum_t)getpid(), 0);

    return add_rules(filter, SCMP_ACT_ALLOW, allowed, COUNT(allowed)) &&
           add_rules(filter, SCMP_ACT_KILL_PROCESS, deadly, COUNT(deadly)) &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                            no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                            no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                            self) == 0;
}

bool sandbox_enter_worker(uint64_t memory_bytes, bool wants_filter)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool is_filtered;

    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    enter(memory_bytes);
    limit_to(RLIMIT_NOFILE, 3);
    is_filtered = wants_filter && filter && add_worker_rules(filter) &&
                  seccomp_load(filter) == 0;
    seccomp_release(filter);
    return is_filtered;
}

/* -- The filter of foreign programs ---------------------------------------- */

static const int refused[] = {
    SCMP_SYS(execveat),       SCMP_SYS(fork),
    SCMP_SYS(vfork),          SCMP_SYS(socket),
    SCMP_SYS(socketpair),     SCMP_SYS(connect),
    SCMP_SYS(bind),           SCMP_SYS(listen),
    SCMP_SYS(accept),         SCMP_SYS(accept4),
    SCMP_SYS(ptrace),         SCMP_SYS(process_vm_readv),
    SCMP_SYS(kill),           SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),          SCMP_SYS(umount2),
    SCMP_SYS(move_mount),     SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),         SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),         SCMP_SYS(setns),
    SCMP_SYS(unshare),        SCMP_SYS(bpf),
    SCMP_SYS(keyctl),         SCMP_SYS(add_key),
    SCMP_SYS(request_key),    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),    SCMP_SYS(io_uring_setup),
    SCMP_SYS(init_module),    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),     SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),       SCMP_SYS(rename),
    SCMP_SYS(renameat),       SCMP_SYS(renameat2),
    SCMP_SYS(mkdir),          SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),          SCMP_SYS(link),
    SCMP_SYS(linkat),         SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),      SCMP_SYS(truncate),
    SCMP_SYS(chmod),          SCMP_SYS(fchmodat),
    SCMP_SYS(chown),          SCMP_SYS(fchownat),
    SCMP_SYS(mknod),          SCMP_SYS(mknodat),
    SCMP_SYS(setxattr),       SCMP_SYS(open_by_handle_at),
    SCMP_SYS(openat2),        SCMP_SYS(creat),
    SCMP_SYS(reboot),         SCMP_SYS(swapon),
    SCMP_SYS(delete_module),  SCMP_SYS(sethostname),
    SCMP_SYS(clock_settime),  SCMP_SYS(settimeofday),
    SCMP_SYS(process_madvise)};

/* Files are read, not written or made. */
static bool refuse_writing(scmp_filter_ctx filter, int call, unsigned argument)
{
    static const int flags[] = {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC};
    bool fits = true;

    for (size_t i = 0; i < COUNT(flags); i++) {
        struct scmp_arg_cmp has_flag = SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ,
                                                  (scmp_datum_t)flags[i],
                                                  (scmp_datum_t)flags[i]);

        fits = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EROFS), call, 1,
                                has_flag) == 0 &&
               fits;
    }
    return fits;
}

/* Threads may be made, processes not: a filter cannot see what clone3() wants,
 * and the C library then tries clone(). */
static bool add_program_rules(scmp_filter_ctx filter, const char *path)
{
    const struct scmp_arg_cmp other = SCMP_A0(SCMP_CMP_NE,
                                              (scmp_datum_t)(uintptr_t)path, 0);
    const struct scmp_arg_cmp no_thread = SCMP_A0(SCMP_CMP_MASKED_EQ,
                                                  CLONE_THREAD, 0);

    return add_rules(filter, SCMP_ACT_ERRNO(EPERM), refused, COUNT(refused)) &&
           refuse_writing(filter, SCMP_SYS(open), 1) &&
           refuse_writing(filter, SCMP_SYS(openat), 2) &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(execve), 1,
                            other) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            no_thread) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
                            0) == 0;
}

/* Reads what libseccomp wrote: an array of instructions. */
static void read_filter(int fd, struct sock_fprog *out)
{
    off_t size = lseek(fd, 0, SEEK_END);

    if (size <= 0)
        return;
    out->filter = memory_get((size_t)size);
    if (pread(fd, out->filter, (size_t)size, 0) == size)
        out->len = (unsigned short)((size_t)size / sizeof(struct sock_filter));
}

void sandbox_program_init(struct sandbox_program *program, const char *path,
                          const struct extract_limits *limits)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int fd = memfd_create("filter", MFD_CLOEXEC);

    *program = (struct sandbox_program){.memory_bytes = limits->memory_bytes,
                                        .cpu_ms = limits->cpu_ms};
    if (filter && fd >= 0 && add_program_rules(filter, path) &&
        seccomp_export_bpf(filter, fd) == 0)
        read_filter(fd, &program->filter);
    if (fd >= 0)
        close(fd);
    seccomp_release(filter);
}

void sandbox_program_release(struct sandbox_program *program)
{
    free(program->filter.filter);
    *program = (struct sandbox_program){0};
}

void sandbox_enter_program(const struct sandbox_program *program)
{
    enter(program->memory_bytes);
    limit_to(RLIMIT_CPU, (program->cpu_ms + 999) / 1000);
    limit_to(RLIMIT_NOFILE, 64);
    if (program->filter.len)
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program->filter, 0, 0);
}
