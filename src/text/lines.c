/* lines.c - see lines.h. */
#include "text/lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8_valid.h"
#include "text/span.h"

enum {
    WIDEST_WRAP = 140,   /* characters; a longer line is a paragraph itself */
    NARROWEST_WRAP = 40, /* shorter lines are lists, verse or addresses */
    LEAST_EVIDENCE = 3,  /* lines needed to call a text wrapped */
};

static bool is_ascii_space(unsigned char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_graphic(char byte)
{
    return byte >= '!' && byte <= '~';
}

/* Are the three bytes one white space character, or a zero-width one? */
static bool is_wide_space(const unsigned char *s)
{
    uint32_t bytes = (uint32_t)s[0] << 16 | (uint32_t)s[1] << 8 | s[2];

    switch (bytes) {
    case 0xE280A8: /* U+2028 */
    case 0xE280A9: /* U+2029 */
    case 0xE280AF: /* U+202F */
    case 0xE2819F: /* U+205F */
    case 0xE281A0: /* U+2060 */
    case 0xE38080: /* U+3000 */
    case 0xEFBBBF: /* U+FEFF */
        return true;
    default:
        return bytes >= 0xE28080 && bytes <= 0xE2808B; /* U+2000..200B */
    }
}

/* Returns the bytes of the white space character at text[at], 0 if none. The
 * zero-width ones count: a line of them alone is blank. */
static size_t space_length(const char *text, size_t at, size_t end)
{
    const unsigned char *s = (const unsigned char *)text + at;

    if (*s <= ' ')
        return is_ascii_space(*s);
    if (*s < 0xC2)
        return 0;
    if (*s == 0xC2)
        return end - at >= 2 && (s[1] == 0xA0 || s[1] == 0x85) ? 2 : 0;
    return end - at >= 3 && is_wide_space(s) ? 3 : 0;
}

static size_t trim_end(const char *text, size_t begin, size_t end)
{
    if (end > begin && is_graphic(text[end - 1]))
        return end; /* as nearly every line */
    for (size_t length = 1; end > begin && length;) {
        length = 0;
        for (size_t back = 1; back <= 3 && back <= end - begin; back++)
            if (space_length(text, end - back, end) == back)
                length = back;
        end -= length;
    }
    return end;
}

/* Adds the line [begin, end) unless it is blank; returns whether it is. */
static bool add_line(const char *text, size_t begin, size_t end,
                     bool follows_blank_line, struct lines *out)
{
    size_t first = begin, length;

    while (first < end && (length = space_length(text, first, end)) != 0)
        first += length;
    if (first == end)
        return true;
    end = trim_end(text, first, end);
    *VECTOR_PUSH(out) = (struct line){
        .begin = (uint32_t)first,
        .end = (uint32_t)end,
        .width = end - first > 4 * WIDEST_WRAP
                     ? (uint32_t)(end - first)
                     : (uint32_t)utf8_count_characters(text + first,
                                                       end - first),
        .indent = (uint16_t)(first - begin < 1000 ? first - begin : 1000),
        .follows_blank_line = follows_blank_line,
    };
    return false;
}

void lines_split(const char *text, size_t length, struct lines *out)
{
    char separator = memchr(text, '\n', length) ? '\n' : '\r';
    bool blank = true;

    out->count = 0;
    for (size_t at = 0; at < length;) {
        const char *stop = memchr(text + at, separator, length - at);
        size_t end = stop ? (size_t)(stop - text) : length;

        blank = add_line(text, at, end, blank, out);
        at = end + 1;
    }
}

/* Splits a paragraph, which is line `number`, at its soft
 * breaks. */
static void split_softly(const char *text, struct span paragraph,
                         uint32_t number, struct lines *out)
{
    size_t first = out->count, begin = paragraph.begin, end = paragraph.end;

    while (begin < end) {
        const char *stop = memchr(text + begin, '\v', end - begin);
        size_t next = stop ? (size_t)(stop - text) : end;

        if (!add_line(text, begin, next, true, out)) {
            out->items[out->count - 1].continues = out->count > first + 1;
            out->items[out->count - 1].number = number;
        }
        begin = next + 1;
    }
}

void lines_split_paragraphs(const char *text, size_t length, struct lines *out)
{
    char separator = memchr(text, '\n', length) ? '\n' : '\r';
    uint32_t number = 0;

    out->count = 0;
    for (size_t at = 0; at < length;) {
        const char *stop = memchr(text + at, separator, length - at);
        size_t end = stop ? (size_t)(stop - text) : length;

        split_softly(text, (struct span){(uint32_t)at, (uint32_t)end}, number++,
                     out);
        at = end + 1;
    }
}

/* -- Is the text wrapped, and how wide? ------------------------------------ */

/* Lines that stand together: the text's, or those between two blank ones. */
struct stretch {
    const char *text;
    const struct line *lines;
    size_t count;
};

/* An inner line is followed directly by another one. */
static bool is_inner(const struct stretch *stretch, size_t i)
{
    return i + 1 < stretch->count && !stretch->lines[i + 1].follows_blank_line;
}

static bool ends_sentence(const char *text, const struct line *line)
{
    size_t end = line->end;

    while (end > line->begin && strchr("\"')]", text[end - 1]))
        end--;
    return end > line->begin && strchr(".!?:;", text[end - 1]);
}

static bool begins_in_lower_case(const char *text, const struct line *line)
{
    return islower((unsigned char)text[line->begin]);
}

static int compare_widths(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Returns the width that nine in ten of `count` inner lines stay under. */
static uint32_t usual_width(uint32_t *widths, size_t count)
{
    qsort(widths, count, sizeof(*widths), compare_widths);
    return widths[count * 9 / 10];
}

/* Inner lines that could be wrapped ones, and of these the nearly full ones. */
struct evidence {
    size_t narrow;
    size_t full;
    size_t stopped;   /* full ones that end a sentence */
    size_t continued; /* full ones that are followed by lower case */
};

static struct evidence gather_evidence(const struct stretch *stretch,
                                       uint32_t width)
{
    struct evidence found = {0};

    for (size_t i = 0; i < stretch->count; i++) {
        const struct line *line = &stretch->lines[i];

        if (!is_inner(stretch, i) || line->width > WIDEST_WRAP)
            continue;
        found.narrow++;
        if (4 * line->width < 3 * width)
            continue;
        found.full++;
        found.stopped += ends_sentence(stretch->text, line);
        found.continued += begins_in_lower_case(stretch->text, line + 1);
    }
    return found;
}

/* Enough lines are nearly full, and most full ones stop in mid-sentence. */
static bool looks_wrapped(const struct evidence *found)
{
    return 2 * found->full >= found->narrow && 2 * found->stopped < found->full;
}

/* Returns the width at which the stretch would be wrapped, if it is: that of
 * its inner lines, 0 when most are too long or too few. */
static uint32_t likely_width(const struct stretch *stretch)
{
    uint32_t *widths = memory_get(stretch->count * sizeof(*widths));
    size_t narrow = 0, inner = 0;
    uint32_t width = 0;

    for (size_t i = 0; i < stretch->count; i++) {
        if (!is_inner(stretch, i))
            continue;
        inner++;
        if (stretch->lines[i].width <= WIDEST_WRAP)
            widths[narrow++] = stretch->lines[i].width;
    }
    if (narrow >= LEAST_EVIDENCE && 2 * narrow >= inner)
        width = usual_width(widths, narrow);
    free(widths);
    return width >= NARROWEST_WRAP ? width : 0;
}

/* Returns the width at which the whole text is wrapped, 0 when it is not. */
static uint32_t text_width(const struct stretch *text)
{
    uint32_t width = likely_width(text);
    struct evidence found = gather_evidence(text, width);

    return width && found.full >= LEAST_EVIDENCE && looks_wrapped(&found)
               ? width
               : 0;
}

/* The lines of one block are little evidence: half of them must also go on in
 * lower case, as prose does and a list of titles does not. */
static bool is_wrapped_at(const struct stretch *block, uint32_t width,
                          size_t least)
{
    struct evidence found = gather_evidence(block, width);

    return found.full >= least && looks_wrapped(&found) &&
           2 * found.continued >= found.full;
}

/* Is the block, as wide as `own`, of another width than the text? */
static bool is_of_another_width(uint32_t own, uint32_t text_width)
{
    return 8 * own > 9 * text_width || 9 * own < 8 * text_width;
}

static bool is_wider(const struct stretch *block, uint32_t width)
{
    for (size_t i = 0; i < block->count; i++)
        if (8 * block->lines[i].width > 9 * width)
            return true;
    return false;
}

/* Returns the width at which the block is wrapped, 0 when it is not. Columns,
 * quotations and appended letters have a width of their own; a block too short
 * to tell has the text's, or that of the block that told last, `*last`. */
static uint32_t block_width(const struct stretch *block, uint32_t text_width,
                            uint32_t *last)
{
    uint32_t own = likely_width(block);

    if (own && is_of_another_width(own, text_width) &&
        is_wrapped_at(block, own, LEAST_EVIDENCE))
        return *last = own;
    if (text_width)
        return text_width;
    return *last && !is_wider(block, *last) && is_wrapped_at(block, *last, 1)
               ? *last
               : 0;
}

/* -- Does a line continue the one before it? ------------------------------- */

static bool is_bullet(const char *text, const struct line *line)
{
    static const char *const bullets[] = {
        "-",      "*",      "+",      "\u2022", "\u2023", "\u25E6", "\u25AA",
        "\u25A0", "\u25CF", "\u2013", "\u2014", "\u00B7", "\uF0B7", "\u2043"};

    for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
        size_t length = strlen(bullets[i]);

        if (line->end - line->begin > length &&
            memcmp(text + line->begin, bullets[i], length) == 0 &&
            space_length(text, line->begin + length, line->end))
            return true;
    }
    return false;
}

/* Returns the bytes, at most four, of the letters and digits at text[at]. */
static size_t label_length(const char *text, size_t at, size_t end)
{
    size_t length = 0;

    while (length < 4 && at + length < end &&
           isalnum((unsigned char)text[at + length]))
        length++;
    return length;
}

/* "1." "12)" "(a)" "iv)" and the like, followed by a space. */
static bool is_enumerated(const char *text, const struct line *line)
{
    bool open = text[line->begin] == '(';
    size_t first = line->begin + open;
    size_t length = label_length(text, first, line->end);
    size_t at = first + length;

    if (length == 0 || at + 1 >= line->end || text[at + 1] != ' ')
        return false;
    if (text[at] == ')')
        return true;
    return !open && text[at] == '.' &&
           (isdigit((unsigned char)text[first]) || length == 1);
}

static size_t first_word_width(const char *text, const struct line *line)
{
    const char *space = memchr(text + line->begin, ' ',
                               line->end - line->begin);

    return space ? (size_t)(space - text) - line->begin
                 : line->end - line->begin;
}

/* Returns the width below which a line that is followed by `next` was ended by
 * its writer. What follows in lower case nearly always continues. */
static uint32_t least_full_width(const char *text, const struct line *line,
                                 const struct line *next, uint32_t width)
{
    if (begins_in_lower_case(text, next))
        return width / 2;
    return ends_sentence(text, line) ? width : width * 4 / 5;
}

/* Does the line look like the begin of something, after `line`? */
static bool begins_anew(const char *text, const struct line *next,
                        const struct line *line)
{
    bool line_is_item = is_bullet(text, line) || is_enumerated(text, line);

    if (next->follows_blank_line || is_bullet(text, next))
        return true;
    if (is_enumerated(text, next) &&
        (line_is_item || ends_sentence(text, line)))
        return true;
    return next->indent >= line->indent + 2 && !line_is_item &&
           !line->continues;
}

/* Has the line capital letters and no small ones, in two words or more? */
static bool is_in_capitals(const char *text, const struct line *line)
{
    size_t capitals = 0, spaces = 0;

    for (size_t at = line->begin; at < line->end; at++) {
        unsigned char c = (unsigned char)text[at];

        if (islower(c) || c >= 0x80)
            return false;
        capitals += isupper(c) != 0;
        spaces += c == ' ';
    }
    return spaces > 0 && 2 * capitals > line->end - line->begin;
}

/* A running head or a heading below prose, without a blank line between. */
static bool is_heading(const char *text, const struct line *line,
                       const struct line *next, uint32_t width)
{
    return 4 * next->width < 3 * width && is_in_capitals(text, next) &&
           !is_in_capitals(text, line);
}

static bool is_continued(const char *text, const struct line *line,
                         const struct line *next, uint32_t width)
{
    if (line->width > WIDEST_WRAP || begins_anew(text, next, line) ||
        is_heading(text, line, next, width))
        return false;
    return line->width + 1 + first_word_width(text, next) >
           least_full_width(text, line, next, width);
}

/* Returns how many lines stand together from `first` on. */
static size_t block_length(const struct lines *lines, size_t first)
{
    size_t end = first + 1;

    while (end < lines->count && !lines->items[end].follows_blank_line)
        end++;
    return end - first;
}

void lines_join(const char *text, struct lines *lines)
{
    uint32_t whole = text_width(
        &(struct stretch){text, lines->items, lines->count});
    uint32_t last = 0;

    for (size_t first = 0, count; first < lines->count; first += count) {
        struct line *block = lines->items + first;
        uint32_t width;

        count = block_length(lines, first);
        if (count == 1)
            continue;
        width = block_width(&(struct stretch){text, block, count}, whole,
                            &last);
        for (size_t i = 1; width && i < count; i++)
            block[i].continues = is_continued(text, &block[i - 1], &block[i],
                                              width);
    }
}
