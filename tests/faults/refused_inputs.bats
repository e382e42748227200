#!/usr/bin/env bats
# refused_inputs.bats - whatever a run refuses, the reports of the last good run
# stay, byte for byte.

# shellcheck disable=SC2154 # work, root: publishing.bash

load publishing

setup() {
    begin_with_a_good_run
}

refuses() { # STATUS OPTION...
    local status=$1

    shift
    fails_with "$status" policylex run "$@"
    [[ -n $output ]]
    nothing_has_changed
    no_leftovers
}

@test "faulty manifests: exit 65, and the published reports stay" {
    local manifest count=0

    for manifest in "$root"/tests/cases/manifest-faults/input/manifests/*.csv; do
        echo "$manifest"
        cp "$manifest" "$work/corpus/manifest.csv"
        refuses 65
        [[ $output == *manifest.csv:[0-9]*:[0-9]*:* ]]
        count=$((count + 1))
    done
    [[ $count -ge 20 ]]
}

@test "faulty lexicons: exit 65, and the published reports stay" {
    local lexicon count=0

    for lexicon in "$root"/tests/cases/lexicon-faults/input/lexicons/*.csv; do
        [[ $lexicon != */header-only.csv ]] || continue # one good file is left
        echo "$lexicon"
        cp "$lexicon" "$work/lexicons/new.csv"
        refuses 65
        [[ $output == *new.csv:[0-9]*:[0-9]*:* ]]
        count=$((count + 1))
    done
    [[ $count -ge 20 ]]
}

@test "a folder without lexicons: exit 65" {
    mkdir "$work/none"
    refuses 65 --lexicons none
}

@test "a faulty settings file: exit 65" {
    echo 'jobs = many' >"$work/policylex.ini"
    refuses 65 --config policylex.ini
    [[ $output == *policylex.ini:1* ]]
    echo 'colour = blue' >"$work/policylex.ini"
    refuses 65 --config policylex.ini
}

@test "faulty lists of abbreviations, administrations, boilerplate: exit 65" {
    mkdir "$work/lexicons/abbreviations"
    echo 'Dr. doctor' >"$work/lexicons/abbreviations/en.txt"
    refuses 65
    [[ $output == *en.txt:1* ]]
    rm -r "$work/lexicons/abbreviations"
    printf '%s\n' name,start 'Obama,2009-13-20' \
        >"$work/lexicons/administrations.csv"
    refuses 65
    [[ $output == *administrations.csv:* ]]
}

@test "no corpus, or an empty one: exit 66" {
    refuses 66 --corpus nowhere
    mkdir "$work/empty"
    refuses 66 --corpus empty
    refuses 66 --corpus corpus/2011-07-14-a.txt
}

@test "no such lexicons, manifest or settings file: exit 66" {
    refuses 66 --lexicons nowhere
    refuses 66 --manifest nowhere.csv
    refuses 66 --config nowhere.ini
}

@test "usage errors: exit 64" {
    refuses 64 --no-such-option
    refuses 64 --jobs 0
    refuses 64 --jobs many
    refuses 64 --units chapter
    refuses 64 --csv-dialect german
    refuses 64 --overlap some
    refuses 64 --group-by colour
    refuses 64 --corpus
    refuses 64 surplus
    fails_with 64 "$program"
    fails_with 64 "$program" no-such-command
    fails_with 64 "$program" explain
    fails_with 64 "$program" kwic
}

@test "every reason is one sentence on standard error, none on standard output" {
    (cd "$work" && ! "$program" run --corpus nowhere --reports reports \
        >"$work/out" 2>"$work/err")
    [[ ! -s $work/out ]]
    [[ $(wc -l <"$work/err") -eq 1 ]]
    grep nowhere "$work/err"
}
