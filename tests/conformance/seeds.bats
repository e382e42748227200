#!/usr/bin/env bats
# What explain shows of the five documents that the project began with is
# exactly their text, line by line: the lines that are web furniture, named here
# by their numbers, are gone, and each other line is one paragraph, in order.

setup() {
    seeds=${POLICYLEX_SHARED:-$ROOT/../shared}/corpora/seeds
    [[ -d $seeds ]] || skip 'the shared corpora are not here'
    command -v python3 >/dev/null || skip 'python3 is not installed'
}

# FURNITURE: the numbers of the lines, blank ones not counted, that are no text.
is_read_as_it_stands() { # FILE LINES FURNITURE...
    "$POLICYLEX" explain --lexicons "$ROOT/lexicons" --format json \
        "$seeds/$1" >"$BATS_TEST_TMPDIR/explained"
    python3 - "$seeds/$1" "$BATS_TEST_TMPDIR/explained" "${@:2}" <<'END'
import json, sys, unicodedata
path, explained, count, *furniture = sys.argv[1:]
QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
with open(path, encoding='utf-8-sig') as file:
    lines = [' '.join(unicodedata.normalize('NFC', line).translate(
        QUOTES | dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))).split())
        for line in file]
lines = [line for line in lines if line]
assert len(lines) == int(count), f'{path} has {len(lines)} lines'
text = [line for number, line in enumerate(lines, 1)
        if str(number) not in furniture]
with open(explained, encoding='utf-8') as file:
    paragraphs = json.load(file)['paragraphs']
for line, paragraph in zip(text, paragraphs):
    assert line == paragraph, f'{line!r} was read as {paragraph!r}'
assert len(text) == len(paragraphs), (text, paragraphs)
END
}

@test "the fact sheet of 2011" {
    is_read_as_it_stands 2011-07-14-international-cyber-diplomacy.txt 23
}

@test "the fact sheet of 2012" {
    is_read_as_it_stands 2012-04-24-modernizing-diplomacy.txt 29 1 2 3 4 27 28 29
}

@test "the joint statement of 2017" {
    is_read_as_it_stands 2017-11-15-eu-us-cyber-dialogue.txt 19 \
        1 2 3 4 5 6 7 8 18 19
}

@test "the press statement of 2018" {
    is_read_as_it_stands 2018-05-31-recommendations-to-the-president.txt 13 13
}

@test "the page of the bureau" {
    is_read_as_it_stands state-cdp-policy-units.txt 16 1 2 3 4 5 15 16
}
