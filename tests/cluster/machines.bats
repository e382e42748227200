#!/usr/bin/env bats
# machines.bats - a node that loses its power, and one whose cable is pulled
# while it works: the reports equal a single run's.

# shellcheck disable=SC2154,SC2030,SC2031 # options and others: slurm.bash

load slurm

setup_file() {
    begin_cluster apart
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

# Tasks go to n1 first; --exclude makes sure of the other.
only_on() { # NODE
    [[ $1 == n1 ]] && echo '--exclude=n2' || echo '--exclude=n1'
}

@test "a node lost in the midst of a shard: counted on the other" {
    local host

    order 1 wait wait
    drive_behind --shards 2
    wait_until 'shard 1 waits' has_tries 1 1
    read -r _ host < <(last_try 1)
    "$machines" lose "$cluster" "$host"
    wait_until 'shard 1 is tried again' has_tries 1 2
    [[ $(last_try 1) != *"$host" ]]
    touch "$orders/go"
    ended_with 2
    same_reports "$single" "$reports"
    "$machines" boot "$cluster" "$host"
    wait_until "$host is back" both_idle
}

both_idle() {
    [[ $(on ctl sinfo -h -N -t idle -o %N | sort -u | wc -l) -eq 2 ]]
}

@test "a node cut off that writes its shard while another does" {
    local pid host again other

    command -v strace >/dev/null || skip 'strace is not installed'
    wait_until 'both nodes are there' both_idle
    order 1 stop stop
    drive_behind --shards 2
    wait_until 'shard 1 is written' stopped_tries 1
    read -r pid host < <(last_try 1)
    mv "$orders/1.trace" "$orders/1.first"
    "$machines" cut "$cluster" "$host"
    wait_until 'shard 1 is tried again' has_tries 1 2
    read -r again other < <(last_try 1)
    [[ $other != "$host" ]]
    wait_until 'shard 1 is written again' stopped_tries 1
    [[ ! -e $work/parts/1.part ]]
    on "$host" kill -CONT "$pid"
    wait_until 'the one cut off has named it' test -e "$work/parts/1.part"
    "$machines" mend "$cluster" "$host"
    on "$other" kill -CONT "$again"
    ended_with 2
    [[ $(find "$work/parts" -type f | wc -l) -eq 2 ]]
    same_reports "$single" "$reports"
    wait_until "$host is back" both_idle
}

stopped_tries() { # SHARD
    [[ -e $orders/$1.trace ]] && grep -q SIGSTOP "$orders/$1.trace"
}
