/* words.c - see words.h. */
#include "text/words.h"

#include <string.h>

#include "base/byte_scan.h"
#include "text/abbreviations.h"
#include "text/char_class.h"
#include "text/link.h"
#include "text/utf8.h"
#include "text/word_break.h"

/* What an ASCII byte is to a word. */
enum kind {
    LETTER,
    DIGIT,
    UNDERSCORE,
    OTHER,
    MID,      /* . ' : , ; - join under conditions on both sides */
    TAG,      /* @ # begin a handle or a hashtag */
    NOT_ASCII /* the full rules decide */
};

#define O OTHER
#define L LETTER
#define D DIGIT
#define U UNDERSCORE
#define M MID
#define T TAG
#define N NOT_ASCII
/* clang-format off */
static const uint8_t kinds[256] = { /* a row is 16 bytes */
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, O, O, T, O, O, O, M, O, O, O, O, M, M, M, O,
    D, D, D, D, D, D, D, D, D, D, M, M, O, O, O, O,
    T, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, U,
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
};
/* clang-format on */
#undef O
#undef L
#undef D
#undef U
#undef M
#undef T
#undef N

static inline enum kind kind_of(char byte)
{
    return (enum kind)kinds[(unsigned char)byte];
}

static inline bool is_alphanumeric(char byte)
{
    return kind_of(byte) <= DIGIT;
}

/* The paragraph under way. */
struct scan {
    const char *text;
    uint32_t end; /* of the paragraph */
    const struct word_rules *rules;
};

/* Does the MID character between two ASCII neighbours join them? (WB6, 7, 11,
 * 12 of UAX #29, and the hyphen.) */
static bool joins(char mid, enum kind before, enum kind after,
                  const struct word_rules *rules)
{
    bool letters = before == LETTER && after == LETTER;
    bool digits = before == DIGIT && after == DIGIT;

    switch (mid) {
    case '-':
        return !rules->splits_hyphens &&
               (before == LETTER || before == DIGIT) &&
               (after == LETTER || after == DIGIT);
    case ':':
        return letters;
    case ',':
    case ';':
        return digits;
    default:
        return letters || digits;
    }
}

/* Returns the end of the word of letters, digits and underscores that begins at
 * `from`, or 0 when a character beyond ASCII has a say in it. */
static uint32_t ascii_word_end(const struct scan *scan, uint32_t from)
{
    const char *text = scan->text;
    uint32_t at = from;

    for (;;) {
        enum kind next;

        while (is_alphanumeric(text[at]) || text[at] == '_')
            at++;
        if (kind_of(text[at]) == NOT_ASCII)
            return 0;
        if (kind_of(text[at]) != MID)
            return at;
        next = kind_of(text[at + 1]);
        if (next == NOT_ASCII)
            return 0;
        if (!joins(text[at], kind_of(text[at - 1]), next, scan->rules))
            return at;
        at++;
    }
}

static bool letter_or_digit_at(const char *text, uint32_t at)
{
    size_t length;

    return char_class_is_letter_or_digit(
        char_class(utf8_decode(text + at, &length)));
}

/* The same of the character that ends at `end`, its combining marks passed
 * over.
 */
static bool letter_or_digit_before(const char *text, uint32_t begin,
                                   uint32_t end)
{
    size_t length;

    while (end > begin) {
        uint16_t class;

        end = (uint32_t)utf8_before(text, end);
        class = char_class(utf8_decode(text + end, &length));
        if (char_class_word(class) != WB_EXTEND)
            return char_class_is_letter_or_digit(class);
    }
    return false;
}

/* The same by the full rules, for any word. */
static uint32_t unicode_word_end(const struct scan *scan, uint32_t from)
{
    const char *text = scan->text;
    uint32_t at = (uint32_t)word_break_next(text, scan->end, from);

    while (!scan->rules->splits_hyphens && at + 1 < scan->end &&
           text[at] == '-' && letter_or_digit_before(text, from, at) &&
           letter_or_digit_at(text, at + 1))
        at = (uint32_t)word_break_next(text, scan->end, at + 1);
    return at;
}

static bool has_letter_or_digit(const char *text, struct span span)
{
    size_t length;

    for (uint32_t at = span.begin; at < span.end; at += (uint32_t)length)
        if (char_class_is_letter_or_digit(
                char_class(utf8_decode(text + at, &length))))
            return true;
    return false;
}

/* Returns the end of the abbreviation that text[begin, end) and a period make,
 * or `end` when they make none. */
static uint32_t with_period(const struct scan *scan, struct span word)
{
    const char *text = scan->text;

    if (word.end >= scan->end || text[word.end] != '.')
        return word.end;
    switch (abbreviations_find(scan->rules->abbreviations, text + word.begin,
                               word.end + 1 - word.begin)) {
    case ABBREVIATION_NONE:
        return word.end;
    case ABBREVIATION_NUMBER: /* "No. 5", not "He said no." */
        return word.end + 2 < scan->end && text[word.end + 1] == ' ' &&
                       kind_of(text[word.end + 2]) == DIGIT
                   ? word.end + 1
                   : word.end;
    case ABBREVIATION_TITLE:
    case ABBREVIATION_GENERAL:
    case ABBREVIATION_INITIALISM:
    default:
        return word.end + 1;
    }
}

static struct span without_underscores(const char *text, struct span span)
{
    while (span.begin < span.end && text[span.begin] == '_')
        span.begin++;
    while (span.end > span.begin && text[span.end - 1] == '_')
        span.end--;
    return span;
}

static inline void push(struct words *out, struct span span)
{
    VECTOR_PUSH(out)->span = span;
}

/* Takes the word, link or other segment that begins at `from`; returns where to
 * go on. */
static uint32_t take_word(const struct scan *scan, uint32_t from,
                          struct words *out)
{
    struct span word = {from, ascii_word_end(scan, from)};
    uint32_t link, end;

    if (!word.end)
        word.end = unicode_word_end(scan, from);
    if (!is_alphanumeric(scan->text[from]) &&
        !has_letter_or_digit(scan->text, word))
        return word.end;
    link = link_end(scan->text, word, scan->end);
    if (link) {
        out->link_count++;
        return link;
    }
    if (scan->text[word.begin] == '_' || scan->text[word.end - 1] == '_') {
        end = word.end;
        push(out, without_underscores(scan->text, word));
        return end;
    }
    word.end = with_period(scan, word);
    push(out, word);
    return word.end;
}

/* "@State_Cyber", "#FreeTheNet": the sign and what follows it, if that holds a
 * letter; a number sign before a mere number is punctuation. */
static uint32_t take_tag(const struct scan *scan, uint32_t from,
                         struct words *out)
{
    const char *text = scan->text;
    uint32_t at = from + 1;
    bool has_letter = false;
    size_t length;

    while (at < scan->end &&
           (text[at] == '_' || letter_or_digit_at(text, at))) {
        has_letter |= kind_of(text[at]) != DIGIT && text[at] != '_';
        utf8_decode(text + at, &length);
        at += (uint32_t)length;
    }
    if (!has_letter)
        return from + 1;
    push(out, (struct span){from, at});
    return at;
}

/* Takes what begins at `from` by whatever rules it needs; returns where to go
 * on. */
static uint32_t take_any(const struct scan *scan, uint32_t from,
                         struct words *out)
{
    switch (kind_of(scan->text[from])) {
    case TAG:
        return take_tag(scan, from, out);
    case OTHER:
    case MID:
        return from + 1;
    case LETTER:
    case DIGIT:
    case UNDERSCORE:
    case NOT_ASCII:
    default:
        return take_word(scan, from, out);
    }
}

/* -- The common case -------------------------------------------------------
 * Nearly every word is a run of ASCII letters and digits before a byte that can
 * only end it. Such words are read off bit masks, 64 bytes at a time. */

enum { WINDOW_BYTES = SCAN_BLOCK };

/* What the bytes of a window are, a bit each, the first byte's lowest. */
struct window {
    uint64_t runs; /* what words and tags are made of */
    uint64_t odd;  /* where it stands in a run, or ends one, there is more to
                      think about */
};

/* What begins or goes on with words and tags but is no letter or digit. */
static inline struct byte_vector marks_in(struct byte_vector v)
{
    return vector_or(
        vector_or(vector_in(v, 0x80, 0xFF), vector_in(v, '_', '_')),
        vector_or(vector_in(v, '@', '@'), vector_in(v, '#', '#')));
}

static inline struct byte_vector alphanumerics_in(struct byte_vector v)
{
    return vector_or(vector_letters(v), vector_in(v, '0', '9'));
}

/* What may join two words, but the period. */
static inline struct byte_vector joiners_in(struct byte_vector v)
{
    return vector_or(vector_in(v, ',', '-'), vector_or(vector_in(v, '\'', '\''),
                                                       vector_in(v, ':', ';')));
}

static inline struct window window_at(const char *text)
{
    uint64_t runs = 0, marks = 0, joiners = 0;
    uint64_t dots = scan_block(text, '.', '.');
    uint64_t slashes = scan_block(text, '/', '/');

    for (uint32_t i = 0; i < WINDOW_BYTES; i += BYTE_VECTOR_BYTES) {
        struct byte_vector v = vector_load(text + i), mark = marks_in(v);

        marks |= (uint64_t)vector_bits(mark) << i;
        runs |= (uint64_t)vector_bits(vector_or(mark, alphanumerics_in(v)))
                << i;
        joiners |= (uint64_t)vector_bits(joiners_in(v)) << i;
    }
    joiners &= (runs | dots | joiners | slashes) >> 1;
    return (struct window){runs, marks | dots | joiners};
}

/* The lowest run of set bits, [begin, end). */
static inline struct span lowest_run(uint64_t bits)
{
    uint32_t begin = (uint32_t)__builtin_ctzll(bits);
    uint64_t beyond = ~(bits >> begin);

    return (struct span){
        begin,
        begin + (beyond ? (uint32_t)__builtin_ctzll(beyond) : WINDOW_BYTES)};
}

/* Are some of bits [begin, end] set? `end` is below 63. */
static inline bool has_bits(uint64_t bits, struct span run)
{
    return bits >> run.begin & (((uint64_t)2 << span_length(run)) - 1);
}

/* Takes the words of the window at `at`; returns where the next one begins. A
 * run is left to the next window unless this one sees its end and two bytes
 * more: the byte that ends it, and whether that joins the next. */
static uint32_t take_window(const struct scan *scan, uint32_t at,
                            struct words *out)
{
    struct window window = window_at(scan->text + at);
    uint32_t bytes = WINDOW_BYTES - 1, next;

    if (scan->end - at < WINDOW_BYTES) {
        window.runs &= ((uint64_t)1 << (scan->end - at)) - 1;
        bytes = scan->end - at;
    }
    VECTOR_RESERVE(out, out->count + WINDOW_BYTES);
    while (window.runs) {
        struct span run = lowest_run(window.runs);

        if (run.end >= WINDOW_BYTES - 1 && run.begin > 0)
            return at + run.begin;
        if (run.end >= WINDOW_BYTES - 1 || has_bits(window.odd, run)) {
            next = take_any(scan, at + run.begin, out);
            if (next - at >= bytes)
                return next;
            window.runs &= UINT64_MAX << (next - at);
            continue;
        }
        out->items[out->count++].span = (struct span){at + run.begin,
                                                      at + run.end};
        window.runs &= UINT64_MAX << run.end;
    }
    return at + bytes;
}

void words_find(const char *text, struct span paragraph,
                const struct word_rules *rules, struct words *out)
{
    struct scan scan = {text, paragraph.end, rules};
    uint32_t at = paragraph.begin;

    while (at < paragraph.end)
        at = take_window(&scan, at, out);
}
