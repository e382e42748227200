#!/usr/bin/env bats
# workbook.bats - others open the Excel workbook: Microsoft's Open XML SDK finds
# nothing wrong with it, and LibreOffice has in each cell what the CSV file has.

load report_folders

setup_file() {
    load report_folders
    build_hostile_tables
    build_workbook_of
    install_npm_tools
}

workbook_of() {
    "$BATS_FILE_TMPDIR/workbook_of" "$@"
}

skip_without_libreoffice() {
    command -v soffice >/dev/null || skip 'soffice (LibreOffice) is not installed'
    perl -MJSON::PP -e 1 2>/dev/null || skip 'Perl has no JSON::PP'
}

# soffice exits with 0 also when it has failed.
convert() { # FORMAT FILE
    soffice -env:UserInstallation="file://$BATS_FILE_TMPDIR/profile" --headless \
        --convert-to "$1" --outdir "$BATS_TEST_TMPDIR" "$2" >&2
    [[ -s $BATS_TEST_TMPDIR/$(basename "$2" .xlsx).$1 ]]
}

cells_are_those_of() { # FILE FOLDER
    convert fods "$1"
    perl "$BATS_TEST_DIRNAME/workbook_cells.pl" \
        "$BATS_TEST_TMPDIR/$(basename "$1" .xlsx).fods" "$2"
}

# Microsoft's Open XML SDK, as a program; there is one for this machine or not.
skip_without_validator() {
    skip_without_npm_tools
    # shellcheck disable=SC2154 # root: report_folders.bash
    validator=$root/build/npm/node_modules/@xarsh
    validator+=/ooxml-validator-linux-x64/ooxml-validator
    [[ -x $validator ]] || skip 'the validator is not made for this machine'
}

is_valid() { # FILE
    local answer

    answer=$(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$validator" "$1" \
        Microsoft365) || true
    echo "$answer"
    grep -q '"ok": true' <<<"$answer"
}

@test "hostile cells: valid Open XML" {
    skip_without_validator
    workbook_of "$(hostile_folder plain)" "$BATS_TEST_TMPDIR/hostile.xlsx"
    is_valid "$BATS_TEST_TMPDIR/hostile.xlsx"

    # It does find what is wrong: another type of cell than there are.
    mkdir "$BATS_TEST_TMPDIR/parts"
    cd "$BATS_TEST_TMPDIR/parts"
    python3 -m zipfile -e ../hostile.xlsx .
    sed -i 's/t="inlineStr"/t="text"/' xl/worksheets/sheet3.xml
    python3 -m zipfile -c ../broken.xlsx ./*
    run is_valid "$BATS_TEST_TMPDIR/broken.xlsx"
    [ "$status" -eq 1 ]
}

@test "the reports: valid Open XML" {
    skip_without_validator
    skip_without_program
    workbook_of "$(published_folder excel)" "$BATS_TEST_TMPDIR/reports.xlsx"
    is_valid "$BATS_TEST_TMPDIR/reports.xlsx"
}

@test "hostile cells: LibreOffice has what the CSV files have" {
    local dialect folder

    skip_without_libreoffice
    for dialect in excel excel-eu plain; do
        folder=$(hostile_folder "$dialect")
        workbook_of "$folder" "$BATS_TEST_TMPDIR/$dialect.xlsx"
        run cells_are_those_of "$BATS_TEST_TMPDIR/$dialect.xlsx" "$folder"
        echo "$output"
        [ "$status" -eq 0 ]
        [[ $output == *'2 tables, 203 cells' ]]
    done

    # It does find another value, and a row that is not there.
    sed -i 's/,2012,/,2013,/; /^"minus"/d' "$folder/hostile.csv"
    run cells_are_those_of "$BATS_TEST_TMPDIR/plain.xlsx" "$folder"
    [ "$status" -eq 1 ]
}

@test "the reports: LibreOffice has what the CSV files have" {
    local folder

    skip_without_libreoffice
    skip_without_program
    folder=$(published_folder excel)
    workbook_of "$folder" "$BATS_TEST_TMPDIR/reports.xlsx"
    cells_are_those_of "$BATS_TEST_TMPDIR/reports.xlsx" "$folder"
}

@test "LibreOffice draws the charts" {
    local folder images=0

    skip_without_libreoffice
    skip_without_program
    folder=$(published_folder excel)
    workbook_of "$folder" "$BATS_TEST_TMPDIR/reports.xlsx"
    convert ods "$BATS_TEST_TMPDIR/reports.xlsx"
    mkdir "$BATS_TEST_TMPDIR/ods"
    python3 -m zipfile -e "$BATS_TEST_TMPDIR/reports.ods" "$BATS_TEST_TMPDIR/ods"
    for object in "$BATS_TEST_TMPDIR"/ods/Object*/content.xml; do
        grep -q '<chart:series ' "$object"
        grep -q '<chart:title ' "$object"
        images=$((images + 1))
    done
    [ "$images" -eq 3 ]
}

@test "the same folder gives the same bytes" {
    local folder

    folder=$(hostile_folder plain)
    workbook_of "$folder" "$BATS_TEST_TMPDIR/one.xlsx"
    sleep 1.1
    workbook_of "$folder" "$BATS_TEST_TMPDIR/two.xlsx"
    cmp "$BATS_TEST_TMPDIR/one.xlsx" "$BATS_TEST_TMPDIR/two.xlsx"
}
