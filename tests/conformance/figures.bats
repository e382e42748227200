#!/usr/bin/env bats
# figures.bats - the figures of `policylex plot` are SVG that others read, and
# rsvg-convert makes PNG of: of real corpora, and of what hardly is one.

bats_require_minimum_version 1.5.0

setup_file() {
    export FOLDER=$BATS_FILE_TMPDIR
}

setup() {
    root=$BATS_TEST_DIRNAME/../..
    policylex=${POLICYLEX:-$root/build/policylex}
}

tables='theme_frequency term_frequency theme_comparison term_comparison
    word_comparison theme_change theme_trend theme_cooccurrence'

# count NAME OPTION...: counts a corpus into the folder NAME.
count() {
    local name=$1
    shift
    "$policylex" run --quiet --store none --lexicons "$root/lexicons" \
        --reports "$FOLDER/$name" "$@"
}

# draw NAME TABLE WIDTH: is refused in a sentence, or the figure is in
# NAME-TABLE-WIDTH.svg.
draw() {
    local figure=$FOLDER/$1-$2-$3.svg
    "$policylex" plot "$2" --reports "$FOLDER/$1" --width "$3" \
        >"$figure" 2>"$figure.said" && return
    [ $? -eq 65 ] && [ -s "$figure.said" ] && [ ! -s "$figure" ] &&
        rm "$figure"
}

# draw_all NAME LEAST: draws all figures of a run, LEAST of which are there, and
# checks them.
draw_all() {
    local table width
    for table in $tables; do
        for width in 60 85 170 400; do
            draw "$1" "$table" "$width"
        done
    done
    [ "$(find "$FOLDER" -name "$1-*.svg" | wc -l)" -ge "$2" ]
    python3 "$BATS_TEST_DIRNAME/check_figure.py" "$FOLDER/$1"-*.svg
}

# paragraph NUMBER...: prints sentences with themes in them.
paragraph() {
    for _ in "$@"; do
        printf '%s' 'Norms and capacity building matter. Internet freedom ' \
            'rests on critical infrastructure. Cybercrime is a threat. ' \
            'Privacy needs transparency. '
    done
}

@test "all figures of the sample corpus are images" {
    count sample --corpus "$root/corpus"
    draw_all sample 32
}

@test "all figures of a real corpus are images" {
    shared=${POLICYLEX_SHARED:-$root/../shared}/corpora
    [ -d "$shared/cyber-policy" ] || skip "no cyber-policy in $shared"
    count real --corpus "$shared/cyber-policy"
    draw_all real 32
    count speakers --corpus "$shared/cyber-policy" --group-by speaker
    draw_all speakers 28
}

@test "one document without a date, and none with a hit, have what figures can be" {
    mkdir -p "$FOLDER/alone" "$FOLDER/silent"
    paragraph 1 >"$FOLDER/alone/a.txt"
    count one --corpus "$FOLDER/alone"
    draw_all one 8
    echo 'A cat sat there.' >"$FOLDER/silent/2011-05-01-a.txt"
    echo 'A dog ran off.' >"$FOLDER/silent/2018-05-01-b.txt"
    count none --corpus "$FOLDER/silent"
    draw_all none 8
}

@test "one theme, and sixty with long names, fit" {
    echo 'theme,term,pattern' >"$FOLDER/one.csv"
    echo 'norms,norms,norms' >>"$FOLDER/one.csv"
    count theme --corpus "$root/corpus" --lexicons "$FOLDER/one.csv"
    draw_all theme 16
    { echo 'theme,term,pattern'
      for i in $(seq 60); do
          echo "theme $i of sixty whose name goes on and on,term $i,$(
              echo cyber norms the of and to in security states internet |
                  cut -d' ' -f$((i % 10 + 1)))"
      done; } >"$FOLDER/sixty.csv"
    count themes --corpus "$root/corpus" --lexicons "$FOLDER/sixty.csv"
    draw_all themes 32
}

@test "names of groups that are markup, or endless, stay names" {
    mkdir -p "$FOLDER/odd"
    python3 - "$FOLDER/odd" <<'END'
import csv, sys
names = ['<script>alert(1)</script>', '"&\' ]]>', '\u202eevil\u2066', 'x' * 9999,
         'e' + '\u0301' * 500, '\u898f' * 99, '\u0642\u0648\u0627', '=1+2',
         'a\tb\nc', '--', ' ' * 9, 'long name ' * 50]
with open(sys.argv[1] + '/manifest.csv', 'w') as file:
    rows = csv.writer(file)
    rows.writerow(['file', 'date', 'side'])
    for i, name in enumerate(names):
        for k in range(3):
            rows.writerow([f'{i}-{k}.txt', f'{2003 + i}-0{k + 1}-01', name])
END
    for i in $(seq 0 11); do
        for k in 0 1 2; do
            # shellcheck disable=SC2046 # so many times
            paragraph $(seq $((i + k + 1))) >"$FOLDER/odd/$i-$k.txt"
        done
    done
    count odd --corpus "$FOLDER/odd" --group-by side
    draw_all odd 24
    "$policylex" plot theme_trend --reports "$FOLDER/odd" \
        --where 'group=<script>alert(1)</script>' >"$FOLDER/odd-script.svg"
    python3 "$BATS_TEST_DIRNAME/check_figure.py" "$FOLDER/odd-script.svg"
    grep -q '>&lt;script&gt;alert(1)&lt;/script&gt;<' "$FOLDER/odd-script.svg"
    run ! grep -l '<script' "$FOLDER"/odd-*.svg
}

@test "a PNG has the size that was asked for, and comes out whole" {
    command -v rsvg-convert >/dev/null || skip 'rsvg-convert is not installed'
    [ -d "$FOLDER/sample" ] || count sample --corpus "$root/corpus"
    "$policylex" plot theme_trend --reports "$FOLDER/sample" --width 85 \
        --dpi 254 --png --out "$FOLDER/trend.png"
    [ "$(head -c 8 "$FOLDER/trend.png" | od -An -tx1 | tr -d ' ')" = \
        89504e470d0a1a0a ]
    # 85 mm at 10 dots a millimetre
    [ "$(od -An -j16 -N4 -tu1 "$FOLDER/trend.png" | tr -s ' ')" = ' 0 0 3 82' ]
    "$policylex" plot theme_trend --reports "$FOLDER/sample" --width 85 \
        --dpi 254 --png | cmp - "$FOLDER/trend.png"
}

@test "a PNG is not thrown at a terminal" {
    command -v script >/dev/null || skip 'script is not installed'
    [ -d "$FOLDER/sample" ] || count sample --corpus "$root/corpus"
    run script -qec "'$policylex' plot theme_trend --png \
        --reports '$FOLDER/sample'" /dev/null
    [ "$status" -eq 64 ]
    [[ $output == *'a terminal cannot show a PNG image'* ]]
}
