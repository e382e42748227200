/*
 * canonical_text_test.c - the quick way to canonical text, that skips what
 * needs no thought, against one that thinks of every byte.
 *
 * The reference repairs, spells out, normalises whole and goes character by
 * character. How lines are joined is judged by the code under test; that a
 * judgement never costs a character is compared as well.
 *
 *     CANONICAL_ROUNDS=17 canonical_text_test      repeats round 17 alone
 */
#include <stdbool.h>
#include <utf8proc.h>

#include "base/utf8_valid.h"
#include "random_text.h"
#include "text/canonical.h"

/* -- The reference --------------------------------------------------------- */

/* Decodes as utf8proc does; what is not UTF-8 is U+FFFD. */
static int32_t decode(const struct buffer *text, size_t at, size_t *used)
{
    size_t left = text->length - at;
    int32_t c;
    utf8proc_ssize_t length = utf8proc_iterate(
        (const utf8proc_uint8_t *)text->data + at, (utf8proc_ssize_t)left, &c);

    *used = length > 0 ? (size_t)length
                       : utf8_invalid_length(text->data + at, left);
    return length > 0 ? c : 0xFFFD;
}

static void add_character(struct buffer *out, int32_t c)
{
    utf8proc_uint8_t bytes[4];

    buffer_add(out, bytes, (size_t)utf8proc_encode_char(c, bytes));
}

static bool is_dropped(int32_t c)
{
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static bool is_blank(int32_t c)
{
    return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029 ||
           utf8proc_category(c) == UTF8PROC_CATEGORY_ZS;
}

static int32_t straight(int32_t c)
{
    if (c == 0x2010 || c == 0x2011)
        return '-';
    if (c >= 0x2018 && c <= 0x201B)
        return '\'';
    return c >= 0x201C && c <= 0x201F ? '"' : c;
}

/* Valid UTF-8, without what is dropped, ligatures spelled out. */
static void spell(const struct buffer *raw, struct buffer *out)
{
    static const char *const ligatures[] = {"ff",  "fi", "fl", "ffi",
                                            "ffl", "st", "st"};

    for (size_t at = 0, used; at < raw->length; at += used) {
        int32_t c = decode(raw, at, &used);

        if (c >= 0xFB00 && c <= 0xFB06)
            buffer_add_text(out, ligatures[c - 0xFB00]);
        else if (!is_dropped(c))
            add_character(out, c);
    }
}

static void normalise(struct buffer *text)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length = utf8proc_map(
        (const utf8proc_uint8_t *)buffer_text(text),
        (utf8proc_ssize_t)text->length, &normal,
        UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    buffer_reset(text);
    buffer_add(text, normal, length > 0 ? (size_t)length : 0);
    free(normal);
}

static void end_paragraph(struct buffer *out)
{
    if (out->length && out->data[out->length - 1] == ' ')
        out->length--;
    if (out->length && out->data[out->length - 1] != '\n')
        buffer_add_byte(out, '\n');
}

static bool takes_space(const struct buffer *out)
{
    return out->length && out->data[out->length - 1] != ' ' &&
           out->data[out->length - 1] != '\n';
}

/* Every line a paragraph, as where the format knows them. */
static void plain_canonical(const struct buffer *raw, struct buffer *out)
{
    struct buffer spelled = {0};
    char separator = '\r';

    spell(raw, &spelled);
    normalise(&spelled);
    if (spelled.length && memchr(spelled.data, '\n', spelled.length))
        separator = '\n';
    for (size_t at = 0, used; at < spelled.length; at += used) {
        int32_t c = straight(decode(&spelled, at, &used));

        if (c == separator)
            end_paragraph(out);
        else if (!is_blank(c))
            add_character(out, c);
        else if (takes_space(out))
            buffer_add_byte(out, ' ');
    }
    end_paragraph(out);
    buffer_release(&spelled);
}

/* -- Random text ----------------------------------------------------------- */

static void add_piece(struct random *random, struct buffer *text)
{
    static const char *const pieces[] = {
        "\t",     "  ",      "\u00A0",     "\u00AD",
        "\u2003", "\u3000",  "\u200B",     "\u2060",
        "\uFEFF", "\u2028",  "\xC2\x85",   "\x01",
        "\x7F",   "\x1F",    "\xFF",       "\xE2\x80",
        "\xC3",   "\x80",    "\u2019",     "\u201C",
        "\u2010", "\u2013",  "\u2014",     "\u00E9",
        "\uFB01", "e\u0301", "\u0301",     "a\u0327\u0301",
        "\u212B", "\u0439",  "\u4E2D",     "\u1112\u1161",
        "\u03B1", "\u2153",  "\U0001F600", "--",
        " - ",    "\r",      "\f",         "\v",
        ". ",     "\u00AD\n"};

    buffer_add_text(text, RANDOM_OF(random, pieces));
}

static void add_word(struct random *random, struct buffer *text)
{
    size_t length = 1 + random_below(random, 12);

    for (size_t i = 0; i < length; i++)
        buffer_add_byte(text, (char)('a' + random_below(random, 26)));
}

/* Prose with now and then something odd: rarely enough, in most rounds, that
 * whole blocks have nothing odd in them. */
static void make_text(struct random *random, struct buffer *text)
{
    static const size_t rarities[] = {2, 10, 60, 400};
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\n\n", "-\n"};
    size_t words = random_below(random, 200);
    size_t rarity = RANDOM_OF(random, rarities);
    size_t width = 1 + random_below(random, 30);

    for (size_t i = 0; i < words; i++) {
        add_word(random, text);
        if (random_once_in(random, rarity))
            add_piece(random, text);
        if (random_once_in(random, width))
            buffer_add_text(text, RANDOM_OF(random, ends));
        else if (!random_once_in(random, 40))
            buffer_add_byte(text, ' ');
    }
}

/* -- Comparing ------------------------------------------------------------- */

static bool are_equal(const struct buffer *a, const struct buffer *b)
{
    return a->length == b->length &&
           (!a->length || memcmp(a->data, b->data, a->length) == 0);
}

/* Appends the text without what joining lines may change. */
static void add_bare(const struct buffer *text, struct buffer *out)
{
    for (size_t i = 0; i < text->length; i++)
        if (!strchr(" \n-", text->data[i]))
            buffer_add_byte(out, text->data[i]);
}

static bool joins_lose_nothing(const struct buffer *paragraphs,
                               const struct buffer *joined)
{
    struct buffer bare[2] = {{0}, {0}};
    bool equal;

    add_bare(paragraphs, &bare[0]);
    add_bare(joined, &bare[1]);
    equal = are_equal(&bare[0], &bare[1]);
    buffer_release(&bare[0]);
    buffer_release(&bare[1]);
    return equal;
}

/* Copies into memory of just that size, so that a sanitizer sees its end. */
static void make(struct canonical *canonical, const struct buffer *raw,
                 enum text_layout layout)
{
    char *exact = memory_get(raw->length + 1);

    if (raw->length)
        memcpy(exact, raw->data, raw->length);
    exact = memory_resize(exact, raw->length ? raw->length : 1, 1);
    canonical_make(canonical, exact, raw->length, layout, NULL);
    free(exact);
}

static bool try_round(uint64_t round, struct canonical *canonical)
{
    struct random random;
    struct buffer raw = {0}, expected = {0};
    bool same;

    random_begin(&random, round);
    make_text(&random, &raw);
    plain_canonical(&raw, &expected);
    make(canonical, &raw, LAYOUT_PARAGRAPHS);
    same = are_equal(&canonical->text, &expected);
    if (same) {
        make(canonical, &raw, LAYOUT_LINES);
        same = joins_lose_nothing(&expected, &canonical->text);
    }
    if (!same) {
        printf("# CANONICAL_ROUNDS=%llu\n", (unsigned long long)round);
        print_text("raw", buffer_text(&raw), raw.length);
        print_text("expected", buffer_text(&expected), expected.length);
        print_text("got", canonical->text.data, canonical->text.length);
    }
    buffer_release(&raw);
    buffer_release(&expected);
    return same;
}

int main(void)
{
    struct rounds rounds = rounds_wanted("CANONICAL_ROUNDS", 20000);
    struct canonical canonical = {0}; /* kept, as a worker keeps it */
    bool same = true;

    for (uint64_t r = rounds.first; same && r <= rounds.last; r++)
        same = try_round(r, &canonical);
    canonical_release(&canonical);
    puts("1..1");
    printf("%sok 1 - any text has the canonical form of the plain way\n",
           same ? "" : "not ");
    return !same;
}
