#!/usr/bin/env python3
"""disturbances.py KIND PROGRAM [NUMBER] - what no single call can show.

    moments   SIGKILL at NUMBER (200) random moments of a run, the same each time
    strace    failing system calls beneath the C library, and SIGKILL in them
    disk      a disk that is full: from no room to enough, in NUMBER (24) steps
    readers   whoever opens `latest` while NUMBER (50) runs publish sees one run
    store     a store that is cut off, written over or foreign, NUMBER (60) times
    together  NUMBER (20) runs at once: one publishes, the others exit with 75

night.py judges what is left. Exits with 77 and a reason where something that is
needed cannot be had.
"""
import concurrent.futures
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
import check_reports  # noqa: E402
from night import Ended, Nights, Outcomes, room  # noqa: E402

KILLED = {-signal.SIGKILL}
UNABLE = 77


def in_turn(work, items):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, range(len(items)), items))


# -- Moments ------------------------------------------------------------------

def moments(nights, outcomes, number):
    chance = random.Random(2)
    timed = nights.copy('timed')
    begun = time.monotonic()
    nights.run(timed)
    whole = time.monotonic() - begun
    shutil.rmtree(timed)

    def kill_at(index, share):
        if outcomes.faults >= number:
            return
        reports = nights.copy(f'reports-{index}')
        process = subprocess.Popen(nights.command(reports),
                                   env={**os.environ, **nights.always},
                                   stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            process.wait(share * whole)
        except subprocess.TimeoutExpired:
            process.kill()
        code = process.wait()
        kind, wrong = nights.judge(reports, Ended(code, 'policylex: -'),
                                   KILLED)
        if code in KILLED:
            outcomes.note(index, kind, [f'at {share:.3f} of a run: {sentence}'
                                        for sentence in wrong])
        else:
            outcomes.note_unreached()
            outcomes.wrong += wrong

    # Half of them in the last third, where tables are written and published.
    # A run may end before its moment has come.
    in_turn(kill_at, [chance.random() if i % 2 else chance.uniform(.66, 1)
                      for i in range(2 * number)])
    if outcomes.faults < number:
        outcomes.wrong.append(f'{number} kills were asked for')
    return 'kills'


# -- System calls -------------------------------------------------------------

INJECTED = [
    (call, f'{what}:when={when}')
    for call, ways, times in [
        ('openat', 'error=EMFILE error=EIO', '60 75 90'),
        ('read', 'error=EIO', '40 60'),
        ('write', 'error=ENOSPC error=EIO', '1 4 12'),
        ('fsync', 'error=EIO', '1 2 9 20'),
        ('renameat2', 'error=EIO signal=KILL', '1'),
        ('rename', 'error=ENOSPC signal=KILL', '1 2 3'),
        ('symlink', 'error=ENOSPC signal=KILL', '1'),
        ('mkdir', 'error=ENOSPC signal=KILL', '1 2'),
        ('unlink', 'signal=KILL', '1'),
        ('fsync', 'signal=KILL', '1 7 14 21 24 25'),
        ('write', 'signal=KILL', '3 9'),
        ('clone,clone3,vfork', 'error=EAGAIN', '1'),
        ('socketpair', 'error=EMFILE', '1'),
        ('pipe2', 'error=EMFILE', '1 2'),
        ('poll', 'error=EINTR', '1 5'),
        ('fcntl', 'error=ENOLCK', '1'),
        ('getdents64', 'error=EIO', '1 3'),
    ] for what in ways.split() for when in times.split()]


def strace(nights, outcomes, number):
    wrapper = ['strace', '-f', '-qq', '-o', '/dev/null']
    try:
        subprocess.run([*wrapper, '-e', 'inject=fsync:error=EIO', 'true'],
                       check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        unable('strace may not trace here')
    nights.options += ['--jobs', '1']

    def inject(index, fault):
        reports = nights.copy(f'reports-{index}')
        reached = os.path.join(nights.folder, f'strace-{index}')
        ended = nights.run(reports, wrapper=[
            'strace', '-f', '-qq', '-o', reached, '-e',
            f'trace={fault[0]}', '-e', f'inject={fault[0]}:{fault[1]}'])
        with open(reached, errors='replace') as file:
            log = file.read()
        # strace itself dies of what killed the program
        may_die = KILLED if 'KILL' in fault[1] else frozenset()
        kind, wrong = nights.judge(reports, ended, may_die)
        if '(INJECTED)' in log or 'SIGKILL' in log:
            outcomes.note(fault, kind, [f'{fault}: {sentence}\n{ended.said}'
                                        for sentence in wrong])
        else:
            outcomes.note_unreached()

    in_turn(inject, INJECTED)
    return 'faults in system calls'


# -- Disks --------------------------------------------------------------------

def disk(nights, outcomes, number):
    if os.geteuid() != 0:
        unable('only root can mount a small disk')
    used = sum(os.path.getsize(os.path.join(folder, name)) + 4096
               for folder, _, names in os.walk(nights.last_reports)
               for name in names)
    mounted = os.path.join(nights.folder, 'disk')
    os.mkdir(mounted)
    for step in range(number):
        size = int(used * (1 + 1.2 * step / (number - 1))) // 1024
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}k',
                               'none', mounted], stderr=subprocess.DEVNULL)
        if done.returncode:
            unable('no small disk can be mounted here')
        try:
            reports = os.path.join(mounted, 'reports')
            try:
                shutil.copytree(nights.last_reports, reports, symlinks=True)
            except (OSError, shutil.Error):
                continue  # not even last night's fit
            ended = nights.run(reports)
            subprocess.run(['mount', '-o', 'remount,size=1g', mounted],
                           check=True)
            kind, wrong = nights.judge(reports, ended)
        finally:
            subprocess.run(['umount', mounted], check=True)
        if ended.code == 0:
            outcomes.note_unreached()
        else:
            outcomes.note(size, kind, [f'{size}: {sentence}\n{ended.said}'
                                       for sentence in wrong])
    return 'full disks'


# -- The store ----------------------------------------------------------------

def damage(path, chance):
    """Harms the file in one way; returns what was done."""
    size = os.path.getsize(path)
    at = chance.randrange(size)
    way = chance.choice(['cut', 'overwritten', 'emptied', 'foreign', 'text'])
    with open(path, 'r+b') as file:
        if way == 'cut':
            file.truncate(at)
        elif way == 'overwritten':
            file.seek(at)
            file.write(chance.randbytes(chance.choice([1, 16, 4096])))
        else:
            file.truncate(0)
    if way == 'foreign':
        with sqlite3.connect(path) as other:
            other.execute('CREATE TABLE other (value)')
        other.close()
    elif way == 'text':
        with open(path, 'w') as file:
            file.write('This is no store.\n')
    return f'{way} at {at} of {size}'


def store(nights, outcomes, number):
    """Damage never stops a night, and is never believed."""
    name = 'store.sqlite'
    if not os.path.exists(os.path.join(nights.last_reports, name)):
        unable('the program keeps no store yet')

    def harm(index, seed):
        reports = nights.copy(f'reports-{index}')
        done = damage(os.path.join(reports, name), random.Random(seed))
        ended = nights.run(reports)
        kind, wrong = nights.judge(reports, ended)
        if ended.code != 0:
            wrong.append(f'ended with {ended.code}')
        outcomes.note(done, kind, [f'{done}: {sentence}\n{ended.said}'
                                   for sentence in wrong])

    in_turn(harm, list(range(number)))
    return 'harmed stores'


# -- Several at once ----------------------------------------------------------

def readers(nights, outcomes, number):
    """A view is what a script sees that opens the folder once, by `latest`."""
    reports = nights.copy('read')
    done = threading.Event()
    views = []

    def look():
        while not done.is_set():
            folder = os.open(os.path.join(reports, 'latest'), os.O_RDONLY)
            files = {}
            try:
                for name in os.listdir(folder):
                    file = os.open(name, os.O_RDONLY, dir_fd=folder)
                    with os.fdopen(file, 'rb') as stream:
                        files[name] = stream.read()
            finally:
                os.close(folder)
            wrong = check_reports.check_files(files, nights.known)
            views.append(files.get('run.json'))
            outcomes.note(len(views), 'whole views', wrong)

    def look_and_tell():
        try:
            look()
        except OSError as error:
            outcomes.wrong.append(f'a reader: {error}')

    threads = [threading.Thread(target=look_and_tell) for _ in range(2)]
    for thread in threads:
        thread.start()
    for i in range(number):
        ended = nights.run(reports, options=['--keep', '100'])
        if ended.code != 0:
            outcomes.wrong.append(f'run {i} ends with {ended.code}: '
                                  f'{ended.said}')
    done.set()
    for thread in threads:
        thread.join()
    if len(set(views)) < number / 2:
        outcomes.wrong.append('too few runs were seen to prove anything')
    return f'views of {len(set(views))} runs'


def together(nights, outcomes, number):
    reports = nights.copy('together')
    before = len(os.listdir(os.path.join(reports, 'runs')))
    codes = []

    def run(index, item):
        ended = nights.run(reports)
        codes.append(ended.code)
        wrong = check_reports.check(reports)
        if ended.code not in (0, 75):
            wrong.append(f'ended with {ended.code}: {ended.said}')
        outcomes.note(index, {0: 'published', 75: 'locked out'}.get(
            ended.code, 'failed'), wrong)

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(number), range(number)))
    runs = len(os.listdir(os.path.join(reports, 'runs'))) - before
    if runs != min(codes.count(0), 14 - before) or 75 not in codes:
        outcomes.wrong.append(f'{codes.count(0)} runs published {runs} times')
    return 'runs at once'


# -- All ----------------------------------------------------------------------

KINDS = {'moments': (moments, 200), 'strace': (strace, 0), 'disk': (disk, 24),
         'store': (store, 60), 'readers': (readers, 50), 'together': (together, 20)}


def unable(reason):
    print(reason)
    sys.exit(UNABLE)


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    work, number = KINDS[sys.argv[1]]
    number = int(sys.argv[3]) if sys.argv[3:] and sys.argv[3] else number
    outcomes = Outcomes()
    with tempfile.TemporaryDirectory(dir=room(200 << 20)) as folder:
        what = work(Nights(sys.argv[2], os.path.join(folder, 'nights')),
                    outcomes, number)
    for sentence in outcomes.wrong[:20]:
        print('#', str(sentence).strip().replace('\n', '\n#   '))
    print(outcomes.sentence(what))
    return 1 if outcomes.wrong or not outcomes.faults else 0


if __name__ == '__main__':
    sys.exit(main())
