"""sharding.py - counting in shards and merging them, measured: how long, with
how much memory, and with what both grow."""
import mmap
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from measuring import TIME, fail, tables_only

LOOK_SECONDS = 0.004
FAN_IN = 32  # files that a step of a tree makes one
MAGIC, VERSION, ORIGINS, DIGEST = b'policylex shard file\n', 1, 6, 32


# -- What a command costs ------------------------------------------------------

@dataclass
class Cost:
    """`wall` and `cpu` (user and system) in seconds. In MiB, `peak` is the
    largest resident set, and `own` what of it is not mapped files, as far as
    looking every few milliseconds has shown."""
    wall: float
    cpu: float
    peak: float
    own: float


def own_kib(parent):
    """Of the only child of a process that measures it."""
    try:
        children = Path(f'/proc/{parent}/task/{parent}/children').read_text()
        status = Path(f'/proc/{children.split()[0]}/status').read_text()
        return int(status.split('RssAnon:')[1].split()[0])
    except (OSError, IndexError):
        return 0


def cost_of(argv, log):
    """Runs a command to its end; what it printed is in LOG.log."""
    if not os.access(TIME, os.X_OK):
        fail(f'{TIME} (package time) is not installed: no memory')
    own, ended = 0, 0
    with open(f'{log}.log', 'wb') as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [TIME, '-f', '%M', '-o', f'{log}.kib', *map(str, argv)],
            stdout=out, stderr=out)
    while not ended:
        own = max(own, own_kib(process.pid))
        time.sleep(LOOK_SECONDS)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(f'{argv[0]} {argv[1]} ended with {process.returncode}: '
             f'see {log}.log')
    peak = int(Path(f'{log}.kib').read_text().split()[-1])
    return Cost(wall, used.ru_utime + used.ru_stime, peak / 1024, own / 1024)


# -- The commands --------------------------------------------------------------

class Place:
    """A corpus, the program, and a folder to work in."""

    def __init__(self, program, corpus, work, lexicons='lexicons'):
        self.program, self.corpus, self.work = program, corpus, Path(work)
        self.lexicons = lexicons
        self.work.mkdir(parents=True, exist_ok=True)
        self.views = tables_only(program)

    def argv(self, command, *options):
        return [self.program, command, '--quiet', '--progress', 'never',
                '--jobs', '1', '--corpus', self.corpus, '--lexicons',
                self.lexicons, *options]

    def publishing(self, command, reports, *options):
        folder = self.work / reports
        shutil.rmtree(folder, ignore_errors=True)
        return cost_of(self.argv(command, '--reports', folder, *self.views,
                                 *options), self.work / command)

    def run(self):
        return self.publishing('run', 'run-reports', '--store', 'none')

    def merge(self, parts, *options):
        return self.publishing('merge', 'merge-reports', *options, *parts)

    def join(self, parts, out):
        return cost_of(self.argv('merge', '--out', out, *parts),
                       self.work / 'join')

    def join_tree(self, parts, folder):
        """Joins FAN_IN files at a time, once; returns the costs and the files
        that came of it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        costs, joined = [], []
        for begin in range(0, len(parts), FAN_IN):
            joined.append(folder / f'{begin}.part')
            costs.append(self.join(parts[begin:begin + FAN_IN], joined[-1]))
        return costs, joined

    def count_shard(self, number, count, out):
        done = subprocess.run(
            list(map(str, self.argv('count', '--shard', f'{number}/{count}',
                                    '--out', out))),
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            fail(f'count --shard {number}/{count} ended with '
                 f'{done.returncode}: {done.stderr}')

    def count_shards(self, count, at_once=None):
        """Counts all, some at a time; returns their files, and the seconds that
        it took. What is there already takes next to none."""
        folder = self.work / f'parts-{count}'
        folder.mkdir(exist_ok=True)
        parts = [folder / f'{number}.part' for number in range(1, count + 1)]
        begun = time.perf_counter()
        with ThreadPoolExecutor(at_once or os.cpu_count()) as pool:
            list(pool.map(lambda number: self.count_shard(
                number, count, parts[number - 1]), range(1, count + 1)))
        return parts, time.perf_counter() - begun

    def check_same_tables(self):
        """What was measured is the same job."""
        merged = self.work / 'merge-reports/latest'
        for table in sorted((self.work / 'run-reports/latest').glob('*.csv')):
            # What changed since the run before: neither has one.
            if table.read_bytes() != (merged / table.name).read_bytes():
                fail(f'{table.name} differs between run and merge')


# -- What is in a shard file ---------------------------------------------------

class Reader:
    """Of the frame of a shard file, as src/run/shard_file.c writes it."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def skip(self, count):
        self.at += count

    def number(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def header(self, path):
        if self.data[:len(MAGIC)] != MAGIC:
            fail(f'{path} is no shard file')
        self.skip(len(MAGIC))
        if self.number() != VERSION:
            fail(f'{path} is a shard file of another version: mend '
                 'tests/bench/sharding.py')
        self.number()
        for _ in range(self.number()):
            self.number()
        self.skip(ORIGINS * DIGEST)
        for _ in 'themes', 'terms', 'unconfined':
            self.number()

    def documents(self):
        count = 0
        while self.number():
            self.at = self.data.find(b'\0', self.at) + 1
            self.skip(self.number())
            count += 1
        return count

    def groups(self):
        while self.number():
            self.skip(self.number())


@dataclass
class Layout:
    documents: int = 0
    document_bytes: int = 0
    group_bytes: int = 0
    other_bytes: int = 0

    def add(self, path):
        with open(path, 'rb') as file, mmap.mmap(
                file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            reader = Reader(data)
            reader.header(path)
            header = reader.at
            self.documents += reader.documents()
            documents = reader.at
            reader.groups()
            if reader.at + DIGEST != len(data):
                fail(f'{path}: is not what tests/bench/sharding.py reads')
            self.document_bytes += documents - header - 1
            self.group_bytes += reader.at - documents - 1
            self.other_bytes += header + 2 + DIGEST  # a 0 ends each list

    def total(self):
        return self.document_bytes + self.group_bytes + self.other_bytes


def layout_of(parts):
    layout = Layout()
    for part in parts:
        layout.add(part)
    return layout


# -- What grows with what ------------------------------------------------------

def solve(matrix, right):
    """Gauss, with the largest pivot."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        if abs(rows[i][i]) < 1e-300:
            return None
        for k in range(size):
            if k != i:
                share = rows[k][i] / rows[i][i]
                rows[k] = [a - share * b for a, b in zip(rows[k], rows[i])]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def least_squares(features, values):
    """Of relative errors, so that what is small counts as much."""
    rows = [[x / value for x in row] for row, value in zip(features, values)]
    indices = range(len(rows[0]))
    scale = [max(abs(row[i]) for row in rows) or 1 for i in indices]
    rows = [[row[i] / scale[i] for i in indices] for row in rows]
    found = solve([[sum(row[i] * row[k] for row in rows) for k in indices]
                   for i in indices],
                  [sum(row[i] for row in rows) for i in indices])
    return found and [x / s for x, s in zip(found, scale)]


def fit(features, values):
    """The coefficients of sums of features that come nearest to the values,
    none below 0: a cost that falls with size is noise. Features that came out
    so are left out one by one, those that the others explain first."""
    used = list(range(len(features[0])))
    while used:
        found = least_squares([[row[i] for i in used] for row in features],
                              values)
        if found and min(found) >= 0:
            return [found[used.index(i)] if i in used else 0.0
                    for i in range(len(features[0]))]
        used.pop(found.index(min(found)) if found else -1)
    return [0.0] * len(features[0])


def worst_error(coefficients, features, values):
    """The largest share by which the fit is wrong."""
    return max(abs(sum(c * x for c, x in zip(coefficients, row)) / value - 1)
               for row, value in zip(features, values))


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)
