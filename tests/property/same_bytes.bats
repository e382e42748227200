#!/usr/bin/env bats
# same_bytes.bats - what must not matter to a report does not: the number of
# workers, the order of the manifest's rows, and that of the lexicon's unless it
# decides a tie.

# shellcheck disable=SC2154 # root is report_runs.bash's

load report_runs

setup() {
    skip_without_program
}

any_number_of_workers() { # CORPUS
    skip_without_corpus "$1"
    publish one "$(corpus_folder "$1")" --window 8 -j 1
    publish two "$(corpus_folder "$1")" --window 8 -j 2
    publish four "$(corpus_folder "$1")" --window 8 -j 4
    same_reports one two
    same_reports one four
    same_views one two
    same_views one four
}

shuffled() { # FILE SEED
    python3 "$BATS_TEST_DIRNAME/report_checks.py" shuffle "$@"
}

@test "one, two and four workers give the same bytes: sample corpus" {
    any_number_of_workers sample
}

@test "one, two and four workers give the same bytes: seeds" {
    any_number_of_workers seeds
}

@test "one, two and four workers give the same bytes: cyber policy" {
    any_number_of_workers cyber-policy
}

@test "one, two and four workers give the same bytes: human rights reports" {
    any_number_of_workers hr-reports
}

@test "any number of workers: headings apart, boilerplate found" {
    local corpus boilerplate

    for corpus in cyber-policy hr-reports; do
        skip_without_corpus $corpus
        for boilerplate in flag leave-out; do
            for jobs in 1 3; do
                publish $corpus-$boilerplate-$jobs \
                    "$(corpus_folder $corpus)" -j $jobs --headings apart \
                    --boilerplate $boilerplate --boilerplate-share 5
            done
            same_reports $corpus-$boilerplate-1 $corpus-$boilerplate-3
        done
    done
    [ "$(wc -l <"$BATS_TEST_TMPDIR/hr-reports-flag-1/latest/boilerplate.csv")" \
        -gt 20 ]
}

@test "any number of workers: candidates, which change no other report" {
    local corpus=cyber-policy jobs table

    skip_without_corpus $corpus
    publish without "$(corpus_folder $corpus)"
    for jobs in 1 3; do
        publish candidates-$jobs "$(corpus_folder $corpus)" -j $jobs \
            --candidates 100
    done
    same_reports candidates-1 candidates-3
    for table in "$BATS_TEST_TMPDIR"/without/latest/*.csv; do
        [ "${table##*/}" = candidates.csv ] ||
            cmp "$table" \
                "$BATS_TEST_TMPDIR/candidates-3/latest/${table##*/}"
    done
    [ "$(wc -l <"$BATS_TEST_TMPDIR/without/latest/candidates.csv")" -eq 1 ]
}

@test "the order of the manifest's rows does not matter" {
    local corpus=$BATS_TEST_TMPDIR/corpus seed

    command -v python3 >/dev/null || skip 'python3 is not installed'
    publish before "$root/corpus"
    cp -r "$root/corpus" "$corpus"
    for seed in 1 2 3; do
        shuffled "$root/corpus/manifest.csv" $seed >"$corpus/manifest.csv"
        ! cmp -s "$root/corpus/manifest.csv" "$corpus/manifest.csv"
        publish "shuffled-$seed" "$corpus"
        same_reports before "shuffled-$seed"
    done
}

@test "the order of the lexicon's rows does not matter where nothing ties" {
    local lexicons=$BATS_TEST_TMPDIR/lexicons file seed

    command -v python3 >/dev/null || skip 'python3 is not installed'
    # no pattern here is another's equal in length at the same place
    mkdir "$lexicons" "$lexicons.shuffled"
    cat >"$lexicons/a.csv" <<'END'
theme,term,pattern,syntax
norms,norms,norm*,glob
norms,responsible behaviour,responsible behavi*,
norms,international law,international law,
people,multistakeholder,multi-stakeholder,
people,civil society,civil society,
people,private sector,private sector,
people,state,\bstates?\b,regex
END
    publish before "$root/corpus" --lexicons "$lexicons"
    grep -q '"multistakeholder"' \
        "$BATS_TEST_TMPDIR/before/latest/term_frequency_by_document.csv"
    for seed in 1 2 3; do
        shuffled "$lexicons/a.csv" $seed >"$lexicons.shuffled/a.csv"
        publish "shuffled-$seed" "$root/corpus" --lexicons "$lexicons.shuffled"
        same_reports before "shuffled-$seed"
    done
    # nor in how many files they stand
    for file in norms people; do
        { head -n 1 "$lexicons/a.csv"; grep "^$file" "$lexicons/a.csv"; } \
            >"$lexicons.shuffled/$file.csv"
    done
    rm "$lexicons.shuffled/a.csv"
    publish files "$root/corpus" --lexicons "$lexicons.shuffled"
    same_reports before files
}

@test "the order of the lexicon's files and rows decides ties, and only those" {
    local lexicons=$BATS_TEST_TMPDIR/lexicons
    local table=latest/term_frequency_by_document.csv

    mkdir -p "$lexicons" "$BATS_TEST_TMPDIR/corpus"
    echo 'Open internet norms.' >"$BATS_TEST_TMPDIR/corpus/2020-02-02-a.txt"
    printf '%s\n' 'theme,term,pattern' 't,one,open internet' \
        't,two,internet norms' 't,three,open internet' >"$lexicons/a.csv"
    publish first "$BATS_TEST_TMPDIR/corpus" --lexicons "$lexicons" \
        --csv-dialect plain
    printf '%s\n' 'theme,term,pattern' 't,three,open internet' \
        't,two,internet norms' 't,one,open internet' >"$lexicons/a.csv"
    publish second "$BATS_TEST_TMPDIR/corpus" --lexicons "$lexicons" \
        --csv-dialect plain
    grep '"one",1' "$BATS_TEST_TMPDIR/first/$table"
    grep '"three",1' "$BATS_TEST_TMPDIR/second/$table"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/first/$table")" -eq 2 ]
    [ "$(wc -l <"$BATS_TEST_TMPDIR/second/$table")" -eq 2 ]
}

@test "a folder by another name gives the same reports" {
    cp -r "$root/corpus" "$BATS_TEST_TMPDIR/elsewhere"
    cp -r "$root/lexicons" "$BATS_TEST_TMPDIR/words"
    publish before "$root/corpus"
    publish after "$BATS_TEST_TMPDIR/elsewhere" --lexicons "$BATS_TEST_TMPDIR/words"
    same_reports before after
}
