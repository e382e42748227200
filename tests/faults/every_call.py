#!/usr/bin/env python3
"""every_call.py PROGRAM INTERPOSER [--unchanged] [--kill] [--jobs N]
[--most N] [--only TEXT] - each call that can fail fails in turn.

An undisturbed run is watched first: which functions of the C library it calls,
in which process, from where. Then calls are made to fail, in a run of its own
each: the first from each place (the innermost six callers) with each error that
it may have, and of system calls also every other, up to --each of a function
and process, with one error. --most takes an even, fixed selection of them.
With --kill the process is killed before and after each call that changes files
or brings them to the disk. night.py judges what is left.
"""
import argparse
import concurrent.futures
import errno
import os
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
from interposer import (FAIL, KILL_AFTER, KILL_BEFORE, SHORT,  # noqa: E402
                        Fault, Interposer)
from night import Nights, Outcomes, room  # noqa: E402

FOREVER = 1 << 30

# What each function may say; with a plus, from this call on.
ERRORS = {
    'open': 'EMFILE EACCES EIO', 'openat': 'EMFILE', 'opendir': 'EMFILE', 'fopen': 'EMFILE', 'readdir': 'EIO',
    'read': 'EIO EINTR short', 'pread': 'EIO EINTR short', 'fread': 'EIO',
    'recvmsg': 'ECONNRESET EINTR', 'sendmsg': 'EPIPE EINTR ENOBUFS',
    'write': 'ENOSPC EIO EINTR short ENOSPC+',
    'pwrite': 'ENOSPC EIO short ENOSPC+', 'fwrite': 'ENOSPC',
    'fflush': 'ENOSPC', 'fsync': 'EIO ENOSPC', 'fdatasync': 'EIO',
    'ftruncate': 'EIO', 'sync_file_range': 'ENOSYS', 'close': 'EIO EINTR',
    'rename': 'EIO ENOSPC EACCES', 'renameat2': 'EIO ENOSYS EINVAL',
    'link': 'EXDEV EMLINK EPERM ENOSPC', 'symlink': 'ENOSPC EEXIST',
    'unlink': 'EACCES', 'unlinkat': 'EACCES', 'rmdir': 'EACCES',
    'mkdir': 'EACCES ENOSPC', 'mkdtemp': 'EACCES ENOSPC', 'chmod': 'EPERM',
    'stat': 'EACCES EIO', 'lstat': 'EACCES', 'fstat': 'EIO', 'fstatat': 'EIO',
    'access': 'EACCES', 'faccessat': 'EACCES', 'realpath': 'ENOMEM',
    'fcntl': 'EAGAIN ENOLCK',
    'lseek': 'EIO', 'poll': 'EINTR ENOMEM', 'memfd_create': 'EMFILE',
    'fork': 'EAGAIN', 'posix_spawn': 'EAGAIN ENOMEM', 'execve': 'ENOENT',
    'pipe2': 'EMFILE', 'socketpair': 'EMFILE', 'dup2': 'EMFILE',
    'waitpid': 'EINTR', 'waitid': 'EINTR', 'pthread_create': 'EAGAIN',
    'mmap': 'ENOMEM', 'malloc': 'ENOMEM', 'calloc': 'ENOMEM',
    'realloc': 'ENOMEM', 'posix_memalign': 'ENOMEM',
}
# Without memory these crash. They have no way to be given memory that ends the
# run in good order (src/base/library_memory.h).
CRASHING = ('libseccomp.so',)
# Looks at no fwrite(). Where a real one fails a write has failed, which the
# workbook's own files remember (src/report/workbook/scratch.h); one that fails
# without is a fault that cannot be.
UNLOOKING = ('libxlsxwriter.so',)
ALLOCATIONS = {'malloc', 'calloc', 'realloc', 'posix_memalign'}
CHANGES = {'write', 'pwrite', 'ftruncate', 'fsync', 'fdatasync', 'rename',
           'renameat2', 'link', 'symlink', 'unlink', 'unlinkat', 'rmdir',
           'mkdir', 'mkdtemp', 'chmod'}


def faults_of(call):
    """Returns the faults that the call may have."""
    faults = []
    for word in ERRORS[call.function].split():
        times = FOREVER if word.endswith('+') else 1
        short = word == 'short'
        faults.append(Fault(call.role, call.function, call.number,
                            SHORT if short else FAIL,
                            0 if short else getattr(errno, word.rstrip('+')),
                            times))
    return faults


def kills_of(call):
    return [Fault(call.role, call.function, call.number, action, 0, 1)
            for action in (KILL_BEFORE, KILL_AFTER)]


def choose(calls, each, kills):
    """Returns the faults: of each place the first call with all its errors; of
    system calls also every other up to `each`, with one error, by turns."""
    places, faults = set(), []
    for call in calls:
        is_new = (call.function, call.place) not in places
        places.add((call.function, call.place))
        if kills and (call.function not in CHANGES or
                      call.role != 'program'):
            continue
        wanted = kills_of(call) if kills else faults_of(call)
        if is_new or (kills and call.number <= each):
            faults += wanted
        elif call.number <= each and call.function not in ALLOCATIONS:
            faults.append(wanted[call.number % len(wanted)])
    return faults


def thin(faults, most):
    """Returns at most so many, evenly: of what is rare, all."""
    if not most or len(faults) <= most:
        return faults
    rare = [fault for fault in faults if fault.function not in ALLOCATIONS]
    common = [fault for fault in faults if fault.function in ALLOCATIONS]
    if len(rare) >= most:
        rare, common = [rare[i * len(rare) // most] for i in range(most)], []
    rest = most - len(rare)
    return rare + [common[i * len(common) // rest] for i in range(rest)]


def deaths_of(fault, seen):
    """Returns the signals, as exit codes, that may end the run."""
    if fault.action in (KILL_BEFORE, KILL_AFTER):
        return {-signal.SIGKILL}
    if fault.function in ALLOCATIONS and seen.stack.startswith(CRASHING):
        return {-signal.SIGSEGV, -signal.SIGABRT}
    return frozenset()


def describe(fault, ended, seen, wrong):
    """Returns what people need to know of a fault that broke a promise."""
    if not wrong:
        return []
    more = f' (and {len(wrong) - 1} more)' if len(wrong) > 1 else ''
    return [f'{fault}: {wrong[0]}{more}\n{ended.said}{seen.stack}']


class Test:
    def __init__(self, nights, library, kills):
        self.nights, self.preloaded, self.kills = nights, library, kills
        self.outcomes = Outcomes()

    def watch(self):
        """Returns the calls of an undisturbed run."""
        interposer = Interposer(self.preloaded,
                                os.path.join(self.nights.folder, 'calls'))
        reports = self.nights.copy('watched')
        interposer.want()
        ended = self.nights.run(reports, interposer.environment())
        kind, wrong = self.nights.judge(reports, ended)
        if ended.code != 0 or wrong:
            sys.exit(f'the run that is watched ends with {ended.code}: '
                     f'{ended.said} {wrong}')
        return interposer.calls()

    def disturb(self, number, fault):
        interposer = Interposer(self.preloaded, os.path.join(
            self.nights.folder, f'state-{number}'))
        reports = self.nights.copy(f'reports-{number}')
        interposer.want(fault)
        ended = self.nights.run(reports, interposer.environment())
        seen = interposer.seen()
        os.unlink(interposer.path)
        kind, wrong = self.nights.judge(reports, ended,
                                        deaths_of(fault, seen))
        if fault.function == 'fwrite' and seen.stack.startswith(UNLOOKING):
            self.outcomes.note_unreached()
            return
        if not seen.reached:
            self.outcomes.note_unreached()
            if wrong:
                sys.exit(f'undisturbed, yet: {wrong}')
            return
        self.outcomes.note((fault.function, seen.place),
                           kind if ended.code is None or ended.code >= 0
                           else f'died of signal {-ended.code}',
                           describe(fault, ended, seen, wrong))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('interposer')
    parser.add_argument('--unchanged', action='store_true')
    parser.add_argument('--kill', action='store_true')
    parser.add_argument('--jobs', default='1')
    parser.add_argument('--most', type=int, default=0)
    parser.add_argument('--each', type=int, default=60)
    parser.add_argument('--at-least', type=int, default=1)
    parser.add_argument('--show', type=int, default=20)
    parser.add_argument('--only', default='')
    parser.add_argument('--views', default='none')
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=room(200 << 20)) as folder:
        test = Test(Nights(wanted.program, os.path.join(folder, 'nights'),
                           ['--jobs', wanted.jobs, '--views', wanted.views],
                           wanted.unchanged,
                           wanted.interposer),
                    wanted.interposer, wanted.kill)
        faults = [fault for fault in
                  thin(choose(test.watch(), wanted.each, wanted.kill),
                       wanted.most) if wanted.only in str(fault)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(test.disturb, range(len(faults)), faults))
    outcomes = test.outcomes
    for sentence in outcomes.wrong[:wanted.show]:
        print('#', sentence.strip().replace('\n', '\n#   '))
    print(outcomes.sentence('kills' if wanted.kill else 'faults'))
    few = len(outcomes.places) < wanted.at_least
    if few:
        print(f'that is fewer than {wanted.at_least} places')
    return 1 if outcomes.wrong or few else 0


if __name__ == '__main__':
    sys.exit(main())
