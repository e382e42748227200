"""nights.py - what a night costs that follows another: nothing changed, one
document changed, a word added to the lexicon; beside the first and one that
keeps no store."""
import os
import shutil
import statistics
import time
from pathlib import Path

from make_documents import make_documents
from measuring import call, tables_only

NIGHTS = 'no store', 'first', 'nothing changed', 'one changed', 'lexicon'
YOUNG_SECONDS = 2.5  # a file that is younger is counted whatever it says


class Place:
    """A corpus of so many documents, lexicons, and the reports on them."""

    def __init__(self, program, work, texts, extension):
        self.program, self.work = program, work
        shutil.rmtree(work, ignore_errors=True)
        make_documents(work / 'corpus', texts, extension)
        shutil.copytree('lexicons', work / 'lexicons')
        self.documents = sorted((work / 'corpus').iterdir())
        self.bytes = sum(path.stat().st_size for path in self.documents)

    def run(self, reports, *options):
        begun = time.perf_counter()
        call([str(self.program), 'run', '--quiet', '--progress', 'never',
              '--corpus', str(self.work / 'corpus'), '--lexicons',
              str(self.work / 'lexicons'), '--reports',
              str(self.work / reports), *tables_only(self.program), *options], self.work / 'night')
        return time.perf_counter() - begun

    def nights(self):
        """Seconds of each of NIGHTS, in this order."""
        for reports in 'without', 'reports':
            shutil.rmtree(self.work / reports, ignore_errors=True)
        os.sync()
        time.sleep(YOUNG_SECONDS)
        seconds = [self.run('without', '--store', 'none'),
                   self.run('reports'), self.run('reports')]
        changed = self.documents[len(self.documents) // 2]
        changed.write_bytes(changed.read_bytes() + b'\n')
        seconds.append(self.run('reports'))
        (self.work / 'lexicons/one_more.csv').write_text(
            f'theme,term,pattern\nnorms,night,night {time.time_ns()}\n')
        return seconds + [self.run('reports')]


def measure_nights(program, work, texts, runs):
    """Rows of a table: medians in seconds, and as shares of the first night in
    the same turn."""
    rows = []
    for extension, most in ('txt', 10_000), ('html', 1_000):
        place = Place(program, Path(work) / 'nights', texts[:most], extension)
        turns = list(zip(*(place.nights() for _ in range(runs))))
        for name, seconds in zip(NIGHTS, turns):
            share = statistics.median(
                a / b for a, b in zip(seconds, turns[1]))
            rows.append((extension, f'{len(place.documents):,}',
                         f'{place.bytes / 1e6:.0f}', name,
                         f'{statistics.median(seconds):.3f}', f'{share:.3f}'))
        shutil.rmtree(place.work)
    return rows
