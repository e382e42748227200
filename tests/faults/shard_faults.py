#!/usr/bin/env python3
"""shard_faults.py KIND WORK PROGRAM INTERPOSER [MOST] - `count` and `merge`
disturbed.

WORK is what is disturbed:

    count    a shard is counted into a file
    join     two files are merged into one
    publish  two files are merged into reports

KIND is how:

    calls    each call that can fail fails in turn (see every_call.py), MOST of
             them
    kills    SIGKILL before and after each call that changes files
    moments  SIGKILL at MOST random moments, the same each time
    stops    SIGTERM likewise
    disk     a disk that is full, in MOST steps
    readonly a disk that is only read
    together MOST times two at once
    changed  a file that is merged is replaced, removed, cut or written over by
             a hand at MOST random moments

What must hold of reports afterwards says night.py; of a file `File.judge()`.
Exits with 77 and a reason where something that is needed cannot be had.
"""
import concurrent.futures
import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import check_reports  # noqa: E402
from disturbances import KILLED, in_turn, unable  # noqa: E402
from every_call import Test, choose, thin  # noqa: E402
from night import (FAILURES, LEXICON, Ended, Nights, Outcomes,  # noqa: E402
                   room, tables_of, write_corpus)

TRY_AGAIN = {73, 74, 75}
NAME = '1.part'
# Where a file of one shard, of fewer than 128, says what it was counted with.
ORIGINS = slice(25, 25 + 6 * 32)
DIGEST = slice(-32, None)


def read(path):
    """Returns a file's bytes; None: there is none."""
    try:
        with open(path, 'rb') as file:
            return file.read()
    except FileNotFoundError:
        return None


def without_origins(data):
    """Returns the bytes less what they were counted with, and the digest."""
    kept = bytearray(data)
    kept[ORIGINS], kept[DIGEST] = bytes(6 * 32), bytes(32)
    return kept


class File(Nights):
    """A folder in which a file is made of a shard, or of two. It has the calls
    of Nights: a place is a folder for the file, where by turns none is and an
    outdated one.

    Whatever happens there is nothing, the old file, or a whole one: the one
    that is expected; or one without documents that it names as unreadable (exit
    0 all the same: a merge says so); or one of another program, where a part of
    the program could not be examined (no merge takes it with the others). A
    second time, undisturbed, the expected one is made."""

    def __init__(self, program, folder, library, joins):
        self.program, self.folder, self.joins = program, folder, joins
        self.always = {'LD_PRELOAD': os.path.abspath(library)}
        self.corpus = os.path.join(folder, 'corpus')
        self.lexicons = os.path.join(folder, 'lexicons')
        self.options = []
        os.makedirs(self.lexicons)
        with open(os.path.join(self.lexicons, 'lexicon.csv'), 'w') as file:
            file.write(LEXICON)
        write_corpus(self.corpus, True)
        self.given = [self.made(self.count_command(f'{k}/2', self.path(
            f'given-{k}'))) for k in (1, 2)]
        self.old = read(self.made(self.count_command('2/2', self.path(
            'old'), '--window', '3')))
        self.turns = itertools.count()
        self.expected = read(self.made(self.command(self.copy('expected'))))

    def path(self, name):
        return os.path.join(self.folder, name)

    def made(self, command):
        """Runs a command undisturbed; returns the path after --out."""
        subprocess.run(command, env={**os.environ, **self.always}, check=True,
                       stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return command[command.index('--out') + 1]

    def count_command(self, shard, path, *options):
        return [self.program, 'count', '--jobs', '1', '--corpus', self.corpus,
                '--lexicons', self.lexicons, '--shard', shard, '--out', path,
                *options]

    def command(self, place, options=()):
        path = os.path.join(place, NAME)
        if self.joins:
            return [self.program, 'merge', '--out', path, *options,
                    *self.given]
        return self.count_command('2/2', path, *options)

    def copy(self, name):
        place = self.path(name)
        os.mkdir(place)
        if next(self.turns) % 2:
            self.put(place, self.old)
        return place

    @staticmethod
    def put(place, data):
        with open(os.path.join(place, NAME), 'wb') as file:
            file.write(data)

    # -- Judging --------------------------------------------------------------

    def is_readable(self, path):
        """Returns whether a merge takes the file."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            return subprocess.run(
                [self.program, 'merge', '--out', os.path.join(folder, 'again'),
                 path], env={**os.environ, **self.always},
                stderr=subprocess.DEVNULL).returncode == 0

    def judge_file(self, place, ended):
        """Returns (what is there, what is wrong with it)."""
        path = os.path.join(place, NAME)
        data = read(path)
        if data is None:
            return 'nothing', []
        if data == self.old:
            return 'old', []
        if data == self.expected:
            return 'whole', []
        if self.joins or ended.code:
            return 'half', [f'{NAME} is neither the old file nor whole']
        if without_origins(data) == without_origins(self.expected):
            return 'foreign', []
        if (re.search(r'unreadable: [1-9]|warning: ', ended.said) and
                self.is_readable(path)):
            return 'named', []
        return 'half', [f'{NAME} is neither the old file nor whole']

    def judge_ended(self, ended, there, may_die):
        if ended.code == 0:
            if there not in ('whole', 'named', 'foreign'):
                yield f'exit 0, but what is there is {there}'
        elif ended.code in may_die:
            pass
        elif ended.code not in FAILURES:
            yield f'ended with {ended.code}'
        elif 'policylex: ' not in ended.said:
            yield f'exit {ended.code} without a sentence'

    @staticmethod
    def judge_left(place, ended):
        """Whoever is killed, or has no memory any more, cannot tidy up."""
        left = {*os.listdir(place)} - {NAME}
        if (left and ended.code != -signal.SIGKILL and
                'out of memory' not in ended.said):
            yield f'{left} stays'

    def judge_next(self, place, there):
        """Yields what is wrong after it is made once more, undisturbed."""
        if there in ('named', 'half'):
            os.unlink(os.path.join(place, NAME))
        ended = self.run(place)
        if ended.code != 0:
            yield f'then ends with {ended.code}: {ended.said}'
        elif read(os.path.join(place, NAME)) != self.expected:
            yield 'then makes other bytes'

    def judge(self, place, ended, may_die=frozenset()):
        there, wrong = self.judge_file(place, ended)
        wrong += self.judge_ended(ended, there, may_die)
        wrong += self.judge_left(place, ended)
        wrong += self.judge_next(place, there)
        shutil.rmtree(place)
        kind = {'nothing': 'made nothing', 'old': 'kept the old',
                'whole': 'made it', 'half': 'made a half',
                'named': 'made it without documents named',
                'foreign': 'made what must be made again'}[there]
        if ended.code in FAILURES - TRY_AGAIN:
            kind += f' (exit {ended.code})'
        return kind, wrong


class Publishing(Nights):
    """Nights of which the second is merged from shard files."""

    def __init__(self, program, folder, library):
        self.shards = []
        super().__init__(program, folder, ['--jobs', '1'], library=library)

    def begin_tonight(self):
        shards = [os.path.join(self.folder, f'{k}.part') for k in (1, 2)]
        for k, path in enumerate(shards, 1):
            subprocess.run([self.program, 'count', '--quiet', '--corpus',
                            self.corpus, '--lexicons', self.lexicons,
                            '--shard', f'{k}/2', '--out', path],
                           env={**os.environ, **self.always}, check=True)
        self.shards = shards

    def command(self, reports, options=()):
        command = super().command(reports, options)
        if self.shards:
            command[1] = 'merge'
        return command + self.shards


# -- Kinds --------------------------------------------------------------------

def calls(work, library, most, kills=False):
    """Returns what came of it."""
    test = Test(work, library, kills)
    faults = thin(choose(test.watch(), 60, kills), most)
    in_turn(lambda number, fault: test.disturb(number, fault), faults)
    return test.outcomes, 'kills' if kills else 'faults'


def end_at(work, place, moment, number):
    """Starts, and sends the signal when so many seconds are over."""
    process = subprocess.Popen(work.command(place),
                               env={**os.environ, **work.always},
                               stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    time.sleep(moment)
    process.send_signal(number)
    said = process.communicate(timeout=60)[1].decode(errors='replace')
    return Ended(process.returncode, said)


def seconds_of(work):
    """Returns how long the quickest of three undisturbed ones takes."""
    taken = []
    for i in range(3):
        place = work.copy(f'timed-{i}')
        begun = time.monotonic()
        work.run(place)
        taken.append(time.monotonic() - begun)
        shutil.rmtree(place)
    return min(taken)


def moments(work, outcomes, number):
    chance, whole = random.Random(2), seconds_of(work)

    def kill_at(index, share):
        if outcomes.faults >= number:
            return
        place = work.copy(f'place-{index}')
        ended = end_at(work, place, share * whole, signal.SIGKILL)
        kind, wrong = work.judge(place, ended, KILLED)
        if ended.code in KILLED:
            outcomes.note(index, kind, [f'at {share:.3f}: {sentence}'
                                        for sentence in wrong])
        else:
            outcomes.note_unreached()
            outcomes.wrong += wrong

    # One may end before its moment has come.
    in_turn(kill_at, [chance.random() for _ in range(6 * number)])
    if outcomes.faults < number:
        outcomes.wrong.append(f'{number} kills were asked for')
    return 'kills'


def stops(work, outcomes, number):
    chance, whole = random.Random(3), seconds_of(work)

    def stop_at(index, share):
        place = work.copy(f'place-{index}')
        ended = end_at(work, place, share * whole, signal.SIGTERM)
        # before it begins to listen it just ends
        kind, wrong = work.judge(place, ended, {-signal.SIGTERM})
        if ended.code not in (0, 75, -signal.SIGTERM):
            wrong.append(f'ended with {ended.code}: {ended.said}')
        outcomes.note(ended.code, f'{kind} ({ended.code})',
                      [f'at {share:.3f}: {sentence}' for sentence in wrong])

    in_turn(stop_at, [chance.uniform(0.1, 1) for _ in range(number)])
    if not {75, -signal.SIGTERM} & outcomes.places:
        outcomes.wrong.append('none was stopped')
    return 'stops'


def mount(place, options):
    done = subprocess.run(['mount', '-t', 'tmpfs', '-o', options, 'none',
                           place], stderr=subprocess.DEVNULL)
    if done.returncode:
        unable('no small disk can be mounted here')


def fill(place):
    with open(os.path.join(place, 'other'), 'wb') as file:
        file.write(bytes(4096))


def disk(work, outcomes, number):
    """From no room at all to room for the old file and a new one."""
    if os.geteuid() != 0:
        unable('only root can mount a small disk')
    place = work.path('disk')
    whole = -(-len(work.expected) // 4096)
    for step in range(number):
        pages = step * (2 * whole + 2) // (number - 1)
        os.mkdir(place)
        mount(place, f'size={4 * (1 + pages)}k')
        try:
            fill(place)
            if step % 2 and pages >= whole:
                work.put(place, work.old)
            ended = work.run(place)
            os.unlink(os.path.join(place, 'other'))
            there, wrong = work.judge_file(place, ended)
            wrong += work.judge_ended(ended, there, ())
            wrong += work.judge_left(place, ended)
        finally:
            subprocess.run(['umount', place], check=True)
            os.rmdir(place)
        outcomes.note(pages, f'{there} (exit {ended.code})', [
            f'{pages} pages: {sentence}\n{ended.said}' for sentence in wrong])
    for kind in ('nothing (exit 74)', 'old (exit 74)', 'whole (exit 0)'):
        if not outcomes.counts[kind]:
            outcomes.wrong.append(f'none came to {kind}')
    return 'full disks'


def readonly(work, outcomes, number):
    if os.geteuid() != 0:
        unable('only root can mount a disk')
    place = work.path('disk')
    for has_old in (False, True):
        os.mkdir(place)
        mount(place, 'size=1m')
        try:
            if has_old:
                work.put(place, work.old)
            subprocess.run(['mount', '-o', 'remount,ro', place], check=True)
            ended = work.run(place)
            there, wrong = work.judge_file(place, ended)
            wrong += work.judge_left(place, ended)
            if ended.code != 73 or 'cannot be created' not in ended.said:
                wrong.append(f'ended with {ended.code}')
            if there != ('old' if has_old else 'nothing'):
                wrong.append(f'there is {there}')
        finally:
            subprocess.run(['umount', place], check=True)
            os.rmdir(place)
        outcomes.note(has_old, there, [f'{sentence}: {ended.said}'
                                       for sentence in wrong])
    return 'folders that are only read'


def together(work, outcomes, number):
    for index in range(number):
        place = work.copy(f'place-{index}')
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            both = list(pool.map(work.run, [place, place]))
        kind, wrong = work.judge(place, both[0])
        wrong += [f'ended with {ended.code}: {ended.said}'
                  for ended in both if ended.code != 0]
        outcomes.note(index, kind, wrong)
    return 'pairs at once'


# -- Changed files ------------------------------------------------------------

def write_large_corpus(folder, documents=1500):
    """Writes texts of many words, so that merging takes its time."""
    chance = random.Random(4)
    words = [f'{a}{b}{c}' for a in ('nor', 'ca', 'ri', 'be', 'o')
             for b in ('mi', 'pa', 'gh', 'ha', 'pen') for c in range(400)]
    os.makedirs(folder)
    for i in range(documents):
        with open(os.path.join(folder, f'2011-07-14-{i}.txt'), 'w') as file:
            file.write(' '.join(chance.choices(words, k=300)))
            file.write('. Norms, and an open internet.\n')


class Large:
    """Three shard files that are merged, into one or into reports."""

    def __init__(self, program, folder, publishes):
        self.program, self.folder = program, folder
        self.publishes = publishes
        self.corpus, self.lexicons = (os.path.join(folder, name)
                                      for name in ('corpus', 'lexicons'))
        os.makedirs(self.lexicons)
        with open(os.path.join(self.lexicons, 'lexicon.csv'), 'w') as file:
            file.write(LEXICON)
        write_large_corpus(self.corpus)
        self.shards = os.path.join(folder, 'shards')
        os.mkdir(self.shards)
        for k in (1, 2, 3):
            self.count(f'{k}/3', os.path.join(self.shards, f'{k}.part'))
        self.foreign = [self.count(f'{k}/3', os.path.join(
            folder, f'foreign-{k}'), *options) for k, options in
            ((2, ['--window', '3']), (1, []))]
        begun = time.monotonic()
        place = self.copy('expected')
        subprocess.run(self.command(place), check=True,
                       stderr=subprocess.DEVNULL)
        self.seconds = time.monotonic() - begun
        self.expected = self.made(place)

    def count(self, shard, path, *options):
        subprocess.run([self.program, 'count', '--quiet', '--corpus',
                        self.corpus, '--lexicons', self.lexicons, '--shard',
                        shard, '--out', path, *options], check=True)
        return path

    def copy(self, name):
        place = os.path.join(self.folder, name)
        shutil.copytree(self.shards, place)
        return place

    def command(self, place):
        shards = [os.path.join(place, f'{k}.part') for k in (1, 2, 3)]
        if not self.publishes:
            return [self.program, 'merge', '--out',
                    os.path.join(place, 'whole'), *shards]
        return [self.program, 'merge', '--csv-dialect', 'plain', '--views',
                'none', '--corpus', self.corpus, '--lexicons', self.lexicons,
                '--reports', os.path.join(place, 'reports'), *shards]

    def made(self, place):
        """Returns what was made; None: nothing."""
        if not self.publishes:
            return read(os.path.join(place, 'whole'))
        latest = check_reports.latest_of(os.path.join(place, 'reports'))
        return latest and tables_of(check_reports.read_folder(latest))


def replace(large, path, chance):
    copied = path + '.new'
    shutil.copyfile(chance.choice(large.foreign), copied)
    os.rename(copied, path)


def remove(large, path, chance):
    os.unlink(path)


def cut(large, path, chance):
    size = os.path.getsize(path)
    os.truncate(path, chance.choice([0, 4096, size // 2, size - 5000,
                                     size - 100, size - 1]))


def write_over(large, path, chance):
    with open(path, 'r+b') as file:
        at = chance.randrange(os.path.getsize(path))
        file.seek(at)
        old = file.read(64)
        file.seek(at)
        file.write(bytes(byte ^ 1 for byte in old))


CHANGES = [replace, remove, cut, write_over]


def changed(large, outcomes, number):
    """What is made is right, or nothing is."""
    def change_at(index, seed):
        chance = random.Random(seed)
        change = CHANGES[index % len(CHANGES)]
        place = large.copy(f'place-{index}')
        process = subprocess.Popen(large.command(place),
                                   stdin=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE)
        time.sleep(chance.random() * large.seconds)
        process.send_signal(signal.SIGSTOP)
        change(large, os.path.join(place, '2.part'), chance)
        process.send_signal(signal.SIGCONT)
        said = process.communicate(timeout=60)[1].decode(errors='replace')
        code, made, wrong = process.returncode, large.made(place), []
        shutil.rmtree(place)
        if made is not None and made != large.expected:
            wrong.append('what was made is wrong')
        if (made is None) == (code == 0):
            wrong.append('nothing was made' if code == 0 else 'it was made')
        if code not in (0, 65, 74, 75, -signal.SIGBUS):
            wrong.append(f'ended with {code}')
        outcomes.note((change.__name__, code), f'{change.__name__} ({code})',
                      [f'{change.__name__}: {sentence}: {said}'
                       for sentence in wrong])

    in_turn(change_at, [5000 + i for i in range(number)])
    if not {code for _, code in outcomes.places} > {0}:
        outcomes.wrong.append('all came too late, or none')
    return 'changed files'


# -- All ----------------------------------------------------------------------

KINDS = {'moments': moments, 'stops': stops, 'disk': disk, 'readonly': readonly,
         'together': together, 'changed': changed}


def begin(kind, work, program, library, folder):
    if kind == 'changed':
        return Large(program, folder, work == 'publish')
    if work == 'publish':
        return Publishing(program, folder, library)
    return File(program, folder, library, work == 'join')


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    kind, work, program, library = sys.argv[1:5]
    program, most = os.path.abspath(program), int((sys.argv[5:] or [0])[0])
    outcomes = Outcomes()
    with tempfile.TemporaryDirectory(dir=room(200 << 20)) as folder:
        folder = os.path.join(folder, 'work')
        begun = begin(kind, work, program, library, folder)
        if kind in KINDS:
            what = KINDS[kind](begun, outcomes, most)
        else:
            outcomes, what = calls(begun, library, most, kind == 'kills')
    for sentence in outcomes.wrong[:20]:
        print('#', str(sentence).strip().replace('\n', '\n#   '))
    print(outcomes.sentence(what))
    return 1 if outcomes.wrong or not outcomes.faults else 0


if __name__ == '__main__':
    sys.exit(main())
