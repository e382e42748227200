# shellcheck shell=bash
# report_runs.bash - runs on the sample corpus and, where they are, on the
# shared ones (POLICYLEX_SHARED, or ../shared beside the repository).

root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
shared=${POLICYLEX_SHARED:-$root/../shared}/corpora

skip_without_program() {
    program=$(realpath "${POLICYLEX:-/}")
    [[ -f $program && -x $program ]] ||
        skip 'POLICYLEX does not name the program'
}

# Prints the folder of a corpus: `sample` or the name of a shared one.
corpus_folder() { # NAME
    if [[ $1 == sample ]]; then
        echo "$root/corpus"
    else
        echo "$shared/$1"
    fi
}

skip_without_corpus() { # NAME
    [[ -d $(corpus_folder "$1") ]] ||
        skip "the shared corpus $1 is not here (set POLICYLEX_SHARED)"
}

# The one time in report.html and policylex.xlsx.
export SOURCE_DATE_EPOCH=1700000000

# Publishes below $BATS_TEST_TMPDIR/NAME; a run with unreadable documents is
# a good run too.
publish() { # NAME CORPUS OPTION...
    local name=$1 corpus=$2

    shift 2
    (cd "$root" && "$program" run --quiet --corpus "$corpus" \
        --reports "$BATS_TEST_TMPDIR/$name" "$@") || [[ $? == 2 ]]
}

# Every table and the data package. run.json and metrics.prom hold times; page
# and workbook name the inputs, too.
same_reports() { # NAME NAME
    local left=$BATS_TEST_TMPDIR/$1/latest right=$BATS_TEST_TMPDIR/$2/latest

    [[ $(find "$left/" -name '*.csv' | wc -l) -ge 20 ]] || {
        echo "only $(ls "$left") in $left"
        return 1
    }
    diff -r -q --exclude run.json --exclude metrics.prom \
        --exclude report.html --exclude policylex.xlsx "$left/" "$right/"
}

same_views() { # NAME NAME
    local left=$BATS_TEST_TMPDIR/$1/latest right=$BATS_TEST_TMPDIR/$2/latest

    cmp "$left/report.html" "$right/report.html"
    cmp "$left/policylex.xlsx" "$right/policylex.xlsx"
}
