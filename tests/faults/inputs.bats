#!/usr/bin/env bats
# inputs.bats - what the night does when what it reads is not as it was: half
# saved, half gone, or of another time. Nobody watches, so each is either told
# and counted, or refused with last night's reports as they were.

# shellcheck disable=SC2154,SC2016,SC2030,SC2031 # "~$" is a name; work and others: publishing.bash

load publishing

setup() {
    begin_with_a_good_run
}

issue() { # PATTERN
    grep -E "$1" "$work/reports/latest/issues.csv" || {
        cat "$work/reports/latest/issues.csv"
        return 1
    }
}

refuses() { # STATUS PATTERN OPTION...
    local status=$1 pattern=$2

    shift 2
    fails_with "$status" policylex run "$@"
    grep -E "$pattern" <<<"$output"
    nothing_has_changed
    no_leftovers
}

write_manifest() { # ROW...
    printf '%s\n' file,date,speaker "$@" >"$work/corpus/manifest.csv"
}

many_documents() { # COUNT
    local i

    for ((i = 0; i < $1; i++)); do
        echo "Norms, and the open internet, for the time number $i." \
            >"$work/corpus/2019-$i.txt"
    done
}

# -- The manifest --------------------------------------------------------------

@test "a manifest that is cut within a row, a quote or a word: refused" {
    write_manifest 2011-07-14-a.txt,2011-07-14,Hill '2018-03-02-b.txt,2018'
    refuses 65 'manifest.csv:3:'
    write_manifest 2011-07-14-a.txt,2011-07-14,Hill \
        '2018-03-02-b.txt,2018,"Tille'
    refuses 65 'manifest.csv:3:'
    write_manifest '2011-07-14-a.txt,2011-07-14,Hill' '2018-03-02-b.t'
    refuses 65 'manifest.csv:3:'
    : >"$work/corpus/manifest.csv"
    refuses 65 'manifest.csv:1:1: '
    { write_manifest 2011-07-14-a.txt,2011-07-14,Hill &&
        head -c 512 /dev/zero; } >>"$work/corpus/manifest.csv"
    refuses 65 'manifest.csv:3:'
}

@test "a row whose document is gone: told, and the rest is counted" {
    write_manifest 2011-07-14-a.txt,2011-07-14,Hill 2017-gone.txt,2017,Rice
    policylex run
    issue '"warning","manifest","corpus/manifest.csv","3:1",.*is not there'
    grep '"Hill"' "$work/reports/latest/documents.csv"
}

@test "a manifest of which too much is not there: refused" {
    local i

    write_manifest 2017-a.txt,2017,Rice
    refuses 65 'manifest.csv:2:1: .*is not there'
    many_documents 60
    write_manifest
    for ((i = 0; i < 60; i++)); do
        echo "2019-$i.txt,2019,Rice" >>"$work/corpus/manifest.csv"
    done
    rm "$work"/corpus/2019-5[0-6].txt # 7 of 60
    refuses 65 'manifest.csv:.*is not there'
    policylex run --shrink-limit 12
    issue '"warning","manifest",.*is not there'
}

# -- The lexicon ---------------------------------------------------------------

@test "a lexicon with an error: refused, with its place" {
    printf '%s\n' theme,term,pattern,syntax 'a,b,"(b",regex' \
        >"$work/lexicons/new.csv"
    refuses 65 'new.csv:2:3: '
}

@test "a lexicon saved half-way: refused" {
    printf 'theme,term,pattern\nnorms,norms,norms\naccess,"open inte' \
        >"$work/lexicons/lexicon.csv"
    refuses 65 'lexicon.csv:3:'
    : >"$work/lexicons/lexicon.csv"
    refuses 65 'lexicon.csv'
}

@test "what editors leave beside lexicons and documents is not counted" {
    local name

    for name in 'lexicon.csv~' '.lexicon.csv.swp' '#lexicon.csv#' \
        '.~lock.lexicon.csv#' 'lexicon.csv.bak' '~$lexicon.csv'; do
        printf '%s\n' theme,term,pattern more,and,and >"$work/lexicons/$name"
    done
    for name in '2011-07-14-a.txt~' '.2011-07-14-a.txt.swp' \
        '#2011-07-14-a.txt#' '~$2011.docx' 'page.html.crdownload'; do
        cp "$work/corpus/2011-07-14-a.txt" "$work/corpus/$name"
    done
    policylex run
    for name in documents theme_frequency word_frequency; do
        grep "$name.csv" "$work/before" | diff - <(digests | grep "$name.csv")
    done
    [[ $(issue 'is passed over: by its name' | wc -l) -eq 3 ]]
}

# -- The corpus ----------------------------------------------------------------

@test "a corpus that shrank by more than --shrink-limit: refused" {
    many_documents 60
    policylex run
    remember
    rm "$work"/corpus/2019-5[0-6].txt # 7 of 62
    refuses 65 'corpus: has 55 documents, where the last run had 62'
    policylex run --shrink-limit 12
    remember
    rm "$work"/corpus/2019-*.txt
    refuses 65 'corpus: has 2 documents, where the last run had 55'
    policylex run --shrink-limit 100
    rm "$work/corpus/2011-07-14-a.txt" # of two: shares of few say nothing
    policylex run
}

@test "a manifest of which most rows are gone: refused" {
    local i

    many_documents 60
    write_manifest
    for ((i = 0; i < 60; i++)); do
        echo "2019-$i.txt,2019,Rice" >>"$work/corpus/manifest.csv"
    done
    policylex run
    remember
    head -n 31 "$work/corpus/manifest.csv" >"$work/half"
    cp "$work/half" "$work/corpus/manifest.csv"
    refuses 65 'has 30 rows in its manifest, where the last run had 60'
    policylex run --shrink-limit 50
}

@test "a corpus that is not mounted, or empty: refused" {
    mv "$work/corpus" "$work/elsewhere"
    refuses 66 corpus
    mkdir "$work/corpus"
    refuses 66 'there is no document in this folder'
}

@test "a disk without room for another run: refused before anything is counted" {
    [[ $(id -u) -eq 0 ]] || skip 'only root can mount a small disk'
    mkdir "$work/disk"
    mount -t tmpfs -o size=4m none "$work/disk" 2>/dev/null ||
        skip 'no small disk can be mounted here'
    mounted=$work/disk
    policylex run --reports disk --store none
    head -c 8M /dev/zero >"$work/disk/full" 2>/dev/null || true
    echo new >"$work/corpus/new.txt"
    fails_with 74 policylex run --reports disk --store none
    [[ $output == *'room for'*'the last run'* ]]
    [[ $(find "$work/disk/runs" -mindepth 1 \( -name "[!.]*" -a -type d \) | wc -l) -eq 1 ]]
}

teardown() {
    [[ -z ${mounted:-} ]] || umount "$mounted"
}

# -- The clock -----------------------------------------------------------------

@test "a clock that was set back: told; the new run is the newest all the same" {
    local future=2999-01-01T023000Z

    mv "$work/reports/$published" "$work/reports/runs/$future"
    ln -sfn "runs/$future" "$work/reports/latest"
    policylex run --keep 2
    [[ $(readlink "$work/reports/latest") == "runs/$future-2" ]]
    issue '"warning","clock",.*2999-01-01T023000Z'
    policylex run --keep 2
    [[ $(readlink "$work/reports/latest") == "runs/$future-3" ]]
    [[ $(ls "$work/reports/runs") == "$future-2"$'\n'"$future-3" ]]
}
