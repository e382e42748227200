/*
 * fault_state.h - which call is to fail, and what was seen of it.
 *
 * interposer.so is loaded in front of the C library (LD_PRELOAD). It counts the
 * calls that can fail, and makes one of them fail, or kills the process there.
 * A test and all processes of one run share a file in memory, which
 * POLICYLEX_FAULTS names: the test writes what it wants, and reads whether it
 * came to that. faults.py reads and writes the same layout.
 *
 * Counting begins with main(). Calls are counted by function and by role - the
 * program, or the process that reads documents - over all processes of a role,
 * so that one fault stays one when a process is replaced.
 */
#ifndef FAULTS_FAULT_STATE_H
#define FAULTS_FAULT_STATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The functions that can be made to fail, by their names. Spellings of one
 * function (open64, __open_2) share its row. */
/* NOLINTBEGIN(readability-identifier-naming) */
enum fault_function {
    FAULT_malloc,
    FAULT_calloc,
    FAULT_realloc,
    FAULT_posix_memalign,
    FAULT_mmap,
    FAULT_open,
    FAULT_openat,
    FAULT_opendir,
    FAULT_fopen,
    FAULT_readdir,
    FAULT_read,
    FAULT_pread,
    FAULT_recvmsg,
    FAULT_fread,
    FAULT_write,
    FAULT_pwrite,
    FAULT_sendmsg,
    FAULT_fwrite,
    FAULT_fflush,
    FAULT_fsync,
    FAULT_fdatasync,
    FAULT_ftruncate,
    FAULT_sync_file_range,
    FAULT_close,
    FAULT_rename,
    FAULT_renameat2,
    FAULT_link,
    FAULT_symlink,
    FAULT_unlink,
    FAULT_unlinkat,
    FAULT_rmdir,
    FAULT_mkdir,
    FAULT_mkdtemp,
    FAULT_chmod,
    FAULT_stat,
    FAULT_lstat,
    FAULT_fstat,
    FAULT_fstatat,
    FAULT_access,
    FAULT_faccessat,
    FAULT_realpath,
    FAULT_fcntl,
    FAULT_lseek,
    FAULT_poll,
    FAULT_memfd_create,
    FAULT_fork,
    FAULT_posix_spawn,
    FAULT_execve,
    FAULT_pipe2,
    FAULT_socketpair,
    FAULT_dup2,
    FAULT_waitpid,
    FAULT_waitid,
    FAULT_pthread_create,
    FAULT_FUNCTION_COUNT
};
/* NOLINTEND(readability-identifier-naming) */

enum fault_role { ROLE_PROGRAM, ROLE_EXTRACTOR, ROLE_COUNT };

enum fault_action {
    ACTION_NONE,
    ACTION_FAIL,        /* with the errno wanted */
    ACTION_SHORT,       /* reads or writes half of what was asked for */
    ACTION_KILL_BEFORE, /* SIGKILL instead of the call */
    ACTION_KILL_AFTER   /* SIGKILL when the call has been made */
};

enum {
    FAULT_FUNCTIONS_MAX = 64,
    FAULT_STACK_TEXT = 4096,
    FAULT_CALLS_MAX = 1 << 20
};

/* A call seen, if calls are to be listed. */
struct fault_call {
    uint64_t place; /* the innermost callers, as a hash */
    uint32_t number;
    uint16_t role;
    uint16_t function;
};

struct fault_state {
    /* written by the test */
    uint32_t role, function, first, times; /* from the first on, so many */
    uint32_t action;
    int32_t error;
    uint32_t lists_calls;
    /* written here */
    atomic_uint reached;
    atomic_uint call_count;
    uint64_t place; /* where the fault was */
    atomic_uint counts[ROLE_COUNT][FAULT_FUNCTIONS_MAX];
    char stack[FAULT_STACK_TEXT]; /* the same for people */
    struct fault_call calls[FAULT_CALLS_MAX];
};

/* One call under way. */
struct fault {
    enum fault_function function;
    enum fault_action action; /* to be done in this call */
};

/* Counts the call, and returns what is to become of it; ACTION_KILL_BEFORE has
 * happened. errno is set for ACTION_FAIL. */
struct fault fault_begin(enum fault_function function);

/* Kills the process if it is to be killed after the call. Keeps errno. */
void fault_end(const struct fault *fault);

/* Calls between these two are neither counted nor failed. */
void fault_pause(void);
void fault_go_on(void);

/* Starts counting, if this process is to be tested at all. */
void fault_arm(enum fault_role role);

#endif
