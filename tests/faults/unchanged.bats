#!/usr/bin/env bats
# unchanged.bats - a night when nothing has changed publishes the tables of the
# last run again; whatever has changed, and whatever cannot be trusted, is
# counted.

# shellcheck disable=SC2154,SC2030,SC2031 # work and others: publishing.bash

load publishing

# Files are trusted when they are 2 seconds older than the run that read them.
setup() {
    begin_with_a_good_run
    sleep 3.1
    policylex run
    remember
    not republished
}

latest() {
    readlink "$work/reports/latest"
}

republished() {
    grep -q '"tables_of"' "$work/reports/latest/run.json"
}

# bats does not see that `! command` fails.
not() { # COMMAND...
    ! "$@"
}

tables() {
    (cd "$work/reports/latest/" && sha256sum ./*.csv datapackage.json)
}

# Runs, and expects the tables to be taken over.
unchanged() { # OPTION...
    local before before_name

    before=$(tables) before_name=$(latest)
    policylex run "$@"
    [[ $(latest) != "$before_name" ]]
    republished
    diff <(tables) <(echo "$before")
    no_leftovers
}

# Runs, and expects everything to be counted.
changed() { # OPTION...
    local before

    before=$(latest)
    policylex run "$@"
    [[ $(latest) != "$before" ]]
    not republished
    no_leftovers
}

@test "nothing has changed: the same tables, as links, under a new name" {
    local table count=0

    unchanged
    grep "\"tables_of\": \"${published#runs/}\"" \
        "$work/reports/latest/run.json"
    for table in "$work"/reports/latest/*.csv; do
        [[ $table -ef $work/reports/$published/${table##*/} ]]
        [[ $(stat -c %A "$table") != *w* ]]
        count=$((count + 1))
    done
    [[ $count -ge 20 ]]
    unchanged # and once more, which still names the run that counted
    grep "\"tables_of\": \"${published#runs/}\"" \
        "$work/reports/latest/run.json"
}

@test "what such a night says, and what its run.json and metrics.prom hold" {
    local metrics

    sleep 1
    (cd "$work" && "$program" run --csv-dialect plain --lexicons lexicons \
        --corpus corpus --reports reports) 2>"$work/said"
    grep -E 'nothing has changed since the run of [0-9-]+T[0-9:]+Z; its tables are published again$' \
        "$work/said"
    metrics=$work/reports/latest/metrics.prom
    diff <(grep -v -e ^policylex_last_success -e ^policylex_duration "$metrics") \
        <(grep -v -e ^policylex_last_success -e ^policylex_duration \
            "$work/reports/$published/metrics.prom")
    [[ $(grep ^policylex_last_success "$metrics" | cut -d' ' -f2) -gt \
        $(grep ^policylex_last_success \
            "$work/reports/$published/metrics.prom" | cut -d' ' -f2) ]]
    diff <(grep -e sha256 -e '"words"' "$work/reports/latest/run.json") \
        <(grep -e sha256 -e '"words"' "$work/reports/$published/run.json")
    not diff <(grep '"begun"' "$work/reports/latest/run.json") \
        <(grep '"begun"' "$work/reports/$published/run.json")
}

@test "every JSON line has the run's id, and run.json has it" {
    local reason id

    for reason in counted republished; do
        "$program" run --csv-dialect plain --log-format json --lexicons \
            "$work/lexicons" --corpus "$work/corpus" --reports \
            "$work/reports" 2>"$work/said"
        id=$(grep -o '"run": "[^"]*"' "$work/reports/latest/run.json" |
            cut -d'"' -f4)
        [[ $id =~ ^[0-9]{8}T[0-9]{6}Z-[0-9]+$ && $id != "${last:-}" ]]
        [[ $(grep -c "\"run\":\"$id\"" "$work/said") -eq \
            $(wc -l <"$work/said") && -s $work/said ]]
        last=$id
        [[ $reason == counted ]] || republished
    done
}

@test "the changes of the night before are not told again" {
    echo 'Norms.' >"$work/corpus/new.txt"
    sleep 3.1
    changed
    [[ $(wc -l <"$work/reports/latest/changes.csv") -gt 1 ]]
    policylex run
    republished
    [[ $(wc -l <"$work/reports/latest/changes.csv") -eq 1 ]]
    tables >"$work/tables"
    changed --store none
    tables | diff "$work/tables" -
    unchanged
}

@test "settings that change no table change no night" {
    unchanged --jobs 1
    unchanged --jobs 3 --verbose --keep 20
}

@test "a document touched, changed, added, removed, renamed: counted" {
    local document=$work/corpus/2011-07-14-a.txt

    touch "$document"
    changed
    cp -p "$document" "$work/aside"
    printf 'Norms of behaviour, and the Open internet.\n' >"$document"
    touch -r "$work/aside" "$document" # ctime tells
    changed
    echo 'Norms.' >"$work/corpus/new.txt"
    changed
    mv "$work/corpus/new.txt" "$work/corpus/newer.txt"
    changed
    rm "$work/corpus/newer.txt"
    changed
    sleep 3.1
    changed # its inputs were younger than the run that is the latest
    unchanged
}

@test "files that are no documents, and links: counted" {
    echo 'What this is.' >"$work/corpus/README.md"
    changed
    mkdir "$work/corpus/below"
    echo 'file' >"$work/corpus/below/manifest.csv" # a warning
    changed
    ln -s ../../nowhere "$work/corpus/below/link" # another
    changed
    grep 'leads nowhere' "$work/reports/latest/issues.csv"
    sleep 3.1
    changed
    unchanged
    grep 'leads nowhere' "$work/reports/latest/issues.csv"
    rm "$work/corpus/below/link"
    changed
}

@test "a byte of the lexicon, a data file: counted" {
    sed -i s/norms,norms,norms/norms,norms,normz/ "$work/lexicons/lexicon.csv"
    changed
    mkdir "$work/lexicons/abbreviations"
    echo 'Dr. title' >"$work/lexicons/abbreviations/en.txt"
    changed
    printf '%s\n' president,start,end 'Nobody,2009-01-20,2017-01-20' \
        >"$work/lexicons/administrations.csv"
    run policylex run # whether it is good or not, it was looked at
    not republished
}

@test "a manifest that comes, changes, or stands elsewhere: counted" {
    printf '%s\n' file,title '2011-07-14-a.txt,One' >"$work/corpus/manifest.csv"
    changed
    printf '%s\n' file,title '2011-07-14-a.txt,Two' >"$work/other.csv"
    changed --manifest other.csv
    sleep 3.1
    changed --manifest other.csv
    unchanged --manifest other.csv
    sed -i s/Two/Six/ "$work/other.csv"
    changed --manifest other.csv
    grep '"Six"' "$work/reports/latest/documents.csv"
}

@test "every setting that changes a table: counted" {
    local -a settings=(
        '--group-by folder' '--languages all' '--duplicates keep'
        '--headings apart' '--boilerplate flag'
        '--boilerplate flag --boilerplate-share 20'
        '--boilerplate flag --boilerplate-documents 7' '--units sentence'
        '--window 5' '--csv-dialect excel' '--hyphens split' '--overlap all'
        '--top-words 7' '--candidates 3' '--corpus ../work2/corpus'
        '--lexicons ./lexicons')
    local setting

    ln -s "$work" "$BATS_TEST_TMPDIR/../work2"
    for setting in "${settings[@]}"; do
        echo "$setting"
        # shellcheck disable=SC2086 # several words
        changed $setting
    done
    rm "$BATS_TEST_TMPDIR/../work2"
}

@test "the switch for faults, which changes what is read: counted" {
    POLICYLEX_EXTRACT_FAULTS=1 changed
}

@test "--store none: counted, with the same tables" {
    changed --store none
    diff <(tables) <(cd "$work/reports/$published" &&
        sha256sum ./*.csv datapackage.json)
}

@test "another program: counted" {
    command -v objcopy >/dev/null || skip 'objcopy is not installed'
    cp "$program" "$work/copy"
    program=$work/copy
    unchanged # the same, elsewhere
    printf 'another build id 123' >"$work/id"
    printf '\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0' | cat - "$work/id" \
        >"$work/note"
    objcopy --update-section .note.gnu.build-id="$work/note" "$work/copy"
    changed
    unchanged
}

@test "a table edited, replaced, shortened or removed: counted" {
    local edit run table

    for edit in 'echo surplus >>' 'rm -f' 'touch' 'truncate -s 10' \
        'rm -f datapackage.json; echo'; do
        sleep 0.1
        run=$work/reports/latest/
        table=theme_frequency.csv
        chmod u+w "$run"/*.csv
        (cd "$run" && eval "$edit $table")
        changed
        digests | grep csv | diff - <(grep csv "$work/before")
    done
    (cd "$work/reports/latest/" && cp issues.csv copy && mv -f copy issues.csv)
    changed
    cp "$work/reports/latest/run.json" "$work/run.json"
    echo '{' >"$work/reports/latest/run.json"
    changed
    rm "$work/reports/latest/run.json"
    changed
    unchanged
}

@test "inputs younger than the run that read them: counted" {
    local clock

    echo 'Norms.' >"$work/corpus/new.txt"
    changed
    changed
    sleep 3.1
    changed
    unchanged
    clock=$(date -d '1 day' +%Y-%m-%dT%H:%M:%S)
    touch -d "$clock" "$work/corpus/new.txt" # written by a clock that is ahead
    changed
    sleep 3.1
    changed
    changed
}

# By a clock that was ahead when the run was made, everything is older than it.
@test "a document edited since a run of the future: counted" {
    local document

    sed -i 's/"begun": "2/"begun": "3/' "$work/reports/latest/run.json"
    sleep 0.1
    unchanged # what was published now is of the present again
    sed -i 's/"begun": "2/"begun": "3/' "$work/reports/latest/run.json"
    document=$(find "$work/corpus" -name '*.txt' | sort | head -1)
    printf 'N' | dd of="$document" conv=notrunc status=none # as many bytes
    changed
}

@test "a document that could not be read is tried again every night" {
    printf 'PK\3\4 not a zip' >"$work/corpus/broken.docx"
    fails_with 2 policylex run
    sleep 3.1
    fails_with 2 policylex run
    fails_with 2 policylex run
    not republished
}

@test "issues stay where nothing has changed" {
    echo 'Something.' >"$work/corpus/strange.xyz"
    changed
    sleep 3.1
    changed
    unchanged
    grep strange.xyz "$work/reports/latest/issues.csv"
}

@test "an issue with the store is told once: the next night counts" {
    echo 'This is no store.' >"$work/reports/store.sqlite"
    touch "$work/corpus/2018-03-02-b.txt" # so that the night opens it
    sleep 3.1
    changed
    grep -c '"store"' "$work/reports/latest/issues.csv"
    [[ -f $work/reports/store.sqlite.damaged ]]
    not grep inputs_sha256 "$work/reports/latest/run.json"
    changed
    not grep '"store"' "$work/reports/latest/issues.csv"
    unchanged
    not grep '"store"' "$work/reports/latest/issues.csv"
}

@test "removing old runs takes nothing from newer ones" {
    sleep 1.1
    unchanged --keep 1
    [[ $(find "$work/reports/runs" -mindepth 1 -maxdepth 1 | wc -l) -eq 1 ]]
    digests | grep csv | diff - <(grep csv "$work/before")
    unchanged
}

# A library in front of the C library's, in which no file gets a second name.
@test "a file system without links: copies" {
    local table

    command -v cc >/dev/null || skip 'no compiler here'
    echo '#include <errno.h>
        int linkat(int a, const char *b, int c, const char *d, int e);
        int linkat(int a, const char *b, int c, const char *d, int e)
        { (void)a, (void)b, (void)c, (void)d, (void)e;
          errno = EPERM; return -1; }' >"$work/nolink.c"
    cc -shared -fPIC -o "$work/nolink.so" "$work/nolink.c"
    export LD_PRELOAD=$work/nolink.so
    changed
    unchanged
    for table in "$work"/reports/latest/*.csv; do
        [[ $(stat -c %h "$table") -eq 1 ]]
        [[ $(stat -c %A "$table") != *w* ]]
    done
    unchanged
}

@test "killed at any moment of such a night, a whole run is seen" {
    local call number killed=0

    command -v strace >/dev/null || skip 'strace is not installed'
    strace -f -qq -o /dev/null true 2>/dev/null ||
        skip 'strace may not trace here'
    for call in linkat write fsync renameat2 symlink rename; do
        for number in 1 2 3 5 12 22; do
            run env -C "$work" strace -f -qq -o /dev/null \
                -e "inject=$call:signal=KILL:when=$number" "$program" run \
                --quiet --csv-dialect plain --lexicons lexicons \
                --corpus corpus --reports reports
            [[ $status -ne 137 ]] || killed=$((killed + 1))
            diff <(digests | grep csv) <(grep csv "$work/before")
            [[ -e $work/reports/latest/run.json ]]
            [[ -e $work/reports/latest/metrics.prom ]]
        done
    done
    echo "killed $killed times"
    [[ $killed -ge 12 ]]
    unchanged
}

@test "whatever fails in such a night: counted instead, or told" {
    local call

    command -v strace >/dev/null || skip 'strace is not installed'
    strace -f -qq -o /dev/null true 2>/dev/null ||
        skip 'strace may not trace here'
    for call in linkat:error=EIO:when=3 fsync:error=EIO:when=1 \
        write:error=ENOSPC:when=1; do
        env -C "$work" strace -f -qq -o /dev/null -e "inject=$call" \
            "$program" run --quiet --jobs 1 --csv-dialect plain \
            --lexicons lexicons --corpus corpus --reports reports
        [[ $call == linkat* ]] || not republished # a copy will do
        diff <(digests | grep csv) <(grep csv "$work/before")
        no_leftovers
    done
    fails_with 74 env -C "$work" strace -f -qq -o /dev/null \
        -e inject=renameat2:error=EIO "$program" run --quiet \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports
    no_leftovers
}

@test "another run holds the lock: exit 75" {
    hold_lock
    fails_with 75 policylex run
    nothing_has_changed
    release_lock
    unchanged
}
