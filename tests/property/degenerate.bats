#!/usr/bin/env bats
# degenerate.bats - corpora that leave statistics nothing to work with: every
# report is there and adds up, no cell is nan or infinite, and the exit code is
# that of a good run.

# shellcheck disable=SC2154 # program and root are report_runs.bash's

load report_runs

setup() {
    skip_without_program
    corpus=$BATS_TEST_TMPDIR/corpus
    mkdir "$corpus"
}

# Writes a document of the group below the corpus: GROUP NAME TEXT
document() {
    mkdir -p "$corpus/$1"
    printf -- '---\nadministration: %s\ndate: 20%s-05-06\n---\n\n%s\n' \
        "$1" "$2" "$3" >"$corpus/$1/$2.md"
}

# Runs with everything counted that can be; the exit code must be EXPECTED.
counts_well() { # EXPECTED OPTION...
    local expected=$1 latest=$BATS_TEST_TMPDIR/reports/latest

    shift
    run "$program" run --quiet --corpus "$corpus" --window 8 \
        --lexicons "$root/lexicons" --reports "$BATS_TEST_TMPDIR/reports" \
        --csv-dialect plain "$@"
    echo "exit code $status: $output"
    [ "$status" -eq "$expected" ]
    [ "$(find "$latest/" -name '*.csv' | wc -l)" -ge 20 ]
    has_only_numbers "$latest"
}

# Fails when a cell outside quotes is neither a number nor a date.
has_only_numbers() { # FOLDER
    local file

    for file in "$1"/*.csv; do
        if sed -E 's/"([^"]|"")*"//g; s/\r$//' "$file" | tr ',' '\n' |
            grep -Evn '^(-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})?$'; then
            echo "in $file"
            return 1
        fi
    done
    ! grep -Eiq '[: ](-?nan|-?inf)' "$1/run.json" "$1/metrics.prom"
}

laws() {
    command -v python3 >/dev/null || skip 'python3 is not installed'
    python3 "$BATS_TEST_DIRNAME/report_checks.py" laws \
        "$BATS_TEST_TMPDIR/reports/latest"
}

@test "one document" {
    document A 01 'Norms of behavior in cyberspace. Deterrence and norms.'
    counts_well 0
    laws
}

@test "one word, which is a hit" {
    document A 01 'Deterrence'
    counts_well 0
    laws
}

@test "one word, which is none" {
    document A 01 'Word'
    counts_well 0
}

@test "one group of several documents" {
    document A 01 'Norms of behavior in cyberspace.'
    document A 02 'Deterrence without norms, and other words besides.'
    document A 03 'Nothing of the kind.'
    counts_well 0
    laws
}

@test "groups of one document each" {
    document A 01 'Norms of behavior in cyberspace.'
    document B 02 'Deterrence without norms, and other words besides.'
    document C 03 'Nothing of the kind.'
    counts_well 0
    laws
}

@test "a group whose only document has no words" {
    document A 01 'Norms of behavior, deterrence and norms.'
    document A 02 'Norms.'
    mkdir "$corpus/B"
    printf -- '---\nadministration: B\n---\n\n--- * * * ---\n' >"$corpus/B/03.md"
    counts_well 0
    laws
}

@test "no hit in any document" {
    document A 01 'Nothing of the kind is said here.'
    document A 02 'Nothing of this kind either.'
    document B 03 'Nor here, of any kind.'
    counts_well 0
}

@test "the same rates in all documents" {
    local i

    for i in 01 02 03 04 05 06; do
        document A "$i" "Deterrence and words number $i."
        document B "$i" "Deterrence and words of $i."
    done
    counts_well 0 --duplicates keep
    laws
}

@test "the same text in all documents" {
    local i

    for i in 01 02 03 04 05 06; do
        document A "$i" 'Norms and deterrence.'
        document B "$i" 'Norms and deterrence.'
    done
    counts_well 0
    laws
    counts_well 0 --duplicates skip
}

@test "nothing but hits" {
    document A 01 'Deterrence deterrence deterrence'
    document A 02 'Deterrence deterrence'
    document B 03 'Ransomware ransomware ransomware ransomware'
    counts_well 0
    laws
    counts_well 0 --overlap all
    laws
}

@test "a theme that only one side of every comparison has" {
    local i

    for i in 01 02 03 04 05 06; do
        document A "$i" "Cybercrime, again cybercrime, in text $i of many words."
        document B "$i" "Deterrence in text $i, of as many words."
    done
    counts_well 0
    laws
}

@test "documents of other languages only: nothing is published" {
    printf '%s\n' 'Die Bundesregierung bekennt sich zu den Normen des Rechts.' \
        'Sie will, dass andere Staaten diese Regeln auch einhalten und achten.' \
        >"$corpus/de.txt"
    run "$program" run --quiet --corpus "$corpus" --languages en \
        --lexicons "$root/lexicons" --reports "$BATS_TEST_TMPDIR/reports"
    [ "$status" -eq 65 ]
    [ ! -e "$BATS_TEST_TMPDIR/reports/latest" ]
}

@test "documents that cannot be read, beside one that can" {
    document A 01 'Norms of behavior in cyberspace.'
    printf '%%PDF-1.4 broken' >"$corpus/broken.pdf"
    counts_well 2
}
