#!/usr/bin/env bats
# publishing.bats - a run that cannot write or is locked out says so by its exit
# code, and leaves the last good reports as they were (see every_fault.bats).

# shellcheck disable=SC2154,SC2030,SC2031 # work and others: publishing.bash

load publishing

setup() {
    begin_with_a_good_run
}

teardown() {
    [[ -z ${mounted:-} ]] || umount "$mounted"
    [[ -z ${somewhere:-} ]] || rm -rf "$somewhere"
}

@test "another run holds the lock: exit 75" {
    hold_lock
    fails_with 75 policylex run
    nothing_has_changed
    no_leftovers
    release_lock
    policylex run
    [[ $(readlink "$work/reports/latest") != "$published" ]]
}

# strace keeps what a run starts from becoming its program: meanwhile it has all
# that the run had open.
@test "a run that was killed while it started a process locks out no other" {
    local tracer running=() child=() tries

    command -v strace >/dev/null || skip 'strace is not installed'
    strace -f -qq -o /dev/null true 2>/dev/null ||
        skip 'strace may not trace here'
    [[ -e /proc/$$/task/$$/children ]] ||
        skip 'this kernel does not list children'
    echo '# Norms' >"$work/corpus/2019-01-01-c.md"
    (cd "$work" && exec strace -f -qq -o /dev/null -e trace=execve \
        -e inject=execve:delay_enter=20000000 "$program" run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports --jobs 1) &
    tracer=$!
    for ((tries = 0; tries < 500 && ${#child[@]} == 0; tries++)); do
        sleep 0.02
        children "$tracer" running
        [[ ${#running[@]} -eq 0 ]] || children "${running[0]}" child
    done
    [[ ${#child[@]} -eq 1 ]]
    kill -KILL "${running[0]}"
    while [[ -e /proc/${running[0]} ]]; do sleep 0.01; done
    policylex run
    find "/proc/${child[0]}/fd" -lname '*/reports/.lock' | grep .
    kill -KILL "${child[0]}" "$tracer"
    wait "$tracer" || true
    [[ $(readlink "$work/reports/latest") != "$published" ]]
    no_leftovers
}

@test "reports where no folder can be made: exit 73" {
    echo 'a file' >"$work/file"
    fails_with 73 policylex run --reports file
    fails_with 73 policylex run --reports file/below
    fails_with 73 policylex run --reports /proc/nowhere
    nothing_has_changed
}

# Root may write anywhere: another runs the program on a copy.
@test "a read-only reports folder: exit 73" {
    local as=()

    if [[ $(id -u) -eq 0 ]]; then
        command -v setpriv >/dev/null || skip 'root may write anywhere'
        as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
        somewhere=$(mktemp -d)
        cp -r "$work" "$somewhere/work"
        cp "$program" "$somewhere/program"
        work=$somewhere/work
        chmod -R a+rX "$somewhere"
        chown -R 65534:65534 "$work"
        program=$somewhere/program
        "${as[@]}" "$program" --version >/dev/null ||
            skip 'root may write anywhere, and cannot become another here'
    fi
    chmod a-w "$work/reports" "$work/reports/runs"
    fails_with 73 env -C "$work" "${as[@]}" "$program" run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports
    nothing_has_changed
    chmod u+w "$work/reports" "$work/reports/runs"
}

@test "a full disk: exit 74" {
    [[ $(id -u) -eq 0 ]] || skip 'only root can mount a small disk'
    mkdir "$work/disk"
    mount -t tmpfs -o size=64k none "$work/disk" 2>/dev/null ||
        skip 'no small disk can be mounted here'
    mounted=$work/disk
    cp -a "$work/reports" "$work/full" # what stays when the disk is replaced
    mkdir "$work/disk/reports"
    fails_with 74 policylex run --reports disk/reports
    [[ ! -e $work/disk/reports/latest ]]
    [[ -z $(ls -A "$work/disk/reports/runs") ]]
    nothing_has_changed
}

# strace makes the write, the sync or the renaming fail that comes first.
fails_in_system_call() { # STATUS CALL ERROR
    command -v strace >/dev/null || skip 'strace is not installed'
    strace -f -qq -o /dev/null -e inject="$2:error=$3" true 2>/dev/null ||
        skip 'strace may not trace here'
    fails_with "$1" env -C "$work" strace -f -qq -o /dev/null \
        -e "inject=$2:error=$3" "$program" run --quiet --csv-dialect plain \
        --lexicons lexicons --corpus corpus --reports reports
    nothing_has_changed
}

@test "no space left while writing: exit 74" {
    fails_in_system_call 74 write ENOSPC
    no_leftovers
}

@test "an error while syncing: exit 74" {
    fails_in_system_call 74 fsync EIO
    no_leftovers
}

@test "the run cannot be renamed into place: exit 74" {
    fails_in_system_call 74 renameat2 EIO
    no_leftovers
}

@test "the link cannot be moved on: exit 74" {
    command -v strace >/dev/null || skip 'strace is not installed'
    fails_with 74 env -C "$work" strace -f -qq -o /dev/null \
        -e inject=rename:error=EIO "$program" run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports
    [[ $(readlink "$work/reports/latest") == "$published" ]]
    digests | diff "$work/before" -
}

@test "a run that is not killed ends well under the same watch" {
    command -v strace >/dev/null || skip 'strace is not installed'
    env -C "$work" strace -f -qq -o /dev/null "$program" run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports
    [[ $(readlink "$work/reports/latest") != "$published" ]]
}

@test "old runs are removed, the newest are kept" {
    policylex run
    sleep 1.1 # runs are named by the second
    policylex run --keep 2
    [[ $(find "$work/reports/runs" -mindepth 1 -maxdepth 1 | wc -l) -eq 2 ]]
    digests | grep csv | diff - <(grep csv "$work/before")
}

@test "a full standard output is told" {
    [[ -w /dev/full ]] || skip 'there is no /dev/full here'
    fails_with 74 bash -c \
        "'$program' explain '$work/corpus/2011-07-14-a.txt' \
        --lexicons '$work/lexicons' >/dev/full"
}

@test "an old run that cannot be removed: published all the same, exit 0" {
    command -v strace >/dev/null || skip 'strace is not installed'
    strace -f -qq -o /dev/null -e inject=unlinkat:error=EACCES true \
        2>/dev/null || skip 'strace may not trace here'
    env -C "$work" strace -f -qq -o /dev/null \
        -e inject=unlinkat:error=EACCES "$program" run --keep 1 \
        --lexicons lexicons --corpus corpus --reports reports 2>"$work/said"
    [[ $(readlink "$work/reports/latest") != "$published" ]]
    [[ -e $work/reports/$published ]]
    grep "$published: cannot be removed" "$work/said"
}
