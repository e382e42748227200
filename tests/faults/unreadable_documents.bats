#!/usr/bin/env bats
# unreadable_documents.bats - a document that cannot be read costs that document
# only: a row in issues.csv, exit 2, and everything else is counted.

# shellcheck disable=SC2154 # work: publishing.bash

load publishing

setup() {
    begin_with_a_good_run
}

# Sets `as`, the command prefix of one whom permissions bind: root reads
# anything.
become_somebody() {
    as=()
    [[ $(id -u) -eq 0 ]] || return 0
    command -v setpriv >/dev/null || skip 'root reads anything; no setpriv here'
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    cp -r "$work" "$somewhere"
    cp "$program" "$somewhere/program"
    work=$somewhere
    program=$work/program
    chmod -R a+rX "$work"
    chown -R 65534:65534 "$work"
    "${as[@]}" "$program" --version >/dev/null ||
        skip 'root reads anything, and cannot become another here'
}

teardown() {
    [[ -z ${somewhere:-} ]] || rm -rf "$(dirname "$somewhere")"
}

run_as_somebody() {
    (cd "$work" && "${as[@]}" "$program" run --quiet --csv-dialect plain \
        --lexicons lexicons --corpus corpus --reports reports)
}

row_of() { # TABLE DOCUMENT
    grep "\"$2\"" "$work/reports/latest/$1.csv"
}

check_rest_is_counted() {
    row_of documents 2011-07-14-a.txt | grep '"counted"'
    row_of documents 2018-03-02-b.txt | grep '"counted"'
    grep '"(all)","norms",2,2,' "$work/reports/latest/theme_frequency.csv"
}

@test "a document without permission to read it" {
    somewhere=$(mktemp -d /tmp/policylex-XXXXXX)/work
    chmod a+rx "$(dirname "$somewhere")"
    become_somebody
    echo 'Norms nobody may read.' >"$work/corpus/2019-01-01-locked.txt"
    chmod 000 "$work/corpus/2019-01-01-locked.txt"
    fails_with 2 run_as_somebody
    row_of issues 2019-01-01-locked.txt | grep '^"error","read",' |
        grep 'Permission denied'
    row_of documents 2019-01-01-locked.txt | grep '"unreadable"'
    check_rest_is_counted
}

# That it was not taken apart is no fault that the next run could mend.
@test "a feed that is not called one is one document, now and ever" {
    cat >"$work/corpus/2019-01-01-feed.txt" <<'XML'
<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><description>Norms hold.</description></item>
<item><title>Two</title><description>Norms matter.</description></item>
</channel></rss>
XML
    for _ in 1 2; do
        policylex run
        row_of issues 2019-01-01-feed.txt | grep '^"warning","extract",' |
            grep 'all items (2) are counted as one document; name it .rss'
        row_of documents 2019-01-01-feed.txt | grep '"feed".*"counted"'
        grep '"(all)","norms",3,3,1,17,4,' "$work/reports/latest/theme_frequency.csv"
        echo 'Norms again.' >>"$work/corpus/2018-03-02-b.txt"
        sed -i '$d' "$work/corpus/2018-03-02-b.txt" # changed in its time alone
    done
    (cd "$work" && "$program" count --lexicons lexicons --corpus corpus \
        --shard 1/1 --out 1.part)
    mv "$work/corpus/2019-01-01-feed".{txt,rss}
    policylex run
    row_of documents '2019-01-01-feed.rss#2' | grep '"feed".*"counted"'
}

@test "a folder without permission to list it, or to enter it" {
    local mode

    somewhere=$(mktemp -d /tmp/policylex-XXXXXX)/work
    chmod a+rx "$(dirname "$somewhere")"
    become_somebody
    mkdir "$work/corpus/locked"
    echo 'Norms nobody may see.' >"$work/corpus/locked/2019-01-01-c.txt"
    for mode in 000 444; do
        chmod $mode "$work/corpus/locked"
        fails_with 2 run_as_somebody
        grep '"locked' "$work/reports/latest/issues.csv" |
            grep '^"error","corpus",' |
            grep 'Permission denied'
        check_rest_is_counted
        grep '"errors": 1' "$work/reports/latest/run.json"
    done
    sleep 3.1 # now nothing has changed, and what is missing is told again
    fails_with 2 run_as_somebody
    fails_with 2 run_as_somebody
    chmod 755 "$work/corpus/locked"
    run_as_somebody
    row_of documents locked/2019-01-01-c.txt | grep '"counted"'
}

@test "a store that may only be read, or not at all: told, and counted" {
    local mode

    somewhere=$(mktemp -d /tmp/policylex-XXXXXX)/work
    chmod a+rx "$(dirname "$somewhere")"
    become_somebody
    for mode in 444 000; do
        chmod $mode "$work/reports/store.sqlite"
        echo "Norms, $mode." >"$work/corpus/2019-01-01-c.txt"
        run_as_somebody
        grep '"store"' "$work/reports/latest/issues.csv"
        row_of documents 2019-01-01-c.txt | grep '"counted"'
    done
}

@test "a pipe is no document, and is not waited for" {
    mkfifo "$work/corpus/2019-01-01-pipe.txt"
    run timeout 20 bash -c "cd '$work' && '$program' run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports"
    echo "exit $status: $output"
    [[ $status -eq 0 || $status -eq 2 ]]
    row_of issues 2019-01-01-pipe.txt
    check_rest_is_counted
}

@test "links that lead nowhere, out, or in a circle are told and passed over" {
    ln -s nowhere.txt "$work/corpus/2019-01-01-lost.txt"
    ln -s ../lexicons/lexicon.csv "$work/corpus/2019-01-01-out.txt"
    ln -s . "$work/corpus/circle"
    policylex run
    row_of issues 2019-01-01-lost.txt
    row_of issues 2019-01-01-out.txt
    row_of issues circle
    check_rest_is_counted
}

@test "a format that is not read, an empty document, one of blanks" {
    printf '%%PDF-1.4' >"$work/corpus/2019-01-01-c.pdf"
    : >"$work/corpus/2019-01-01-empty.txt"
    printf ' \n\t\n' >"$work/corpus/2019-01-01-blank.txt"
    run policylex run
    [[ $status -eq 0 || $status -eq 2 ]]
    row_of issues 2019-01-01-c.pdf
    row_of issues 2019-01-01-empty.txt
    row_of issues 2019-01-01-blank.txt
    check_rest_is_counted
}

@test "a document that is no text is refused, and the rest counted" {
    printf '\177ELF\002\001\001\000\000\000\000norms' \
        >"$work/corpus/2019-01-01-program.txt"
    fails_with 2 policylex run
    row_of issues 2019-01-01-program.txt | grep '^"error"'
    check_rest_is_counted
}

@test "invalid UTF-8 is repaired, counted, and told once" {
    printf 'Norms \377\376 and \303( norms \200, é, é, é, é, é and é.\n' \
        >"$work/corpus/2019-01-01-bytes.txt"
    policylex run
    [[ $(row_of issues 2019-01-01-bytes.txt | wc -l) -eq 1 ]]
    grep '"(all)","norms",3,3,' "$work/reports/latest/theme_frequency.csv"
}

@test "a pattern that runs away is given up and told; the rest is counted" {
    printf '%s\n' theme,term,pattern,syntax norms,norms,norms, \
        'norms,runaway,(a+)+$,regex' >"$work/lexicons/lexicon.csv"
    {
        head -c 60 /dev/zero | tr '\0' a
        echo '! norms.'
    } >"$work/corpus/2019-01-01-aaa.txt"
    run policylex run
    echo "$output"
    [[ $status -eq 0 || $status -eq 2 ]]
    row_of issues 2019-01-01-aaa.txt | grep 'lexicon.csv:3'
    grep '"(all)","norms","norms",3,' "$work/reports/latest/term_frequency.csv"
}
