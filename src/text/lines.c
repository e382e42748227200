/* lines.c - see lines.h. */
#include "text/lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDEST_WRAP = 140,   /* characters; a longer line is a paragraph itself */
    NARROWEST_WRAP = 40, /* shorter lines are lists, verse or addresses */
    LEAST_EVIDENCE = 3,  /* lines needed to call a text wrapped */
};

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

    if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
        return 1;
    if (*s < 0xC2)
        return 0;
    if (*s == 0xC2)
        return end - at >= 2 && (s[1] == 0xA0 || s[1] == 0x85) ? 2 : 0;
    return end - at >= 3 && is_wide_space(s) ? 3 : 0;
}

static size_t trim_end(const char *text, size_t begin, size_t end)
{
    for (size_t length = 1; end > begin && length;) {
        length = 0;
        for (size_t back = 1; back <= 3 && back <= end - begin; back++)
            if (space_length(text, end - back, end) == back)
                length = back;
        end -= length;
    }
    return end;
}

static uint32_t count_characters(const char *text, size_t begin, size_t end)
{
    uint32_t count = 0;

    for (size_t i = begin; i < end; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
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
                     : count_characters(text, first, end),
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

/* -- Is the text wrapped, and how wide? ----------------------------------- */

/* An inner line is followed directly by another one. */
static bool is_inner(const struct lines *lines, size_t i)
{
    return i + 1 < lines->count && !lines->items[i + 1].follows_blank_line;
}

static bool ends_sentence(const char *text, const struct line *line)
{
    size_t end = line->end;

    while (end > line->begin && strchr("\"')]", text[end - 1]))
        end--;
    return end > line->begin && strchr(".!?:;", text[end - 1]);
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

/* Of the inner lines that could be wrapped ones, enough are nearly full, and
 * most full ones stop in mid-sentence. */
static bool looks_wrapped(const char *text, const struct lines *lines,
                          size_t narrow, uint32_t width)
{
    size_t full = 0, stopped = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];

        if (!is_inner(lines, i) || line->width > WIDEST_WRAP ||
            4 * line->width < 3 * width)
            continue;
        full++;
        stopped += ends_sentence(text, line);
    }
    return full >= LEAST_EVIDENCE && 2 * full >= narrow && 2 * stopped < full;
}

/* Returns the width at which the text is wrapped, 0 when it is not. */
static uint32_t wrap_width(const char *text, const struct lines *lines)
{
    uint32_t *widths = memory_get(lines->count * sizeof(*widths));
    size_t narrow = 0, inner = 0;
    uint32_t width = 0;

    for (size_t i = 0; i < lines->count; i++) {
        if (!is_inner(lines, i))
            continue;
        inner++;
        if (lines->items[i].width <= WIDEST_WRAP)
            widths[narrow++] = lines->items[i].width;
    }
    if (narrow >= LEAST_EVIDENCE && 2 * narrow >= inner)
        width = usual_width(widths, narrow);
    free(widths);
    return width >= NARROWEST_WRAP && looks_wrapped(text, lines, narrow, width)
               ? width
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
    if (islower((unsigned char)text[next->begin]))
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

static bool is_continued(const char *text, const struct line *line,
                         const struct line *next, uint32_t width)
{
    if (line->width > WIDEST_WRAP || begins_anew(text, next, line))
        return false;
    return line->width + 1 + first_word_width(text, next) >
           least_full_width(text, line, next, width);
}

void lines_join(const char *text, struct lines *lines)
{
    uint32_t width = wrap_width(text, lines);

    if (!width)
        return;
    for (size_t i = 1; i < lines->count; i++)
        lines->items[i].continues = is_continued(text, &lines->items[i - 1],
                                                 &lines->items[i], width);
}
