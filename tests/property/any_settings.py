#!/usr/bin/env python3
"""any_settings.py shards|nights PROGRAM NUMBER LEXICONS CORPUS...

Takes documents of the corpora at random, has them counted by settings taken at
random, and holds against one run of them, byte for byte:

shards  what is counted in shards, by a plan or not, with stores or not, joined
        in steps or not, and merged in any order;
nights  what is published night after night with a store, while documents,
        lexicons and settings change and nights are killed or stopped.

NUMBER corpora, the same ones each time; --first begins with another. What
differs is told, with the number to begin with, and kept below the folder
--keep. Exit code 1 then, or where too few were published.
"""
import argparse
import csv
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# [probability, option, values]
COUNTING = (
    (.3, '--languages', ('all', 'en,fr', 'fr')),
    (.3, '--duplicates', ('keep',)),
    (.4, '--headings', ('apart', 'leave-out')),
    (.4, '--units', ('sentence', 'paragraph', 'document',
                     'sentence,document')),
    (.4, '--window', ('1', '8', '30')),
    (.3, '--hyphens', ('split',)),
    (.3, '--overlap', ('all',)),
)
OF_RUNS_ALONE = (
    (.2, '--duplicates', ('skip',)),
    (.3, '--boilerplate', ('flag', 'leave-out')),
    (.2, '--candidates', ('5', '20')),
)
REPORTING = (
    (.3, '--top-words', ('1', '30', '300')),
    (.3, '--csv-dialect', ('plain', 'excel-eu')),
)
TIMES = {'run.json', 'metrics.prom'}
OF_THE_RUN_BEFORE = {'changes.csv', 'datapackage.json'}
SENTENCE = b'\n\nStates agreed on norms of responsible behaviour online.\n'
PUBLISHED = (0, 2)
NIGHTS = 6


class Differs(Exception):
    """What should be equal is not; the text says what."""


def choose(chance, options):
    chosen = []
    for probability, name, values in options:
        if chance.random() < probability:
            chosen += [name, chance.choice(values)]
    return chosen


class Corpus:
    """Some documents of a real one, in the folder `corpus` of `work`."""

    def __init__(self, work, chance, source):
        self.chance, self.source = chance, source
        self.columns = []
        self.folder = work / 'corpus'
        self.folder.mkdir()
        self.all = sorted(path for path in source.rglob('*') if path.is_file()
                          and path.name != 'manifest.csv')
        self.add(chance.randint(2, 40))
        self.turn_manifest()

    def grouping(self):
        if self.chance.random() < .6:
            return []
        return ['--group-by', self.chance.choice(self.columns)]

    def can_group_by(self, settings):
        return settings[:1] != ['--group-by'] or settings[1] in self.columns

    def add(self, number):
        for path in self.chance.sample(self.all, min(number, len(self.all))):
            to = self.folder / path.relative_to(self.source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)

    def any(self):
        return self.chance.choice(sorted(
            path for path in self.folder.rglob('*')
            if path.is_file() and path.name != 'manifest.csv'))

    def remove(self):
        if sum(path.is_file() for path in self.folder.rglob('*')) > 4:
            self.any().unlink()

    def turn_manifest(self):
        """Gives it a manifest, with rows for what is there, or takes it away.
        """
        here = self.folder / 'manifest.csv'
        self.columns = ['folder', 'administration']
        if here.exists():
            here.unlink()
        elif (self.source / 'manifest.csv').exists():
            with open(self.source / 'manifest.csv', newline='',
                      encoding='utf-8-sig') as file:
                header, *rows = csv.reader(file)
            path = header.index('file')
            with open(here, 'w', newline='', encoding='utf-8') as file:
                csv.writer(file).writerows(
                    [header] + [row for row in rows
                                if (self.folder / row[path]).exists()])
            self.columns += header

    def change(self):
        path = self.any()
        path.write_bytes(path.read_bytes() + SENTENCE)

    def copy(self):
        path = self.any()
        shutil.copy(path, path.with_name('copy-' + path.name))

    def replace(self):
        """Another document's bytes, under a name of another format maybe."""
        self.any().write_bytes(self.any().read_bytes())

    def touch(self):
        os.utime(self.any())

    def break_one(self):
        self.any().write_bytes(self.chance.choice((b'', b'\xff\xfe\x00')))


def do(*command):
    """Returns the exit code and what was said."""
    done = subprocess.run([str(word) for word in command],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, errors='replace', check=False)
    return done.returncode, done.stderr


def need(*command):
    code, said = do(*command)
    if code:
        raise Differs(f'{command[1]} ends with {code}: {said[-500:]}')


def differing(one, other, unlike):
    """Returns the names of the files that only one has, or has otherwise."""
    names = {path.name for folder in (one, other)
             for path in Path(folder, 'latest/').iterdir()} - unlike
    return sorted(name for name in names
                  if not (Path(one, 'latest', name).exists() and
                          Path(other, 'latest', name).exists() and
                          filecmp.cmp(Path(one, 'latest', name),
                                      Path(other, 'latest', name), False)))


def check_same(ends, one, other, unlike):
    """Returns how many published, of one: both did the same, or neither."""
    (code, said), (other_code, other_said) = ends
    if code != other_code:
        raise Differs(f'exit codes {code} and {other_code}: {said[-300:]} / '
                      f'{other_said[-300:]}')
    if code not in PUBLISHED:
        return 0
    names = differing(one, other, unlike)
    if names:
        raise Differs('not the same: ' + ', '.join(names))
    return 1


# -- Shards --------------------------------------------------------------------

def count_shards(program, chance, inputs, counting, plan):
    """Returns the shard files, in any order, some of them joined."""
    shards = chance.choice((1, 2, 3, 5, 8, 17))
    if plan:
        need(program, 'plan', '--quiet', '--corpus', 'corpus', '--shards',
             shards, '--out', 'plan.csv')
    for i in range(1, shards + 1):
        store = chance.choice(([], ['--store', f'{i % 2}.sqlite']))
        need(program, 'count', '--quiet', *inputs, *counting, *plan, *store,
             '-j', chance.randint(1, 2), '--shard', f'{i}/{shards}',
             '--out', f'{i}.part')
    parts = [f'{i}.part' for i in range(1, shards + 1)]
    chance.shuffle(parts)
    while len(parts) > 1 and chance.random() < .5:
        some = chance.randint(2, len(parts))
        joined = f'joined-{len(parts)}'
        need(program, 'merge', '--quiet', '--out', joined, *parts[:some])
        parts = parts[some:] + [joined]
    return parts


def check_shards(program, chance, work, lexicons, source):
    corpus = Corpus(work, chance, source)
    for change in (corpus.copy, corpus.replace, corpus.break_one):
        if chance.random() < .3:
            change()
    counting = corpus.grouping() + choose(chance, COUNTING)
    inputs = ['--corpus', 'corpus', '--lexicons', lexicons]
    plan = chance.choice(([], ['--plan', 'plan.csv']))
    publish = ['--quiet', '--views', 'none', *inputs, *counting,
               *choose(chance, REPORTING)]
    run = do(program, 'run', *publish, '--reports', 'run',
             '-j', chance.randint(1, 3))
    parts = count_shards(program, chance, inputs, counting, plan)
    merge = do(program, 'merge', *publish, *plan, '--reports', 'merge',
               '-j', chance.randint(1, 3), *parts)
    return check_same((run, merge), 'run', 'merge', TIMES)


# -- Nights --------------------------------------------------------------------

def disturb(program, chance, options):
    """A night that is killed, or told to end, at any moment of it."""
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as night:
        time.sleep(chance.random() / 2)
        night.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM)))


def change_lexicon(chance, folder):
    path = chance.choice(sorted(folder.glob('*.csv')))
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) > 4:
        del lines[chance.randrange(1, len(lines))]
        path.write_bytes(b''.join(lines))


def check_nights(program, chance, work, lexicons, source):
    corpus = Corpus(work, chance, source)
    shutil.copytree(lexicons, 'lexicons')
    options = COUNTING + OF_RUNS_ALONE + REPORTING
    settings = corpus.grouping() + choose(chance, options)
    changes = (lambda: corpus.add(chance.randint(1, 5)), corpus.remove,
               corpus.change, corpus.copy, corpus.replace, corpus.touch,
               corpus.break_one, corpus.turn_manifest,
               lambda: change_lexicon(chance, work / 'lexicons'))
    published = 0
    for _ in range(NIGHTS):
        for change in chance.sample(changes, chance.randint(0, 3)):
            change()
        if chance.random() < .2 or not corpus.can_group_by(settings):
            settings = corpus.grouping() + choose(chance, options)
        run = ['run', '--quiet', '--views', 'none', '--shrink-limit', '100',
               *settings]
        kept = [*run, '--reports', 'kept', '-j', str(chance.randint(1, 3))]
        if chance.random() < .3:
            disturb(program, chance, kept)
        shutil.rmtree('fresh', ignore_errors=True)
        ends = (do(program, *kept),
                do(program, *run, '--reports', 'fresh', '--store', 'none'))
        published += check_same(ends, 'kept', 'fresh',
                                TIMES | OF_THE_RUN_BEFORE)
    return published / NIGHTS


# -- All -----------------------------------------------------------------------

def keep_what_differs(work, folder, number):
    if folder:
        kept = Path(folder) / f'differs-{number}'
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(work, kept, symlinks=True)
        print(f'  kept in {kept}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('what', choices=('shards', 'nights'))
    parser.add_argument('program', type=os.path.abspath)
    parser.add_argument('number', type=int)
    parser.add_argument('lexicons', type=os.path.abspath)
    parser.add_argument('corpora', nargs='+', type=Path)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--keep', type=os.path.abspath)
    given = parser.parse_args()
    check = check_shards if given.what == 'shards' else check_nights
    corpora = [path.resolve() for path in given.corpora if path.is_dir()]
    published = differ = 0
    for number in range(given.first, given.first + given.number):
        chance = random.Random(number)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                published += check(given.program, chance, Path(folder),
                                   given.lexicons, chance.choice(corpora))
            except Differs as error:
                differ += 1
                print(f'--first {number}: {error}')
                keep_what_differs(folder, given.keep, number)
            os.chdir('/')
    print(f'{given.number} corpora, {published:.1f} published, '
          f'{differ} differ')
    # what is refused every time proves nothing
    return 1 if differ or published < given.number / 2 else 0


if __name__ == '__main__':
    sys.exit(main())
