#!/usr/bin/env bats
# Every figure in the tables of findings.md is what the reports say.

setup() {
    corpora=${POLICYLEX_SHARED:-$ROOT/../shared}/corpora
    [[ -d $corpora ]] || skip 'the shared corpora are not here'
    command -v python3 >/dev/null || skip 'python3 is not installed'
}

@test "the findings are what the reports say" {
    for corpus in cyber-policy hr-reports; do
        "$POLICYLEX" run --quiet --csv-dialect plain --headings apart \
            --lexicons "$ROOT/lexicons" --corpus "$corpora/$corpus" \
            --reports "$BATS_TEST_TMPDIR/$corpus"
    done
    python3 - "$ROOT/tests/conformance/findings.md" "$BATS_TEST_TMPDIR" <<'END'
import csv, sys
page, folder = sys.argv[1:]
figures = 0
for line in open(page, encoding='utf-8'):
    cells = [cell.strip() for cell in line.strip().strip('|').split('|')]
    if len(cells) != 5 or cells[0] in ('corpus', '---'):
        continue
    corpus, table, keys, column, value = cells
    keys = dict(key.split('=') for key in keys.split(';'))
    with open(f'{folder}/{corpus}/latest/{table}.csv', newline='',
              encoding='utf-8') as file:
        found = [row[column] for row in csv.DictReader(file)
                 if all(row[key] == text for key, text in keys.items())]
    assert found == [value], f'{line}reports: {found}'
    figures += 1
assert figures == 46, figures
END
}
