#!/usr/bin/env bats
# Facts seen on the printed pages of real strategies and orders: spellings,
# sentences that go from column to column and overleaf, and what is no text.

setup_file() {
    export PDFS=${POLICYLEX_SHARED:-$ROOT/../shared}/corpora/formats/pdf
    [ -d "$PDFS" ] || skip 'the shared corpus formats/pdf is not here'
    command -v pdftotext >/dev/null || skip 'no pdftotext here'
    command -v python3 >/dev/null || skip 'no python3 here'
    export READ=$BATS_FILE_TMPDIR
    for pdf in "$PDFS"/*.pdf; do
        "$POLICYLEX" explain --lexicons "$ROOT/lexicons" --format json "$pdf" |
            python3 -c 'import json, sys
print("\n".join(json.load(sys.stdin)["paragraphs"]))' \
                >"$READ/$(basename "$pdf" .pdf)"
    done
}

# Is the extended regular expression found that many times in the document?
found() { # TIMES EXPRESSION DOCUMENT
    local times

    times=$(grep -oE -e "$2" "$READ/$3" | wc -l)
    [ "$times" -eq "$1" ] || {
        echo "$2: $times times in $3, not $1"
        return 1
    }
}

national=2018-09-20-national-cyber-strategy
security=2023-03-01-national-cybersecurity-strategy
defense=2018-09-18-dod-cyber-strategy-summary
command=2018-04-uscybercom-command-vision

@test "stakeholders are spelled as printed" {
    found 1 'Multi-Stakeholder' $national
    found 1 'MULTI-STAKEHOLDER' $national
    found 2 'multi-stakeholder' $national
    found 0 'multistakeholder' $national
    found 2 'multistakeholder' $security
    found 0 'multi-stakeholder' $security
    found 0 '[Mm]ulti-?[Ss]takeholder' $defense
    found 0 '[Mm]ulti-?[Ss]takeholder' $command
}

@test "columns are read in order" {
    found 1 'multi-stakeholder model of Internet governance is characterized' \
        $national
    found 1 'free exchange of ideas would be self-evident' $national
    found 1 'steal our intellectual property, and sow discord' $national
    found 1 'harmed American and international businesses' $national
    found 1 'the responsible adversaries and released details' $national
    found 1 'moving many of our essential systems online' $security
}

@test "words split at line ends are rejoined, compounds are not" {
    found 0 '(infra-s|opportu-n|regula-t|impor-t|indus-t|articu-l)' $national
    found 1 'spear-phishing' $national
    found 1 'long-term strategic risk' $defense
    found 1 'is hereby revoked' 2025-00595
}

@test "running heads, page numbers and leaders are left out" {
    found 0 '^(PILLAR|Pillar) II: P.*[0-9]$' $national
    found 0 '^NATIONAL CYBERSECURITY STRATEGY [0-9]' $security
    found 0 '\.\.\.\.' $security
    found 0 '^D[Oo]D CYBER STRATEGY$' $defense
    found 0 'Federal Register */' 2025-00595
    found 0 '^([0-9]+ )*[0-9]+$' $national
    found 0 '^[0-9ivx]+$' $security
    found 2 '^Foster and Protect United States Ingenuity$' $national
}

@test "footnotes stand after the text, without their numbers" {
    found 1 'significant cyber incident;$' $defense
    tail -n 3 "$READ/$defense" | head -n 1 |
        grep '^"Defense Critical Infrastructure" refers'
}
