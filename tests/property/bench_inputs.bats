#!/usr/bin/env bats
# bench_inputs.bats - what tests/bench measures with is what it says: the same
# bytes everywhere, lexicons without faults, hits in a known share. How long
# anything takes is not tested here.

# shellcheck disable=SC2154 # root and program are report_runs.bash's

load report_runs

setup_file() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    command -v cc >/dev/null || return 0
    cc -std=c17 -D_GNU_SOURCE -O2 -o "$BATS_FILE_TMPDIR/make_text" \
        "$root/tests/bench/make_text.c" -lm
}

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    [[ -x $BATS_FILE_TMPDIR/make_text ]] || skip 'cc is not installed'
    bench=$root/tests/bench
    cd "$BATS_TEST_TMPDIR" || return
}

make_text() { # FOLDER SEED; 1 MB
    printf 'open internet\nsupply-chain\nsanctions\n' |
        "$BATS_FILE_TMPDIR/make_text" "$1" 1 "$2"
}

make_lexicon() { # PATTERNS SEED
    "$BATS_FILE_TMPDIR/make_text" --vocabulary |
        python3 "$bench/make_lexicon" "$@"
}

digest() { # FOLDER
    (cd "$1" && sha256sum -- *) | sha256sum | cut -c 1-16
}

hits() { # LEXICON
    "$program" run --quiet --corpus text --lexicons "$1" --reports "$1.reports"
    sed -n 's/^ *"hits": \(.*\),$/\1/p' "$1.reports/latest/run.json"
}

@test "text is the same on every machine, and another for another seed" {
    make_text one 1
    make_text two 2
    [[ $(digest one) == 8ad8091796328aa4 ]]
    [[ $(digest two) != $(digest one) ]]
}

@test "text says how many documents, bytes and phrases it has" {
    read -r documents bytes _ planted < <(make_text text 1)
    [[ $(find text -type f | wc -l) == "$documents" ]]
    [[ $(cat text/* | wc -c) == "$bytes" ]]
    # One word of a phrase may stand alone, a phrase may not.
    found=$(grep -E -i -o -h "open internet|supply-chain|sanctions" text/* |
        wc -l)
    [[ $found == "$planted" ]]
    ((planted > 200))
}

@test "a made lexicon has as many patterns as asked and no fault" {
    for patterns in 1 126 1260; do
        make_lexicon "$patterns" 1 >lexicon.csv
        run "$program" lint lexicon.csv
        [[ $status == 0 && $output == *" $patterns pattern"* ]]
        [[ $output == *'0 errors, 0 warnings'* ]]
    done
}

@test "a lexicon is the same on every machine, and another for another seed" {
    [[ $(make_lexicon 500 1 | sha256sum) == 513812abf6b0c057* ]]
    [[ $(make_lexicon 500 2 | sha256sum) != 513812abf6b0c057* ]]
}

@test "ten times the lexicon has about as many hits" {
    make_text text 1
    make_lexicon 126 1 >small.csv
    make_lexicon 1260 1 >large.csv
    small=$(hits small.csv)
    large=$(hits large.csv)
    ((small > 200 && large * 4 > small * 3 && large * 3 < small * 4))
}

@test "the lexicons' patterns are regular expressions that find something" {
    flags=$(pkg-config --cflags --libs libpcre2-8) || skip 'no libpcre2-8'
    # shellcheck disable=SC2086 # flags are words
    cc -std=c17 -D_GNU_SOURCE -O2 -o pcre2_loop "$bench/pcre2_loop.c" $flags
    "$bench/lexicon-patterns" --regexes "$root"/lexicons/*.csv >regexes
    run ./pcre2_loop "$root/corpus" regexes
    [[ $status == 0 ]]
    # More than the hits that policylex leaves when it has chosen.
    ((${output##* } > 230))
}

@test "the stages are named for functions that the program has" {
    PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$bench python3 -c '
import measuring
for functions in measuring.STAGES.values():
    print(functions.replace(" - ", " "))' >stages
    # shellcheck disable=SC2013 # words, not lines
    for function in $(cat stages); do
        grep -qrE "^[a-z].*\b$function\(" "$root/src" --include='*.c' || {
            echo "no function $function: see STAGES in tests/bench/measuring.py"
            return 1
        }
    done
}

@test "each format of the bench has the words of its plain text" {
    make_text text 1
    find text -type f | sort | tail -n +9 | xargs rm # eight suffice
    PYTHONPATH=$bench PYTHONDONTWRITEBYTECODE=1 python3 - <<'END'
from pathlib import Path
from make_documents import FORMATS, make_documents
for extension in FORMATS:
    make_documents(extension, sorted(Path('text').iterdir()), extension)
END
    for format in txt html docx odt rtf xml; do
        "$program" run --quiet --corpus "$format" --lexicons "$root/lexicons" \
            --reports "$format.reports"
        sed -n 's/^ *"words": \(.*\),$/\1/p' \
            "$format.reports/latest/run.json"
    done | uniq -c >counts
    [[ $(wc -l <counts) == 1 ]]
    read -r formats words <counts
    ((formats == 6 && words > 1000))
}
