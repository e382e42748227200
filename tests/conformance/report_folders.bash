# shellcheck shell=bash
# report_folders.bash - the folders of reports that the tests here look at.
#
# hostile_folder DIALECT: tables made to do harm, written by hostile_tables.c.
# published_folder DIALECT: what the program makes of the sample corpus; or the
# folder that $REPORTS names, which is then judged whatever its dialect.
# Both print the folder and fail with a sentence.

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
