#!/usr/bin/env bats
# every_fault.bats - whatever fails, and whenever the program or the machine
# stops, no report is lost or half, and the next night is as if nothing was.
#
# POLICYLEX_FAULTS_ALL=1 takes all faults, not a selection, and needs minutes.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    program=$(realpath "${POLICYLEX:-/}")
    interposer=$(dirname "$program")/tests/faults/interposer.so
    command -v python3 >/dev/null || skip 'no python3 here'
    [[ -f $interposer ]] || skip 'no interposer.so beside the program'
    all=${POLICYLEX_FAULTS_ALL:+0}
}

# Shows the last line, which says how many there were.
says() { # SCRIPT ARGUMENT...
    run python3 "$root/tests/faults/$1.py" "${@:2}"
    echo "$output"
    [[ $status -ne 77 ]] || skip "${lines[-1]}"
    echo "# ${lines[-1]}" >&3
    [[ $status -eq 0 ]]
}

every_call() { # OPTION...
    says every_call "$program" "$interposer" "$@"
}

@test "calls fail at 1,000 places, and nothing is lost" {
    every_call --most "${all:-1800}" --at-least 1000
}

@test "a file system that cannot be told to replace nothing: published" {
    every_call --only renameat2
    [[ ${lines[-1]} == *' 2 published all the same;'* ]]
}

@test "calls fail in a night that nothing has changed since" {
    every_call --unchanged --most "${all:-250}"
}

@test "calls fail with three workers" {
    every_call --jobs 3 --most "${all:-150}"
}

@test "calls fail while page and workbook are written" {
    every_call --views page --most "${all:-200}"
    every_call --views workbook --most "${all:-200}"
}

@test "killed before and after each call that changes files" {
    every_call --kill --views page
    every_call --kill --unchanged --views page
}

@test "killed while the store commits" {
    every_call --kill --only fdatasync
}

@test "killed at 200 random moments" {
    says disturbances moments "$program" "${all:+1000}"
}

@test "the power fails between any two calls" {
    says power_loss "$program" "$interposer"
    says power_loss "$program" "$interposer" --unchanged
}

@test "the power fails in the first night" {
    says power_loss "$program" "$interposer" --first
}

@test "system calls fail beneath the C library" {
    command -v strace >/dev/null || skip 'strace is not installed'
    says disturbances strace "$program"
}

@test "a disk that is full, in steps" {
    says disturbances disk "$program"
}

@test "a reader sees one whole run while 50 are published" {
    says disturbances readers "$program"
}

@test "of runs at once one publishes, and the others are told so" {
    says disturbances together "$program"
}

@test "a store that is cut off, written over or foreign" {
    says disturbances store "$program"
}
