#!/usr/bin/python3
"""sklearn_loop.py FOLDER PHRASES OUTPUT - words and plain phrases of every
document with scikit-learn and pandas, in two processes, as someone who knows
them would write it: one pass over the tokens, sparse matrices throughout.

README.md says what it does and leaves out. PHRASES has one phrase a line; the
tables are written to the folder OUTPUT. Prints "FILES BYTES WORDS HITS"; with
--check nothing, and fails where a library is absent.
"""
import re
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy
import pandas
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

TOKEN = re.compile(r"\w+(?:['’]\w+)*")
TOP_WORDS = 100


def finder(phrases):
    """A function from text to its words and the phrases in it. Only at a word
    that begins a phrase is more looked at: all n-grams cost four times that.
    A phrase keeps its space in front, so that it is no word."""
    starting = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = TOKEN.findall(phrase.lower())
        starting.setdefault(words[0], []).append((words, ' ' + phrase))

    def words_and_phrases(text):
        words = TOKEN.findall(text.lower())
        found = []
        for place, word in enumerate(words):
            for phrase, name in starting.get(word, ()):
                if words[place:place + len(phrase)] == phrase:
                    found.append(name)
                    break
        return words + found

    return words_and_phrases


def count_part(part):
    files, phrases = part
    texts = (file.read_text(encoding='utf-8', errors='replace')
             for file in files)
    vectorizer = CountVectorizer(analyzer=finder(phrases))
    counts = vectorizer.fit_transform(texts)
    return counts, vectorizer.get_feature_names_out()


def joined(parts):
    """The matrices one under the other, with the columns of both."""
    names = numpy.unique(numpy.concatenate([names for _, names in parts]))
    rows = []
    for counts, own in parts:
        place = numpy.searchsorted(names, own)
        rows.append(sparse.csr_matrix(
            (counts.data, place[counts.indices], counts.indptr),
            shape=(counts.shape[0], len(names))))
    return sparse.vstack(rows, format='csr'), names


def four_years(file):
    """The files' names begin with a year; presidents stay for four."""
    year = file.name[:4]
    return (int(year) - 1) // 4 * 4 + 1 if year.isdigit() else 0


def long_form(counts, rows, columns, headings):
    """A row for every cell that is not 0."""
    cells = counts.tocoo()
    return pandas.DataFrame({headings[0]: rows[cells.row],
                             headings[1]: columns[cells.col],
                             headings[2]: cells.data})


def top_words(by_group, groups, names):
    for group, row in zip(groups, by_group):
        counts = row.toarray().ravel()
        top = numpy.argsort(-counts, kind='stable')[:TOP_WORDS]
        yield pandas.DataFrame({'group': group, 'word': names[top],
                                'count': counts[top]})


def cooccurrence(hits, members, groups, names):
    """Documents in which two phrases meet, by group."""
    for group, member in zip(groups, members):
        there = (hits[member.indices] > 0).astype(numpy.int32)
        pairs = sparse.triu(there.T @ there, k=1)
        table = long_form(pairs, names, names, ['a', 'b', 'documents'])
        table.insert(0, 'group', group)
        yield table


def write_tables(files, counts, names, output):
    groups, group = numpy.unique([four_years(file) for file in files],
                                 return_inverse=True)
    members = sparse.csr_matrix(
        (numpy.ones(len(files), dtype=numpy.int64),
         (group, numpy.arange(len(files)))))
    is_phrase = numpy.char.startswith(names.astype(str), ' ')
    words, hits = counts[:, ~is_phrase], counts[:, is_phrase]
    documents = numpy.array([file.name for file in files], dtype=object)
    phrases = names[is_phrase]
    tables = {
        'documents': pandas.DataFrame({
            'document': documents, 'group': groups[group],
            'words': words.sum(axis=1).A1, 'hits': hits.sum(axis=1).A1}),
        'term_frequency_by_document': long_form(
            hits, documents, phrases, ['document', 'term', 'hits']),
        'term_frequency': long_form(
            members @ hits, groups, phrases, ['group', 'term', 'hits']),
        'word_frequency': pandas.concat(
            top_words(members @ words, groups, names[~is_phrase])),
        'term_cooccurrence': pandas.concat(
            cooccurrence(hits, members, groups, phrases)),
    }
    output.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_csv(output / f'{name}.csv', index=False)
    return words.sum(), hits.sum()


def main():
    folder, phrases, output = sys.argv[1:]
    files = sorted(path for path in Path(folder).rglob('*') if path.is_file())
    phrases = Path(phrases).read_text(encoding='utf-8').splitlines()
    phrases = {phrase.replace('-', ' ') for phrase in phrases}
    parts = [files[::2], files[1::2]]
    with Pool(2) as pool:
        counts, names = joined(pool.map(
            count_part, [(part, phrases) for part in parts], chunksize=1))
    words, hits = write_tables(parts[0] + parts[1], counts, names,
                               Path(output))
    print(len(files), sum(file.stat().st_size for file in files), words, hits)


if __name__ == '__main__' and sys.argv[1:] != ['--check']:
    main()
