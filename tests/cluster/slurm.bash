# shellcheck shell=bash disable=SC2034,SC2154
# slurm.bash - a Slurm of the test's own, a corpus, and a single run of it.

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
shared=${POLICYLEX_SHARED:-$root/../shared}/corpora
machines=$root/tests/cluster/machines
cluster=$BATS_FILE_TMPDIR/slurm
# The one time in report.html and policylex.xlsx.
export SOURCE_DATE_EPOCH=1700000000 SLURM_CONF=$cluster/slurm.conf

# What keeps all tests of the file from running: bats cannot skip in setup_file.
cannot() { # REASON
    echo "$1" >"$BATS_FILE_TMPDIR/skip"
}

# For setup_file: starts Slurm, makes $corpus and $single, the reports to equal.
begin_cluster() { # "" or apart
    program=$(realpath "${POLICYLEX:-/}")
    [[ -f $program && -x $program ]] || {
        cannot 'POLICYLEX does not name the program'
        return
    }
    run "$machines" up "$cluster" "$@"
    echo "$output"
    [[ $status -ne 77 ]] || {
        cannot "${lines[-1]}"
        return
    }
    [[ $status -eq 0 ]]
    corpus=$BATS_FILE_TMPDIR/corpus
    single=$BATS_FILE_TMPDIR/single
    options=(--corpus "$corpus" --group-by region --views none)
    python3 "$root/tests/cluster/make_corpus.py" "$corpus" "$root/lexicons"
    run_alone "$single" "${options[@]}"
}

end_cluster() {
    "$machines" down "$cluster"
}

# For setup: names, and the site's settings.
begin_test() {
    [[ ! -e $BATS_FILE_TMPDIR/skip ]] || skip "$(<"$BATS_FILE_TMPDIR/skip")"
    program=$(realpath "${POLICYLEX:-/}")
    corpus=$BATS_FILE_TMPDIR/corpus
    single=$BATS_FILE_TMPDIR/single
    options=(--corpus "$corpus" --group-by region --views none)
    work=$BATS_TEST_TMPDIR/work
    reports=$BATS_TEST_TMPDIR/reports
    orders=$BATS_TEST_TMPDIR/orders
    slurm=$root/src/deploy/slurm/policylex-slurm
    site=$BATS_TEST_TMPDIR/site.conf
    mkdir "$orders"
    cat >"$site" <<SITE
SBATCH_COUNT="--cpus-per-task=1 --mem=500M --time=5"
SBATCH_MERGE="--cpus-per-task=2 --mem=1500M --time=5"
POLICYLEX=$program
RUN_PREFIX="$root/tests/cluster/obedient $orders"
SITE
}

# A test that failed in the midst leaves no job to the next.
end_test() {
    [[ ! -e $BATS_FILE_TMPDIR/skip ]] || return 0
    touch "$orders/go"
    on ctl scancel --user=root
    wait_until 'no job is left' is_idle
}

is_idle() {
    [[ -z $(on ctl squeue --noheader) ]]
}

on() { # HOST COMMAND...
    "$machines" in "$cluster" "$@"
}

# A run with unreadable documents is a good run too.
run_alone() { # REPORTS OPTION...
    (cd "$root" && "$program" run --quiet --store none --reports "$@") ||
        [[ $? == 2 ]]
}

# The driver, as a user calls it; --shards and its like first, then --.
drive() { # OPTION... [-- OPTION-OF-RUN...]
    local own=()

    while [[ $# -gt 0 && $1 != -- ]]; do
        own+=("$1")
        shift
    done
    [[ $# -gt 0 ]] || set -- -- "${options[@]}"
    cd "$root" && on ctl timeout 150 "$slurm" --poll 1 --site "$site" \
        --work "$work" "${own[@]}" "$@" --reports "$reports"
}

drives() { # STATUS OPTION...
    local want=$1

    run drive "${@:2}"
    echo "exit $status: $output"
    [[ $status -eq $want ]] || {
        tail -n 20 "$work"/logs/*
        return 1
    }
}

# Begins in the background; ended_with says what came of it.
drive_behind() { # OPTION...
    drive "$@" >"$BATS_TEST_TMPDIR/drive.log" 2>&1 3>&- &
    driver=$!
}

ended_with() { # STATUS
    local status=0

    wait "$driver" || status=$?
    echo "exit $status:"
    cat "$BATS_TEST_TMPDIR/drive.log"
    tail -n 20 "$work"/logs/*
    [[ $status -eq $1 ]]
}

order() { # SHARD ORDER...
    printf '%s\n' "${@:2}" >"$orders/$1"
}

tries() { # SHARD
    wc -l <"$orders/$1.tries"
}

has_tries() { # SHARD N
    [[ -e $orders/$1.tries && $(tries "$1") -ge $2 ]]
}

# Both pid (on its machine) and host of the last try.
last_try() { # SHARD
    tail -n 1 "$orders/$1.tries"
}

wait_until() { # WHAT COMMAND...
    local end=$((SECONDS + 100))

    until "${@:2}"; do
        [[ $SECONDS -lt $end ]] || {
            echo "waited in vain until $1"
            on ctl squeue
            return 1
        }
        sleep 0.1
    done
}

array_job() {
    cut -d ' ' -f 1 "$work/jobs"
}

# Every table and the data package; page and workbook where there are some.
same_reports() { # REPORTS REPORTS
    [[ $(find "$1/latest/" -name '*.csv' | wc -l) -ge 20 ]]
    diff -r -q --exclude run.json --exclude metrics.prom \
        "$1/latest/" "$2/latest/"
}

nothing_published() {
    [[ ! -e $reports/latest && -z $(ls "$reports/runs" 2>/dev/null) ]]
}
