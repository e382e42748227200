/*
 * canonical.c - see canonical.h.
 *
 * Nearly all bytes of nearly all documents are ASCII that stays as it is, so
 * the work is done in runs: find the next byte that needs a thought, 64 at a
 * time (base/byte_scan.h), copy what stands before it, think. Only the pieces
 * of text that normalisation could change go through utf8proc.
 */
#include "text/canonical.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/byte_scan.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/utf8_repair.h"
#include "base/utf8_valid.h"
#include "text/split_word.h"
#include "text/utf8.h"

void canonical_release(struct canonical *canonical)
{
    buffer_release(&canonical->text);
    buffer_release(&canonical->repaired);
    free(canonical->paragraphs.items);
    free(canonical->first_lines.items);
    free(canonical->lines.items);
    interner_free(canonical->words);
    *canonical = (struct canonical){0};
}

/* -- Valid UTF-8 ----------------------------------------------- */

/* Copies the text with U+FFFD for every maximal invalid sequence. */
static void repair_utf8(struct canonical *out, const char *raw, size_t length)
{
    struct utf8_repair repair;

    buffer_reset(&out->repaired);
    repair = utf8_add_repaired(&out->repaired, raw, length);
    out->invalid_count = repair.count;
    out->invalid_offset = repair.first;
}

/* Returns whether the sequence at s is of a block that NFC leaves alone: none
 * of its characters may combine or has a canonical form other than itself. A
 * false alarm costs time only. */
static bool is_settled(const unsigned char *s)
{
    if (s[0] < 0xCC) /* continuation bytes, and characters up to U+02FF */
        return true;
    if (s[0] == 0xE2) /* U+2010..203F: dashes, quotes, bullets, ellipsis */
        return s[1] == 0x80 && s[2] >= 0x90;
    if (s[0] == 0xD0 || s[0] == 0xD1) /* Cyrillic letters */
        return s[1] < 0xB8;
    return s[0] >= 0xE4 && s[0] <= 0xE9; /* Han, U+4000 and beyond */
}

/* Returns where the first character from `at` on stands that NFC could change,
 * `length` if there is none. */
static size_t next_unsettled(const char *text, size_t at, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;

    while (at < length) {
        if (s[at] < 0x80)
            at += utf8_ascii_length(text + at, length - at);
        else if (is_settled(s + at))
            at++;
        else
            break;
    }
    return at;
}

/* -- Characters -------------------------------------------------------------
 */

/* What stands for U+2010..U+201F: hyphens, dashes, bars, quotes. */
static const char *const from_2010[16] = {
    "-", "-", "\u2012", "\u2013", "\u2014", "\u2015", "\u2016", "\u2017",
    "'", "'", "'",      "'",      "\"",     "\"",     "\"",     "\""};

static const char *const ligatures[7] = {"ff",  "fi", "fl", "ffi",
                                         "ffl", "st", "st"};

/* Returns what stands for the character in canonical text, " " for any space,
 * NULL for itself. */
static const char *replacement(uint32_t c)
{
    if (c >= 0x2010 && c <= 0x201F)
        return from_2010[c - 0x2010];
    if (c >= 0xFB00 && c <= 0xFB06)
        return ligatures[c - 0xFB00];
    switch (c) {
    case 0x00AD: /* soft hyphen */
    case 0x200B: /* zero width space */
    case 0x2060: /* word joiner */
    case 0xFEFF: /* byte order mark, zero width no-break space */
        return "";
    case 0x0085:
    case 0x00A0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return " ";
    default:
        return c <= ' ' || c == 0x7F || (c >= 0x2000 && c <= 0x200A) ? " "
                                                                     : NULL;
    }
}

/* -- Normal form ------------------------------------------------------------
 */

/* Copies the text without what is dropped and with ligatures spelled out: that
 * may leave characters side by side which NFC composes. */
static void spell_out(const char *text, size_t length, struct buffer *out)
{
    size_t copied = 0, used;

    for (size_t at = 0; at < length; at += used) {
        const char *instead = NULL;

        used = 1;
        if ((unsigned char)text[at] >= 0x80)
            instead = replacement(utf8_decode(text + at, &used));
        if (!instead || *instead == ' ' ||
            (!*instead && at + used < length && text[at + used] == '\n'))
            continue; /* a soft hyphen at a line's end still joins the lines */
        buffer_add(out, text + copied, at - copied);
        buffer_add_text(out, instead);
        copied = at + used;
    }
    buffer_add(out, text + copied, length - copied);
}

/* Appends the normal form of text[0, length). */
static void add_composed(struct buffer *out, const char *text, size_t length)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text,
                                         (utf8proc_ssize_t)length, &normal,
                                         UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    if (size < 0) /* valid text of bounded size: only memory can be short */
        memory_give_up(0);
    buffer_add(out, normal, (size_t)size);
    free(normal);
}

static bool is_ascii(char byte)
{
    return !((unsigned char)byte & 0x80U);
}

/* Nothing composes or changes places across the front of an ASCII character, so
 * only pieces from one such to the next need be composed. */
static void compose(const char *text, size_t length, struct buffer *out)
{
    size_t copied = 0, at;

    while ((at = next_unsettled(text, copied, length)) < length) {
        size_t begin = at, end = at;

        while (begin > copied && !is_ascii(text[begin]))
            begin--;
        while (end < length && !is_ascii(text[end]))
            end++;
        buffer_add(out, text + copied, begin - copied);
        add_composed(out, text + begin, end - begin);
        copied = end;
    }
    buffer_add(out, text + copied, length - copied);
}

static void normalise(struct canonical *out, const char *text, size_t length)
{
    struct buffer spelled = {0};

    spell_out(text, length, &spelled);
    buffer_reset(&out->repaired);
    compose(buffer_text(&spelled), spelled.length, &out->repaired);
    buffer_release(&spelled);
}

/* -- Runs --------------------------------------------------------------------
 */

/* The text that paragraphs are made of, and what helps. */
struct source {
    const char *raw; /* valid, normalised */
    size_t length;
    const struct interner *known_words;
};

/* Controls, DEL and everything beyond ASCII, as one range that wraps round. */
enum { ODD_FIRST = 0x7F, ODD_LAST = 0x1F };

static bool is_odd(char byte)
{
    return (unsigned char)byte >= ODD_FIRST || (unsigned char)byte <= ODD_LAST;
}

/* Marks the bytes of a block that cannot be copied as they are: the odd ones,
 * and spaces after a space. */
static uint64_t find_odd(const char *block, bool follows_space)
{
    uint64_t spaces = scan_block(block, ' ', ' ');

    return scan_block(block, ODD_FIRST, ODD_LAST) |
           (spaces & (spaces << 1U | follows_space));
}

static bool ends_with_space(const struct buffer *text)
{
    return text->length == 0 || text->data[text->length - 1] == ' ' ||
           text->data[text->length - 1] == '\n';
}

/* `out` has room for all that the raw line can become. */
static void put(struct buffer *out, const char *bytes, size_t length)
{
    memcpy(out->data + out->length, bytes, length);
    out->length += length;
}

static size_t put_character(struct buffer *out, const char *text)
{
    size_t used;
    const char *instead = replacement(utf8_decode(text, &used));

    if (!instead)
        put(out, text, used);
    else if (*instead != ' ')
        put(out, instead, strlen(instead));
    else if (!ends_with_space(out))
        put(out, " ", 1);
    return used;
}

/* Copies what can be copied of the up to 64 bytes at `at`, and returns how many
 * that were. The whole block is copied at once, over the end of `out`, whose
 * padding bears it; what is not wanted is overwritten later. */
static size_t put_run(struct buffer *out, const struct source *source,
                      size_t at, size_t end)
{
    char *to = out->data + out->length;
    size_t left = source->length - at, run = end - at;
    uint64_t odd;

    if (left >= SCAN_BLOCK) {
        memcpy(to, source->raw + at, SCAN_BLOCK);
    } else {
        memcpy(to, source->raw + at, left);
        memset(to + left, 0, SCAN_BLOCK - left);
    }
    odd = find_odd(to, ends_with_space(out));
    if (run > SCAN_BLOCK)
        run = SCAN_BLOCK;
    if (odd && scan_first(odd) < run)
        run = scan_first(odd);
    out->length += run;
    return run;
}

/* Appends raw[begin, end) to the paragraph at hand. */
static void put_line(struct buffer *out, const struct source *source,
                     size_t begin, size_t end)
{
    for (size_t at = begin, run; at < end;) {
        run = put_run(out, source, at, end);
        at += run;
        if (run == SCAN_BLOCK || at == end)
            continue;
        do
            at += put_character(out, source->raw + at);
        while (at < end && is_odd(source->raw[at]));
    }
}

/* -- Words split at a line's end --------------------------------------------
 */

/* Returns whether the paragraph at hand ends with a letter and a hyphen and the
 * line goes on with a letter. */
static bool splits_word(const struct buffer *text, const char *next)
{
    return text->length >= 2 && text->data[text->length - 1] == '-' &&
           split_word_byte(text->data[text->length - 2]) &&
           split_word_byte(*next);
}

static bool ends_with_soft_hyphen(const struct source *source,
                                  const struct line *line)
{
    return line->end - line->begin > 2 &&
           memcmp(source->raw + line->end - 2, "\u00AD", 2) == 0;
}

/* Joins the line to the one before it. */
static void join_line(struct canonical *out, const struct source *source,
                      const struct line *line)
{
    const char *next = source->raw + line->begin;
    struct split_word split;

    if (ends_with_soft_hyphen(source, line - 1))
        return;
    if (!splits_word(&out->text, next)) {
        if (!ends_with_space(&out->text))
            put(&out->text, " ", 1);
        return;
    }
    if (!out->words)
        out->words = split_word_evidence(source->raw, source->length);
    split = (struct split_word){out->text.data, out->text.length - 1, next,
                                line->end - line->begin};
    if (split_word_is_one(out->words, source->known_words, &split))
        out->text.length--;
}

/* -- Paragraphs --------------------------------------------------------------
 */

/* Ends the paragraph that began at `begin` with the line `first`, unless
 * nothing is in it. */
static void end_paragraph(struct canonical *out, size_t begin, size_t first)
{
    while (out->text.length > begin &&
           out->text.data[out->text.length - 1] == ' ')
        out->text.length--;
    if (out->text.length == begin)
        return;
    *VECTOR_PUSH(&out->paragraphs) = (struct span){(uint32_t)begin,
                                                   (uint32_t)out->text.length};
    *VECTOR_PUSH(&out->first_lines) = (uint32_t)first;
    put(&out->text, "\n", 1);
}

static void put_paragraphs(struct canonical *out, const struct source *source)
{
    size_t begin = 0, first = 0;

    for (size_t i = 0; i < out->lines.count; i++) {
        const struct line *line = &out->lines.items[i];

        if (line->continues) {
            join_line(out, source, line);
        } else {
            end_paragraph(out, begin, first);
            begin = out->text.length;
            first = i;
        }
        put_line(&out->text, source, line->begin, line->end);
    }
    end_paragraph(out, begin, first);
}

static void find_lines(struct canonical *out, const struct source *source,
                       enum text_layout layout)
{
    if (layout == LAYOUT_PARAGRAPHS) {
        lines_split_paragraphs(source->raw, source->length, &out->lines);
    } else {
        lines_split(source->raw, source->length, &out->lines);
        lines_join(source->raw, &out->lines);
    }
}

static void put_verbatim(struct canonical *out, const struct source *source)
{
    put(&out->text, source->raw, source->length);
    if (source->length)
        *VECTOR_PUSH(&out->paragraphs) = (struct span){
            0, (uint32_t)source->length};
}

/* Returns the raw text, or its repaired and normalised copy. */
static struct source prepare(struct canonical *out, const char *raw,
                             size_t length, enum text_layout layout)
{
    struct source source = {.raw = raw, .length = length};

    if (utf8_valid_length(raw, length) != length) {
        repair_utf8(out, raw, length);
        source.raw = buffer_text(&out->repaired);
        source.length = out->repaired.length;
    }
    if (layout != LAYOUT_VERBATIM &&
        next_unsettled(source.raw, 0, source.length) < source.length) {
        normalise(out, source.raw, source.length);
        source.raw = buffer_text(&out->repaired);
        source.length = out->repaired.length;
    }
    return source;
}

void canonical_make(struct canonical *out, const char *raw, size_t length,
                    enum text_layout layout, const struct interner *known_words)
{
    struct source source;

    buffer_reset(&out->text);
    out->paragraphs.count = out->first_lines.count = 0;
    out->invalid_count = out->invalid_offset = 0;
    interner_free(out->words);
    out->words = NULL;

    source = prepare(out, raw, length, layout);
    source.known_words = known_words;
    /* No replacement is longer than what it replaces; each line adds at most
     * the '\n' that ends it. */
    buffer_reserve(&out->text, source.length + 1);
    if (layout == LAYOUT_VERBATIM) {
        put_verbatim(out, &source);
    } else {
        find_lines(out, &source, layout);
        put_paragraphs(out, &source);
    }
    memset(out->text.data + out->text.length, 0, BUFFER_PADDING);
}
