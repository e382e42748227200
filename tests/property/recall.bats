#!/usr/bin/env bats
# recall.bats - what a run takes from the store in place of counting is what
# counting would have given, whatever has changed since.

# shellcheck disable=SC2154 # root, program: report_runs.bash

load report_runs

setup() {
    skip_without_program
    store=$BATS_TEST_TMPDIR/store.sqlite
}

# Prints how many documents, or texts, the run NAME took from the store.
recalled() { # NAME documents_counted|texts
    python3 -c 'import json, sys
print(json.load(open(sys.argv[1]))["recalled"][sys.argv[2]])' \
        "$BATS_TEST_TMPDIR/$1/latest/run.json" "$2"
}

documents() { # NAME
    python3 -c 'import json, sys
counts = json.load(open(sys.argv[1]))["counts"]
print(counts["documents"] - counts["documents_unreadable"])' \
        "$BATS_TEST_TMPDIR/$1/latest/run.json"
}

# Runs three times with these options: without a store, with an empty one, with
# what that run left. All are the same, and the last one counts nothing.
recalls_all() { # CORPUS OPTION...
    local corpus

    corpus=$(corpus_folder "$1")
    shift
    rm -rf "$store"* "$BATS_TEST_TMPDIR"/{none,cold,warm}
    publish none "$corpus" --store none "$@"
    publish cold "$corpus" --store "$store" -j 2 "$@"
    publish warm "$corpus" --store "$store" -j 3 "$@"
    same_reports none cold
    same_reports none warm
    [ "$(recalled cold documents_counted)" = 0 ]
    [ "$(recalled warm documents_counted)" = "$(documents none)" ]
}

@test "a second run takes everything from the store: sample corpus" {
    recalls_all sample
    recalls_all sample --window 8
    recalls_all sample --headings apart
    recalls_all sample --hyphens split --overlap all --duplicates skip
}

@test "a second run takes everything from the store: all formats" {
    skip_without_corpus formats
    recalls_all formats
    recalls_all formats --duplicates keep --languages all
}

@test "a second run takes everything from the store: human rights reports" {
    skip_without_corpus hr-reports
    recalls_all hr-reports --window 5 --headings leave-out
}

# Records without a sketch must not stand in the way of those with one.
@test "a change of --duplicates counts once, and then is recalled" {
    local corpus how

    corpus=$(corpus_folder sample)
    for how in keep flag skip flag; do
        rm -rf "$BATS_TEST_TMPDIR"/{none,cold,warm}
        publish none "$corpus" --store none --duplicates $how
        publish cold "$corpus" --store "$store" --duplicates $how
        publish warm "$corpus" --store "$store" --duplicates $how
        same_reports none cold
        same_reports none warm
        [ "$(recalled warm documents_counted)" = "$(documents none)" ]
    done
}

make_large() { # PARAGRAPHS
    mkdir -p "$BATS_TEST_TMPDIR/large"
    seq "$1" | awk '{ print "Paragraph", $0, "speaks of norms, ransomware and",
        "internet freedom." } NR % 5 == 0 { print "" }' \
        >"$BATS_TEST_TMPDIR/large/large.txt"
}

@test "a large document, counted in pieces, is taken from the store" {
    make_large 100000
    for run in none cold warm; do
        publish $run "$BATS_TEST_TMPDIR/large" -j 2 --store \
            "$([ $run = none ] && echo none || echo "$store")"
    done
    same_reports none cold
    same_reports none warm
    [ "$(recalled warm documents_counted)" = 1 ]
}

# A run is stopped while it counts; what it has of the document is not taken
# for all of it.
@test "what a stopped run counted of a large document is not kept" {
    local stopped=0 took

    make_large 100000
    took=${EPOCHREALTIME/./}
    publish none "$BATS_TEST_TMPDIR/large" --store none -j 2
    took=$((${EPOCHREALTIME/./} - took))
    for tenth in 3 4 5 6 7 8; do
        rm -rf "$store"* "$BATS_TEST_TMPDIR/after"
        (cd "$root" && exec "$program" run --quiet -j 2 --store "$store" \
            --corpus "$BATS_TEST_TMPDIR/large" \
            --reports "$BATS_TEST_TMPDIR/stopped") 3>&- &
        sleep "$(printf '0.%06d' $((took * tenth / 10 % 1000000)))"
        kill -TERM $! && ! wait $! && stopped=$((stopped + 1))
        publish after "$BATS_TEST_TMPDIR/large" --store "$store"
        same_reports none after
    done
    [ "$stopped" -gt 0 ]
}

# Stock paragraphs and candidates need all texts, which are then taken from the
# store, but not what counting them came to.
@test "texts are taken from the store where counts cannot be" {
    skip_without_corpus formats
    for options in "--boilerplate leave-out" "--boilerplate flag" \
        "--candidates 10"; do
        rm -rf "$BATS_TEST_TMPDIR"/{none,warm}
        # shellcheck disable=SC2086 # several words
        publish none "$(corpus_folder formats)" --store none $options
        # shellcheck disable=SC2086
        publish warm "$(corpus_folder formats)" --store "$store" $options
        same_reports none warm
    done
    [ "$(recalled warm documents_counted)" = 0 ]
    [ "$(recalled warm texts)" -gt 20 ]
}

# A copy of the sample corpus, with an HTML page, and of the lexicons.
make_copies() {
    cp -r "$root/corpus" "$BATS_TEST_TMPDIR/corpus"
    cp -r "$root/lexicons" "$BATS_TEST_TMPDIR/lexicons"
    cat >"$BATS_TEST_TMPDIR/corpus/page.html" <<'HTML'
<html lang="en"><head><title>A page</title>
<meta name="date" content="2016-05-04"></head><body><article><p>Internet freedom
and the multistakeholder model are what this page is about, at some length, so
that its text is taken for the main one by whoever reads it.</p></article>
</body></html>
HTML
    publish first "$BATS_TEST_TMPDIR/corpus" --store "$store" \
        --lexicons "$BATS_TEST_TMPDIR/lexicons"
}

# The run after a change is what it would be without the store.
same_as_without() { # OPTION...
    rm -rf "$BATS_TEST_TMPDIR"/{none,warm}
    for run in none warm; do
        publish $run "$BATS_TEST_TMPDIR/corpus" \
            --lexicons "$BATS_TEST_TMPDIR/lexicons" --store \
            "$([ $run = none ] && echo none || echo "$store")" "$@"
    done
    same_reports none warm
}

@test "one changed document is counted, and no other" {
    local all

    make_copies
    all=$(documents first)
    echo 'Ransomware again, and norms.' >>"$BATS_TEST_TMPDIR/corpus/page.html"
    same_as_without
    [ "$(recalled warm documents_counted)" = $((all - 1)) ]
    [ "$(recalled warm texts)" = 0 ]
    mkdir "$BATS_TEST_TMPDIR/corpus/moved"
    mv "$BATS_TEST_TMPDIR/corpus/page.html" "$BATS_TEST_TMPDIR/corpus/moved"
    same_as_without
    [ "$(recalled warm documents_counted)" = $((all - 1)) ]
    [ "$(recalled warm texts)" = 1 ]
}

@test "a changed lexicon counts every text again, and takes none apart" {
    make_copies
    python3 - "$BATS_TEST_TMPDIR/lexicons/more.csv" <<'PY'
import csv, sys
with open(sys.argv[1], "w", newline="") as out:
    csv.writer(out).writerows([["theme", "term", "pattern"],
                               ["internet_freedom", "page", "this page"]])
PY
    same_as_without
    grep -q '"this page"' "$BATS_TEST_TMPDIR/warm/latest/matched_forms.csv"
    [ "$(recalled warm documents_counted)" = 0 ]
    [ "$(recalled warm texts)" -gt 0 ]
}

# As if nobody had needed any row for so many days.
age_the_store() { # DAYS
    python3 - "$store" "$1" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as store:
    store.execute("UPDATE entry SET day = day - ?", [int(sys.argv[2])])
PY
}

@test "a text stays in the store as long as its counts are used" {
    make_copies
    age_the_store 100
    echo 'Norms, once more.' >"$BATS_TEST_TMPDIR/corpus/2019-05-05-new.txt"
    publish used "$BATS_TEST_TMPDIR/corpus" --store "$store" \
        --lexicons "$BATS_TEST_TMPDIR/lexicons"
    [ "$(recalled used documents_counted)" -gt 0 ]
    [ "$(recalled used texts)" = 0 ]
    printf 'theme,term,pattern\ninternet_freedom,page,this page\n' \
        >"$BATS_TEST_TMPDIR/lexicons/more.csv"
    same_as_without
    [ "$(recalled warm texts)" -gt 0 ]
}

@test "a run that was stopped removes nothing that it had not come to" {
    local rows='import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM entry"
                                            ).fetchone())'
    local before

    make_copies
    before=$(python3 -c "$rows" "$store")
    age_the_store 100
    # the first one is read for ever, until --timeout ends the run
    mkdir "$BATS_TEST_TMPDIR/corpus/000"
    echo '# Norms' >"$BATS_TEST_TMPDIR/corpus/000/fault-hang.md"
    run env POLICYLEX_EXTRACT_FAULTS=1 "$program" run --quiet --timeout 1 \
        -j 1 --corpus "$BATS_TEST_TMPDIR/corpus" --store "$store" \
        --lexicons "$BATS_TEST_TMPDIR/lexicons" \
        --reports "$BATS_TEST_TMPDIR/stopped"
    [ "$status" -eq 75 ]
    [ "$(python3 -c "$rows" "$store")" -ge "$before" ]
}

@test "a changed list of abbreviations or boilerplate counts anew" {
    make_copies
    mkdir -p "$BATS_TEST_TMPDIR/lexicons/abbreviations"
    echo 'norms. general' >>"$BATS_TEST_TMPDIR/lexicons/abbreviations/en.txt"
    same_as_without
    [ "$(recalled warm documents_counted)" = 0 ]
    printf '\nInternet freedom*\n' >>"$BATS_TEST_TMPDIR/lexicons/boilerplate.txt"
    same_as_without
    [ "$(recalled warm documents_counted)" = 0 ]
}

@test "settings that decide what is counted count anew, others do not" {
    local all

    make_copies
    all=$(documents first)
    same_as_without --top-words 7 --group-by folder --csv-dialect plain
    [ "$(recalled warm documents_counted)" = "$all" ]
    same_as_without --window 9
    [ "$(recalled warm documents_counted)" = 0 ]
    same_as_without --hyphens split
    [ "$(recalled warm documents_counted)" = 0 ]
}

@test "a changed manifest moves documents to other groups without counting" {
    local all

    make_copies
    all=$(documents first)
    sed -i 's/policylex sample/Another/' "$BATS_TEST_TMPDIR/corpus/manifest.csv"
    same_as_without --group-by source
    grep -q '"Another"' "$BATS_TEST_TMPDIR/warm/latest/theme_frequency.csv"
    [ "$(recalled warm documents_counted)" = "$all" ]
}
