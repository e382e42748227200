#!/usr/bin/env bats
# shards.bats - whatever fails while shards are counted and merged, no file and
# no report is half, nothing that was whole is lost, and nothing wrong is merged.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    program=$(realpath "${POLICYLEX:-/}")
    interposer=$(dirname "$program")/tests/faults/interposer.so
    command -v python3 >/dev/null || skip 'no python3 here'
    [[ -f $interposer ]] || skip 'no interposer.so beside the program'
    all=${POLICYLEX_FAULTS_ALL:+0}
}

# Shows the last line, which says how many there were.
shard_faults() { # KIND WORK [MOST]
    run python3 "$root/tests/faults/shard_faults.py" "$1" "$2" "$program" \
        "$interposer" "${@:3}"
    echo "$output"
    [[ $status -ne 77 ]] || skip "${lines[-1]}"
    echo "# ${lines[-1]}" >&3
    [[ $status -eq 0 ]]
}

# The number of places stands in the last line.
at_least() { # NUMBER
    [[ ${lines[-1]} =~ at\ ([0-9,]+)\ places ]]
    [[ ${BASH_REMATCH[1]//,/} -ge $1 ]]
}

@test "calls fail at 100 places while a shard is counted" {
    shard_faults calls count "${all:-200}"
    at_least 100
}

@test "calls fail at 60 places while files are merged into one" {
    shard_faults calls join "${all:-120}"
    at_least 60
}

@test "calls fail at 60 places while files are merged into reports" {
    shard_faults calls publish "${all:-95}"
    at_least 60
}

@test "killed before and after each call that changes files" {
    shard_faults kills count
    shard_faults kills join
}

@test "killed at 30 random moments, and stopped" {
    shard_faults moments count 30
    shard_faults moments join 15
    shard_faults stops count 20
    shard_faults stops join 20
}

@test "a disk that is full, in steps" {
    shard_faults disk count 10
    shard_faults disk join 10
}

@test "a folder that nothing can be written into" {
    shard_faults readonly count
    shard_faults readonly join
}

@test "the same shard counted twice at once, 20 times" {
    shard_faults together count 20
}

@test "the same files merged into one twice at once" {
    shard_faults together join 10
}

@test "a file is replaced, removed, cut or written over while it is merged" {
    shard_faults changed join 60
    shard_faults changed publish 24
}
