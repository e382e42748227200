"""report_checks.py - reads reports as an analyst's script does, and adds up.

    report_checks.py laws FOLDER        what must hold within one run (plain)
    report_checks.py dialect PLAIN FOLDER DIALECT
                                        the same tables in another dialect
    report_checks.py changes BEFORE AFTER
                                        that changes.csv of AFTER is what the
                                        other tables of both runs differ in
    report_checks.py shuffle FILE SEED  prints a CSV with its rows shuffled

Complains on standard output; the exit status is 1 when there was a complaint.
"""
import csv
import io
import json
import math
import os
import random
import re
import sys
from collections import Counter, defaultdict

# The contract of the reports (design page REPORTS): columns in order, and what
# each holds: t text, n whole number, r rate of 4 decimals, m measure, d date.
PAIR = ('units:n units_a:n units_b:n units_both:n expected:m g2:m p_value:m '
        'q_value:m pmi:m npmi:m dice:m log_dice:m jaccard:m phi:m t_score:m '
        'odds_ratio:m odds_ratio_low:m odds_ratio_high:m')
COMPARISON = ('hits_focus:n words_focus:n rate_focus:r hits_reference:n '
              'words_reference:n rate_reference:r log_ratio:m log_ratio_low:m '
              'log_ratio_high:m log_ratio_conservative:m percent_difference:m '
              'g2:m p_value:m q_value:m bic:m log_odds_z:m mann_whitney_p:m '
              'mann_whitney_proportion:m log_ratio_documents_low:m '
              'log_ratio_documents_high:m mann_whitney_q:m direction:t')
SPREAD = ('dispersion_dp:m dispersion_dp_norm:m juilland_d:m '
          'dispersion_dp_groups:m')
TABLES = {
    'documents': 'document:t title:t date:d MANIFEST group:t format:t '
                 'language:t language_source:t encoding:t date_source:t '
                 'duplicate_of:t duplicate_kind:t bytes:n characters:n words:n '
                 'words_in_headings:n words_in_boilerplate:n '
                 'sentences:n paragraphs:n hits:n themes:n status:t sha256:t',
    'theme_frequency': 'group_by:t group:t theme:t documents:n '
                       'documents_with_theme:n share_of_documents:m words:n '
                       'hits:n rate_per_10k_words:r rate_low:r rate_high:r '
                       + SPREAD + ' share_low:m share_high:m',
    'theme_frequency_by_document': 'document:t date:d group:t theme:t words:n '
                                   'hits:n rate_per_10k_words:r '
                                   'sentences_with_theme:n',
    'term_frequency': 'group_by:t group:t theme:t term:t documents:n words:n '
                      'hits:n rate_per_10k_words:r rank:n ' + SPREAD,
    'term_frequency_by_document': 'document:t date:d group:t theme:t term:t '
                                  'hits:n',
    'matched_forms': 'theme:t term:t matched_text:t hits:n documents:n',
    'word_frequency': 'group_by:t group:t word:t rank:n count:n documents:n '
                      'rate_per_10k_words:r',
    'theme_cooccurrence': 'group_by:t group:t unit:t theme_a:t theme_b:t '
                          + PAIR,
    'term_cooccurrence': 'group_by:t group:t unit:t theme_a:t term_a:t '
                         'theme_b:t term_b:t ' + PAIR,
    'theme_cooccurrence_comparison':
        'group_by:t focus:t reference:t unit:t theme_a:t theme_b:t '
        'units_focus:n units_a_focus:n units_b_focus:n units_both_focus:n '
        'units_reference:n units_a_reference:n units_b_reference:n '
        'units_both_reference:n log_odds_ratio_focus:m '
        'log_odds_ratio_reference:m log_odds_difference:m '
        'log_odds_difference_low:m log_odds_difference_high:m z:m p_value:m '
        'q_value:m',
    'theme_comparison': 'group_by:t focus:t reference:t theme:t ' + COMPARISON,
    'term_comparison': 'group_by:t focus:t reference:t theme:t term:t '
                       + COMPARISON,
    'word_comparison': 'group_by:t focus:t reference:t word:t ' + COMPARISON,
    'theme_trend': 'group_by:t group:t period_type:t period:t theme:t '
                   'documents:n words:n hits:n rate_per_10k_words:r rate_low:r '
                   'rate_high:r',
    'theme_change': 'group_by:t theme:t boundary:t before:t after:t '
                    'boundaries_tried:n documents_before:n words_before:n '
                    'hits_before:n rate_before:r documents_after:n '
                    'words_after:n hits_after:n rate_after:r log_ratio:m '
                    'log_ratio_low:m log_ratio_high:m p_value:m q_value:m '
                    'mann_whitney_p:m g2:m after_earliest:t after_latest:t',
    'theme_sensitivity': 'group_by:t group:t theme:t left_out:t '
                         'hits_left_out:n share_of_hits:m '
                         'rate_per_10k_words:r rate_without:r log_ratio:m '
                         'log_ratio_low:m log_ratio_high:m '
                         'log_ratio_without:m log_ratio_without_low:m '
                         'log_ratio_without_high:m changes:t',
    'concordance': 'document:t date:d group:t theme:t term:t '
                   'sentence_number:n left:t hit:t right:t',
    'heading_frequency': 'group_by:t group:t theme:t term:t documents:n '
                         'headings:n hits:n heading_words:n',
    'boilerplate': 'source:t rank:n text:t documents:n documents_of_source:n '
                   'share_of_documents:m words:n action:t',
    'candidates': 'theme:t kind:t rank:n candidate:t resembles:t documents:n '
                  'sentences_with_theme:n sentences_elsewhere:n g2:m '
                  'log_ratio:m log_ratio_low:m document:t '
                  'sentence_number:n example:t',
    'changes': 'what:t name:t change:t group_by:t group:t theme:t before:r '
               'after:r difference:r hits_before:n hits_after:n '
               'words_before:n words_after:n cause:t',
    'issues': 'severity:t stage:t document:t place:t message:t',
}
# What tells the rows of a table apart; None: rows may repeat.
KEYS = {
    'documents': ['document'],
    'theme_frequency': ['group', 'theme'],
    'theme_frequency_by_document': ['document', 'theme'],
    'term_frequency': ['group', 'theme', 'term'],
    'term_frequency_by_document': ['document', 'theme', 'term'],
    'matched_forms': ['theme', 'term', 'matched_text'],
    'word_frequency': ['group', 'word'],
    'theme_cooccurrence': ['group', 'unit', 'theme_a', 'theme_b'],
    'term_cooccurrence': ['group', 'unit', 'theme_a', 'term_a', 'theme_b',
                          'term_b'],
    'theme_cooccurrence_comparison': ['focus', 'reference', 'unit', 'theme_a',
                                      'theme_b'],
    'theme_comparison': ['focus', 'reference', 'theme'],
    'term_comparison': ['focus', 'reference', 'theme', 'term'],
    'word_comparison': ['focus', 'reference', 'word'],
    'theme_trend': ['group', 'period_type', 'period', 'theme'],
    'theme_change': ['theme', 'boundary', 'before', 'after'],
    'heading_frequency': ['group', 'theme', 'term'],
    'boilerplate': ['source', 'rank'],
    'candidates': ['theme', 'kind', 'candidate'],
    'theme_sensitivity': ['group', 'theme', 'left_out'],
    'concordance': None,
    'changes': ['what', 'name', 'theme', 'group'],
    'issues': None,
}
CELLS = {
    'n': re.compile(r'\d+'),
    'r': re.compile(r'-?\d+\.\d{4}'),
    'm': re.compile(r'-?\d+(\.\d+)?([eE][-+]?\d+)?'),
    'd': re.compile(r'\d{4}(-\d\d(-\d\d)?)?'),
}
# Never blank: counts of what was counted.
ALWAYS = {'hits', 'words', 'documents', 'units', 'units_a', 'units_b',
          'units_both', 'count', 'rank'}

complaints = 0


def complain(*what):
    global complaints
    complaints += 1
    if complaints <= 20:
        print(*what)


def expect(good, *what):
    if not good:
        complain(*what)


# -- Reading ------------------------------------------------------------------

def read_bytes(folder, name):
    with open(os.path.join(folder, name + '.csv'), 'rb') as file:
        return file.read()


def read_rows(data, delimiter=','):
    text = data.decode('utf-8')
    return list(csv.reader(io.StringIO(text, newline=''), strict=True,
                           delimiter=delimiter))


def columns_of(name, header):
    """The contract's columns; a manifest's own stand in the middle."""
    columns = [part.split(':') for part in TABLES[name].split()]
    if name == 'documents':
        at = columns.index(['MANIFEST'])
        own = header[at:len(header) - (len(columns) - at - 1)]
        columns[at:at + 1] = [[column, 't'] for column in own]
    return columns


def check_cell(name, line, column, kind, cell):
    if kind == 't':
        expect('\0' not in cell and len(cell) <= 32767,
               name, line, column, 'is no cell of a spreadsheet')
    elif cell:
        expect(CELLS[kind].fullmatch(cell), name, line, column,
               'is not of kind', kind, repr(cell))
    else:
        expect(column not in ALWAYS, name, line, column, 'is blank')


def check_quotes(name, data, columns):
    """Texts are quoted, and dates without a day, which a spreadsheet would
    complete; numbers, whole dates and blanks are bare."""
    field = re.compile(rb'("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)')
    at, column, line = 0, 0, 1
    while at < len(data):
        match = field.match(data, at)
        if not match:
            return complain(name, 'is malformed at byte', at)
        if match[1]:
            kind = columns[column][1]
            is_text = line == 1 or kind == 't' or (
                kind == 'd' and len(match[1].strip(b'"')) < 10)
            expect(match[1].startswith(b'"') == is_text, name, line,
                   columns[column], 'is quoted wrongly:', match[1])
        at = match.end()
        column = 0 if match[2] == b'\r\n' else column + 1
        line += column == 0
    return None


def load(folder, name):
    data = read_bytes(folder, name)
    expect(data[:3] != b'\xef\xbb\xbf', name, 'has a BOM')
    expect(data.endswith(b'\r\n'), name, 'does not end with CRLF')
    expect(not re.search(rb'(?<!\r)\n', re.sub(rb'"(?:[^"]|"")*"', b'""', data)),
           name, 'has a line end without CR')
    rows = read_rows(data)
    header = rows[0]
    columns = columns_of(name, header)
    expect(header == [column for column, _ in columns],
           name, 'has other columns than agreed:', header)
    check_quotes(name, data, columns)
    for line, row in enumerate(rows[1:], 2):
        expect(len(row) == len(header), name, line, 'is ragged')
        for (column, kind), cell in zip(columns, row):
            check_cell(name, line, column, kind, cell)
    table = [dict(zip(header, row)) for row in rows[1:]]
    check_keys(name, table)
    return table


def check_keys(name, table):
    if KEYS[name]:
        keys = Counter(tuple(row[key] for key in KEYS[name]) for row in table)
        for key, count in keys.items():
            expect(count == 1, name, 'has', count, 'rows of', key)


# -- Laws ---------------------------------------------------------------------

def total(table, keys, value):
    sums = Counter()
    for row in table:
        sums[tuple(row[key] for key in keys)] += int(row[value] or 0)
    return sums


def same(what, left, right):
    for key in sorted(set(left) | set(right)):
        if left[key] != right[key]:
            complain(what, key, left[key], 'and', right[key])


def split_all(table):
    return ([row for row in table if row['group'] == '(all)'],
            [row for row in table if row['group'] != '(all)'])


def groups_add_up(name, table, keys, values):
    everything, groups = split_all(table)
    for value in values:
        same(f'{name}: {value} of (all) and of the groups:',
             total(everything, keys, value), total(groups, keys, value))


def rates_follow(name, table, hits, words, rate):
    for row in table:
        if not row[rate]:
            expect(int(row[words]) == 0, name, 'lacks a rate', row)
        else:
            exact = 10000 * int(row[hits]) / int(row[words])
            expect(abs(exact - float(row[rate])) < 0.0000501,
                   name, rate, row[rate], 'should be', exact)


def check_themes(tables):
    frequency = tables['theme_frequency']
    by_document = tables['theme_frequency_by_document']
    _, groups = split_all(frequency)
    groups_add_up('theme_frequency', frequency, ['theme'],
                  ['documents', 'documents_with_theme', 'words', 'hits'])
    for value in ['hits', 'words']:
        same(f'theme {value} by document and by group:',
             total(by_document, ['group', 'theme'], value),
             total(groups, ['group', 'theme'], value))
    with_theme = Counter((row['group'], row['theme']) for row in by_document
                         if row['hits'] != '0')
    same('documents with the theme:', with_theme,
         total(groups, ['group', 'theme'], 'documents_with_theme'))
    # A duplicate that is skipped shows its own, which count nowhere.
    counted = [row for row in tables['documents'] if row['status'] == 'counted']
    expect({row['document'] for row in by_document} <=
           {row['document'] for row in counted}, 'a document is not counted')
    same('hits of documents:',
         total(by_document, ['document'], 'hits'),
         Counter({(row['document'],): int(row['hits']) for row in counted}))
    same('themes of documents:',
         Counter((row['document'],) for row in by_document
                 if row['hits'] != '0'),
         Counter({(row['document'],): int(row['themes']) for row in counted}))
    for row in frequency:
        check_share(row, int(row['documents_with_theme']),
                    int(row['documents']))


def check_share(row, part, whole):
    """Wilson's interval holds the shares p that are not 1.96 of their own
    standard errors away, and at its ends they are."""
    ends = [row['share_low'], row['share_high']]
    if not whole:
        return expect(ends == ['', ''], 'theme_frequency: share', row)
    low, high = map(float, ends)
    expect(low <= part / whole <= high and (low > 0) == (part > 0) and
           (high < 1) == (part < whole), 'theme_frequency: share', row)
    for p in (low, high):
        error = math.sqrt(p * (1 - p) / whole)
        expect(not error or abs(abs(part / whole - p) / error - 1.959964) <
               1e-3, 'theme_frequency: end of share', p, row)
    return None


def check_terms(tables):
    frequency = tables['term_frequency']
    by_document = tables['term_frequency_by_document']
    everything, groups = split_all(frequency)
    groups_add_up('term_frequency', frequency, ['theme', 'term'],
                  ['documents', 'words', 'hits'])
    same('hits of terms and of themes by group:',
         total(frequency, ['group', 'theme'], 'hits'),
         total(tables['theme_frequency'], ['group', 'theme'], 'hits'))
    same('hits of terms and of themes by document:',
         total(by_document, ['document', 'theme'], 'hits'),
         total(tables['theme_frequency_by_document'], ['document', 'theme'],
               'hits'))
    same('hits of terms by document and by group:',
         total(by_document, ['group', 'theme', 'term'], 'hits'),
         total(groups, ['group', 'theme', 'term'], 'hits'))
    same('documents of terms:',
         Counter((row['group'], row['theme'], row['term'])
                 for row in by_document),
         total(groups, ['group', 'theme', 'term'], 'documents'))
    same('matched forms and hits of terms:',
         total(tables['matched_forms'], ['theme', 'term'], 'hits'),
         total(everything, ['theme', 'term'], 'hits'))
    by_rank = defaultdict(list)
    for row in frequency:
        by_rank[row['group']].append((int(row['rank']), -int(row['hits'])))
    for group, ranks in by_rank.items():
        ranks.sort()
        expect([hits for _, hits in ranks] ==
               sorted(hits for _, hits in ranks),
               'term_frequency: ranks of', group, 'do not follow hits')


def check_totals(tables):
    counted = [row for row in tables['documents']
               if row['status'] == 'counted']
    for row in split_all(tables['theme_frequency'])[0]:
        expect(int(row['documents']) == len(counted),
               'documents counted:', len(counted), row)
        expect(int(row['words']) == sum(int(d['words']) for d in counted),
               'words of all documents', row)
    units = {'sentence': 'sentences', 'paragraph': 'paragraphs'}
    for row in tables['theme_cooccurrence']:
        members = [d for d in counted
                   if row['group'] in ('(all)', d['group'])]
        if row['unit'] in units:
            want = sum(int(d[units[row['unit']]]) for d in members)
        elif row['unit'] == 'document':
            want = len(members)
        else:
            want = sum(int(d['words']) for d in members)
        expect(int(row['units']) == want, 'units of', row['group'],
               row['unit'], row['units'], 'should be', want)


def check_pairs(name, table):
    keys = [key for key in KEYS[name] if key != 'group']
    for row in table:
        units, a, b, both = (int(row[column]) for column in
                             ('units', 'units_a', 'units_b', 'units_both'))
        first = tuple(row[key] for key in keys if key.endswith('_a'))
        second = tuple(row[key] for key in keys if key.endswith('_b'))
        expect(first < second, name, 'pair out of order', first, second)
        expected = a * b / units
        if row['unit'].startswith('window:'):
            expected *= 2 * int(row['unit'][7:])
            expect(both <= a * b, name, row)
        else:
            expect(a + b - units <= both <= min(a, b) and
                   max(a, b) <= units, name, 'impossible counts', row)
        expect(abs(float(row['expected']) - expected) <= 1e-5 * expected,
               name, 'expected', row['expected'], 'should be', expected)
    everything, groups = split_all(table)
    shown = {tuple(row[key] for key in keys) for row in everything}
    expect({tuple(row[key] for key in keys) for row in groups} <= shown,
           name, 'a pair of a group is missing in (all)')
    same(name + ': both in (all) and in the groups',
         total(everything, keys, 'units_both'),
         total(groups, keys, 'units_both'))


def check_pairs_of_themes(tables):
    with_theme = total(tables['theme_frequency'], ['group', 'theme'],
                       'documents_with_theme')
    hits = total(tables['theme_frequency'], ['group', 'theme'], 'hits')
    sentences = Counter()
    for row in tables['theme_frequency_by_document']:
        for group in (row['group'], '(all)'):
            sentences[group, row['theme']] += int(row['sentences_with_theme'])
    for row in tables['theme_cooccurrence']:
        for side in 'ab':
            key = row['group'], row['theme_' + side]
            want = (sentences if row['unit'] == 'sentence' else
                    with_theme if row['unit'] == 'document' else
                    hits if row['unit'].startswith('window:') else None)
            expect(not want or want[key] == int(row['units_' + side]),
                   'theme_cooccurrence:', row['unit'], key,
                   row['units_' + side], 'should be', want and want[key])


def check_pairs_compared(tables):
    """The counts are those of theme_cooccurrence, and so are the odds."""
    name = 'theme_cooccurrence_comparison'
    pairs = {(row['group'], row['unit'], row['theme_a'], row['theme_b']): row
             for row in tables['theme_cooccurrence']}
    for row in tables[name]:
        key = row['unit'], row['theme_a'], row['theme_b']
        focus, everything = pairs[row['focus'], *key], pairs['(all)', *key]
        other = pairs.get((row['reference'], *key))
        for count in ('units', 'units_a', 'units_b', 'units_both'):
            want = (int(other[count]) if other else
                    int(everything[count]) - int(focus[count]))
            expect(int(row[count + '_focus']) == int(focus[count]) and
                   int(row[count + '_reference']) == want,
                   name, count, 'should be', focus[count], want, row)
        for side, pair in (('focus', focus), ('reference', other)):
            odds = row['log_odds_ratio_' + side]
            if pair and pair['odds_ratio']:
                want = math.log(float(pair['odds_ratio']))
                expect(abs(float(odds) - want) < 1e-5 * max(1, abs(want)),
                       name, 'log odds should be', want, row)
            elif pair:
                expect(not odds, name, 'has odds where there are none', row)
        if row['z']:
            low, middle, high, z = (float(row[column]) for column in (
                'log_odds_difference_low', 'log_odds_difference',
                'log_odds_difference_high', 'z'))
            expect(low <= middle <= high and
                   abs((high - low) * z - 2 * 1.959964 * middle) < 1e-3,
                   name, 'interval and z', row)


def check_comparison(tables):
    rows = tables['theme_comparison']
    by_group = total(tables['theme_frequency'], ['group', 'theme'], 'hits')
    for row in rows:
        hits = by_group[row['focus'], row['theme']]
        rest = by_group['(all)', row['theme']] - hits
        want = rest if row['reference'] == '(rest)' else \
            by_group[row['reference'], row['theme']]
        expect(int(row['hits_focus']) == hits and
               int(row['hits_reference']) == want,
               'theme_comparison: other hits than theme_frequency', row)
    check_terms_compared(tables)
    check_both_ways(rows, ['theme'])
    check_both_ways(tables['term_comparison'], ['theme', 'term'])
    for name in ('theme_comparison', 'term_comparison', 'word_comparison'):
        for side in ('focus', 'reference'):
            rates_follow(name, tables[name], 'hits_' + side, 'words_' + side,
                         'rate_' + side)
        for row in tables[name]:
            expect(row['mann_whitney_p'] == row['mann_whitney_q'] == '' or
                   float(row['mann_whitney_p']) <= float(row['mann_whitney_q']),
                   name, 'mann_whitney_q', row)
            for column in ('p_value', 'q_value', 'mann_whitney_p',
                           'mann_whitney_q', 'mann_whitney_proportion'):
                expect(not row[column] or 0 <= float(row[column]) <= 1,
                       name, column, row[column])
            if row['log_ratio_documents_low']:
                expect(float(row['log_ratio_documents_low']) <=
                       float(row['log_ratio']) <=
                       float(row['log_ratio_documents_high']),
                       name, 'interval without its estimate', row)


def check_terms_compared(tables):
    by_group = total(tables['term_frequency'], ['group', 'theme', 'term'],
                     'hits')
    groups = {row['group'] for row in tables['term_frequency']} - {'(all)'}
    seen = set()
    for row in tables['term_comparison']:
        term = row['theme'], row['term']
        hits = by_group[row['focus'], *term]
        want = (by_group['(all)', *term] - hits
                if row['reference'] == '(rest)' else
                by_group[row['reference'], *term])
        expect(int(row['hits_focus']) == hits and hits + want > 0 and
               int(row['hits_reference']) == want,
               'term_comparison: other hits than term_frequency', row)
        seen.add((row['focus'], row['reference'], *term))
    for group, theme, term in by_group:
        if len(groups) > 1 and group == '(all)' and \
                by_group[group, theme, term]:
            for focus in groups:
                expect((focus, '(rest)', theme, term) in seen,
                       'term_comparison lacks', focus, theme, term)


def check_both_ways(rows, names):
    """A comparison turned round says the same."""
    by_key = {(row['focus'], row['reference'], *map(row.get, names)): row
              for row in rows}
    for (focus, reference, *rest), row in by_key.items():
        other = by_key.get((reference, focus, *rest))
        if not other:
            expect(reference == '(rest)', 'nothing the other way', row)
            continue
        for column in ('g2', 'p_value', 'q_value', 'mann_whitney_p',
                       'mann_whitney_q'):
            expect(row[column] == other[column], column, row, other)
        for low, high in (('log_ratio', 'log_ratio'),
                          ('log_ratio_documents_low',
                           'log_ratio_documents_high')):
            expect(not row[low] and not other[high] or
                   abs(float(row[low]) + float(other[high])) < 1e-4,
                   low, row, other)
        one, two = (r['mann_whitney_proportion'] for r in (row, other))
        expect(one == two == '' or abs(float(one) + float(two) - 1) < 1e-5,
               'mann_whitney_proportion', row, other)


def check_intervals(tables):
    """By documents: no surer than the hits are many, and of a log ratio where
    both rates have one."""
    known = {}
    for row in tables['theme_frequency'] + tables['theme_trend']:
        low, high, hits = row['rate_low'], row['rate_high'], int(row['hits'])
        rate = float(row['rate_per_10k_words'] or 0)
        expect(bool(low) == bool(high) and
               (not low or int(row['documents']) > 1), 'half an interval', row)
        if low:
            expect(float(low) <= rate <= float(high), 'rate outside', row)
        if low and hits:
            reach = math.exp(1.9599 / math.sqrt(hits))
            expect(float(low) <= rate / reach + 1e-4 and
                   float(high) >= min(rate * reach, 10000) - 1e-4 *
                   (1 + reach), 'surer than its hits', row)
        if 'period' not in row:
            known[row['group'], row['theme']] = bool(low) and hits > 0
    for row in tables['theme_comparison']:
        if row['reference'] != '(rest)':
            expect(bool(row['log_ratio_documents_low']) ==
                   (known[row['focus'], row['theme']] and
                    known[row['reference'], row['theme']]),
                   'log ratio and rates: intervals', row)


def check_spread(tables):
    words = {row['group']: int(row['words'])
             for row in tables['theme_frequency']}
    for name, keys in (('theme_frequency', ['theme']),
                       ('term_frequency', ['theme', 'term'])):
        hits = total(tables[name], ['group', *keys], 'hits')
        for row in tables[name]:
            dp, norm, groups = (row[column] for column in (
                'dispersion_dp', 'dispersion_dp_norm', 'dispersion_dp_groups'))
            expect(dp == norm == '' or 0 <= float(dp) <= float(norm) <= 1,
                   name, 'dispersion', row)
            key = tuple(row[column] for column in keys)
            if row['group'] != '(all)' or not hits['(all)', *key] or \
                    len(words) < 3:
                expect(not groups, name, 'dispersion over groups', row)
                continue
            want = sum(abs(hits[group, *key] / hits['(all)', *key] -
                           words[group] / words['(all)'])
                       for group in words if group != '(all)') / 2
            expect(abs(float(groups) - want) < 1e-5, name,
                   'dispersion_dp_groups', groups, 'should be', want)


def period_of(kind, date):
    if kind == 'year':
        return date[:4]
    if len(date) < 7:
        return ''
    return date[:7] if kind == 'month' else \
        f'{date[:4]}-Q{(int(date[5:7]) + 2) // 3}'


def check_trend(tables):
    trend = tables['theme_trend']
    groups_add_up('theme_trend', trend, ['period_type', 'period', 'theme'],
                  ['documents', 'words', 'hits'])
    for value in ('hits', 'words'):
        want = Counter()
        for row in tables['theme_frequency_by_document']:
            for kind in ('month', 'quarter', 'year'):
                period = period_of(kind, row['date'])
                if period:
                    want[kind, period, row['theme']] += int(row[value])
        same(f'theme_trend: {value} of documents dated so',
             total(split_all(trend)[0], ['period_type', 'period', 'theme'],
                   value), want)


def check_change(tables):
    frequency = {(row['group'], row['theme']): row
                 for row in tables['theme_frequency']}
    trend = defaultdict(list)
    for row in split_all(tables['theme_trend'])[0]:
        trend[row['theme'], row['period_type']].append(row)
    for row in tables['theme_change']:
        theme, kind = row['theme'], row['boundary']
        for value in ('documents', 'words', 'hits'):
            if kind == 'administration':
                before, after = (int(frequency[row[side], theme][value])
                                 for side in ('before', 'after'))
            else:
                before, after = (
                    sum(int(period[value]) for period in trend[theme, kind]
                        if (period['period'] < row['after']) == is_before)
                    for is_before in (True, False))
            expect((before, after) == (int(row[value + '_before']),
                                       int(row[value + '_after'])),
                   'theme_change:', value, 'should be', before, after, row)
        for column in ('p_value', 'q_value', 'mann_whitney_p'):
            expect(not row[column] or 0 <= float(row[column]) <= 1,
                   'theme_change', column, row)
        if row['log_ratio_low']:
            expect(float(row['log_ratio_low']) <= float(row['log_ratio']) <=
                   float(row['log_ratio_high']), 'theme_change', row)
    for side in ('before', 'after'):
        rates_follow('theme_change', tables['theme_change'], 'hits_' + side,
                     'words_' + side, 'rate_' + side)


def residuals(side):
    """Sum of (x - r n)^2 over documents, times k / (k - 1)."""
    hits, words = (sum(document[i] for document in side) for i in (1, 2))
    return sum((x - hits / words * n) ** 2 for _, x, n in side) * \
        len(side) / (len(side) - 1)


def check_change_range(tables):
    """Every boundary is tried again, with documents as the sample."""
    documents = defaultdict(list)
    for row in tables['theme_frequency_by_document']:
        for kind in ('quarter', 'year'):
            period = period_of(kind, row['date'])
            if period:
                documents[row['theme'], kind].append(
                    (period, int(row['hits']), int(row['words'])))
    for row in tables['theme_change']:
        ends = row['after_earliest'], row['after_latest']
        if row['boundary'] == 'administration':
            expect(ends == ('', ''), 'theme_change: dates of', row)
            continue
        tried = {}
        dated = documents[row['theme'], row['boundary']]
        for period in sorted({document[0] for document in dated}):
            sides = [[document for document in dated
                      if (document[0] >= period) == is_after]
                     for is_after in (True, False)]
            if min(map(len, sides)) >= 5:
                tried[period] = four_cells(*(
                    sum(document[i] for document in side)
                    for side in sides for i in (1, 2))), sides
        expect(len(tried) == int(row['boundaries_tried']),
               'theme_change: boundaries', len(tried), row)
        best, sides = tried[row['after']]
        effect = max(1, sum(map(residuals, sides)) /
                     sum(x for _, x, _ in dated))
        drop = -2 * math.log(1 - math.sqrt(0.95)) * effect
        plausible = [period for period, (g2, _) in tried.items()
                     if best - g2 <= drop]
        expect(ends == (plausible[0], plausible[-1]),
               'theme_change: should be', plausible, row)
        expect(max(g2 for g2, _ in tried.values()) <= best * (1 + 1e-9) and
               abs(float(row['g2']) - best) <= 1e-5 * best,
               'theme_change: g2 should be', best, row)


def check_sensitivity(tables):
    terms = {(row['group'], row['theme'], row['term']): int(row['hits'])
             for row in tables['term_frequency']}
    themes = {(row['group'], row['theme']): row
              for row in tables['theme_frequency']}
    duplicates = {row['document'] for row in tables['documents']
                  if row['duplicate_of'] and row['status'] == 'counted'}
    lost = Counter()
    for row in tables['theme_frequency_by_document']:
        if row['document'] in duplicates:
            for group in (row['group'], '(all)'):
                lost[group, row['theme'], 'hits'] += int(row['hits'])
                lost[group, row['theme'], 'words'] += int(row['words'])
    compared = {(row['focus'], row['theme']): row
                for row in tables['theme_comparison']
                if row['reference'] == '(rest)'}
    for row in tables['theme_sensitivity']:
        key = row['group'], row['theme']
        words, gone = int(themes[key]['words']), terms.get((*key,
                                                            row['left_out']))
        if gone is None:
            gone, words = lost[*key, 'hits'], words - lost[*key, 'words']
        hits = int(themes[key]['hits'])
        expect(int(row['hits_left_out']) == gone, 'theme_sensitivity:', gone,
               'hits should be left out', row)
        expect(not words and not row['rate_without'] or
               abs(10000 * (hits - gone) / words - float(row['rate_without']))
               < 0.0000501, 'theme_sensitivity: rate_without', row)
        expect(row['rate_per_10k_words'] == themes[key]['rate_per_10k_words'],
               'theme_sensitivity: rate', row)
        other = compared.get(key)
        for column, name in (('log_ratio', 'log_ratio'),
                             ('log_ratio_low', 'log_ratio_documents_low'),
                             ('log_ratio_high', 'log_ratio_documents_high')):
            expect(row[column] == (other[name] if other else ''),
                   'theme_sensitivity: not as theme_comparison', row)
        expect((row['changes'] == 'interval') ==
               bool(row['log_ratio_low'] and not row['log_ratio_without_low'])
               and bool(row['changes']) == bool(row['log_ratio_low']),
               'theme_sensitivity: changes', row)
    expect(bool(duplicates) == any(row['left_out'] == '(duplicates)'
                                   for row in tables['theme_sensitivity']),
           'theme_sensitivity: duplicates')


def check_words(tables):
    last = {}
    for row in tables['word_frequency']:
        count, rank = int(row['count']), int(row['rank'])
        before = last.get(row['group'])
        expect(not before or (count <= before[0] and rank >= before[1]),
               'word_frequency is not by rank', row)
        last[row['group']] = (count, rank)
        expect(int(row['documents']) <= count, 'word_frequency', row)


def check_concordance(tables):
    seen = Counter((row['group'], row['theme'], row['term'])
                   for row in tables['concordance'])
    have = total(tables['term_frequency'], ['group', 'theme', 'term'], 'hits')
    for key, count in seen.items():
        expect(count <= have[key], 'concordance has more lines than hits', key)
    for key, count in have.items():
        expect(count == 0 or key[0] == '(all)' or seen[key],
               'concordance has no line of', key)
    for row in tables['concordance']:
        expect(row['hit'], 'concordance: an empty hit', row)


def check_aside(tables):
    """What stands aside of the text is counted once, and nowhere else."""
    readable = [row for row in tables['documents']
                if row['status'] != 'unreadable']
    expect(sum(int(row['words_in_boilerplate']) for row in readable) ==
           sum(int(row['words']) for row in tables['boilerplate']),
           'boilerplate has other words than documents')
    for row in tables['boilerplate']:
        documents = int(row['documents'])
        expect(documents <= int(row['documents_of_source']) and
               documents >= 2, 'boilerplate', row)
    words = sum(int(row['words_in_headings']) for row in readable
                if row['status'] == 'counted')
    for row in tables['heading_frequency']:
        expect(int(row['documents']) <= int(row['headings']) <=
               int(row['hits']) <= int(row['heading_words']),
               'heading_frequency', row)
        expect(row['group'] != '(all)' or int(row['heading_words']) == words,
               'heading_frequency has other words than documents', row)


def four_cells(f1, n1, f2, n2):
    """G2 over four cells, written out."""
    total, g2 = n1 + n2, 0
    for cell, row, column in ((f1, f1 + f2, n1), (f2, f1 + f2, n2),
                              (n1 - f1, total - f1 - f2, n1),
                              (n2 - f2, total - f1 - f2, n2)):
        g2 += 2 * cell * math.log(cell * total / row / column) if cell else 0
    return g2


def check_candidates(tables):
    """Their sentences are those of the other tables, and their measures follow;
    none is a word or phrase that was matched."""
    sentences = sum(int(row['sentences']) for row in tables['documents']
                    if row['status'] == 'counted')
    themes = total(tables['theme_frequency_by_document'], ['theme'],
                   'sentences_with_theme')
    matched = {row['matched_text'] for row in tables['matched_forms']}
    lengths = {row['document']: int(row['sentences'])
               for row in tables['documents']}
    last = {}
    counts = {(row['theme'], row['candidate']): int(row['sentences_with_theme'])
              for row in tables['candidates'] if row['kind'] == 'company'}
    for row in tables['candidates']:
        with_theme = int(row['sentences_with_theme'])
        elsewhere = int(row['sentences_elsewhere'])
        here = themes[row['theme'],]
        key, rank = (row['theme'], row['kind']), int(row['rank'])
        before = last.get(key, (0, math.inf))
        expect(rank == before[0] + 1, 'candidates: rank', row)
        last[key] = rank, float(row['log_ratio_low'] or 'inf')
        expect(1 <= int(row['sentence_number']) <= lengths[row['document']],
               'candidates: no such sentence', row)
        expect(len(row['example'].encode()) >= 2000 or
               row['candidate'].split()[0] in
               row['example'].lower().replace('\u2019', "'"),
               'candidates: not in its example', row)
        if row['kind'] == 'spelling':
            expect(row['resembles'] in matched and
                   row['candidate'] != row['resembles'] and
                   looks_like(row['candidate'], row['resembles']),
                   'candidates: spelling', row)
            expect(int(row['documents']) <= with_theme + elsewhere,
                   'candidates: documents', row)
            continue
        g2 = four_cells(with_theme, here, elsewhere, sentences - here)
        expect(abs(g2 - float(row['g2'])) <= 1e-4 * (1 + g2),
               'candidates: g2 should be', g2, row)
        expect(with_theme * (sentences - here) > elsewhere * here,
               'candidates: more elsewhere', row)
        expect(2 <= int(row['documents']) <= with_theme and with_theme >= 3,
               'candidates: company', row)
        expect(float(row['log_ratio_low']) <= before[1] + 1e-9,
               'candidates: order', row)
        check_low_end(row, with_theme, here, elsewhere, sentences - here)
        expect(1 <= len(row['candidate'].split(' ')) <= 4 and
               not row['resembles'], 'candidates: company', row)
        for word in range(len(row['candidate'].split(' '))):
            inside = counts.get((row['theme'],
                                 row['candidate'].split(' ')[word]))
            expect(inside is None or row['candidate'].count(' ') == 0 or
                   with_theme * 5 < inside * 4,
                   'candidates: a word that its phrase stands for', row)


def looks_like(phrase, form):
    """The same letters, or those of one slip."""
    a, b = (re.sub('[ -]', '', text) for text in (phrase, form))
    head = len(os.path.commonprefix([a, b]))
    rest = a[head:], b[head:]
    tail = len(os.path.commonprefix([text[::-1] for text in rest]))
    left = [text[:len(text) - tail] for text in rest]
    return max(map(len, left)) <= 1 or left[0] == left[1][::-1]


def check_low_end(row, f1, n1, f2, n2):
    """With documents as the sample it reaches at least as far as that of Katz
    et al. does, and at most as far as if one document had all but one sentence
    of each other, at the least tail (1e-14) that quantiles are for."""
    f1, f2 = f1 or 0.5, f2 or 0.5
    reach = math.sqrt(1 / f1 - 1 / n1 + 1 / f2 - 1 / n2) / math.log(2)
    others = int(row['documents']) - 1
    effect = (others + (f1 - others) ** 2) / f1
    length = float(row['log_ratio']) - float(row['log_ratio_low'])
    expect(1.9599 * reach * 0.9999 <= length <=
           7.66 * reach * math.sqrt(effect) * 1.0001,
           'candidates: log_ratio_low', row)


def check_laws(folder):
    tables = {name: load(folder, name) for name in TABLES}
    extra = {name[:-4] for name in os.listdir(folder)
             if name.endswith('.csv')} - set(TABLES)
    expect(not extra, 'reports without a contract:', extra)
    expect(tables['documents'], 'there is no document')
    expect(any(row['hits'] != '0' for row in tables['theme_frequency']),
           'there is no hit')
    check_themes(tables)
    check_terms(tables)
    check_totals(tables)
    for name in ('theme_cooccurrence', 'term_cooccurrence'):
        check_pairs(name, tables[name])
    check_pairs_of_themes(tables)
    check_pairs_compared(tables)
    check_comparison(tables)
    check_spread(tables)
    check_intervals(tables)
    check_trend(tables)
    check_change(tables)
    check_change_range(tables)
    check_sensitivity(tables)
    check_words(tables)
    check_concordance(tables)
    check_aside(tables)
    check_candidates(tables)
    for name in ('theme_frequency', 'theme_frequency_by_document',
                 'term_frequency', 'theme_trend'):
        rates_follow(name, tables[name], 'hits', 'words', 'rate_per_10k_words')


# -- Dialects -----------------------------------------------------------------

def as_excel(kind, cell, dialect):
    if kind == 't':
        return "'" + cell if re.match(r"[=+\-@\t\r\n]", cell) else cell
    return cell.replace('.', ',') if dialect == 'excel-eu' else cell


def check_dialect(plain, folder, dialect):
    delimiter = ';' if dialect == 'excel-eu' else ','
    for name in TABLES:
        data = read_bytes(folder, name)
        expect(data[:3] == b'\xef\xbb\xbf', name, 'has no BOM')
        rows = read_rows(data[3:], delimiter)
        want = read_rows(read_bytes(plain, name))
        kinds = [kind for _, kind in columns_of(name, want[0])]
        expect(len(rows) == len(want), name, 'has other rows in', dialect)
        for line, (row, plainly) in enumerate(zip(rows[1:], want[1:]), 2):
            guarded = [as_excel(kind, cell, dialect)
                       for kind, cell in zip(kinds, plainly)]
            expect(row == guarded, name, line, row, 'should be', guarded)


# -- Two runs -----------------------------------------------------------------

def read_any(folder, name):
    """The table in whichever dialect; numbers with a point, texts unguarded."""
    data = read_bytes(folder, name)
    with open(os.path.join(folder, 'run.json'), encoding='utf-8') as file:
        dialect = json.load(file)['settings']['csv_dialect']
    rows = read_rows(data[0 if dialect == 'plain' else 3:],
                     ';' if dialect == 'excel-eu' else ',')
    kinds = [kind for _, kind in columns_of(name, rows[0])]

    def plainly(kind, cell):
        if kind in 'rm':
            return cell.replace(',', '.')
        return cell[1:] if re.match(r"'[=+\-@\t\r\n]", cell) else cell
    return [{column: plainly(kind, cell)
             for column, kind, cell in zip(rows[0], kinds, row)}
            for row in rows[1:]]


def observed(folder):
    """(what, name, theme, group) -> hits, words, and what else may differ."""
    seen = {}
    for row in read_any(folder, 'documents'):
        seen['document', row['document'], '', ''] = (
            int(row['hits'] or 0), int(row['words'] or 0), row['sha256'],
            row['group'], row['status'])
    for row in read_any(folder, 'theme_frequency'):
        seen['theme', row['theme'], row['theme'], row['group']] = (
            int(row['hits']), int(row['words']))
    for row in read_any(folder, 'term_frequency'):
        seen['term', row['term'], row['theme'], row['group']] = (
            int(row['hits']), int(row['words']))
    return seen


def rate(seen):
    return 10000 * seen[0] / seen[1] if seen and seen[1] else 0


def change_of(what, old, new):
    """None where there is none."""
    if not old or not new:
        return 'gone' if old else 'added'
    if what != 'document':
        moved = old[0] != new[0] or f'{rate(old):.4f}' != f'{rate(new):.4f}'
        return 'moved' if moved else None
    if old[2] != new[2]:
        return 'changed'
    return 'regrouped' if old[3:] != new[3:] else None


def check_changes(earlier, later):
    before, after = observed(earlier), observed(later)
    told = {}
    last = (0, -math.inf)
    for row in read_any(later, 'changes'):
        key = (row['what'], row['name'], row['theme'],
               '' if row['what'] == 'document' else row['group'])
        expect(key not in told, 'changes: twice', key)
        told[key] = row['change']
        old, new = before.get(key), after.get(key)
        for side, seen in (('before', old), ('after', new)):
            expect([row['hits_' + side], row['words_' + side]] ==
                   ([str(count) for count in seen[:2]] if seen else ['', '']),
                   'changes: counts of', side, row, seen)
        expect(abs(float(row['difference']) - rate(new) + rate(old)) < 6e-5,
               'changes: difference', row)
        size = (abs((new or (0, 0))[1] - (old or (0, 0))[1])
                if row['what'] == 'document' else abs(rate(new) - rate(old)))
        order = (['document', 'theme', 'term'].index(row['what']), -size)
        expect(order[0] > last[0] or order[1] > last[1] - 2e-4,
               'changes: out of order', row)
        last = order
    for key in before.keys() | after.keys():
        want = change_of(key[0], before.get(key), after.get(key))
        expect(told.get(key) == want, 'changes:', key, 'is told as',
               told.get(key), 'and should be', want)


# -- Shuffling ----------------------------------------------------------------

def shuffle(path, seed):
    with open(path, encoding='utf-8-sig', newline='') as file:
        rows = list(csv.reader(file, strict=True))
    body = rows[1:]
    random.Random(int(seed)).shuffle(body)
    csv.writer(sys.stdout, lineterminator='\n').writerows(rows[:1] + body)


def main(command, *arguments):
    sys.stdout.reconfigure(encoding='utf-8', newline='')
    csv.field_size_limit(1 << 30)
    {'laws': check_laws, 'dialect': check_dialect,
     'changes': check_changes,
     'shuffle': shuffle}[command](*arguments)
    if complaints:
        print(complaints, 'complaints')
    return 1 if complaints else 0


sys.exit(main(*sys.argv[1:]))
