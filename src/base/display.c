/* display.c - see display.h. */
#include "base/display.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD, EMOJI_PRESENTATION = 0xFE0F };

static const char ellipsis[] = "\xE2\x80\xA6";

/* -- Characters ------------------------------------------------------------ */

static bool is_white(utf8proc_int32_t c)
{
    return c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' ||
           c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Embeddings, overrides, isolates and their ends; the plain marks of direction
 * (U+200E, U+200F, U+061C) do nothing to what follows them. */
static bool turns_direction(utf8proc_int32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Reads the next character, made harmless; returns its bytes. */
static size_t next_character(const char *text, size_t length,
                             utf8proc_int32_t *out)
{
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text,
                                              (utf8proc_ssize_t)length, &c);

    if (bytes <= 0) {
        *out = REPLACEMENT;
        return 1;
    }
    *out = c;
    if (is_white(c)) {
        *out = ' ';
        return length > 1 && text[0] == '\r' && text[1] == '\n' ? 2
                                                                : (size_t)bytes;
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || turns_direction(c))
        *out = REPLACEMENT;
    return (size_t)bytes;
}

/* What has no width in the tables of utf8proc because no character has been
 * assigned there yet takes one column on a terminal. */
static size_t width_of(utf8proc_int32_t c)
{
    int width = utf8proc_charwidth(c);

    if (width == 0 && utf8proc_category(c) == UTF8PROC_CATEGORY_CN)
        return 1;
    return width > 0 ? (size_t)width : 0;
}

/* -- Clusters -------------------------------------------------------------- */

static bool is_regional(utf8proc_int32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Appends the next grapheme cluster to `out`, unless that is NULL; returns its
 * bytes, and its columns in `*width`. */
static size_t next_cluster(const char *text, size_t length, struct buffer *out,
                           size_t *width)
{
    utf8proc_int32_t c, before = 0, state = 0;
    size_t at = 0, regional = 0;

    *width = 0;
    while (at < length) {
        size_t bytes = next_character(text + at, length - at, &c);
        utf8proc_uint8_t encoded[4];

        if (at && utf8proc_grapheme_break_stateful(before, c, &state))
            break;
        regional += is_regional(c);
        if (width_of(c) > *width)
            *width = width_of(c);
        if (out)
            buffer_add(out, encoded, (size_t)utf8proc_encode_char(c, encoded));
        before = c;
        at += bytes;
    }
    if (regional == 2 || (*width == 1 && before == EMOJI_PRESENTATION))
        *width = 2; /* a flag; a sign shown as a picture */
    return at;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < 0x20 || text[i] > 0x7E)
            return false;
    return true;
}

size_t display_width(const char *text, size_t length)
{
    size_t columns = 0, width;

    if (is_plain(text, length))
        return length;
    for (size_t at = 0; at < length; columns += width)
        at += next_cluster(text + at, length - at, NULL, &width);
    return columns;
}

size_t display_add(struct buffer *out, const char *text, size_t length,
                   size_t most)
{
    size_t columns = 0, at = 0, whole = display_width(text, length);
    size_t room = whole > most && most ? most - 1 : most;

    if (whole <= most && is_plain(text, length)) {
        buffer_add(out, text, length);
        return length;
    }
    while (at < length) {
        size_t width,
            bytes = next_cluster(text + at, length - at, NULL, &width);

        if (columns + width > room)
            break;
        at += next_cluster(text + at, bytes, out, &width);
        columns += width;
    }
    if (whole > most && most) {
        buffer_add_text(out, ellipsis);
        columns++;
    }
    return columns;
}

void display_pad(struct buffer *out, size_t columns)
{
    while (columns--)
        buffer_add_byte(out, ' ');
}

/* -- Terminals ------------------------------------------------------------- */

/* Returns the number in the environment, or 0. */
static size_t number_of(const char *name)
{
    const char *text = getenv(name);
    long number = text ? strtol(text, NULL, 10) : 0;

    return number > 0 && number < 10000 ? (size_t)number : 0;
}

/* False when the stream is no terminal; one that does not know its size has
 * size 0. */
static bool ask(FILE *stream, struct winsize *size)
{
    *size = (struct winsize){0};
    if (!isatty(fileno(stream)))
        return false;
    (void)ioctl(fileno(stream), TIOCGWINSZ, size);
    return true;
}

size_t display_columns(FILE *stream)
{
    struct winsize size;
    size_t said = number_of("COLUMNS");

    if (!ask(stream, &size))
        return 0;
    if (said)
        return said;
    return size.ws_col ? size.ws_col : 80;
}

size_t display_lines(FILE *stream)
{
    struct winsize size;
    size_t said = number_of("LINES");

    if (!ask(stream, &size))
        return 0;
    if (said)
        return said;
    return size.ws_row ? size.ws_row : 24;
}
