#!/usr/bin/env bats
# any_settings.bats - whatever the documents and the settings are, shards and
# stores give the bytes that one run gives. any_settings.py finds more with more
# of them: any_settings.py nights build/policylex 1000 lexicons corpus

# shellcheck disable=SC2154 # root and others: report_runs.bash

load report_runs

# Sanitizers are ten times slower.
number_of_corpora() { # IN-RELEASE
    case $program in
    */release/*) echo "$1" ;;
    *) echo $(($1 / 10)) ;;
    esac
}

check() { # shards|nights NUMBER
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    "$root/tests/property/any_settings.py" "$1" "$program" \
        "$(number_of_corpora "$2")" "$root/lexicons" "$root/corpus" \
        "$shared"/{seeds,formats,cyber-policy,hr-reports}
}

@test "shards give the same as a run" {
    check shards 60
}

@test "nights with a store give the same as counting all" {
    check nights 20
}
