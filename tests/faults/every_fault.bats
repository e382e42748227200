#!/usr/bin/env bats
# every_fault.bats - each call that can fail fails in turn, and the program is
# killed round each call that changes files: no report is lost or half.
#
# POLICYLEX_FAULTS_ALL=1 takes all faults, not a selection, and needs minutes.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    interposer=$(dirname "${POLICYLEX:-/}")/release/tests/faults/interposer.so
    [[ -f $interposer ]] || interposer=$(dirname \
        "$(realpath "${POLICYLEX:-/}")")/tests/faults/interposer.so
    command -v python3 >/dev/null || skip 'no python3 here'
    [[ -f $interposer ]] || skip "no interposer.so beside POLICYLEX"
    all=${POLICYLEX_FAULTS_ALL:+0}
}

# Shows the last line, which says how many there were.
every_call() { # OPTION...
    run python3 "$root/tests/faults/every_call.py" "$POLICYLEX" "$interposer" \
        "$@"
    echo "$output"
    echo "# ${lines[-1]}" >&3
    [[ $status -eq 0 ]]
}

@test "calls fail at 1,000 places, and nothing is lost" {
    every_call --most "${all:-1800}" --at-least 1000
}

@test "calls fail in a night that nothing has changed since" {
    every_call --unchanged --most "${all:-150}"
}

@test "calls fail with three workers" {
    every_call --jobs 3 --most "${all:-150}"
}

@test "killed before and after each call that changes files" {
    every_call --kill
    every_call --kill --unchanged
}
