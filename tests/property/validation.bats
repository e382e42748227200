#!/usr/bin/env bats
# validation.bats - the whole way of `policylex validate`: drawn, coded by a
# script, and judged; every figure worked out again by other software.

# shellcheck disable=SC2154 # root is report_runs.bash's

load report_runs

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    cd "$BATS_TEST_TMPDIR" || return 1
}

checks() {
    PYTHONDONTWRITEBYTECODE=1 \
        python3 "$BATS_TEST_DIRNAME/validation_checks.py" "$@"
}

draw() { # FOLDER OPTION...
    local folder=$1

    shift
    (cd "$root" && "$program" validate --quiet --out "$BATS_TEST_TMPDIR/$folder" \
        "$@") || [[ $? == 2 ]]
}

judge() { # FOLDER CODER...
    local folder=$1 coder sheets=()

    shift
    for coder; do
        checks code "$folder/sheet.csv" "$folder/$coder.csv" "$coder"
        sheets+=("$folder/$coder.csv")
    done
    "$program" validate --quiet --key "$folder/key.csv" "${sheets[@]}"
    checks results "$folder/key.csv" "$folder" "${sheets[@]}"
}

# Puts the corpus of validation_checks.py into `made`.
make_corpus() {
    mkdir -p made/corpus
    checks corpus made
    options=(--corpus "$PWD/made/corpus" --lexicons "$PWD/made/lexicon.csv")
}

@test "when everything is coded the results are the truth" {
    make_corpus
    draw all "${options[@]}" --sample 10000
    checks code all/sheet.csv all/oracle.csv oracle
    "$program" validate --quiet --key all/key.csv all/oracle.csv
    checks truth all all
}

@test "one to three coders: every figure again" {
    draw one --sample 20 --csv-dialect plain
    judge one anna
    draw two --sample 30 --seed 4
    judge two anna ben
    draw three --sample 50 --seed 5 --show-answers
    judge three anna ben carla
}

@test "the strata are what a run counts, and every term is seen" {
    publish run "$root/corpus" --csv-dialect plain
    draw drawn --sample 20
    checks drawn drawn run/latest
}

@test "the same of the seeds, in other languages and formats too" {
    skip_without_corpus seeds
    publish run "$(corpus_folder seeds)" --csv-dialect plain --overlap all
    draw drawn --corpus "$(corpus_folder seeds)" --overlap all --sample 100
    checks drawn drawn run/latest
}

@test "the same of a document that a run counts in pieces" {
    mkdir large
    perl -e 'for (1 .. 60000) {
        print "This sentence, the $_, tells of ",
            $_ % 7 ? "nothing in particular at all" : "cyber norms", ".\n\n" }' \
        >large/2020.txt
    publish run "$PWD/large" --csv-dialect plain
    draw drawn --corpus "$PWD/large" --sample 40
    checks drawn drawn run/latest
}

@test "the sample is the same for any number of workers, and another by seed" {
    draw one --sample 40 --jobs 1
    draw three --sample 40 --jobs 3
    draw seven --sample 40 --jobs 3 --seed 7
    diff -r one three
    run cmp -s one/key.csv seven/key.csv
    [ "$status" -eq 1 ]
}

@test "a blind sheet tells nothing, an open one the answers" {
    draw blind --sample 60
    checks blind blind
    draw open --sample 60 --show-answers
    head -1 open/sheet.csv | grep -q '"note","answer","terms"'
    cmp blind/key.csv open/key.csv
}

@test "the tables are put beside the key, wherever one stands" {
    draw drawn --sample 20
    judge drawn anna
    (cd drawn && "$program" validate --key key.csv --out ../named anna.csv)
    cp -r drawn before
    rm drawn/validation_* drawn/datapackage.json
    (cd drawn && "$program" validate --quiet --key key.csv anna.csv)
    diff -r before drawn
    cmp drawn/validation_theme.csv named/validation_theme.csv
}

@test "a sheet or a key that is there is not touched" {
    draw drawn --sample 20
    echo mine >>drawn/sheet.csv
    cp -r drawn before
    run draw drawn --sample 20
    [ "$status" -ne 0 ]
    [[ $output == *'drawn/sheet.csv: is there already'* ]]
    rm drawn/sheet.csv before/sheet.csv
    run draw drawn --sample 20
    [ "$status" -ne 0 ]
    [[ $output == *'drawn/key.csv: is there already'* ]]
    diff -r before drawn
}

@test "codes with faults leave the results of before" {
    draw drawn --sample 20
    judge drawn anna
    cp -r drawn before
    sed '3s/.*/2,x,y,1,,,,1,/' drawn/anna.csv >bad.csv
    run "$program" validate --key drawn/key.csv bad.csv
    [ "$status" -eq 65 ]
    [[ $output == *'bad.csv:3:1: item 2 is another sentence in the key'* ]]
    [[ $output == *'nothing was written'* ]]
    diff -r before drawn
}

@test "LibreOffice saves the sheet, and the results are the same" {
    command -v soffice >/dev/null || skip 'soffice (LibreOffice) is not installed'
    make_corpus
    draw drawn "${options[@]}" --sample 60
    judge drawn anna
    mkdir saved
    soffice -env:UserInstallation="file://$BATS_TEST_TMPDIR/profile" --headless \
        --infilter='Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true' \
        --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true' \
        --outdir saved drawn/anna.csv >&2
    head -1 saved/anna.csv | grep -q 'item;theme'
    "$program" validate --quiet --key drawn/key.csv --out again saved/anna.csv
    for table in drawn/validation_*.csv; do
        cmp "$table" "again/$(basename "$table")"
    done
}
