"""measuring.py - what a command costs: seconds and peak memory taken in turns
with others, and instructions by callgrind."""
import math
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

LIMIT_SECONDS = 900
TIME = '/usr/bin/time'  # its child's memory, without that of this program


def fail(sentence, code=1):
    print(f'tests/bench/{Path(sys.argv[0]).name}: {sentence}', file=sys.stderr)
    sys.exit(code)


def tables_only(program):
    """Options that leave out what is no table; none for older programs."""
    said = subprocess.run([str(program), 'help', 'run'], capture_output=True,
                          text=True, check=False).stdout
    return ['--views', 'none'] if '--views' in said else []


def call(argv, log):
    """Runs a command to its end; what it printed is in LOG.out and LOG.log."""
    with open(f'{log}.out', 'wb') as out, open(f'{log}.log', 'wb') as err:
        status = subprocess.run(argv, stdout=out, stderr=err, check=False,
                                timeout=LIMIT_SECONDS).returncode
    if status != 0:
        fail(f'{argv[0]} ended with {status}: see {log}.log')


class Peer:
    """A command that is measured: `argv(text)` makes it for a folder of text,
    `before` prepares a run, `after` looks at what it left."""

    def __init__(self, name, argv, text, before=None, after=None):
        self.name, self.argv, self.text = name, argv, text
        self.before = before or (lambda: None)
        self.after = after or (lambda: None)
        self.seconds, self.kib, self.left = [], [], []

    def run(self, text, log):
        self.before()
        argv = self.argv(text.folder)
        if os.access(TIME, os.X_OK):
            argv = [TIME, '-f', '%M', '-o', f'{log}.kib', *argv]
        begun = time.perf_counter()
        call(argv, log)
        return time.perf_counter() - begun

    def measure(self, log):
        self.seconds.append(self.run(self.text, log))
        self.left.append(self.after())
        if os.access(TIME, os.X_OK):
            self.kib.append(int(Path(f'{log}.kib').read_text().split()[-1]))

    def mib(self):
        return statistics.median(self.kib) / 1024 if self.kib else None

    def per_byte(self):
        return [seconds / self.text.bytes for seconds in self.seconds]


def measure_in_turns(peers, runs, warm_text, logs):
    """A B C, A B C: what else the machine does meets all of them. First each
    runs on a little text, and the first on its own, so that programs and text
    are in the page cache."""
    for number, peer in enumerate(peers):
        peer.run(warm_text, logs / f'peer{number}')
    peers[0].run(peers[0].text, logs / 'peer0')
    for _ in range(runs):
        for number, peer in enumerate(peers):
            peer.measure(logs / f'peer{number}')


def ratio(over, under):
    """The median of the ratios of runs that stood beside each other."""
    return statistics.median(a / b for a, b in zip(over, under))


# -- Instructions --------------------------------------------------------------
# Of a stage: what these functions and all that they call cost, less what those
# behind the minus cost. tests/property/bench_inputs.bats holds that they exist.
STAGES = {
    'load the lexicons': 'inputs_load_lexicon',
    'read': 'file_read_listed',
    'digest (SHA-256)': 'digest_of',
    'extract': 'reader_read - segmented_canonicalise '
               'segmented_read_paragraphs',
    'canonicalise': 'segmented_canonicalise',
    'segment': 'segmented_read_paragraphs',
    'words to types': 'vocabulary_add',
    'match': 'matcher_find',
    'tally': 'worker_process - reader_load reader_read vocabulary_add '
             'matcher_find',
    'merge': 'night_merge',
    'tables': 'night_write_tables - table_row table_row_repeating',
    'write': 'table_row table_row_repeating',
}


def count_instructions(argv, profile):
    """Instructions of the whole command, and of each stage."""
    call(['valgrind', '--tool=callgrind', f'--callgrind-out-file={profile}',
          *argv], profile)
    call(['callgrind_annotate', '--inclusive=yes', '--threshold=100',
          profile], f'{profile}.functions')
    costs = {}
    for line in Path(f'{profile}.functions.out').read_text().splitlines():
        # A function stands there once for each file its code came from.
        found = re.match(r' *([\d,]+) \(.*?\) +\S*:(\w+)', line)
        if found:
            cost, name = int(found[1].replace(',', '')), found[2]
            costs[name] = max(cost, costs.get(name, 0))
        elif 'PROGRAM TOTALS' in line:
            costs[''] = int(line.split()[0].replace(',', ''))
    return {'all': costs['']} | {
        stage: stage_cost(costs, functions)
        for stage, functions in STAGES.items()}


def stage_cost(costs, functions):
    """Not a number (nan) where this build has such a function no more, or the
    compiler has made it part of another."""
    added, _, taken = functions.partition(' - ')
    return (sum(costs.get(name, math.nan) for name in added.split())
            - sum(costs.get(name, math.nan) for name in taken.split()))
