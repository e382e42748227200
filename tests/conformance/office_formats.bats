#!/usr/bin/env bats
# What an office program writes is read as it was meant: one text with notes,
# tables, tracked changes, hidden words and a running head, saved by LibreOffice
# as ODT, DOCX and RTF.

setup_file() {
    command -v soffice >/dev/null || skip "no soffice here"
    export SAVED=$BATS_FILE_TMPDIR
    cp "$ROOT/tests/conformance/office_text.fodt" "$SAVED/text.fodt"
    for format in odt docx rtf; do
        timeout 120 soffice "-env:UserInstallation=file://$SAVED/profile" \
            --headless --convert-to "$format" --outdir "$SAVED" \
            "$SAVED/text.fodt" >/dev/null 2>&1
    done
}

# Prints the document's paragraphs, as they are counted.
paragraphs() {
    "$POLICYLEX" explain --lexicons "$ROOT/lexicons" --format json "$1" |
        python3 -c 'import json, sys
print("\n".join(json.load(sys.stdin)["paragraphs"]))'
}

check() {
    [ -f "$SAVED/text.$1" ] || skip "LibreOffice wrote no $1 (no writer?)"
    diff <(paragraphs "$SAVED/text.$1") - <<'END'
Norms of States
Scope
States agree on multi-stakeholder inserted rules and norms.
first item
second item
cell one
cell two
Around the box.
boxed words
A non-breaking hyphen: cross-border; Привет; an endnote.
See the report.
At the end.
END
}

@test "flat ODT is read as meant" { check fodt; }

@test "ODT is read as meant" { check odt; }

@test "DOCX is read as meant" { check docx; }

@test "RTF is read as meant" { check rtf; }
