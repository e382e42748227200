#!/usr/bin/env bats
# workbook.bats - whatever call fails while the Excel workbook is written, a
# sentence says so, and there is no workbook and nothing else left.

load ../conformance/report_folders

setup_file() {
    load ../conformance/report_folders
    build_hostile_tables
    build_workbook_of
}

setup() {
    command -v strace >/dev/null || skip 'strace is not installed'
    strace -o /dev/null true 2>/dev/null || skip 'strace may not trace here'
    out=$BATS_TEST_TMPDIR/out
    folder=$(hostile_folder plain)
    mkdir "$out"
    calls=$(mktemp "$BATS_TEST_TMPDIR/calls.XXXXXX")
    strace -o "$calls" "$BATS_FILE_TMPDIR/workbook_of" "$folder" \
        "$out/whole.xlsx"
    mv "$out/whole.xlsx" "$BATS_TEST_TMPDIR/whole.xlsx"
}

# Makes the Nth call of its kind fail, some 60 of the run that went well, or
# every one from N on: no file, or the whole one.
each_may_fail() { # CALL ERROR [+]
    local call=$1 error=$2 more=${3:-} number count step faults=0

    count=$(grep -c "^$call(" "$calls")
    step=$(((count + 59) / 60)) # some tell nothing new
    [ "$count" -gt 0 ]
    for ((number = 1; number <= count; number += step)); do
        run timeout 20 strace -o /dev/null -e trace="$call" \
            -e inject="$call:error=$error:when=$number$more" \
            "$BATS_FILE_TMPDIR/workbook_of" "$folder" "$out/a.xlsx"
        if [ "$status" -eq 0 ]; then
            cmp "$out/a.xlsx" "$BATS_TEST_TMPDIR/whole.xlsx"
            rm "$out/a.xlsx"
        elif [ "$status" -ne 127 ]; then # that is the loader's, before main()
            faults=$((faults + 1))
            [ "$status" -eq 1 ]
            [[ -n $output || -n $more ]] # stderr is written to, too
        fi
        [ -z "$(ls -A "$out")" ] || {
            echo "$call $number: $(ls -A "$out")"
            return 1
        }
    done
    echo "# $call $error$more: $faults of $count told" >&3
    [ "$faults" -gt 0 ]
}

@test "one write finds the disk full, later ones do not" {
    each_may_fail write ENOSPC
}

@test "the disk is full from one write on" {
    each_may_fail write ENOSPC +
}

@test "a read fails" {
    each_may_fail read EIO
}

@test "a file cannot be opened" {
    each_may_fail openat EMFILE
}

@test "lseek fails" {
    each_may_fail lseek EIO
}

@test "fsync, rename or close fails" {
    each_may_fail fsync EIO
    each_may_fail rename EACCES
}
