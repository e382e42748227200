"""What `policylex validate` draws and tells, drawn and told again.

    validation_checks.py corpus FOLDER           writes a corpus and a lexicon
    validation_checks.py code SHEET OUT NAME     codes a sheet, as NAME would
    validation_checks.py truth FOLDER RESULTS    results are the whole truth
    validation_checks.py drawn FOLDER RUN        key and sheet fit a run
    validation_checks.py blind FOLDER            the sheet betrays nothing
    validation_checks.py results KEY RESULTS SHEET...   all figures again

In the corpus of `corpus` a sentence speaks of the theme when "truly" is in it;
the lexicon knows but some of the words that such sentences have.
"""
import collections
import csv
import hashlib
import itertools
import json
import math
import random
import sys

Z = 1.959963984540054


def read(path):
    with open(path, newline='', encoding='utf-8-sig') as file:
        text = file.read()
    separator = ';' if ';' in text.split('\n')[0] else ','
    return list(csv.DictReader(text.splitlines(True), delimiter=separator))


def unguarded(text):
    """Without the apostrophe that some dialects put before = + - @."""
    return text[1:] if text[:1] == "'" and text[1:2] in '=+-@' else text


def same(what, got, want):
    """Numbers of the reports have six digits; blank is None."""
    if want is None or got == '' or isinstance(want, str):
        assert got == ('' if want is None else want), (what, got, want)
    else:
        got = float(got.replace(',', '.'))
        assert abs(got - want) <= 1e-5 * max(abs(want), 1e-9), (what, got, want)


# -- A corpus with the truth in it ---------------------------------------------

def write_corpus(folder):
    """Each theme has words that are found rightly, wrongly and not at all."""
    rnd = random.Random(5)
    sentences = ['We truly agree on the norm of restraint.',
                 'That is the norm in a kitchen.',
                 'They truly asked for rules of conduct.',
                 'Nothing happened that day.',
                 'A right to speak was truly affirmed.',
                 'Turn right at the corner.',
                 'The weather was fine, and the talks were long.']
    weights = [4, 2, 3, 20, 2, 1, 20]
    for i in range(12):
        with open(f'{folder}/corpus/20{i + 10}.txt', 'w') as file:
            for _ in range(rnd.randrange(5, 30)):
                picked = rnd.choices(sentences, weights, k=rnd.randrange(1, 6))
                file.write(' '.join(picked) + '\n\n')
    with open(f'{folder}/lexicon.csv', 'w') as file:
        file.write('theme,term,pattern\nnorms,norm,norm\nnorms,rule,rule of\n'
                   'rights,right,right\nrights,speech,free speech\n')


def is_true(row):
    """Does the sentence speak of the row's theme, by what stands in it?"""
    words = {'norms': ('norm', 'rules'), 'rights': ('right',)}
    text = row['sentence']
    return 'truly' in text and any(w in text for w in words[row['theme']])


def code(sheet, out, name):
    """oracle knows the truth; others say what they think, and not always."""
    rows = read(sheet)
    rnd = random.Random(name)
    for row in rows:
        row['code'] = '10'[not is_true(row)] if name == 'oracle' else \
            rnd.choices(['1', '0', 'yes', 'No', ''],
                        [4, 4, 2, 2, 1] if len(row['sentence']) % 3 else
                        [1, 6, 0, 3, 1])[0]
    with open(out, 'w', newline='', encoding='utf-8') as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def check_truth(folder, results):
    """Everything was coded: the key's answers beside the truth say it all."""
    rows = read(f'{folder}/key.csv')
    for result in read(f'{results}/validation_theme.csv'):
        own = [(row['answer'] == 'yes', is_true(row)) for row in rows
               if row['theme'] == result['theme']]
        assert int(result['sentences']) == len(own)
        tp, fp, fn = (own.count(pair) for pair in
                      [(True, True), (True, False), (False, True)])
        assert tp and fp and (fn or result['theme'] == 'rights')
        for name, value in [('precision', tp / (tp + fp)),
                            ('recall', tp / (tp + fn)),
                            ('f1', 2 * tp / (2 * tp + fp + fn))]:
            for end in ['', '_low', '_high']:
                same(name + end, result[name + end], value)


# -- What was drawn ------------------------------------------------------------

def by(rows, *columns):
    groups = collections.defaultdict(list)
    for row in rows:
        groups[tuple(row[column] for column in columns)].append(row)
    return groups


def check_drawn(folder, run):
    """The strata are what a run counts; a key says what its sheet asks."""
    key, sheet = read(f'{folder}/key.csv'), read(f'{folder}/sheet.csv')
    shared = ['item', 'theme', 'document', 'sentence_number', 'sentence']
    assert [[row[c] for c in shared] for row in key] == \
        [[row[c] for c in shared] for row in sheet]
    assert [row['item'] for row in key] == \
        [str(i + 1) for i in range(len(key))]
    places = [(row['theme'], row['document'], row['sentence_number'])
              for row in key]
    assert len(set(places)) == len(places)
    in_all = sum(int(row['sentences']) for row in read(f'{run}/documents.csv')
                 if row['status'] == 'counted')
    found = collections.Counter()
    for row in read(f'{run}/theme_frequency_by_document.csv'):
        found[row['theme']] += int(row['sentences_with_theme'])
    sizes = collections.defaultdict(dict)
    for (theme, stratum), rows in by(key, 'theme', 'stratum').items():
        for row in rows:
            assert (row['answer'] == 'yes') == (stratum in ('hit', 'term'))
            assert (row['terms'] != '') == (row['answer'] == 'yes')
            assert (row['drawn_for'] != '') == (stratum == 'term')
            if stratum != 'term':
                assert int(row['sampled']) == len(rows)
                assert int(row['stratum_size']) >= len(rows)
                sizes[theme][stratum] = int(row['stratum_size'])
    for theme, strata in sizes.items():
        assert strata.get('hit', 0) == found[theme], (theme, strata)
        assert sum(strata.values()) == in_all, (theme, strata, in_all)
    check_terms(key, f'{run}/term_frequency_by_document.csv')


def check_terms(key, path):
    """Every term that occurs has two sentences, or all it has."""
    hits = collections.Counter()
    for row in read(path):
        hits[row['theme'], row['term']] += int(row['hits'])
    drawn = collections.Counter()
    for row in key:
        for term in (row['terms'].split(' | ') if row['terms'] else []):
            drawn[row['theme'], term] += 1
    for term, count in hits.items():
        assert drawn[term] >= min(count, 2) or drawn[term] == 1, term
        assert drawn[term] <= count and drawn[term] >= 1, term


def check_blind(folder):
    """No column has the answer, nor does a row's place: the places of found
    sentences have the mean and the spread of any (z within 4)."""
    sheet, key = read(f'{folder}/sheet.csv'), read(f'{folder}/key.csv')
    assert list(sheet[0]) == ['item', 'theme', 'document', 'sentence_number',
                              'before', 'sentence', 'after', 'code', 'note']
    assert all(row['code'] == row['note'] == '' for row in sheet)
    off = variance = 0
    for (theme,), rows in by(key, 'theme').items():
        n = len(rows)
        at = [i for i, row in enumerate(rows) if row['answer'] == 'yes']
        m = len(at)
        off += sum(at) - m * (n - 1) / 2
        variance += m * (n - m) * (n + 1) / 12
    assert abs(off) < 4 * math.sqrt(variance), (off, variance)


# -- All figures again ---------------------------------------------------------

def gold_of(codes):
    votes = sum({1: 1, 0: -1, None: 0}[code] for code in codes)
    return None if votes == 0 else votes > 0


def wilson(part, whole, factor=1.0):
    if whole == 0:
        return None, None
    z, p = Z * math.sqrt(factor), part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z / (1 + z * z / whole) * \
        math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return max(middle - reach, 0), min(middle + reach, 1)


def kappa(a, b, c, d):
    total = a + b + c + d
    chance = ((a + b) * (a + c) + (c + d) * (b + d)) / total if total else 0
    return None if total <= chance else (a + d - chance) / (total - chance)


def alpha(units):
    """Nominal, from the coincidence matrix (Krippendorff 2011)."""
    pairs = collections.Counter()
    for unit in units:
        values = [v for v in unit if v is not None]
        for a, b in itertools.permutations(range(len(values)), 2):
            pairs[values[a], values[b]] += 1 / (len(values) - 1)
    of = collections.Counter()
    for (a, _), count in pairs.items():
        of[a] += count
    n = sum(of.values())
    expected = sum(of[a] * of[b] for a in of for b in of if a != b)
    if not expected:
        return None
    observed = sum(c for (a, b), c in pairs.items() if a != b)
    return 1 - (n - 1) * observed / expected


def check_theme(result, rows, codes):
    golds = {row['item']: gold_of(codes[row['item']]) for row in rows}
    totals = collections.defaultdict(lambda: [0, 0, 0])  # size, judged, right
    for row in rows:
        if row['stratum'] == 'term':
            continue
        total, gold = totals[row['stratum']], golds[row['item']]
        total[0] = int(row['stratum_size'])
        total[1] += gold is not None
        total[2] += gold is True
    hit = totals['hit']
    missed = [totals['near'], totals['far']]
    counts = [('items', len(rows)),
              ('undecided', list(golds.values()).count(None)),
              ('sentences_found', hit[0]), ('true_positives', hit[2]),
              ('false_positives', hit[1] - hit[2]),
              ('false_negatives', sum(m[2] for m in missed))]
    for name, value in counts:
        assert int(result[name]) == value, (name, result)
    tp = hit[0] * hit[2] / hit[1] if hit[1] else None if hit[0] else 0
    fn = None if any(m[0] and not m[1] for m in missed) else \
        sum(m[0] * m[2] / m[1] for m in missed if m[0])
    same('tp', result['estimated_true_positives'], tp)
    same('fn', result['estimated_false_negatives'], fn)
    same('precision', result['precision'], hit[2] / hit[1] if hit[1] else None)
    factor = (hit[0] - hit[1]) / (hit[0] - 1) if hit[0] > 1 else 0
    low, high = wilson(hit[2], hit[1], factor)
    same('precision_low', result['precision_low'], low)
    same('precision_high', result['precision_high'], high)
    check_recall(result, hit[0], tp, fn)
    if result['recall']:
        check_ends(result, hit, missed)
    same('alpha', result['krippendorff_alpha'],
         alpha([codes[row['item']] for row in rows]))


def posterior(stratum, to_all, to_none):
    """Probabilities of 0, 1, ... right ones: beta-binomial with Beta(1/2, 1/2),
    or certain where the judged are all alike and that end is looked for."""
    size, judged, right = stratum
    if to_all and right == judged or to_none and right == 0:
        certain = size if to_all else 0
        return [float(i == certain) for i in range(size + 1)]
    a, b, rest = right + .5, judged - right + .5, size - judged
    log = math.lgamma
    tail = [math.exp(log(rest + 1) - log(k + 1) - log(rest - k + 1) +
                     log(k + a) + log(rest - k + b) - log(rest + a + b) +
                     log(a + b) - log(a) - log(b)) for k in range(rest + 1)]
    return [0.0] * right + tail + [0.0] * (judged - right)


def check_end(got, quantile, right, missed, least_missed):
    """The exact distribution has the quantile at `got`, give or take 0.01 (and
    0.004 of the probability): `least_missed` is how many must be missed for a
    value of at most r, given that t are right."""
    at_least = list(itertools.accumulate(reversed(missed)))[::-1] + [0.0]

    def below(r):
        total = 0
        if r < 0:
            return 0
        for t, p in enumerate(right):
            least = max(math.ceil(least_missed(t, r) - 1e-9), 0)
            total += p * at_least[min(least, len(at_least) - 1)]
        return total

    assert below(got + .01) >= quantile - .004, (got, below(got + .01))
    assert below(got - .01) <= quantile + .004, (got, below(got - .01))


def check_ends(result, hit, strata):
    for end, quantile in [('_low', .025), ('_high', .975)]:
        up = end == '_high'
        right = posterior(hit, up, not up)
        missed = [1.0]
        for stratum in strata:
            one = posterior(stratum, not up, up)
            both = [0.0] * (len(missed) + len(one) - 1)
            for i, p in enumerate(missed):
                if p:
                    for k, q in enumerate(one):
                        both[i + k] += p * q
            missed = both
        check_end(float(result['recall' + end]), quantile, right, missed,
                  lambda t, r: t * (1 - r) / r if r > 0 else
                  float(t > 0) * len(missed))
        check_end(float(result['f1' + end]), quantile, right, missed,
                  lambda t, r: 2 * t / r - hit[0] - t if r > 0 else
                  float(t > 0) * len(missed))


def check_recall(result, found, tp, fn):
    known = tp is not None and fn is not None
    positive = known and tp + fn > 0
    size = int(result['sentences'])
    same('recall', result['recall'], tp / (tp + fn) if positive else None)
    same('f1', result['f1'],
         2 * tp / (found + tp + fn) if positive else None)
    same('kappa', result['kappa'],
         kappa(tp, found - tp, fn, size - found - fn) if known else None)
    for name in ['recall', 'f1']:
        ends = [result[name + '_low'], result[name], result[name + '_high']]
        if positive:
            assert ends == sorted(ends, key=float) and float(ends[2]) <= 1, ends
        else:
            assert ends == ['', '', ''], ends


def check_term_table(results, key, codes):
    right = collections.defaultdict(list)
    for row in key:
        terms = row['drawn_for' if row['stratum'] == 'term' else 'terms']
        for term in terms.split(' | ') if terms else []:
            right[row['theme'], term].append(gold_of(codes[row['item']]))
    table = read(f'{results}/validation_term.csv')
    assert {(r['theme'], r['term']) for r in table} == set(right)
    for row in table:
        golds = right[row['theme'], row['term']]
        yes, no = golds.count(True), golds.count(False)
        assert [int(row[c]) for c in ['items', 'coded', 'right', 'wrong']] == \
            [len(golds), yes + no, yes, no], row
        same('precision', row['precision'],
             yes / (yes + no) if yes + no else None)
        low, high = wilson(yes, yes + no)
        same('low', row['precision_low'], low)
        same('high', row['precision_high'], high)


def check_agreement_table(results, key, codes, names):
    table = {(r['theme'], r['coder_a'], r['coder_b']): r
             for r in read(f'{results}/validation_agreement.csv')}
    themes = sorted({row['theme'] for row in key})
    pairs = list(itertools.combinations(range(len(names)), 2))
    assert len(table) == (1 + len(themes)) * len(pairs)
    for theme in ['(all)'] + themes:
        items = [codes[r['item']] for r in key if theme in ('(all)', r['theme'])]
        for a, b in pairs:
            row = table[theme, names[a], names[b]]
            both = [(c[a], c[b]) for c in items
                    if c[a] is not None and c[b] is not None]
            cells = [both.count(p) for p in [(1, 1), (1, 0), (0, 1), (0, 0)]]
            assert [int(row[c]) for c in
                    ['both_yes', 'only_a', 'only_b', 'both_no']] == cells
            same('agreement', row['agreement'],
                 (cells[0] + cells[3]) / len(both) if both else None)
            same('kappa', row['kappa'], kappa(*cells))


def check_errors_table(results, key, codes):
    want = []
    for row in key:
        gold = gold_of(codes[row['item']])
        if any(c is not None for c in codes[row['item']]) and \
                gold is not (row['answer'] == 'yes'):
            want.append([row['item'], unguarded(row['sentence']), row['answer'],
                         {True: 'yes', False: 'no', None: 'undecided'}[gold]])
    got = [[r['item'], unguarded(r['sentence']), r['program'], r['gold']]
           for r in read(f'{results}/validation_errors.csv')]
    assert got == want and want


def check_package(results):
    """datapackage.json is of the four tables as they are."""
    with open(f'{results}/datapackage.json', encoding='utf-8') as file:
        resources = json.load(file)['resources']
    assert [resource['name'] for resource in resources] == [
        'validation_' + name for name in ('theme', 'term', 'agreement',
                                          'errors')]
    for resource in resources:
        path = f'{results}/{resource["path"]}'
        with open(path, 'rb') as file:
            data = file.read()
        rows = read(path)
        assert resource['bytes'] == len(data)
        assert resource['hash'] == \
            'sha256:' + hashlib.sha256(data).hexdigest()
        assert resource['rows'] == len(rows)
        names = [field['name'] for field in resource['schema']['fields']]
        assert not rows or names == list(rows[0])


def check_results(key_path, results, *sheets):
    key = read(key_path)
    words = {'': None, '1': 1, 'yes': 1, '0': 0, 'no': 0}
    codes = {row['item']: [None] * len(sheets) for row in key}
    for coder, sheet in enumerate(sheets):
        for row in read(sheet):
            codes[row['item']][coder] = words[row['code'].lower()]
    themes = by(key, 'theme')
    table = read(f'{results}/validation_theme.csv')
    assert [(row['theme'],) for row in table] == sorted(themes)
    for result in table:
        check_theme(result, themes[(result['theme'],)], codes)
    names = [s.split('/')[-1][:-len('.csv')] for s in sheets]
    check_term_table(results, key, codes)
    check_agreement_table(results, key, codes, names)
    check_errors_table(results, key, codes)
    check_package(results)


if __name__ == '__main__':
    {'corpus': write_corpus, 'code': code, 'truth': check_truth,
     'drawn': check_drawn, 'blind': check_blind,
     'results': check_results}[sys.argv[1]](*sys.argv[2:])
