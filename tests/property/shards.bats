#!/usr/bin/env bats
# shards.bats - counting by shards and merging gives the same bytes as one run,
# for any number of shards, of workers, of steps; and what cannot give them is
# refused by name, and nothing is published.

# shellcheck disable=SC2154 # root is report_runs.bash's

load report_runs

setup() {
    skip_without_program
    parts=$BATS_TEST_TMPDIR/parts
    mkdir "$parts"
}

policylex() {
    (cd "$root" && "$program" "$@")
}

# Counts shards 1 to N into $parts/K.part.
count_all() { # CORPUS N OPTION...
    local corpus=$1 n=$2 k

    shift 2
    for ((k = 1; k <= n; k++)); do
        policylex count --quiet --corpus "$corpus" --shard "$k/$n" \
            --out "$parts/$k.part" "$@"
    done
}

merge() { # NAME CORPUS OPTION|PART...
    local name=$1 corpus=$2

    shift 2
    policylex merge --quiet --corpus "$corpus" \
        --reports "$BATS_TEST_TMPDIR/$name" "$@" || [[ $? == 2 ]]
}

shards_give_the_same() { # CORPUS N...
    local corpus n

    skip_without_corpus "$1"
    corpus=$(corpus_folder "$1")
    shift
    publish run "$corpus" --window 8
    for n; do
        count_all "$corpus" "$n" --window 8 -j $((n % 3 + 1))
        merge "merge-$n" "$corpus" --window 8 -j $((n % 2 + 1)) \
            "$parts"/*.part
        same_reports run "merge-$n"
        same_views run "merge-$n"
        rm "$parts"/*.part
    done
}

# Refuses to merge, with a sentence that has the words, and publishes nothing.
refuses() { # WORDS OPTION|PART...
    local words=$1

    shift
    run policylex merge --corpus "$root/corpus" --quiet \
        --reports "$BATS_TEST_TMPDIR/refused" "$@"
    echo "$output"
    [ "$status" -eq 65 ]
    [[ $output == *"$words"* ]]
    [ ! -e "$BATS_TEST_TMPDIR/refused/latest" ]
}

@test "1, 2, 7 and 64 shards: sample corpus" {
    shards_give_the_same sample 1 2 7 64
}

@test "2 and 7 shards: documents of every format, bad ones too" {
    shards_give_the_same seeds 2 7
}

@test "3 shards: cyber policy" {
    shards_give_the_same cyber-policy 3
}

@test "5 shards: human rights reports" {
    shards_give_the_same hr-reports 5
}

@test "what is counted otherwise is merged likewise" {
    local options=(--group-by folder --headings apart --hyphens split
        --overlap all --duplicates keep --languages all --units sentence)

    publish run "$root/corpus" "${options[@]}" --csv-dialect plain
    count_all "$root/corpus" 4 "${options[@]}"
    merge merge "$root/corpus" "${options[@]}" --csv-dialect plain \
        "$parts"/*.part
    same_reports run merge
}

@test "a shard has the same bytes with any number of workers, and from a store" {
    local store=$BATS_TEST_TMPDIR/store name

    for name in one four first again; do
        local options=(-j 1)
        [ $name != four ] || options=(-j 4)
        [ $name != first ] && [ $name != again ] ||
            options=(--store "$store")
        policylex count -q --corpus "$root/corpus" --shard 2/3 \
            --out "$parts/$name" "${options[@]}"
        cmp "$parts/one" "$parts/$name"
    done
}

@test "the shards of a plan" {
    publish run "$root/corpus"
    policylex plan --corpus "$root/corpus" --shards 5 \
        --out "$BATS_TEST_TMPDIR/plan.csv"
    count_all "$root/corpus" 5 --plan "$BATS_TEST_TMPDIR/plan.csv"
    merge merge "$root/corpus" --plan "$BATS_TEST_TMPDIR/plan.csv" \
        "$parts"/*.part
    same_reports run merge
    refuses 'with another plan' "$parts"/*.part
}

@test "in steps, in any order" {
    publish run "$root/corpus"
    count_all "$root/corpus" 7
    policylex merge -q --out "$parts/a" "$parts"/{7,1,4}.part
    policylex merge -q --out "$parts/b" "$parts"/{2,6}.part
    policylex merge -q --out "$parts/c" "$parts/b" "$parts/5.part"
    merge merge "$root/corpus" "$parts/c" "$parts/3.part" "$parts/a"
    same_reports run merge
    same_views run merge
    policylex merge -q --out "$parts/d" "$parts"/{4,7,1}.part
    cmp "$parts/a" "$parts/d"
    refuses 'has shard 6' "$parts"/{a,c,3.part,6.part}
}

@test "a whole file is not counted again, a damaged or outdated one is" {
    local part=$parts/1.part before

    count_all "$root/corpus" 2
    cp "$part" "$parts/first"
    before=$(stat -c %i-%y "$part")
    run policylex count --corpus "$root/corpus" --shard 1/2 --out "$part"
    [ "$status" -eq 0 ]
    [[ $output == *'is there, and whole'* ]]
    [ "$(stat -c %i-%y "$part")" = "$before" ]
    truncate -s -7 "$part"
    run policylex count --corpus "$root/corpus" --shard 1/2 --out "$part"
    [[ $output == *'is damaged'*'wrote'* ]]
    cmp "$part" "$parts/first"
    run policylex count --corpus "$root/corpus" --shard 1/2 --out "$part" \
        --window 5
    [[ $output == *'other settings'*'wrote'* ]]
    [ "$(cmp -s "$part" "$parts/first"; echo $?)" -eq 1 ]
    run policylex count --corpus "$root/corpus" --shard 1/2 --out "$part"
    cmp "$part" "$parts/first"
    run policylex count --corpus "$root/corpus" --shard 2/2 --out "$part"
    [[ $output == *'another shard'*'wrote'* ]]
    cmp "$part" "$parts/2.part"
}

@test "a file that is none is neither overwritten nor merged" {
    count_all "$root/corpus" 2
    echo 'my notes' >"$parts/1.part"
    run policylex count --corpus "$root/corpus" --shard 1/2 \
        --out "$parts/1.part"
    [ "$status" -eq 65 ]
    [[ $output == *'1.part: is not a shard file, and is not overwritten'* ]]
    [ "$(cat "$parts/1.part")" = 'my notes' ]
    refuses '1.part: is not a shard file' "$parts"/*.part
    refuses 'nowhere.part: cannot be opened' "$parts"/{2,nowhere}.part
}

@test "a merge overwrites neither other files nor other shards" {
    count_all "$root/corpus" 3
    echo 'my notes' >"$parts/notes"
    run policylex merge --out "$parts/notes" "$parts/1.part"
    [ "$status" -eq 65 ]
    [[ $output == *'notes: is not a shard file, and is not overwritten'* ]]
    [ "$(cat "$parts/notes")" = 'my notes' ]
    cp "$parts/1.part" "$parts/first"
    run policylex merge --out "$parts"/{1,2,3}.part
    [ "$status" -eq 65 ]
    [[ $output == *'1.part: has shard 1, which is in none of the files'* ]]
    cmp "$parts/1.part" "$parts/first"
    policylex merge -q --out "$parts/1.part" "$parts"/{1,3}.part
    policylex merge -q --out "$parts/1.part" "$parts"/{first,3.part}
    rm "$parts"/{3.part,first,notes}
    publish run "$root/corpus"
    merge merge "$root/corpus" "$parts"/*.part
    same_reports run merge
}

@test "missing and repeated shards are named" {
    count_all "$root/corpus" 5
    refuses '2 of 5 shards are in none of the files: 2, 5' \
        "$parts"/{1,3,4}.part
    cp "$parts/3.part" "$parts/x"
    refuses 'x: has shard 3, which' "$parts"/*
    refuses '3.part: has shard 3, which' "$parts"/{1,2,3,3,4,5}.part
}

@test "a shard of other settings, lexicons, manifest, corpus or count is named" {
    local other=$BATS_TEST_TMPDIR/other

    count_all "$root/corpus" 2
    mv "$parts/2.part" "$parts/good"
    policylex count -q --corpus "$root/corpus" --shard 2/2 \
        --out "$parts/2.part" --window 3
    refuses '2.part: was counted with other settings' "$parts"/?.part
    cp -r "$root/lexicons" "$other"
    echo '# mine' >>"$other/abbreviations/en.txt"
    policylex count -q --corpus "$root/corpus" --shard 2/2 \
        --out "$parts/2.part" --lexicons "$other"
    refuses '2.part: was counted with other lexicons' "$parts"/?.part
    sed '$d' "$root/corpus/manifest.csv" >"$BATS_TEST_TMPDIR/manifest.csv"
    policylex count -q --corpus "$root/corpus" --shard 2/2 \
        --out "$parts/2.part" --manifest "$BATS_TEST_TMPDIR/manifest.csv"
    refuses '2.part: was counted with another manifest' "$parts"/?.part
    policylex count -q --corpus "$root/corpus" --shard 2/3 \
        --out "$parts/2.part"
    refuses '2.part: is of 3 shards, but' "$parts"/?.part
    cp -r "$root/corpus" "$other-corpus"
    echo 'A new text.' >"$other-corpus/2020-02-02-new.txt"
    policylex count -q --corpus "$other-corpus" --shard 2/2 \
        --out "$parts/2.part"
    refuses '2.part: was counted with other files in the corpus' \
        "$parts"/?.part
    merge good "$root/corpus" "$parts/1.part" "$parts/good"
}

@test "no changed byte and no cut is merged" {
    local part=$parts/1.part size at

    count_all "$root/corpus" 1
    cp "$part" "$parts/good"
    size=$(stat -c %s "$part")
    for at in 0 5 21 30 $((size / 3)) $((size / 2)) $((size - 33)) \
        $((size - 1)); do
        cp "$parts/good" "$part"
        printf '\377' | dd of="$part" bs=1 seek="$at" conv=notrunc status=none
        refuses '1.part: is' "$part"
        head -c "$at" "$parts/good" >"$part"
        refuses '1.part: is' "$part"
    done
}

@test "what needs all documents is refused" {
    local options

    for options in '--duplicates skip' '--boilerplate flag' \
        '--boilerplate leave-out' '--candidates 3'; do
        # shellcheck disable=SC2086 # two words
        run policylex count --corpus "$root/corpus" --shard 1/2 \
            --out "$parts/1.part" $options
        [ "$status" -eq 64 ]
        [[ $output == *'looks at all documents together'* ]]
        # shellcheck disable=SC2086
        run policylex merge --corpus "$root/corpus" $options \
            --reports "$BATS_TEST_TMPDIR/refused" "$parts/2.part"
        [ "$status" -eq 64 ]
        [[ $output == *'looks at all documents together'* ]]
    done
    [ ! -e "$parts/1.part" ]
}

@test "what cannot be written leaves nothing behind" {
    : >"$parts/file"
    run policylex count --corpus "$root/corpus" --shard 1/2 \
        --out "$parts/file/1.part"
    [ "$status" -eq 73 ]
    [ "$(ls -A "$parts")" = file ]
}

@test "what may not be read is in the shard, and the merge says so" {
    local corpus=$BATS_TEST_TMPDIR/corpus

    cp -r "$root/corpus" "$corpus"
    printf '%%PDF-1.4 cut' >"$corpus/2020-02-02-broken.pdf"
    publish run "$corpus"
    count_all "$corpus" 3
    run policylex merge --corpus "$corpus" \
        --reports "$BATS_TEST_TMPDIR/merge" "$parts"/*.part
    [ "$status" -eq 2 ]
    same_reports run merge
}

@test "the night after a merge counts for itself, and publishes the same" {
    count_all "$root/corpus" 2
    merge merge "$root/corpus" "$parts"/*.part
    cp -rL "$BATS_TEST_TMPDIR/merge/latest" "$BATS_TEST_TMPDIR/merged"
    run policylex run --corpus "$root/corpus" \
        --reports "$BATS_TEST_TMPDIR/merge"
    [[ $output != *'nothing has changed'* ]]
    mkdir "$BATS_TEST_TMPDIR/before"
    mv "$BATS_TEST_TMPDIR/merged" "$BATS_TEST_TMPDIR/before/latest"
    same_reports before merge
}

@test "a second night tells what has changed, with a plan or without" {
    local corpus=$BATS_TEST_TMPDIR/corpus plan name

    cp -r "$root/corpus" "$corpus"
    publish run "$corpus"
    for name in with without; do
        cp -r "$BATS_TEST_TMPDIR/run" "$BATS_TEST_TMPDIR/$name"
    done
    echo 'Capacity building and norms.' >"$corpus/2020-02-02-note.txt"
    publish run "$corpus"
    grep -q '2020-02-02-note' "$BATS_TEST_TMPDIR/run/latest/changes.csv"
    count_all "$corpus" 2
    merge without "$corpus" "$parts"/*.part
    same_reports run without
    rm "$parts"/*
    plan=$BATS_TEST_TMPDIR/plan.csv
    policylex plan -q --corpus "$corpus" --shards 2 --out "$plan"
    count_all "$corpus" 2 --plan "$plan"
    merge with "$corpus" --plan "$plan" "$parts"/*.part
    same_reports run with
}

@test "a document that has been changed since is counted again" {
    local corpus=$BATS_TEST_TMPDIR/corpus file=2020-02-02-note.txt k

    cp -r "$root/corpus" "$corpus"
    echo 'Capacity building and norms.' >"$corpus/$file"
    count_all "$corpus" 3
    echo 'Norms and capacity building.' >"$corpus/$file"
    run policylex merge --corpus "$corpus" \
        --reports "$BATS_TEST_TMPDIR/refused" "$parts"/*.part
    [ "$status" -eq 65 ]
    [[ $output == *"part: \"$file\" has been changed since; count"* ]]
    policylex merge -q --out "$parts/joined" "$parts"/*.part
    run policylex merge --corpus "$corpus" \
        --reports "$BATS_TEST_TMPDIR/refused" "$parts/joined"
    [[ $status -eq 65 && $output == *'has been changed since'* ]]
    rm "$parts/joined"
    run count_all "$corpus" 3
    publish run "$corpus"
    merge merge "$corpus" "$parts"/*.part
    same_reports run merge
    # a plan does not say when
    policylex plan -q --corpus "$corpus" --shards 2 \
        --out "$BATS_TEST_TMPDIR/plan.csv"
    rm "$parts"/*
    count_all "$corpus" 2 --plan "$BATS_TEST_TMPDIR/plan.csv"
    echo 'Norms or building capacity for all.' >"$corpus/$file"
    k=$(awk -F, -v f="\"$file\"" '$3 == f { print $1 }' \
        "$BATS_TEST_TMPDIR/plan.csv")
    run policylex count --corpus "$corpus" --shard "$k/2" \
        --plan "$BATS_TEST_TMPDIR/plan.csv" --out "$parts/$k.part"
    [[ $output == *"\"$file\" has been changed since; it is counted again"* ]]
    publish again "$corpus"
    merge planned "$corpus" --plan "$BATS_TEST_TMPDIR/plan.csv" \
        "$parts"/*.part
    same_reports again planned
    rm "$parts"/*
    count_all "$corpus" 3
    # a time that nobody has seen yet says nothing
    touch -d 2099-01-01 "$corpus/$file"
    for k in 1 2 3; do
        run policylex count --corpus "$corpus" --shard $k/3 \
            --out "$parts/$k.part"
        [[ $output == *'is there, and whole'* ]]
    done
}

@test "a document that is changed while it is counted is counted again" {
    local corpus=$BATS_TEST_TMPDIR/corpus i

    mkdir "$corpus"
    for ((i = 0; i < 3000; i++)); do
        seq -f "Norms %.0f." 1 400 >"$corpus/$i.txt"
    done
    policylex count -q -j 1 --corpus "$corpus" --shard 1/1 \
        --out "$parts/1.part" &
    until [ -n "$(ls -A "$parts")" ]; do sleep 0.01; done
    sleep 0.05
    touch "$corpus/0.txt"
    [ ! -e "$parts/1.part" ] || skip 'counted too soon'
    wait $!
    run policylex count --corpus "$corpus" --shard 1/1 --out "$parts/1.part"
    [[ $output == *'"0.txt" has been changed since; it is counted again'* ]]
}

@test "what a machine cannot read for now is not held against a document" {
    local corpus=$BATS_TEST_TMPDIR/corpus i

    mkdir "$corpus"
    for i in 1 2 3; do
        echo "<html><body><p>Norms $i of state behaviour." >"$corpus/$i.html"
    done
    run bash -c "ulimit -n 7; exec '$program' count --corpus '$corpus' \
        --lexicons '$root/lexicons' --shard 1/1 --out '$parts/1.part' -j 1"
    echo "$output"
    [ "$status" -ge 73 ] && [ "$status" -le 75 ]
    [ -z "$(ls -A "$parts")" ]
    policylex count -q --corpus "$corpus" --shard 1/1 --out "$parts/1.part"
    publish run "$corpus"
    merge merge "$corpus" "$parts/1.part"
    same_reports run merge
}

@test "a settings file names no file to write" {
    local settings=$BATS_TEST_TMPDIR/settings.ini

    count_all "$root/corpus" 2
    printf 'out = %s\n' "$parts/val" >"$settings"
    merge merge "$root/corpus" --config "$settings" "$parts"/*.part
    [ -e "$BATS_TEST_TMPDIR/merge/latest/documents.csv" ]
    [ ! -e "$parts/val" ]
    run policylex count --config "$settings" --shard 1/2
    [ "$status" -eq 64 ]
}

