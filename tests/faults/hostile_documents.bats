#!/usr/bin/env bats
# hostile_documents.bats - documents made to crash, hang or flood what reads
# them cost one document and one clear issue each, in bounded time and memory.

# shellcheck disable=SC2154,SC2030,SC2031 # work and others: publishing.bash

load publishing

# Seconds and megabytes that the whole hostile set may take, on a slow and busy
# machine; a single document's limits are in src/ingest/sandbox.h.
readonly seconds=400 megabytes=2500

setup() {
    begin_with_a_good_run
}

# A process of the program under test that is still there.
still_running() { # PROGRAM
    local exe

    for exe in /proc/[0-9]*/exe; do
        [[ $(readlink "$exe") != "$1"* ]] || echo "$exe"
    done
}

row_of() { # TABLE DOCUMENT
    grep -F "\"$2\"" "$work/reports/latest/$1.csv"
}

@test "the hostile set: one clear issue each, the good documents as before" {
    local good

    command -v python3 >/dev/null || skip 'no python3 here'
    good=$(grep '"counted"' "$work/reports/latest/documents.csv")
    python3 "$root/tests/faults/hostile_set.py" make "$work/corpus" \
        >"$work/expected.json"
    cp "$program" "$work/copy"
    program=$work/copy
    fails_with 2 timeout "$seconds" bash -c \
        "ulimit -v $((megabytes * 1024)); $(declare -f policylex); \
        work='$work' program='$program'; policylex run"
    python3 "$root/tests/faults/hostile_set.py" check "$work/expected.json" \
        "$work/reports/latest"
    while IFS= read -r row; do
        grep -F "$row" "$work/reports/latest/documents.csv"
    done <<<"$good"
    [[ ! -e /tmp/policylex-climbed ]]
    [[ -z $(still_running "$work/copy") ]]
}

# The faults are done by the process that reads documents (extract_faults.h).
@test "whatever the reading process does costs one document, at any --jobs" {
    local fault jobs

    for fault in crash abort exit flood babble exec connect allocate; do
        echo '# Norms' >"$work/corpus/fault-$fault.md"
        echo '# Norms' >"$work/corpus/good-$fault.md"
    done
    cp "$program" "$work/copy"
    program=$work/copy
    export POLICYLEX_EXTRACT_FAULTS=1
    for jobs in 1 4; do
        fails_with 2 policylex run --jobs $jobs
        for fault in crash abort exit flood babble exec connect allocate; do
            [[ $(row_of issues "fault-$fault.md" | grep -c '"error"') -eq 1 ]]
            row_of documents "fault-$fault.md" | grep '"unreadable"'
            row_of documents "good-$fault.md" | grep '"counted"'
        done
        cp -r "$work/reports/latest/" "$work/jobs-$jobs"
    done
    rm "$work"/jobs-?/changes.csv # the second run is held against the first
    diff <(cd "$work/jobs-1" && cat ./*.csv) <(cd "$work/jobs-4" && cat ./*.csv)
    [[ -z $(still_running "$work/copy") ]]
}

@test "the switch for faults does nothing to a run that was not asked" {
    echo '# Norms' >"$work/corpus/fault-crash.md"
    policylex run
    row_of documents fault-crash.md | grep '"counted"'
}

@test "a system that cannot filter system calls is told of once" {
    echo '# Norms' >"$work/corpus/a.md"
    echo '# Norms' >"$work/corpus/b.md"
    POLICYLEX_EXTRACT_FAULTS=unconfined policylex run --jobs 2
    [[ $(grep -c '^"note","extract",' "$work/reports/latest/issues.csv") -eq 1 ]]
    policylex run
    run grep '^"note","extract",' "$work/reports/latest/issues.csv"
    [[ $status -eq 1 ]]
}

@test "a run that is killed leaves no process behind" {
    local i

    echo '# Norms' >"$work/corpus/fault-hang.md"
    cp "$program" "$work/copy"
    (cd "$work" && POLICYLEX_EXTRACT_FAULTS=1 exec ./copy run --quiet \
        --lexicons lexicons --corpus corpus --reports reports) &
    for ((i = 0; i < 100; i++)); do
        [[ $(still_running "$work/copy" | wc -l) -lt 2 ]] || break
        sleep 0.1
    done
    [[ $(still_running "$work/copy" | wc -l) -eq 2 ]]
    kill -KILL $!
    wait $! || true
    for ((i = 0; i < 100; i++)); do
        [[ -n $(still_running "$work/copy") ]] || break
        sleep 0.1
    done
    [[ -z $(still_running "$work/copy") ]]
}

@test "a program that was replaced or removed still reads its documents" {
    command -v python3 >/dev/null || skip 'no python3 here'
    echo '# Norms' >"$work/corpus/a.md"
    cp "$program" "$work/copy"
    (cd / && python3 -c '
import os, sys
program = os.open(sys.argv[1], os.O_RDONLY)
os.unlink(sys.argv[1])
os.execve(program, sys.argv[1:], os.environ)' \
        "$work/copy" run --quiet --csv-dialect plain \
        --lexicons "$work/lexicons" --corpus "$work/corpus" \
        --reports "$work/reports")
    row_of documents a.md | grep '"counted"'
}

@test "the hidden command is no command for people" {
    fails_with 64 "$program" extract-worker
    [[ $output == *'started by policylex alone'* ]]
    run "$program" help
    [[ $output != *extract-worker* ]]
}
