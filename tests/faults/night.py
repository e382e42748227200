"""night.py - two nights on a small corpus, and what a disturbed one may leave.

A `Nights` is a folder with a corpus as it was last night and as it is tonight,
and what undisturbed runs make of both. A test takes a copy of last night's
reports, disturbs tonight's run, and hands what is left to `judge()`, which
demands what the program promises:

    1. whatever happened, `latest` is a whole, valid run: last night's, or
       tonight's as if nothing had happened but for a warning, or tonight's
       without documents that it names as unreadable (exit 2 only);
    2. a failure has a sentence, and an exit code that is no signal and no bug;
    3. success (exit 0) means tonight's reports, as if nothing had happened;
    4. the next, undisturbed run succeeds, its tables are those of an
       undisturbed run, byte for byte, and nothing half-made stays.
"""
import collections
import csv
import io
import json
import os
import shutil
import subprocess
import threading
import time

import check_reports
from small_documents import (PDF_TEXT, archive, docx, odt, pdf_page, rss, tei,
                             word_body)

OF_ONE_RUN = {'run.json', 'metrics.prom'}  # times, so never the same
OF_TWO_RUNS = {'changes.csv'}              # hangs on the run before
SHARED_MEMORY = '/dev/shm'                 # where syncing costs nothing
VIEWS = {'report.html', 'policylex.xlsx'}  # made of all tables
MOMENT = 3.5  # s; what is younger may change again unseen (run/unchanged.h)
GOOD_EXITS = {0, 2}
FAILURES = {64, 65, 66, 73, 74, 75}

LEXICON = '''theme,term,pattern,syntax
norms,norms,norms,
norms,behaviour,responsible behavi*,
access,open internet,open internet,
capacity,capacity building,capacity building,
rights,rights,(human )?rights,regex
'''


def html(body):
    return ('<!doctype html><html lang="en"><head><title>A page</title>'
            '<meta name="date" content="2016-05-04"></head><body><main>'
            f'<h1>On norms</h1><p>{body}</p><p>An open internet needs rights'
            ' and norms, and human rights online.</p></main></body></html>')


def corpus_of(tonight):
    """Returns {name: bytes} of the corpus. It says the same each time."""
    first = 'Norms of responsible behaviour, and the open internet.\n'
    documents = {
        '2011-07-14-a.txt': first * (3 if tonight else 2),
        '2012-01-02-b.txt': 'Capacity building and human rights. Norms.\n',
        '2013-03-03-c.md': '---\ntitle: Rights\n---\n# Rights\n\nThe *open* '
                           'internet and norms.\n',
        'pages/2014-04-04-d.html': html('Rights and responsible behaviour.'),
        'pages/2015-05-05-e.html': html('Capacity building, and norms again.'),
        'pages/2016-06-06-f.xml': rss('&lt;p&gt;Norms and rights.&lt;/p&gt;'),
        'papers/2017-07-07-g.docx': docx(word_body(
            '<w:p><w:r><w:t>Norms and capacity building</w:t></w:r></w:p>')),
        'papers/2018-08-08-h.odt': odt(
            '<office:document-content xmlns:office="urn:oasis:names:tc:'
            'opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:'
            'opendocument:xmlns:text:1.0"><office:body><office:text><text:p>'
            'Human rights and norms.</text:p></office:text></office:body>'
            '</office:document-content>'),
        'papers/2019-09-09-i.pdf': pdf_page(PDF_TEXT),
        'papers/2020-01-01-j.rtf': r'{\rtf1\ansi Norms and human rights.\par}',
        'papers/2021-02-02-k.xml': tei('<p>Open internet, norms.</p>'),
    }
    if tonight:
        documents['2022-03-03-l.txt'] = 'Norms, rights, capacity building.\n'
    else:
        documents['2010-10-10-m.txt'] = 'An open internet for all.\n'
    return documents


def write_corpus(folder, tonight):
    for name, data in corpus_of(tonight).items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data.encode() if isinstance(data, str) else data)
        os.utime(path, (1.6e9, 1.6e9))


def room(needed):
    """Returns a folder to work in: in memory if there is room, since a run
    brings everything to the disk some dozen times."""
    try:
        free = os.statvfs(SHARED_MEMORY)
        if (free.f_bavail * free.f_frsize > needed and
                os.access(SHARED_MEMORY, os.W_OK)):
            return SHARED_MEMORY
    except OSError:
        pass
    return None


class Ended:
    """How a run ended, and what it said."""

    def __init__(self, code, said):
        self.code, self.said = code, said


class Outcomes:
    """What came of all the disturbed runs, for the last line and for people."""

    def __init__(self):
        self.counts = collections.Counter()
        self.faults, self.unreached, self.wrong = 0, 0, []
        self.places = set()
        self.lock = threading.Lock()

    def note(self, place, kind, wrong):
        with self.lock:
            self.faults += 1
            self.places.add(place)
            self.counts[kind] += 1
            self.wrong += wrong

    def note_unreached(self):
        with self.lock:
            self.unreached += 1

    def sentence(self, what):
        kinds = ', '.join(f'{count} {kind}'
                          for kind, count in sorted(self.counts.items()))
        return (f'{self.faults:,} {what} at {len(self.places):,} places'
                + (f' ({self.unreached:,} more never reached)'
                   if self.unreached else '')
                + f': {kinds}; {len(self.wrong)} broke a promise')


def tables_of(files):
    return {name: data for name, data in files.items()
            if name not in OF_ONE_RUN}


def without_changes(tables):
    """The tables less what hangs on the run before."""
    kept = {name: data for name, data in tables.items()
            if name not in OF_TWO_RUNS | VIEWS}
    package = json.loads(kept['datapackage.json'])
    package['resources'] = [resource for resource in package['resources']
                            if resource['path'] not in OF_TWO_RUNS]
    kept['datapackage.json'] = json.dumps(package).encode()
    return kept


def rows_of(tables, name):
    text = tables[name].decode('utf-8-sig')
    return list(csv.DictReader(io.StringIO(text, newline='')))


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys()
                  if one.get(name) != other.get(name))


def judge_degraded(tables, expected):
    """Yields what is wrong with reports that lack documents: each document is
    as it should be, or is unreadable and named in issues.csv."""
    rows = {row['document']: row for row in rows_of(tables, 'documents.csv')}
    issues = {row['document'] for row in rows_of(tables, 'issues.csv')
              if row['severity'] == 'error'}
    unreadable = {name for name, row in rows.items()
                  if row['status'] == 'unreadable'}

    if not unreadable:
        yield 'exit 2, but every document was read'
    for row in rows_of(expected, 'documents.csv'):
        name = row['document']
        if name not in rows:
            name = name.split('#')[0]  # a feed that cannot be read is one
        if name not in rows:
            yield f'{name} is lost without a word'
        elif name in unreadable:
            if name not in issues:
                yield f'{name} is unreadable, and issues.csv does not say why'
        elif rows[name] != row:
            yield f'{name} was read differently: {rows[name]}'


def judge_warned(tables, expected):
    """Yields what is wrong with reports that have issues besides: no error
    may be among them, and none may be missing."""
    rows = rows_of(tables, 'issues.csv')

    if any(row['severity'] == 'error' for row in rows):
        yield 'exit 0, but issues.csv has an error'
    for row in rows_of(expected, 'issues.csv'):
        if row not in rows:
            yield f'issues.csv lacks {row}'


def judge_changes(tables, expected):
    """Yields what is wrong with a changes.csv that differs: it may be empty,
    where the run before could not be read (run.json says so), or name the
    program as a cause, of which a part could not be examined."""
    def facts(rows):
        return [{**row, 'cause': ''} for row in rows]

    rows = rows_of(tables, 'changes.csv')
    if rows and facts(rows) != facts(rows_of(expected, 'changes.csv')):
        yield 'changes.csv is not as in an undisturbed run'


# Where a run that had trouble and lost nothing says so.
TOLD_IN = {'issues.csv', 'changes.csv', 'datapackage.json'} | VIEWS


class Nights:
    """The folder, and what undisturbed runs make of it. A library that is
    loaded in front of some runs is loaded in front of all: it is a part of the
    program, which knows what a program it was in the last night."""

    def __init__(self, program, folder, options=(), unchanged=False,
                 library=None):
        self.always = {'SOURCE_DATE_EPOCH': '1700000000'}
        if library:
            self.always['LD_PRELOAD'] = os.path.abspath(library)
        self.program, self.folder = os.path.abspath(program), folder
        self.options = list(options)
        self.lexicons = os.path.join(folder, 'lexicons')
        self.corpus = os.path.join(folder, 'corpus')
        self.known = frozenset()
        os.makedirs(self.lexicons)
        with open(os.path.join(self.lexicons, 'lexicon.csv'), 'w') as file:
            file.write(LEXICON)
        write_corpus(self.corpus, unchanged)
        if unchanged:
            time.sleep(MOMENT)
        self.last_reports = os.path.join(folder, 'last')
        self.last = self.undisturbed(self.last_reports)
        if not unchanged:
            shutil.rmtree(self.corpus)
            write_corpus(self.corpus, True)
        self.begin_tonight()
        tonight = self.copy('tonight')
        self.tonight = self.undisturbed(tonight)
        table = os.path.join(check_reports.latest_of(tonight), 'documents.csv')
        if unchanged and os.stat(table).st_nlink < 2:
            raise SystemExit('a night without changes counts all the same')
        self.again = self.undisturbed(tonight)

    def begin_tonight(self):
        """What there is to do before tonight's runs."""

    def undisturbed(self, reports):
        ended = self.run(reports)
        if ended.code != 0:
            raise SystemExit(f'an undisturbed run ends with {ended.code}: '
                             f'{ended.said}')
        wrong = check_reports.check(reports)
        if wrong:
            raise SystemExit(f'an undisturbed run is not valid: {wrong}')
        files = check_reports.read_folder(check_reports.latest_of(reports))
        self.known |= check_reports.known_of(files)
        return tables_of(files)

    def copy(self, name):
        """Returns a copy of last night's reports."""
        reports = os.path.join(self.folder, name)
        shutil.copytree(self.last_reports, reports, symlinks=True)
        return reports

    def command(self, reports, options=()):
        return [self.program, 'run', '--csv-dialect', 'plain', '--corpus',
                self.corpus, '--lexicons', self.lexicons, '--reports', reports,
                *self.options, *options]

    def run(self, reports, environment=None, wrapper=(), timeout=120,
            options=()):
        """Runs tonight. A run that does not end is killed, and its code None.
        """
        try:
            done = subprocess.run(
                [*wrapper, *self.command(reports, options)],
                env={**os.environ, **self.always, **(environment or {})},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, timeout=timeout)
        except subprocess.TimeoutExpired:
            return Ended(None, f'does not end within {timeout} s')
        return Ended(done.returncode, done.stderr.decode(errors='replace'))

    # -- Judging --------------------------------------------------------------

    def judge_published(self, reports, ended):
        """Returns (what is published, what is wrong with it)."""
        latest = check_reports.latest_of(reports)
        if latest is None or not os.path.isdir(latest):
            return 'nothing', ['latest leads to no run']
        files = check_reports.read_folder(latest)
        wrong = check_reports.check_files(files, self.known)
        if wrong:
            return 'broken', wrong
        tables = tables_of(files)
        is_new = os.path.basename(latest) not in os.listdir(
            os.path.join(self.last_reports, 'runs'))
        if not is_new:
            return 'last', [f'{name} of the last night has changed'
                            for name in differing(tables, self.last)]
        other = differing(tables, self.tonight)
        if not other:
            return 'tonight', []
        if {*other} <= TOLD_IN and {*other} - VIEWS and not ended.code:
            return 'warned', [*judge_warned(tables, self.tonight),
                              *judge_changes(tables, self.tonight)]
        if ended.code == 2:
            return 'degraded', list(judge_degraded(tables, self.tonight))
        return 'other', [f'{name} is not as in an undisturbed run'
                         for name in other]

    def judge_ended(self, ended, published, may_die):
        """Yields what is wrong with how the disturbed run ended."""
        if ended.code in GOOD_EXITS:
            if published == 'last':
                yield f'exit {ended.code}, but nothing new is published'
        elif ended.code in may_die:
            if published == 'nothing':
                yield 'what was published is gone'
        elif ended.code not in FAILURES:
            yield f'ended with {ended.code}'
        elif 'policylex: ' not in ended.said:
            yield f'exit {ended.code} without a sentence'

    def judge_next(self, reports, published):
        """Yields what is wrong after the next run, which is undisturbed."""
        ended = self.run(reports)
        if ended.code != 0:
            yield f'the next run ends with {ended.code}: {ended.said}'
            return
        files = check_reports.read_folder(check_reports.latest_of(reports))
        yield from check_reports.check_files(files, self.known)
        tables, expected = tables_of(files), self.tonight
        if published == 'tonight':
            expected = self.again
        elif published != 'last':
            tables = without_changes(tables)
            expected = without_changes(expected)
        for name in differing(tables, expected):
            yield f'after the next run, {name} differs'
        for folder, _, names in os.walk(reports):
            for name in [os.path.basename(folder), *names]:
                if name.startswith('.') and name != '.lock':
                    yield f'after the next run, {folder}: {name} is left over'

    def judge(self, reports, ended, may_die=frozenset()):
        """Returns (in a few words what happened, what is wrong). may_die: the
        codes of signals that may have ended the run."""
        published, wrong = self.judge_published(reports, ended)
        wrong += self.judge_ended(ended, published, may_die)
        wrong += self.judge_next(reports, published)
        shutil.rmtree(reports)
        kind = {'last': 'kept the last night\'s',
                'tonight': 'published all the same',
                'degraded': 'published without documents named',
                'warned': 'published with a warning',
                }.get(published, f'published {published}')
        return kind, wrong
