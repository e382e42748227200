#!/usr/bin/env bats
# second_computation.bats - R, from the counts in the reports of the sample
# corpus, comes to the numbers that are printed there.

load report_folders

setup() {
    command -v Rscript >/dev/null || skip 'Rscript (r-base-core) is not installed'
    script=$BATS_TEST_DIRNAME/second_computation.R
}

@test "R computes the same rates, tests, intervals and associations" {
    local folder

    folder=$(published_folder plain)
    Rscript "$script" "$folder"
}

# Without this the test above might prove nothing.
@test "R finds a wrong digit" {
    local folder=$BATS_TEST_TMPDIR/spoilt

    cp -rL "$(published_folder plain)" "$folder"
    # a digit more behind the end of an interval
    sed -i '20,40s/,"lower"/1,"lower"/' "$folder/theme_comparison.csv"
    run Rscript "$script" "$folder"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"should be"* ]]
}
