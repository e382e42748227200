#!/usr/bin/env bats
# disturbed.bats - whatever is killed, cancelled, lost or damaged on a cluster:
# the reports equal a single run's, or nothing is published, and the same
# command goes on where it stopped.

# shellcheck disable=SC2154,SC2030,SC2031 # options and others: slurm.bash

load slurm

setup_file() {
    begin_cluster
}

teardown_file() {
    end_cluster
}

setup() {
    begin_test
}

teardown() {
    end_test
}

restarts() { # TASK
    on ctl scontrol show job "$(array_job)_$1" |
        sed -n 's/.*Restarts=\([0-9]*\).*/\1/p'
}

@test "a worker killed among its documents is put into the queue again" {
    command -v strace >/dev/null || skip 'strace is not installed'
    order 2 kill
    drives 2 --shards 3
    tail -n 3 "$orders/2.trace" | grep -F "$corpus"
    tail -n 1 "$orders/2.trace" | grep 'killed by SIGKILL'
    [[ $(tries 2) -eq 2 && $(restarts 2) -eq 1 ]]
    same_reports "$single" "$reports"
}

@test "a worker killed with its file written, not yet named" {
    local pid

    command -v strace >/dev/null || skip 'strace is not installed'
    order 1 stop
    drive_behind --shards 2
    wait_until 'shard 1 is written' is_written 1
    [[ ! -e $work/parts/1.part ]]
    read -r pid _ < <(last_try 1)
    kill -KILL "$pid"
    ended_with 2
    [[ $(tries 1) -eq 2 ]]
    same_reports "$single" "$reports"
    ls -A "$work/parts"
}

is_written() { # SHARD
    [[ -e $orders/$1.trace ]] && grep -q 'SIGSTOP' "$orders/$1.trace"
}

# The parent of a try is the batch script, whose parent is slurmstepd.
parent() { # PID
    awk '$1 == "PPid:" { print $2 }' "/proc/$1/status"
}

@test "a batch script killed: no merge, and the same command goes on" {
    local pid

    order 2 wait
    drive_behind --shards 3
    wait_until 'shard 2 waits' has_tries 2 1
    read -r pid _ < <(last_try 2)
    kill -KILL "$(parent "$pid")"
    ended_with 75
    nothing_published
    grep 'shard 2: ' "$BATS_TEST_TMPDIR/drive.log"
    touch "$orders/go"
    drives 2 --shards 3
    [[ $output == *'Submitted: 1 of 3 shards'* ]]
    same_reports "$single" "$reports"
}

# Slurm asks its nodes now and then which jobs they have; reconfiguring makes
# it ask at once.
@test "a slurmstepd killed: its task goes on, and is counted elsewhere too" {
    local pid

    order 2 wait
    drive_behind --shards 3
    wait_until 'shard 2 waits' has_tries 2 1
    read -r pid _ < <(last_try 2)
    kill -KILL "$(parent "$(parent "$pid")")"
    wait_until 'shard 2 is tried again' ask_until_tries 2 2
    kill -0 "$pid"
    touch "$orders/go"
    ended_with 2
    same_reports "$single" "$reports"
}

ask_until_tries() { # SHARD N
    has_tries "$@" || {
        on ctl scontrol reconfigure
        sleep 0.4
        false
    }
}

@test "a task cancelled: no merge, and only its shard is counted later" {
    local before

    order 2 wait
    drive_behind --shards 4
    wait_until 'shard 2 waits' has_tries 2 1
    wait_until 'the others are done' are_done 3
    on ctl scancel "$(array_job)_2"
    ended_with 75
    nothing_published
    [[ $(tries 2) -eq 1 ]]
    before=$(ls -i "$work"/parts/[134].part)
    drives 2 --shards 4
    [[ $output == *'Submitted: 1 of 4 shards'* ]]
    [[ $(ls -i "$work"/parts/[134].part) == "$before" ]]
    same_reports "$single" "$reports"
}

are_done() { # N
    [[ $(find "$work/state" -name '*.done' | wc -l) -ge $1 ]]
}

@test "a task stopped before its time is over is put into the queue again" {
    order 2 wait
    drive_behind --shards 3
    wait_until 'shard 2 waits' has_tries 2 1
    on ctl scancel --batch --signal=TERM "$(array_job)_2"
    wait_until 'shard 2 is tried again' has_tries 2 2
    ended_with 2
    grep -h 'Into the queue again' "$work"/logs/count-*_2.log
    same_reports "$single" "$reports"
}

@test "a shard that always fails is tried so often, and never merged" {
    order 2 'exit 75' 'exit 74' 'exit 73' 'exit 75'
    drives 75 --shards 3 --requeues 1
    [[ $output == *'shard 2: exit code 74; '*count-*_2.log* ]]
    [[ $(tries 2) -eq 2 ]]
    nothing_published
}

@test "what must be mended first is not tried again" {
    order 2 'exit 65'
    drives 65 --shards 6 --shards-per-task 2
    [[ $output == *'shard 2: exit code 65; '* && $(tries 2) -eq 1 ]]
    nothing_published
    drives 2 --shards 6 --shards-per-task 2
    [[ $output == *'Submitted: 1 of 6 shards'* ]]
    same_reports "$single" "$reports"
}

# Counts all but does not merge: shard 4 is held back once.
count_three_of_four() {
    order 4 'exit 65'
    drives 65 --shards 4
    [[ $(find "$work/parts" -name '*.part' | wc -l) -eq 3 ]]
}

# The merge refuses the damage by name; the next time all is looked at again.
refused_then_mended() { # NAME
    drives 65 --shards 4
    grep -h "$1" "$work"/logs/merge-*.log
    nothing_published
    drives 2 --shards 4
    same_reports "$single" "$reports"
}

@test "a shard file cut short" {
    count_three_of_four
    truncate -s -100 "$work/parts/2.part"
    refused_then_mended '2\.part'
}

@test "a shard file with one bit turned" {
    local size

    count_three_of_four
    size=$(stat -c %s "$work/parts/3.part")
    python3 -c '
import sys
with open(sys.argv[1], "r+b") as part:
    part.seek(int(sys.argv[2]))
    byte = part.read(1)[0]
    part.seek(int(sys.argv[2]))
    part.write(bytes([byte ^ 4]))' "$work/parts/3.part" $((size / 2))
    refused_then_mended '3\.part'
}

@test "a shard there twice, and so another not at all" {
    count_three_of_four
    cp "$work/parts/1.part" "$work/parts/2.part"
    refused_then_mended '2\.part'
}

@test "a shard counted with another lexicon" {
    count_three_of_four
    mkdir "$BATS_TEST_TMPDIR/lexicons"
    head -n 3 "$root/lexicons/norms.csv" \
        >"$BATS_TEST_TMPDIR/lexicons/norms.csv"
    rm "$work/parts/1.part"
    (cd "$root" && "$program" count --quiet --corpus "$corpus" --group-by \
        region --lexicons "$BATS_TEST_TMPDIR/lexicons" --shard 1/4 \
        --plan "$work/plan" --out "$work/parts/1.part")
    refused_then_mended '1\.part'
}

@test "a shard file is not done again; one that was deleted is the same" {
    local before kept

    drives 2 --shards 3
    before=$(sha256sum "$work"/parts/*.part)
    kept=$(stat -c '%i %y' "$work"/parts/[13].part)
    echo 65 >"$work/merge.exit" # as if the merge had found fault with one
    rm "$work/parts/2.part"
    rm -r "$reports"
    drives 2 --shards 3
    [[ $(sha256sum "$work"/parts/*.part) == "$before" ]]
    [[ $(stat -c '%i %y' "$work"/parts/[13].part) == "$kept" ]]
    same_reports "$single" "$reports"
}
