#!/usr/bin/env bats
# datapackage.bats - other people's tools read the data package, and every row
# is what it says. Needs node and npm.

load report_folders

setup_file() {
    load report_folders
    build_hostile_tables
    install_npm_tools
}

setup() {
    skip_without_npm_tools
}

check_package() {
    node "$BATS_TEST_DIRNAME/check_package.js" "$@"
}

@test "hostile cells are valid against the schema beside them" {
    folder=$(hostile_folder plain)
    run check_package "$folder"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$output" = $'hostile 17\nbounds 3' ]
}

@test "the same tables give the same package, byte for byte" {
    folder=$(hostile_folder plain)
    cp -r "$folder" "$BATS_TEST_TMPDIR/before"
    sleep 1.1
    hostile_folder plain
    diff -r "$BATS_TEST_TMPDIR/before" "$folder"
}

@test "a value that breaks the schema is found" {
    folder=$(hostile_folder plain)
    sed -i 's/^"at",/"at"x,/; s/,-5,/,minus five,/' "$folder/hostile.csv"
    run check_package "$folder"
    [ "$status" -eq 1 ]
}

@test "the reports are valid against the schema beside them" {
    skip_without_program
    folder=$(published_folder plain)
    [[ $(dialect_of "$folder") == plain ]] ||
        skip 'the reports are not in dialect plain, and the validator reads no BOM'
    run check_package "$folder"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "so are the tables of a validation" {
    local folder=$BATS_TEST_TMPDIR/validation options

    [[ -x $(realpath -m "${POLICYLEX:-/}") ]] ||
        skip 'POLICYLEX does not name the program'
    options=(--csv-dialect plain --quiet)
    # shellcheck disable=SC2154 # root: report_folders.bash
    (cd "$root" && "$(realpath "$POLICYLEX")" validate --sample 20 \
        --out "$folder" "${options[@]}")
    [[ ! -e $folder/datapackage.json ]]
    awk 'BEGIN { print "item,code"
                 for (i = 1; i <= 60; i++) print i "," i % 2 }' \
        >"$folder/anna.csv"
    sed 's/,1$/,0/; 3s/,0$/,1/' "$folder/anna.csv" >"$folder/ben.csv"
    "$(realpath "$POLICYLEX")" validate --key "$folder/key.csv" \
        "${options[@]}" "$folder/anna.csv" "$folder/ben.csv"
    run check_package "$folder"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == validation_theme\ *validation_errors\ * ]]
}
