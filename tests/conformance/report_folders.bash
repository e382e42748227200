# shellcheck shell=bash
# report_folders.bash - the folders of reports that the tests here look at.
#
# hostile_folder DIALECT: tables made to do harm, written by hostile_tables.c.
# published_folder DIALECT: what the program makes of the sample corpus; or the
# folder that $REPORTS names, which is then judged whatever its dialect.
# Both print the folder and fail with a sentence.
#
# Validators in JavaScript are installed into build/npm, from what
# npm/package-lock.json names.

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)

build_hostile_tables() {
    local cc=${CC:-cc}

    command -v "$cc" >/dev/null || return 1
    # shellcheck disable=SC2046 # flags are words
    "$cc" -std=c17 -D_GNU_SOURCE -I"$root/src" \
        "$root/tests/conformance/hostile_tables.c" \
        "$root"/src/report/{table,table_output,cell_text,number}.c \
        "$root"/src/report/{file_sink,csv_writer,datapackage}.c \
        "$root"/src/base/{buffer,digest,error,files,memory}.c \
        $(pkg-config --cflags --libs jansson libcrypto) -lm -lpthread \
        -o "$BATS_FILE_TMPDIR/hostile_tables"
}

# Builds the program that makes a workbook of any folder of reports.
build_workbook_of() {
    local cc=${CC:-cc} report=$root/src/report base=$root/src/base

    command -v "$cc" >/dev/null || return 1
    # shellcheck disable=SC2046 # flags are words
    "$cc" -std=c17 -D_GNU_SOURCE -I"$root/src" \
        "$root/tests/conformance/workbook_of.c" \
        "$report"/{workbook,csv_rows,group_names,package_reader}.c \
        "$report"/published*.c \
        "$report"/{table,table_output,cell_text,number}.c \
        "$report"/workbook/*.c \
        "$base"/{arena,buffer,error,files,intern,memory,stop}.c \
        "$base"/utf8_{repair,valid}.c \
        $(pkg-config --cflags --libs jansson libarchive libxml-2.0 xlsxwriter) \
        -lcsv -lm -lpthread -o "$BATS_FILE_TMPDIR/workbook_of"
}

# Installs what npm/package-lock.json names, once, into build/npm; two files of
# tests may come at the same time.
install_npm_tools() {
    local npm=$BATS_TEST_DIRNAME/npm folder=$root/build/npm

    command -v node >/dev/null && command -v npm >/dev/null || return 0
    mkdir -p "$folder"
    (
        flock 9
        if ! cmp -s "$npm/package-lock.json" "$folder/package-lock.json" ||
           [[ ! -e $folder/installed ]]; then
            rm -f "$folder/installed"
            cp "$npm"/package*.json "$folder"
            cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund \
                >npm.log 2>&1 && touch installed
        fi
    ) 9>"$folder/lock" || true
}

skip_without_npm_tools() {
    command -v node >/dev/null || skip 'node is not installed'
    command -v npm >/dev/null || skip 'npm is not installed'
    export NODE_PATH=$root/build/npm/node_modules
    [[ -e $root/build/npm/installed ]] ||
        skip "the validators could not be installed (see build/npm/npm.log)"
}

hostile_folder() {
    local folder=$BATS_TEST_TMPDIR/hostile-$1

    mkdir -p "$folder"
    "$BATS_FILE_TMPDIR/hostile_tables" "$folder" "$1" && echo "$folder"
}

published_folder() {
    local reports=$BATS_TEST_TMPDIR/reports-$1

    if [[ -n ${REPORTS:-} ]]; then
        echo "$REPORTS"
        return
    fi
    (cd "$root" && "$(realpath "$POLICYLEX")" run --quiet \
        --csv-dialect "$1" --reports "$reports") >&2 || [[ $? == 2 ]] || return
    echo "$reports/latest"
}

# Prints the dialect that a folder's files are in.
dialect_of() { # FOLDER
    local first

    first=$(find "$1" -maxdepth 1 -name '*.csv' | sort | head -n 1)
    if [[ $(head -c 3 "$first") != $'\xEF\xBB\xBF' ]]; then
        echo plain
    elif grep -q '"delimiter": ";"' "$1/datapackage.json"; then
        echo excel-eu
    else
        echo excel
    fi
}

skip_without_program() {
    if [[ -z ${REPORTS:-} && ! -x $(realpath -m "${POLICYLEX:-/}") ]] ||
       [[ -z ${REPORTS:-}${POLICYLEX:-} ]]; then
        skip 'neither REPORTS (a published run) nor POLICYLEX (the program) is set'
    fi
}
