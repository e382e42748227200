/* text_layout.c - see text_layout.h. */
#include "report/text_layout.h"

#include <string.h>

#include "base/display.h"

/* A text is not cut to less, and a key, which names the row, only when other
 * columns have gone. Where nobody reads on a terminal, a text that is longer
 * than PADDED_MAX does not make its whole column as wide. */
enum { TEXT_MIN = 12, KEY_MIN = 24, PADDED_MAX = 80 };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* -- Names ----------------------------------------------------------------- */

/* Returns the bytes up to and with the next '_' or space. */
static size_t piece_length(const char *name)
{
    size_t length = strcspn(name, "_ ");

    return length + (name[length] != '\0');
}

size_t text_layout_name_line(const char *name, size_t at, size_t width)
{
    size_t length = piece_length(name + at), more;

    while ((more = piece_length(name + at + length)) > 0 &&
           display_width(name + at, length + more) <= width)
        length += more;
    return length;
}

static size_t widest_piece(const char *name)
{
    size_t widest = 0, length;

    for (; (length = piece_length(name)) > 0; name += length)
        widest = larger(widest, display_width(name, length));
    return widest;
}

/* -- Widths ---------------------------------------------------------------- */

static bool fits(const struct text_column *columns, size_t count, size_t width)
{
    size_t used = 0;

    for (size_t i = 0; i < count; i++)
        if (columns[i].place == TEXT_SHOWN)
            used += columns[i].width + (used ? TEXT_LAYOUT_GAP : 0);
    return used <= width;
}

static void lay_naturally(struct text_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        columns[i].place = TEXT_SHOWN;
        columns[i].width = larger(
            columns[i].cells_width,
            display_width(columns[i].name, strlen(columns[i].name)));
    }
}

/* One column at least remains. */
static void say_constants_above(struct text_column *columns, size_t count)
{
    size_t shown = count;

    for (size_t i = 0; i < count; i++)
        if (columns[i].is_constant && shown > 1) {
            columns[i].place = TEXT_SAID_ABOVE;
            shown--;
        }
}

static void break_names(struct text_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        columns[i].width = larger(columns[i].cells_width,
                                  widest_piece(columns[i].name));
}

/* Returns the widest text that may still be cut, or NULL. */
static struct text_column *widest_text(struct text_column *columns,
                                       size_t count, size_t key_min)
{
    struct text_column *widest = NULL;

    for (size_t i = 0; i < count; i++) {
        size_t least = larger(columns[i].is_key ? key_min : TEXT_MIN,
                              widest_piece(columns[i].name));

        if (columns[i].place == TEXT_SHOWN && !columns[i].is_number &&
            columns[i].width > least &&
            (!widest || columns[i].width > widest->width))
            widest = &columns[i];
    }
    return widest;
}

static void cut_texts(struct text_column *columns, size_t count, size_t width,
                      size_t key_min)
{
    struct text_column *widest;

    for (size_t i = 0; i < count; i++)
        if (!columns[i].is_number && columns[i].width > width)
            columns[i].width = larger(width, widest_piece(columns[i].name));
    while (!fits(columns, count, width) &&
           (widest = widest_text(columns, count, key_min)) != NULL)
        widest->width--;
}

/* Names that fit in one line all the same get it. */
static void mend_names(struct text_column *columns, size_t count, size_t width)
{
    for (size_t i = 0; i < count; i++) {
        struct text_column *column = &columns[i];
        size_t broken = column->width;

        column->width = larger(
            broken, display_width(column->name, strlen(column->name)));
        if (!fits(columns, count, width))
            column->width = broken;
    }
}

/* Leaves columns out from the right, but the first and, at first, keys. */
static void leave_out(struct text_column *columns, size_t count, size_t width,
                      bool keys_too)
{
    for (size_t i = count; i-- > 1 && !fits(columns, count, width);)
        if (columns[i].place == TEXT_SHOWN && (keys_too || !columns[i].is_key))
            columns[i].place = TEXT_LEFT_OUT;
}

void text_layout(struct text_column *columns, size_t count, size_t width)
{
    lay_naturally(columns, count);
    if (!width) {
        for (size_t i = 0; i < count; i++)
            if (columns[i].width > PADDED_MAX)
                columns[i].width = PADDED_MAX;
        return;
    }
    if (fits(columns, count, width))
        return;
    say_constants_above(columns, count);
    if (fits(columns, count, width))
        return;
    break_names(columns, count);
    cut_texts(columns, count, width, KEY_MIN);
    leave_out(columns, count, width, false);
    cut_texts(columns, count, width, TEXT_MIN);
    leave_out(columns, count, width, true);
    break_names(columns, count); /* the texts may have room again */
    cut_texts(columns, count, width, TEXT_MIN);
    mend_names(columns, count, width);
}
