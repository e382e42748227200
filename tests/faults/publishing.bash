# shellcheck shell=bash disable=SC2034,SC2154
# publishing.bash - a small corpus, a good run of it, and what must then stay.

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)

# Makes $work/{corpus,lexicons,reports} with a good run, and remembers it.
begin_with_a_good_run() {
    program=$(realpath "${POLICYLEX:-/}")
    [[ -f $program && -x $program ]] ||
        skip 'POLICYLEX does not name the program'
    work=$BATS_TEST_TMPDIR
    mkdir "$work/corpus" "$work/lexicons"
    echo 'Norms of behaviour, and the open internet.' \
        >"$work/corpus/2011-07-14-a.txt"
    echo 'Capacity building and norms.' >"$work/corpus/2018-03-02-b.txt"
    printf '%s\n' theme,term,pattern norms,norms,norms \
        'access,open internet,open internet' >"$work/lexicons/lexicon.csv"
    policylex run
    remember
}

# Runs the program on the folders of the test, below which it starts.
policylex() { # COMMAND OPTION...
    local command=$1

    shift
    (cd "$work" && "$program" "$command" --quiet --csv-dialect plain \
        --lexicons lexicons --corpus corpus --reports reports "$@")
}

digests() {
    (cd "$work/reports/latest/" && find . -type f -exec sha256sum {} + | sort)
}

remember() {
    published=$(readlink "$work/reports/latest")
    runs=$(ls "$work/reports/runs")
    digests >"$work/before"
    [[ $(wc -l <"$work/before") -ge 16 ]]
}

# The last good run is the newest, whole, and alone: nothing half-made is left.
nothing_has_changed() {
    [[ $(readlink "$work/reports/latest") == "$published" ]] || {
        echo "latest is $(readlink "$work/reports/latest")"
        return 1
    }
    [[ $(ls "$work/reports/runs") == "$runs" ]] || {
        ls "$work/reports/runs"
        return 1
    }
    digests | diff "$work/before" -
}

no_leftovers() {
    [[ -z $(find "$work/reports" -name '.building*' -o -name '.latest*') ]] || {
        find "$work/reports" -name '.*'
        return 1
    }
}

# Another process locks the reports, as a run does.
hold_lock() {
    command -v python3 >/dev/null || skip 'no python3 here'
    mkfifo "$work/held"
    python3 -c '
import fcntl, sys, time
with open(sys.argv[1], "r+") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    open(sys.argv[2], "w").close()
    time.sleep(600)' "$work/reports/.lock" "$work/held" 3>&- &
    holder=$!
    : <"$work/held" # until it is written to
}

release_lock() {
    kill "$holder"
    wait "$holder" || true
}

children() { # PROCESS ARRAY
    local -n array=$2

    read -r -a array <"/proc/$1/task/$1/children" || true
}

fails_with() { # STATUS COMMAND...
    local want=$1

    shift
    run "$@"
    echo "exit $status: $output"
    [[ $status -eq $want ]]
}
