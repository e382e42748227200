#!/usr/bin/env bats
# symbols.bats - no function of ours takes the place of one of a library's: what
# the program defines, the libraries call, too.

symbols() { # the names that nm prints with a type among TYPES
    awk -v types="$1" 'NF == 3 && index(types, $2) { sub(/@.*/, "", $3)
        print $3 }' | sort -u
}

@test "no name of a library is defined again but the one that is meant to be" {
    [[ -x $POLICYLEX ]] || { echo "no program at POLICYLEX: $POLICYLEX"; false; }
    nm --defined-only "$POLICYLEX" | symbols T >"$BATS_TEST_TMPDIR/ours"
    grep -qx main "$BATS_TEST_TMPDIR/ours"
    ldd "$POLICYLEX" | awk '$3 ~ "^/" { print $3 }' |
        xargs nm --dynamic --defined-only 2>/dev/null |
        symbols TWi >"$BATS_TEST_TMPDIR/theirs"
    grep -qx set_seed "$BATS_TEST_TMPDIR/theirs"
    # src/report/workbook/scratch.h says why
    run comm -12 "$BATS_TEST_TMPDIR/ours" "$BATS_TEST_TMPDIR/theirs"
    echo "$output"
    [ "$output" = lxw_tmpfile ]
}
