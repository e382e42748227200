#!/usr/bin/env bats
# array.bats - an array job and a merge publish, byte for byte, what one run
# does, on a real Slurm of two nodes.

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

equals_single_run() { # OPTION...
    drives 2 "$@"
    same_reports "$single" "$reports"
}

@test "1 shard equals a single run" {
    equals_single_run --shards 1
    [[ $output == *'1 of 1 shards'*'some documents could not be read'* ]]
}

@test "2 shards equal a single run" {
    equals_single_run --shards 2
}

@test "7 shards equal a single run, page and workbook too" {
    local views=(--corpus "$corpus" --group-by region)

    run_alone "$BATS_TEST_TMPDIR/alone" "${views[@]}"
    [[ -e $BATS_TEST_TMPDIR/alone/latest/report.html ]]
    [[ -e $BATS_TEST_TMPDIR/alone/latest/policylex.xlsx ]]
    drives 2 --shards 7 -- "${views[@]}"
    same_reports "$BATS_TEST_TMPDIR/alone" "$reports"
}

@test "64 shards, 11 a task, equal a single run" {
    equals_single_run --shards 64 --shards-per-task 11
    [[ $(wc -l <"$work/todo.1") -eq 6 ]]
    [[ $(find "$work/parts" -name '*.part' | wc -l) -eq 64 ]]
}

@test "options go where they belong, in any way of writing them" {
    local strange=(--corpus="$corpus" -gregion --views none -d plain -t 7)

    run_alone "$BATS_TEST_TMPDIR/alone" "${strange[@]}" --hyphens split
    drives 2 --shards 3 -- "${strange[@]}" --hyphens split
    same_reports "$BATS_TEST_TMPDIR/alone" "$reports"
}

@test "a settings file serves all of it" {
    printf '%s\n' "corpus = $corpus" 'group-by = region' 'views = none' \
        >"$BATS_TEST_TMPDIR/settings.ini"
    drives 2 --shards 3 -- --config "$BATS_TEST_TMPDIR/settings.ini"
    same_reports "$single" "$reports"
}

@test "submitted, and followed later by the same command" {
    order 2 wait
    drives 0 --shards 3 --no-wait
    [[ $output == *'Submitted: 3 of 3 shards'* ]]
    wait_until 'shard 2 waits' has_tries 2 1
    touch "$orders/go"
    drives 2 --shards 3
    [[ $output == *'Following what was submitted before'* ]]
    same_reports "$single" "$reports"
    [[ $(tries 2) -eq 1 ]]
}

@test "submitted, ended, and told later, before another night begins" {
    drives 0 --shards 2 --no-wait
    wait_until 'the merge has ended' test -e "$work/merge.exit"
    wait_until 'no job is left' is_idle
    drives 2 --shards 2
    [[ $output == *'What was submitted before has ended'*'Published'* ]]
    [[ $(find "$reports/runs" -mindepth 1 -maxdepth 1 | wc -l) -eq 1 ]]
    same_reports "$single" "$reports"
    drives 2 --shards 2
    [[ $output == *'Submitted: 2 of 2 shards'* ]]
    [[ $(find "$reports/runs" -mindepth 1 -maxdepth 1 | wc -l) -eq 2 ]]
}

@test "a second night in the same folder counts anew" {
    equals_single_run --shards 2
    equals_single_run --shards 3
    [[ $(find "$reports/runs" -mindepth 1 -maxdepth 1 | wc -l) -eq 2 ]]
}

@test "as it is installed" {
    make -s -o all -C "$root" install PREFIX="$BATS_TEST_TMPDIR/usr"
    # shellcheck disable=SC2034 # for drive
    slurm=$BATS_TEST_TMPDIR/usr/bin/policylex-slurm
    equals_single_run --shards 2
}

@test "what cannot work is said before anything is submitted" {
    drives 64 --shards none
    [[ $output == *'--shards needs a number'* ]]
    drives 64 --shards 3 -- --no-such-option
    [[ $output == *--no-such-option* ]]
    drives 66 --shards 3 -- --corpus "$BATS_TEST_TMPDIR/nowhere"
    mkdir "$BATS_TEST_TMPDIR/home"
    touch "$BATS_TEST_TMPDIR/home/letter"
    drives 64 --work "$BATS_TEST_TMPDIR/home"
    [[ -e $BATS_TEST_TMPDIR/home/letter ]]
    is_idle
}

@test "the bench text: 1, 2, 7 and 64 shards equal a single run" {
    local text=$shared/bench/policy-text.tar.xz bench

    [[ -e $text ]] || skip 'the shared bench text is not here'
    bench=(--corpus "$BATS_TEST_TMPDIR/bench" --views none)
    mkdir "$BATS_TEST_TMPDIR/bench"
    tar -xf "$text" -C "$BATS_TEST_TMPDIR/bench"
    run_alone "$BATS_TEST_TMPDIR/alone" "${bench[@]}"
    for shards in 1 2 7 64; do
        drives 0 --shards $shards --shards-per-task 16 -- "${bench[@]}"
        same_reports "$BATS_TEST_TMPDIR/alone" "$reports"
        rm -r "$reports"
    done
}

@test "GNU parallel in place of Slurm: what README.md says" {
    local code=0

    command -v parallel >/dev/null || skip 'parallel is not installed'
    cd "$BATS_TEST_TMPDIR"
    order 2 'exit 75'
    "$program" plan --shards 5 --corpus "$corpus" --out plan
    mkdir parts
    seq 5 | parallel --will-cite --jobs 2 --joblog log --retries 3 \
        "$root/tests/cluster/obedient" "$orders" "$program" count \
        --corpus "$corpus" --group-by region --lexicons "$root/lexicons" \
        --plan plan --shard {}/5 --out parts/{}.part
    [[ $(tries 2) -eq 2 ]]
    (cd "$root" && "$program" merge "${options[@]}" --reports "$reports" \
        --plan "$BATS_TEST_TMPDIR/plan" "$BATS_TEST_TMPDIR"/parts/*.part) ||
        code=$?
    [[ $code -eq 2 ]]
    same_reports "$single" "$reports"
}
