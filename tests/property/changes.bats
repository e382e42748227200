#!/usr/bin/env bats
# changes.bats - changes.csv is what two nights' tables differ in, and names the
# cause.

# shellcheck disable=SC2154 # root is report_runs.bash's

load report_runs

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    work=$BATS_TEST_TMPDIR
    cp -r "$root/corpus" "$work/corpus"
    cp -r "$root/lexicons" "$work/lexicons"
    night
}

# A night, and what its changes.csv is held against: the latest run before it.
night() { # OPTION...
    before=$(readlink "$work/reports/latest" || true)
    (cd "$work" && "$program" run --corpus corpus --lexicons lexicons \
        --reports reports --store none "$@" 2>"$work/said") || [[ $? == 2 ]]
}

changes_add_up() {
    python3 "$BATS_TEST_DIRNAME/report_checks.py" changes \
        "$work/reports/$before" "$work/reports/latest"
}

rows() { # PATTERN
    grep -c "$1" "$work/reports/latest/changes.csv" || true
}

@test "the first run has nothing to look back to, and says so" {
    [[ $(rows .) -eq 1 ]]
    grep '"note": "this is the first run here"' \
        "$work/reports/latest/run.json"
    grep '"since": null' "$work/reports/latest/run.json"
}

@test "nothing changed: no rows" {
    night
    [[ $(rows .) -eq 1 ]]
    grep 'nothing differs from the run before' "$work/said"
}

@test "a document more, one changed, one gone: corpus" {
    local gone

    gone=./2003-02-14-strategy-to-secure-cyberspace.txt
    sed -i "/${gone#./}/d" "$work/corpus/manifest.csv"
    rm "$work/corpus/$gone"
    echo 'Norms of behaviour and capacity building.' \
        >"$work/corpus/2015-03-03-new.txt"
    echo 'Deterrence, and norms.' \
        >>"$work/corpus/2015-07-22-eleven-norms-from-new-york.md"
    night
    changes_add_up
    [[ $(rows '^"document","2015-03-03-new.txt","added",') -eq 1 ]]
    [[ $(rows '^"document","2015-07-22.*"changed",') -eq 1 ]]
    [[ $(rows "^\"document\",\"${gone#./}\",\"gone\",") -eq 1 ]]
    [[ $(rows '^"theme",.*"moved"') -gt 5 && $(rows '^"term"') -gt 10 ]]
    [[ $(rows ',"corpus".$') -eq $(($(rows .) - 1)) ]]
    grep -E 'since the run before \(corpus\): documents 3, .*; most: ' \
        "$work/said"
}

@test "a manifest that puts a document into another group: corpus" {
    sed -i '2s/,2003-02-14,/,2010-02-14,/' "$work/corpus/manifest.csv"
    night
    changes_add_up
    [[ $(rows '^"document",.*"regrouped".*"corpus"') -eq 1 ]]
}

@test "a lexicon with a term more and a theme less: lexicon" {
    rm "$work/lexicons/capacity-building.csv"
    printf '%s\n' theme,term,pattern norms,people,people \
        >"$work/lexicons/people.csv"
    night
    changes_add_up
    [[ $(rows '^"theme","capacity building","gone"') -ge 2 ]]
    [[ $(rows '^"term","people","added"') -ge 2 ]]
    [[ $(rows ',"lexicon".$') -eq $(($(rows .) - 1)) ]]
}

@test "settings, and the corpus with them: both are named" {
    night --hyphens split
    changes_add_up
    [[ $(rows ',"settings".$') -eq $(($(rows .) - 1)) ]]
    echo 'Norms.' >"$work/corpus/new.txt"
    night
    changes_add_up
    [[ $(rows '^"document","new.txt",.*,"corpus".$') -eq 1 ]]
    [[ $(rows '^"theme",.*,"corpus, settings".$') -gt 5 ]]
}

@test "the run before in any dialect, with texts that are guarded" {
    local dialect

    printf '%s\n' theme,term,pattern "'=odd,-term,norms" "@at,'-too,norms" \
        >"$work/lexicons/odd.csv"
    echo 'Norms.' >"$work/corpus/=sum.txt"
    echo 'Norms.' >"$work/corpus/'=quoted.txt"
    for dialect in excel excel-eu plain excel; do
        night --csv-dialect $dialect
        changes_add_up
        echo 'More norms.' >>"$work/corpus/=sum.txt"
    done
    night
    [[ $(rows '"document"') -eq 1 ]]
    [[ $(rows "^\"document\",\"'=sum.txt\",\"changed\"") -eq 1 ]]
}

@test "groups by another column: only the whole is compared" {
    night --group-by folder
    [[ $(rows .) -eq 1 ]]
    echo 'Norms.' >"$work/corpus/new.txt"
    night
    [[ $(rows '^"document"') -eq 1 ]]
    [[ $(rows '^"theme"') -eq $(rows '^"theme".*"(all)"') ]]
}

@test "a run before that cannot be read: published, without rows, and told" {
    rm -f "$work/reports/latest/term_frequency.csv"
    night
    [[ $(rows .) -eq 1 ]]
    grep 'changes.csv is empty: .*term_frequency.csv' "$work/said"
    chmod u+w "$work/reports/latest/documents.csv"
    echo '"a"b' >>"$work/reports/latest/documents.csv"
    night
    [[ $(rows .) -eq 1 ]]
    grep 'changes.csv is empty: .*documents.csv:' "$work/said"
    echo '{}' >"$work/reports/latest/run.json"
    night
    grep 'changes.csv is empty: the run before .* older version' "$work/said"
    echo 'no json' >"$work/reports/latest/run.json"
    night
    grep 'changes.csv is empty: .*run.json' "$work/said"
    night
    grep 'nothing differs' "$work/said"
}
