"""Prints the tables of the hand counts from a run's reports."""
import csv
import sys
from collections import Counter

READ_WHOLE = """2007-12-review-of-the-year.txt
2011-11-01-london-conference-on-cyberspace.txt
2017-01-20-what-the-next-team-inherits.txt
2017-11-15-eu-us-cyber-dialogue.txt
2018-02-15-naming-the-author-of-notpetya.txt
briefings/vocabulary-of-cyber-diplomacy.md""".split('\n')
TERMS = ['internet freedom', 'multi-stakeholder', 'capacity building', 'norms',
         'social norms', 'cybercrime', 'Budapest Convention']


def table(name):
    path = f'{sys.argv[1]}/{name}.csv'
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


documents = {row['document']: row for row in table('documents')}
hits = Counter()
for row in table('term_frequency_by_document'):
    hits[row['document'], row['term']] += int(row['hits'])

print('words paragraphs sentences')
for name in READ_WHOLE:
    print(*(documents[name][column]
            for column in ('words', 'paragraphs', 'sentences')), name)
print()
print(', '.join(TERMS))
for name in sorted(documents):
    print(*(hits[name, term] for term in TERMS), name)
