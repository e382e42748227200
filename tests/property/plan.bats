#!/usr/bin/env bats
# plan.bats - a plan has every file of a corpus once, whatever its name, and
# shares the bytes out evenly.

# shellcheck disable=SC2154 # program is report_runs.bash's

bats_require_minimum_version 1.5.0

load report_runs

setup() {
    skip_without_program
    command -v python3 >/dev/null || skip 'python3 is not installed'
    cd "$BATS_TEST_TMPDIR" || return
}

# Files with the names that people and programs give them: any bytes but / and
# NUL. Sizes differ by a thousand times.
make_corpus() {
    python3 - "$1" <<'PY'
import os, random, sys
random.seed(8)
root = sys.argv[1].encode()
names = [b"a,b.txt", b'"q".txt', b"line\nbreak.txt", b"cr\r\nlf", b"=1+2.txt",
         b" lead.txt ", b"caf\xe9.txt", b"caf\xc3\xa9.txt", b"%41.txt",
         b"\xff\xfe", b"#1.rss#2", b"tab\there", b"-n", b"\x01\x1b[31m"]
letters = [bytes([b]) for b in range(1, 256) if b not in b"/."]
names += [b"".join(random.choices(letters, k=12)) for _ in range(300)]
for i, name in enumerate(names):
    folder = os.path.join(root, b"f%d" % (i % 5), [b"", b"o\xe9,\n"][i % 2])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(b"x" * int(20 * 1000 ** random.random()))
PY
}

# Reads a plan with Python's own CSV reader and holds it against the folder.
check_plan() { # PLAN FOLDER SHARDS
    python3 - "$@" <<'PY'
import csv, os, re, sys
plan, root, shards = sys.argv[1], sys.argv[2].encode(), int(sys.argv[3])
with open(plan, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file, strict=True))
header = list(rows[0])
assert header[0] == "shard_of_%d" % shards, header
total = int(header[2].removeprefix("file_of_"))
assert len(rows) == total and header[4] == "message_of_0", (len(rows), header)

def bytes_of(text):
    if not text.startswith("/"):
        return text.encode()
    return re.sub(rb"%([0-9A-F]{2})", lambda m: bytes([int(m[1], 16)]),
                  text[1:].encode())

found = {}
for folder, _, names in os.walk(root):
    for name in names:
        path = os.path.join(folder, name)
        found[os.path.relpath(path, root)] = os.path.getsize(path)
planned = [(bytes_of(row[header[2]]), int(row["bytes"])) for row in rows]
assert planned == sorted(found.items()), set(planned) ^ set(found.items())
costs = dict.fromkeys(range(1, shards + 1), 0)
for row in rows:
    costs[int(row[header[0]])] += int(row["bytes"]) + 4096
# The last file that the heaviest got, when it was the lightest, is what it may
# be heavier by.
heaviest = max(costs, key=costs.get)
last = min(int(row["bytes"]) for row in rows if int(row[header[0]]) == heaviest)
assert costs[heaviest] - min(costs.values()) <= last + 4096, costs
PY
}

@test "every file is there once, whatever its name, and the bytes are even" {
    make_corpus corpus
    for shards in 1 2 7 64; do
        "$program" plan --quiet --shards "$shards" --out "$shards.csv"
        check_plan "$shards.csv" corpus "$shards"
    done
}

@test "the same folder has the same plan, in a file or on standard output" {
    make_corpus corpus
    "$program" plan --quiet --shards 7 --out one.csv
    cp -r corpus copy # other inodes, times and order
    "$program" plan --quiet --shards 7 --corpus copy >two.csv
    cmp one.csv two.csv
}

@test "no shards, no corpus, no folder for the plan: nothing is written" {
    make_corpus corpus
    run -64 "$program" plan
    [[ $output == *"how many shards"* ]]
    run -64 "$program" plan --shards 0
    run -66 "$program" plan --shards 2 --corpus nowhere --out plan.csv
    mkdir empty
    run -66 "$program" plan --shards 2 --corpus empty --out plan.csv
    [[ $output == *"no file in this folder"* ]]
    run -73 "$program" plan --shards 2 --out nowhere/plan.csv
    [[ ! -e plan.csv && ! -e nowhere ]]
}

@test "a plan takes the place of a plan, and of nothing else" {
    make_corpus corpus
    echo 'Norms hold.' >speech.txt
    run -65 "$program" plan --shards 2 --out speech.txt
    [[ $output == *'speech.txt: is not a plan, or cannot be read, and is not overwritten'* ]]
    [[ $(<speech.txt) == 'Norms hold.' ]]
    mkfifo pipe
    ln -s loop loop # which nobody can open, whoever that is
    run -65 "$program" plan --shards 2 --out pipe
    run -65 "$program" plan --shards 2 --out loop
    run -65 "$program" plan --shards 2 --out corpus
    [[ -p pipe && -L loop && -d corpus ]]
    : >empty.csv # as mktemp makes it
    "$program" plan --quiet --shards 2 --out empty.csv
    "$program" plan --quiet --shards 7 --out plan.csv
    "$program" plan --quiet --shards 2 --out plan.csv
    cmp plan.csv empty.csv
    printf '\xEF\xBB\xBF' >saved.csv # as a spreadsheet saves it
    sed 's/"//g' plan.csv >>saved.csv
    "$program" plan --quiet --shards 2 --out saved.csv
    cmp plan.csv saved.csv
}

@test "what may not be looked at is in the plan and is said" {
    [[ $(id -u) != 0 ]] || skip 'root may look at everything'
    mkdir -p corpus/denied
    echo text >corpus/a.txt
    chmod 0 corpus/denied
    run -0 --separate-stderr "$program" plan --shards 2
    chmod 700 corpus/denied
    [[ ${lines[0]} == *'"message_of_1"'* ]]
    [[ ${lines[2]} == ',,"denied","error",'* ]]
    [[ $stderr == *denied* ]]
}

@test "a link that leads nowhere is in the plan and is said" {
    mkdir corpus
    echo text >corpus/a.txt
    ln -s nowhere corpus/b.txt
    run -0 --separate-stderr "$program" plan --shards 2
    [[ ${lines[0]} == *'"file_of_1"'*'"message_of_1"'* ]]
    [[ ${lines[2]} == ',,"b.txt","warning",'* ]]
    [[ $stderr == *b.txt* ]]
}
