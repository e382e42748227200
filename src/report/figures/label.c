/* label.c - see label.h. */
#include "report/figures/label.h"

#include <string.h>
#include <utf8proc.h>

#include "base/buffer.h"

#define ELLIPSIS "…"

/* Marks upon one letter: more would tower over the lines above. */
enum { FIRST = ' ', LAST = '~', MARKS_MAX = 4 };

static const double margin = 1.05;
static const utf8proc_int32_t replacement = 0xFFFD;
static const double wide_em = 1.0, other_em = 0.66;

/* Helvetica's widths of the characters from space to tilde, in thousandths of
 * an em (Adobe Font Metrics). */
static const unsigned short widths[LAST - FIRST + 1] = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584,
};

static double character_em(utf8proc_int32_t character)
{
    if (character >= FIRST && character <= LAST)
        return widths[character - FIRST] / 1000.0;
    switch (utf8proc_charwidth(character)) {
    case 0:
        return 0;
    case 2:
        return wide_em;
    default:
        return other_em;
    }
}

/* Reads the character at `text`, not at its end; returns its bytes. Bytes that
 * are no UTF-8 are characters by themselves. */
static size_t read_character(const char *text, utf8proc_int32_t *character)
{
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text,
                                               -1, character);

    if (length > 0)
        return (size_t)length;
    *character = replacement;
    return 1;
}

double label_width(const char *text, double size)
{
    double em = 0;

    while (*text) {
        utf8proc_int32_t character;

        text += read_character(text, &character);
        em += character_em(character);
    }
    return em * size * margin;
}

/* -- What is printed of a text --------------------------------------------- */

static bool is_space(utf8proc_int32_t character)
{
    utf8proc_category_t category = utf8proc_category(character);

    return (character >= '\t' && character <= '\r') ||
           category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

/* Controls, and the marks, embeddings, overrides and isolates of direction: a
 * label is a part of a text, which may have them half. */
static bool is_left_out(utf8proc_int32_t character)
{
    return utf8proc_category(character) == UTF8PROC_CATEGORY_CC ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069) ||
           (character >= 0xFFFE && character <= 0xFFFF) || character == 0xFEFF;
}

/* A text as far as it has been cleaned. */
struct cleaning {
    struct buffer out;
    bool was_space; /* nothing, or a space, is what it ends with */
    size_t marks;   /* upon the last letter */
};

static void add_character(struct cleaning *cleaning, const char *bytes,
                          size_t length, utf8proc_int32_t character)
{
    if (is_space(character)) {
        if (!cleaning->was_space)
            buffer_add_byte(&cleaning->out, ' ');
        cleaning->was_space = true;
        return;
    }
    cleaning->marks = character_em(character) > 0 ? 0 : cleaning->marks + 1;
    if (is_left_out(character) || cleaning->marks > MARKS_MAX)
        return;
    if (character == replacement)
        buffer_add_text(&cleaning->out, "\uFFFD");
    else
        buffer_add(&cleaning->out, bytes, length);
    cleaning->was_space = false;
}

static const char *clean(struct arena *arena, const char *text)
{
    struct cleaning cleaning = {.was_space = true};
    struct buffer *out = &cleaning.out;
    const char *copy;

    for (size_t i = 0; *text && i < LABEL_CHARACTERS_MAX; i++) {
        utf8proc_int32_t character;
        size_t length = read_character(text, &character);

        add_character(&cleaning, text, length, character);
        text += length;
    }
    if (*text)
        buffer_add_text(out, ELLIPSIS);
    else if (cleaning.was_space && out->length)
        out->data[--out->length] = '\0';
    copy = arena_copy_text(arena, buffer_text(out), out->length);
    buffer_release(out);
    return copy;
}

/* -- Lines ----------------------------------------------------------------- */

/* Returns the bytes of the longest beginning that fits, whole characters with
 * the marks upon them. */
static size_t fitting_bytes(const char *text, double size, double width)
{
    size_t length = 0;
    double em = 0, most = width / (size * margin);

    while (text[length]) {
        utf8proc_int32_t character;
        size_t bytes = read_character(text + length, &character);

        em += character_em(character);
        if (em > most)
            break;
        length += bytes;
    }
    return length;
}

/* Returns where a line of at most `fitting` bytes ends: before a space, after a
 * hyphen or slash, or else where it is full. At least one character. */
static size_t line_end(const char *text, size_t fitting)
{
    size_t end = fitting;
    utf8proc_int32_t character;

    if (text[fitting] == ' ')
        return fitting;
    while (end > 0 && !strchr(" -/", text[end - 1]))
        end--;
    if (end == 0)
        return fitting ? fitting : read_character(text, &character);
    return end;
}

static const char *cut_line(struct arena *arena, const char *text,
                            const struct label_room *room)
{
    size_t length = strlen(text), ellipsis = strlen(ELLIPSIS);
    char *line;

    if (fitting_bytes(text, room->size, room->width) == length)
        return arena_copy_text(arena, text, length);
    length = fitting_bytes(text, room->size,
                           room->width - label_width(ELLIPSIS, room->size));
    while (length && text[length - 1] == ' ')
        length--;
    line = arena_get_text(arena, length + ellipsis);
    memcpy(line, text, length);
    memcpy(line + length, ELLIPSIS, ellipsis + 1);
    return line;
}

static void add_line(struct label *label, const char *line, double size)
{
    double width = label_width(line, size);

    label->lines[label->count++] = line;
    if (width > label->width)
        label->width = width;
}

struct label label_fit(struct arena *arena, const char *text,
                       const struct label_room *room)
{
    struct label label = {.count = 0};
    const char *rest = clean(arena, text);

    while (*rest && label.count + 1 < room->lines) {
        size_t fitting = fitting_bytes(rest, room->size, room->width);
        size_t end = rest[fitting] ? line_end(rest, fitting) : fitting;
        size_t length = end;

        while (length && rest[length - 1] == ' ')
            length--;
        add_line(&label, arena_copy_text(arena, rest, length), room->size);
        rest += end;
        rest += strspn(rest, " ");
    }
    if (*rest)
        add_line(&label, cut_line(arena, rest, room), room->size);
    return label;
}

const char *label_shorten(struct arena *arena, const char *text, double size,
                          double width)
{
    struct label_room room = {size, width, 1};
    struct label label = label_fit(arena, text, &room);

    return label.count ? label.lines[0] : "";
}
