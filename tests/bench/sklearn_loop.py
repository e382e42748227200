#!/usr/bin/python3
"""sklearn_loop.py FOLDER PHRASES - the words and the plain phrases of every
document with scikit-learn, and their sums by year, in two processes.

What policylex does beyond this is left out: no wildcards and no regular
expressions, no sentences, no co-occurrence, no reports. Prints "FILES BYTES
HITS"; with --check nothing, and fails where scikit-learn is absent.
"""
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy
from sklearn.feature_extraction.text import CountVectorizer

WORD = r"\w+(?:['’]\w+)*"


def count_words(texts):
    """One column a word type of the corpus."""
    return CountVectorizer(token_pattern=WORD).fit_transform(texts)


def count_phrases(texts, phrases):
    """One column a phrase, a hyphen read as a space as in the text."""
    phrases = sorted({phrase.replace('-', ' ') for phrase in phrases})
    longest = max(len(phrase.split()) for phrase in phrases)
    return CountVectorizer(token_pattern=WORD, vocabulary=phrases,
                           ngram_range=(1, longest)).fit_transform(texts)


def sums_by_year(files, counts):
    years = numpy.array([int(file.name[:4]) if file.name[:4].isdigit() else 0
                         for file in files])
    return {year: counts[numpy.flatnonzero(years == year)].sum(axis=0)
            for year in numpy.unique(years)}


def count_half(half):
    files, phrases = half
    texts = [file.read_text(encoding='utf-8', errors='replace')
             for file in files]
    sums_by_year(files, count_words(texts))
    hits = sums_by_year(files, count_phrases(texts, phrases))
    return sum(int(row.sum()) for row in hits.values())


def main():
    files = sorted(path for path in Path(sys.argv[1]).rglob('*')
                   if path.is_file())
    phrases = Path(sys.argv[2]).read_text(encoding='utf-8').splitlines()
    halves = [(part, phrases) for part in (files[::2], files[1::2]) if part]
    with Pool(2) as pool:
        hits = sum(pool.map(count_half, halves))
    print(len(files), sum(file.stat().st_size for file in files), hits)


if __name__ == '__main__' and sys.argv[1:] != ['--check']:
    main()
