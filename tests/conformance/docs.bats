#!/usr/bin/env bats
# docs.bats - the pages say what the program does: the column dictionary is the
# program's own, the manual page and the completion have every option, and every
# command on the pages runs and prints what stands below it.

setup() {
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
    [[ -x $POLICYLEX ]] || { echo "no program at POLICYLEX: $POLICYLEX"; return 1; }
    cd "$root" || return 1
}

options_of() {
    "$POLICYLEX" help "$1" | grep -oE -- '^ +(-., )?--[a-z-]+' |
        grep -oE -- '--[a-z-]+'
}

# Prints a folder that looks like the repository to a page's commands.
reader_folder() {
    local folder=$BATS_TEST_TMPDIR/reader

    mkdir -p "$folder/build"
    ln -s "$POLICYLEX" "$folder/build/policylex"
    cp -r "$root/corpus" "$root/lexicons" "$folder"
    echo "$folder"
}

check_page() {
    local page=$1

    shift
    ROOT=$root run perl "$BATS_TEST_DIRNAME/page_blocks.pl" "$root/$page" \
        "$(reader_folder)" "$@"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "reports/README.md is what the program says of its columns" {
    diff <("$POLICYLEX" help --columns) reports/README.md ||
        { echo 'make docs writes it anew'; false; }
}

@test "every option of every command is in the manual page" {
    page=$("$POLICYLEX" help --man | sed 's/\\-/-/g')
    for command in run explain lint kwic validate; do
        options=$(options_of "$command")
        [ -n "$options" ]
        for option in $options; do
            grep -qE -- "$option( |$)" <<<"$page" ||
                { echo "$command $option is missing"; return 1; }
        done
    done
}

@test "every option of every command is completed" {
    # shellcheck source=/dev/null
    source <("$POLICYLEX" help --completion)
    for command in run explain lint kwic validate; do
        for option in $(options_of "$command"); do
            COMP_WORDS=(policylex "$command" "$option") COMP_CWORD=2
            COMPREPLY=()
            _policylex
            [[ " ${COMPREPLY[*]} " == *" $option "* ]] ||
                { echo "$command $option is missing"; return 1; }
        done
    done
}

@test "every report has a line in README.md, and every line is a report" {
    diff <("$POLICYLEX" help --columns | sed -n 's/^## \(.*\.csv\)$/\1/p' |
        sort) <(sed -n 's/^| \([a-z_]*\.csv\) |.*/\1/p' README.md | sort)
}

@test "every exit code has a line in README.md" {
    for code in $(grep -oE '= [0-9]+,' src/cli/exit.h | tr -dc '0-9\n'); do
        sed -n '/^| exit code/,/^$/p' README.md |
            grep -qE "^\|([^|]*[^0-9])?${code}[ ,]" ||
            { echo "$code is missing"; return 1; }
    done
}

@test "the commands in README.md print what it shows" {
    check_page README.md
}

@test "the commands in corpus/README.md print what it shows" {
    check_page corpus/README.md
}

@test "the commands in lexicons/README.md print what it shows" {
    check_page lexicons/README.md
}

@test "the R in README.md runs" {
    command -v Rscript >/dev/null || skip 'Rscript is not installed'
    check_page README.md r
}

@test "the Python in README.md runs" {
    python3 -c 'import pandas' 2>/dev/null || skip 'pandas is not installed'
    check_page README.md python
}

@test "links between the pages lead somewhere" {
    for page in README.md CHANGELOG.md {src,corpus,lexicons,reports,tests}/README.md; do
        while read -r link; do
            [ -e "$(dirname "$page")/$link" ] ||
                { echo "$page: $link is not there"; return 1; }
        done < <(grep -oE '\]\([^)#]+' "$page" | cut -c3- | grep -v '^http')
    done
}
