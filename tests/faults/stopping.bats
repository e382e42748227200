#!/usr/bin/env bats
# stopping.bats - a run that is asked to end ends soon, with exit 75: nothing is
# published, no folder and no process stays, and the next run is as any other.

# shellcheck disable=SC2154,SC2030,SC2031 # work and others: publishing.bash

load publishing

readonly stops=100

setup() {
    begin_with_a_good_run
    program=$work/copy # by which its processes are known
    cp "$(realpath "$POLICYLEX")" "$program"
}

# Every process of the test that is still there: the program, its extractors
# and the copy of pdftotext.
still_running() {
    find /proc -maxdepth 2 -path '/proc/[0-9]*/exe' -lname "$work/*" \
        2>/dev/null || true
}

no_process_is_left() {
    local i

    for ((i = 0; i < 100; i++)); do
        [[ -n $(still_running) ]] || return 0
        sleep 0.02
    done
    still_running
    return 1
}

# Starts the program with the signals of a program that a person starts: bash
# lets those in the background ignore some.
begin_run() { # OPTION...
    (cd "$work" && exec env --default-signal=INT,HUP,TERM "$program" run \
        --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports "$@" 2>"$work/said") &
    running=$!
}

end_run() { # SIGNAL; sets `code`
    kill -"$1" "$running" 2>/dev/null || true
    code=0
    wait "$running" || code=$?
}

make_pdf() { # TEXT
    local text="BT /F1 12 Tf 72 700 Td ($1) Tj ET"

    printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
    printf '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n'
    printf '3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R '
    printf '/MediaBox [0 0 612 792] /Resources << /Font << /F1 5 0 R >> >> >>'
    printf '\nendobj\n4 0 obj\n<< /Length %d >>\nstream\n%s\n' ${#text} "$text"
    printf 'endstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 '
    printf '/BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n'
}

# Text, pages that an extractor reads, PDFs, and a text of several pieces.
make_large_corpus() {
    local i sentence='States agree on norms of behaviour for the open internet.'

    for ((i = 0; i < 150; i++)); do
        echo "$sentence This is number $i." >"$work/corpus/2012-$i.txt"
        echo "<html><body><p>$sentence $i</p></body></html>" \
            >"$work/corpus/2013-$i.html"
    done
    for ((i = 0; i < 4; i++)); do
        make_pdf "$sentence $i" >"$work/corpus/2014-$i.pdf"
    done
    yes "$sentence Norms hold." | sed 's/$/\n/' | head -c 6000000 \
        >"$work/corpus/2015.txt"
    mkdir "$work/bin"
    cp "$(command -v pdftotext)" "$work/bin" 2>/dev/null || true
    export PATH=$work/bin:$PATH
}

# Prints the digests of the tables but changes.csv, which has what a run was held
# against.
counted() {
    digests | grep csv | grep -v changes.csv
}

# Checks what stays after a run that ended by `code`, and counts it.
check_end() {
    case $code in
    75)
        stopped=$((stopped + 1))
        grep 'stopped by SIG.*nothing is published' "$work/said"
        ;;
    0)
        published=$((published + 1))
        ;;
    129 | 130 | 143) # before it had begun to listen
        early=$((early + 1))
        ;;
    *)
        echo "exit $code"
        cat "$work/said"
        return 1
        ;;
    esac
    [[ $code -eq 0 || $(readlink "$work/reports/latest") == "$latest" ]] || {
        echo "exit $code, but another run is published"
        return 1
    }
    latest=$(readlink "$work/reports/latest")
    counted | diff "$work/undisturbed" -
    no_leftovers
    no_process_is_left
}

# Prints how many microseconds a run takes that counts all: the least of three,
# as moments that come after the end of it show nothing.
quickest_of_three() {
    local i least=0 took

    for i in 1 2 3; do
        took=${EPOCHREALTIME/./}
        policylex run --store none
        took=$((${EPOCHREALTIME/./} - took))
        ((i > 1 && took > least)) || least=$took
    done
    echo "$least"
}

@test "stopped at $stops random moments: all or nothing, and nobody stays" {
    local i took latest stopped=0 published=0 early=0 signal
    local signals=(TERM INT HUP)

    make_large_corpus
    policylex run
    took=$(quickest_of_three)
    counted >"$work/undisturbed"
    latest=$(readlink "$work/reports/latest")
    RANDOM=${EPOCHREALTIME: -4}
    echo "seed ${EPOCHREALTIME: -4}, a run takes $took us"
    for ((i = 0; i < stops; i++)); do
        signal=${signals[i % 3]}
        # three of four count all, even where nothing has changed
        begin_run --keep 2 --store "$( ((i % 4)) && echo none ||
            echo "$work/reports/store.sqlite")"
        sleep "$(printf '%d.%06d' $((RANDOM * took / 32768 / 1000000)) \
            $((RANDOM * took / 32768 % 1000000)))"
        end_run "$signal"
        check_end
    done
    echo "# stopped $stopped, ended before $published, not begun $early" >&3
    [[ $stopped -ge $((stops / 4)) ]]
    policylex run
    counted | diff "$work/undisturbed" -
}

# The reader of the document computes for ever; nobody waits for it.
@test "while a document is read: ended at once, its process too" {
    local signal begun

    for signal in TERM INT HUP; do
        echo '# Norms' >"$work/corpus/fault-spin.md"
        POLICYLEX_EXTRACT_FAULTS=1 begin_run
        until [[ $(still_running | wc -l) -ge 2 ]]; do sleep 0.05; done
        sleep 0.2
        begun=$SECONDS
        end_run $signal
        [[ $code -eq 75 && $((SECONDS - begun)) -le 5 ]]
        grep "stopped by SIG$signal" "$work/said"
        nothing_has_changed
        no_leftovers
        no_process_is_left
    done
}

@test "while pdftotext reads: ended at once, pdftotext too" {
    local begun

    mkdir "$work/bin"
    cat >"$work/wait.c" <<'C'
#include <unistd.h>
int main(void) { for (;;) sleep(1); }
C
    cc -o "$work/bin/pdftotext" "$work/wait.c" 2>/dev/null ||
        skip 'no compiler here'
    make_pdf norms >"$work/corpus/a.pdf"
    PATH=$work/bin:$PATH begin_run
    until still_running | xargs -r readlink | grep pdftotext; do
        sleep 0.05
    done
    begun=$SECONDS
    end_run TERM
    [[ $code -eq 75 && $((SECONDS - begun)) -le 5 ]]
    nothing_has_changed
    no_leftovers
    no_process_is_left
}

# It comes while the process ends: what is published stays so, and is said.
@test "a signal after publishing comes too late: exit 0" {
    local signal

    cat >"$work/late.c" <<'C'
#include <signal.h>
#include <stdlib.h>
__attribute__((destructor)) static void late(void)
{
    raise(atoi(getenv("LATE_SIGNAL")));
}
C
    cc -shared -fPIC -o "$work/late.so" "$work/late.c" 2>/dev/null ||
        skip 'no compiler here'
    for signal in TERM INT HUP; do
        LD_PRELOAD=$work/late.so LATE_SIGNAL=$(kill -l $signal) begin_run
        end_run CONT
        [[ $code -eq 0 && $(readlink "$work/reports/latest") != "$published" ]]
        published=$(readlink "$work/reports/latest")
    done
}

@test "--timeout: exit 75 with its reason, nothing published" {
    echo '# Norms' >"$work/corpus/fault-hang.md"
    export POLICYLEX_EXTRACT_FAULTS=1
    fails_with 75 timeout 20 env -C "$work" "$program" run --quiet \
        --timeout 1 --csv-dialect plain --lexicons lexicons --corpus corpus \
        --reports reports
    [[ $output == *'longer than 1 seconds (--timeout); nothing is published'* ]]
    nothing_has_changed
    no_leftovers
    no_process_is_left
    unset POLICYLEX_EXTRACT_FAULTS
    policylex run --timeout 1000
    [[ $(readlink "$work/reports/latest") != "$published" ]]
}

@test "a second signal ends it at once; the next run sweeps up" {
    echo '# Norms' >"$work/corpus/fault-hang.md"
    POLICYLEX_EXTRACT_FAULTS=1 begin_run
    until [[ $(still_running | wc -l) -ge 2 ]]; do sleep 0.05; done
    kill -STOP "$running" # so that both wait for it
    kill -TERM "$running"
    kill -INT "$running"
    end_run CONT
    [[ $code -eq 143 || $code -eq 130 ]]
    nothing_has_changed
    no_process_is_left
    rm "$work/corpus/fault-hang.md"
    policylex run
    no_leftovers
    digests | grep csv | diff <(grep csv "$work/before") -
}

@test "what nohup ignores does not stop it" {
    trap '' HUP
    policylex run &
    kill -HUP $!
    wait $!
    [[ $(readlink "$work/reports/latest") != "$published" ]]
}
