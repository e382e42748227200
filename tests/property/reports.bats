#!/usr/bin/env bats
# reports.bats - figures add up, whoever reads them and in whatever dialect.

# shellcheck disable=SC2154 # root is report_runs.bash's

load report_runs

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
}

checks() {
    python3 "$BATS_TEST_DIRNAME/report_checks.py" "$@"
}

figures_add_up() { # CORPUS
    skip_without_corpus "$1"
    publish run "$(corpus_folder "$1")" --csv-dialect plain --window 8
    checks laws "$BATS_TEST_TMPDIR/run/latest"
}

@test "the figures of the sample corpus add up" {
    figures_add_up sample
}

@test "the figures of the seeds add up" {
    figures_add_up seeds
}

@test "the figures of the cyber policy documents add up" {
    figures_add_up cyber-policy
}

@test "the figures of the human rights reports add up" {
    figures_add_up hr-reports
}

@test "they add up with every term's own hits, and by another column" {
    publish run "$root/corpus" --csv-dialect plain --overlap all \
        --group-by type --hyphens split
    checks laws "$BATS_TEST_TMPDIR/run/latest"
}

@test "they add up with headings apart and boilerplate left out" {
    skip_without_corpus hr-reports
    publish run "$(corpus_folder hr-reports)" --csv-dialect plain \
        --headings apart --boilerplate leave-out
    checks laws "$BATS_TEST_TMPDIR/run/latest"
    grep -q '"Internet freedom"\|"internet freedom"' \
        "$BATS_TEST_TMPDIR/run/latest/heading_frequency.csv"
    grep -q 'left out' "$BATS_TEST_TMPDIR/run/latest/boilerplate.csv"
}

@test "they add up with duplicates kept, flagged and skipped" {
    local corpus=$BATS_TEST_TMPDIR/corpus how

    cp -r "$root/corpus" "$corpus"
    cp "$(grep -rl 'norms' "$corpus" --include '*.txt' | sort | head -n 1)" \
        "$corpus/again.txt"
    for how in keep flag skip; do
        publish $how "$corpus" --csv-dialect plain --duplicates $how
        checks laws "$BATS_TEST_TMPDIR/$how/latest"
    done
    grep -q '^"again.txt".*,"duplicate",' \
        "$BATS_TEST_TMPDIR/skip/latest/documents.csv"
}

@test "they add up with candidates" {
    local corpus

    for corpus in sample cyber-policy; do
        skip_without_corpus $corpus
        publish $corpus "$(corpus_folder $corpus)" --csv-dialect plain \
            --candidates 200
        checks laws "$BATS_TEST_TMPDIR/$corpus/latest"
    done
    [ "$(grep -c '"company"' \
        "$BATS_TEST_TMPDIR/cyber-policy/latest/candidates.csv")" -gt 1000 ]
    grep -q '"spelling"' "$BATS_TEST_TMPDIR/cyber-policy/latest/candidates.csv"
    sed -i '/"spelling"/d' \
        "$BATS_TEST_TMPDIR/cyber-policy/latest/candidates.csv"
    checks laws "$BATS_TEST_TMPDIR/cyber-policy/latest"
    spoil "$BATS_TEST_TMPDIR/cyber-policy/latest/candidates.csv" \
        sentences_with_theme
    run checks laws "$BATS_TEST_TMPDIR/cyber-policy/latest"
    [ "$status" -eq 1 ]
}

# Adds one to a figure of a row near the end of the table.
spoil() { # FILE COLUMN
    python3 - "$@" <<'END'
import re, sys
path, column = sys.argv[1:]
with open(path, newline='', encoding='utf-8') as file:
    lines = file.read().split('\r\n')
cells = re.findall(r'("(?:[^"]|"")*"|[^",]*)(?:,|$)', lines[-6])
at = lines[0].split(',').index('"%s"' % column)
cells[at] = str(int(cells[at]) + 1)
lines[-6] = ','.join(cells[:lines[0].count(',') + 1])
with open(path, 'w', newline='', encoding='utf-8') as file:
    file.write('\r\n'.join(lines))
END
}

# Without this the tests above might prove nothing.
@test "one wrong figure is found, in whatever table" {
    local reports=$BATS_TEST_TMPDIR/run/latest good=$BATS_TEST_TMPDIR/good.csv
    local table column

    publish run "$root/corpus" --csv-dialect plain
    while read -r table column; do
        cp "$reports/$table.csv" "$good"
        spoil "$reports/$table.csv" "$column"
        run checks laws "$reports"
        echo "$table: $status, $output"
        [ "$status" -eq 1 ]
        cp "$good" "$reports/$table.csv"
    done <<'END'
documents words
documents hits
theme_frequency hits
theme_frequency documents_with_theme
theme_frequency_by_document hits
theme_frequency_by_document sentences_with_theme
term_frequency hits
term_frequency_by_document hits
matched_forms hits
theme_cooccurrence units_both
theme_cooccurrence units_a
term_cooccurrence units_both
theme_cooccurrence_comparison units_b_reference
theme_comparison hits_reference
term_comparison hits_focus
theme_trend words
theme_change hits_after
theme_sensitivity hits_left_out
END
    checks laws "$reports"
}

@test "all dialects say the same" {
    local corpus=$BATS_TEST_TMPDIR/corpus dialect

    cp -r "$root/corpus" "$corpus"
    # cells that a spreadsheet would run
    printf '%s\n\n%s\n' '=HYPERLINK and norms' \
        'The "norms"; multi-stakeholder, -1 +1 @State_Cyber on norms.' \
        >"$corpus/=cmd.txt"
    sed -i 's/^file,/file,/; $a\
=cmd.txt,2020-01-01,"=1+2","@SUM(1)",-source,+type,en,' "$corpus/manifest.csv"
    for dialect in plain excel excel-eu; do
        publish "$dialect" "$corpus" --csv-dialect "$dialect"
    done
    grep -q '"=cmd.txt","=1+2"' "$BATS_TEST_TMPDIR/plain/latest/documents.csv"
    checks dialect "$BATS_TEST_TMPDIR"/{plain,excel}/latest excel
    checks dialect "$BATS_TEST_TMPDIR"/{plain,excel-eu}/latest excel-eu
}
