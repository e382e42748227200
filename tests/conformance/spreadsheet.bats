#!/usr/bin/env bats
# spreadsheet.bats - LibreOffice opens the CSV files as they are meant: numbers
# are numbers, dates are dates, texts stay whole, and nothing is run.

load report_folders

setup_file() {
    load report_folders
    command -v soffice >/dev/null || return 0
    build_hostile_tables
}

setup() {
    command -v soffice >/dev/null || skip 'soffice (LibreOffice) is not installed'
    perl -MJSON::PP -e 1 2>/dev/null || skip 'Perl has no JSON::PP'
}

# The options are: separator, quote, UTF-8, first line, column formats, language
# (which decides the decimal sign), quoted fields as text, detect numbers.
open_in_libreoffice() { # DIALECT FILE...
    local dialect=$1 separator=44 language=1033 file

    shift
    if [[ $dialect == excel-eu ]]; then
        separator=59 language=1031
    fi
    soffice -env:UserInstallation="file://$BATS_FILE_TMPDIR/profile" --headless \
        --infilter="Text - txt - csv (StarCalc):$separator,34,76,1,,$language,false,true" \
        --convert-to fods --outdir "$BATS_TEST_TMPDIR/fods" "$@" >&2
    for file in "$@"; do # soffice exits with 0 also when it has failed
        [[ -s $BATS_TEST_TMPDIR/fods/$(basename "$file" .csv).fods ]] || return 1
    done
}

check_folder() { # DIALECT FOLDER
    local file name

    open_in_libreoffice "$1" "$2"/*.csv
    for file in "$2"/*.csv; do
        name=$(basename "$file" .csv)
        perl "$BATS_TEST_DIRNAME/fods_cells.pl" "$BATS_TEST_TMPDIR/fods/$name.fods" \
            "$2/datapackage.json" "$name" || return 1
    done
}

# Prints type, value and formula of one cell of hostile.csv.
cell() { # ID COLUMN
    awk -F '\t' -v OFS='\t' -v id="$1" -v column="$2" '
        $2 == 1 { row_id = $4 }
        row_id == id && $2 == column { print $3, $4, $5 }
    ' "$BATS_TEST_TMPDIR/cells"
}

has_cell() { # ID COLUMN TYPE VALUE
    local got want

    got=$(cell "$1" "$2")
    want=$(printf '%s\t%s\t' "$3" "$4")
    [[ $got == "$want" ]] || {
        echo "$1, column $2: got '$got', want '$want'"
        return 1
    }
}

open_hostile() { # DIALECT
    local folder

    folder=$(hostile_folder "$1")
    open_in_libreoffice "$1" "$folder/hostile.csv"
    perl "$BATS_TEST_DIRNAME/fods_cells.pl" \
        "$BATS_TEST_TMPDIR/fods/hostile.fods" >"$BATS_TEST_TMPDIR/cells"
}

hostile_texts_are_harmless() { # DIALECT
    open_hostile "$1"
    ! cut -f 5 "$BATS_TEST_TMPDIR/cells" | grep . || return 1
    has_cell equals 2 string "'=1+2"
    has_cell plus 2 string "'+1+2"
    has_cell minus 2 string "'-1+2"
    has_cell at 2 string "'@SUM(1,2)"
    has_cell tab 2 string "'\\t=1+2"
    has_cell newline 2 string "'\\n=1+2"
    has_cell link 2 string "'=HYPERLINK(\"x\";\"y\")"
    has_cell quotes 2 string 'She said "=1+2", then ""'
    has_cell curly 2 string $'\xE2\x80\x9Cfree\xE2\x80\x9D \xE2\x80\x93 it\xE2\x80\x99s'
    has_cell umlauts 2 string 'Ärger über Straßen €'
    has_cell emoji 2 string '😀 beyond'
    has_cell separators 2 string 'a,b;c'
    has_cell lines 2 string 'first\nsecond\nthird'
}

numbers_and_dates_are_themselves() { # DIALECT
    open_hostile "$1"
    has_cell equals 3 float 0
    has_cell equals 4 float -5
    has_cell equals 5 float 2000
    has_cell equals 6 float 0
    has_cell equals 7 float 0.0000001
    has_cell plus 6 float 12.5
    has_cell plus 7 float -1.5E-300
    has_cell minus 6 float -3.25
    has_cell at 7 float 1234570
    has_cell equals 8 date 2024-02-29
    has_cell minus 9 date 2019-03-01
    has_cell plus 9 string 2019-03
    [ -z "$(cell at 9)" ]
}

@test "excel: no text is run, every text is whole" {
    hostile_texts_are_harmless excel
}

@test "excel-eu: no text is run, every text is whole" {
    hostile_texts_are_harmless excel-eu
}

@test "plain: without the guard LibreOffice does run a text" {
    open_hostile plain
    [ "$(cell equals 2)" = $'float\t3\tof:=1+2' ]
}

@test "excel: numbers and dates are themselves" {
    numbers_and_dates_are_themselves excel
}

@test "excel-eu: numbers and dates are themselves" {
    numbers_and_dates_are_themselves excel-eu
}

@test "plain: numbers and dates are themselves" {
    numbers_and_dates_are_themselves plain
}

@test "excel and excel-eu: cells are what the data package says" {
    check_folder excel "$(hostile_folder excel)"
    check_folder excel-eu "$(hostile_folder excel-eu)"
}

@test "the reports open as the data package says, dialect excel" {
    skip_without_program
    folder=$(published_folder excel)
    dialect=$(dialect_of "$folder")
    [[ $dialect != plain ]] || skip 'the reports are in dialect plain, unguarded'
    check_folder "$dialect" "$folder"
}

@test "the reports open as the data package says, dialect excel-eu" {
    skip_without_program
    [[ -z ${REPORTS:-} ]] || skip 'REPORTS is one folder, looked at above'
    check_folder excel-eu "$(published_folder excel-eu)"
}
