#!/usr/bin/env bats
# bench_shards.bats - what tests/bench says of shards is counted right, and what
# it says of archives follows from rates. How long anything takes is not tested
# here.

# shellcheck disable=SC2154 # root and program are report_runs.bash's

load report_runs

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    bench=$root/tests/bench
    export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$bench
    cd "$BATS_TEST_TMPDIR" || return
}

# What is measured needs /usr/bin/time, whatever the numbers are.
need_time() {
    [[ -x /usr/bin/time ]] || skip '/usr/bin/time is not installed'
    command -v cc >/dev/null || skip 'cc is not installed'
}

@test "shards are measured with the tables of one run" {
    need_time
    "$bench/shards" --runs 1 --work work 40/3 40/7 10x4/3 "$program" >tables
    # Documents, parts, and the MB of each command: no column is missing.
    grep -Ec '^\| 40 \| 0 \| (3|7) \|( [0-9.]+ \|){6,7}$' tables >rows
    [[ $(<rows) == 4 ]]
    python3 - work/results-*.json <<'END_CHECK'
import json, sys
cells = json.load(open(sys.argv[1]))
three, seven, long = cells['40/3'], cells['40/7'], cells['10x4/3']
for cell, documents in (three, 40), (seven, 40), (long, 10):
    assert cell['files']['documents'] == documents, cell
    assert cell['joined']['documents'] == documents, cell
    # Parts have types in common.
    assert cell['files']['group_bytes'] > cell['joined']['group_bytes'], cell
    assert cell['merge']['cpu'] > 0 and cell['merge']['own'] > 1, cell
# A document takes the same wherever it lies; the same text has the same counts.
assert (three['joined']['document_bytes'] == seven['joined']['document_bytes']
        == three['files']['document_bytes'])
assert seven['files']['group_bytes'] > three['files']['group_bytes']
assert long['text_bytes'] > three['text_bytes']
END_CHECK
}

@test "shards that were measured are not measured again" {
    need_time
    "$bench/shards" --runs 1 --work work 20/2 "$program" >first 2>said
    [[ $(<said) == *'20/2 ...'* ]]
    "$bench/shards" --runs 1 --work work 20/2 "$program" >second 2>said
    [[ ! -s said ]]
    diff <(tail -n +2 first) <(tail -n +2 second)
}

@test "a fit finds what was planted, and nothing below zero" {
    python3 - <<'END_CHECK'
from sharding import fit, worst_error
rows = [[1, d, g] for d in (10, 300, 7000) for g in (2, 50, 900)]
values = [3 + 0.5 * d + 0.02 * g for _, d, g in rows]
found = fit(rows, values)
assert all(abs(a - b) < 1e-6 for a, b in zip(found, (3, 0.5, 0.02))), found
assert worst_error(found, rows, values) < 1e-9
falling = [30 + 0.5 * d - 0.02 * g for _, d, g in rows]
found = fit(rows, falling)
assert found[2] == 0 and min(found) >= 0, found
END_CHECK
}

@test "rates of a text are taken, and those of its words are its words'" {
    need_time
    mkdir text
    for ((i = 0; i < 40; i++)); do
        # Each document has 20 words of its own, and 20 that all have.
        for ((k = 0; k < 20; k++)); do
            printf 'shared%d own%dx%d ' "$k" "$i" "$k"
        done >text/$i.txt
    done
    set -- --measure text --work work --rates rates.json "$program"
    run "$bench/archive" --budget 0 "$@"
    [[ $status == 75 && $output == *'1 of 12 cells are measured'* ]]
    # It goes on where it stopped.
    "$bench/archive" "$@" 2>said
    [[ $(grep -c '\.\.\.$' said) == 11 ]]
    python3 - rates.json <<'END_CHECK'
import json, sys
rates = json.load(open(sys.argv[1]))
law = rates['types']
# All 40 documents have 1,600 words, 820 of them different.
types = law['k'] * 1600 ** law['beta']
assert abs(types / 820 - 1) < 0.02, law
assert rates['groups'] == [1.0], rates['groups']
assert 5 < rates['bytes_a_word'] < 9, rates
assert rates['part']['bytes_a_document'] > 32, rates  # its digest alone
assert rates['part']['bytes_a_type'] > 2, rates
END_CHECK
    "$bench/archive" --rates rates.json >tables
    grep -q '^| 100 | 4 | 25 G |' tables
}

@test "the same rates and seed give the same archives" {
    "$bench/archive" >first
    "$bench/archive" >second
    "$bench/archive" --seed 2 >third
    diff first second
    run diff first third
    [[ $status == 1 ]]
}

@test "an array takes as long as its tasks" {
    python3 - <<'END_CHECK'
import random
from archive_model import Cluster, run_array
calm = dict(start_seconds=1, noise=0, straggler_share=0, failures_an_hour=0,
            failures_a_task=0)
def array(seconds, **more):
    return run_array(random.Random(1), Cluster(**calm | more), seconds)
assert array([7] * 10, cores=5) == (16, 0)
assert array([7] * 11, cores=5) == (24, 0)
assert array([7] * 10, cores=5, straggler_share=1) == (2 * 22, 0)
ended, requeued = array([7] * 1000, cores=5, failures_a_task=0.2,
                        requeue_seconds=0)
assert 150 < requeued < 350, requeued
# A failed task has done half of its work, on average.
assert 1600 * 1.05 < ended < 1600 * 1.25, ended
END_CHECK
}

@test "shards by hash hold all documents and bytes" {
    python3 - "$bench/archive_rates.json" <<'END_CHECK'
import json, random, sys
from archive_model import draw_shards
rates = json.load(open(sys.argv[1]))
for documents, shards in (10**8, 1000), (10**5, 500):
    parts = list(draw_shards(random.Random(3), rates, documents, shards, 4000))
    assert len(parts) == shards
    assert abs(sum(p.documents for p in parts) / documents - 1) < 0.01
    total = sum(p.text_bytes for p in parts)
    assert abs(total / documents / 4000 - 1) < 0.02, total
    # No two are alike.
    assert max(p.text_bytes for p in parts) > min(p.text_bytes for p in parts)
END_CHECK
}

@test "the limits of the simulation are the program's" {
    python3 -c 'import archive_model as model
print(model.FILES_MAX, model.ROWS_MAX + 1)' >limits
    read -r files rows <limits
    grep -q "WALK_FILES_MAX = $files," "$root/src/base/walk.h"
    grep -q "TABLE_ROWS_MAX = $rows," "$root/src/report/table.h"
    grep -q "BUFFER_LIMIT ((size_t)UINT32_MAX" "$root/src/base/buffer.h"
}
