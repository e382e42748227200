/*
 * pdf_contents.c - tables of contents: entries without their page numbers.
 *
 * An entry's dots, and the number at its line's end, are no words of the
 * document. Dots tell an entry anywhere; without them a number that stands
 * alone at the right of its row is a page's only below a heading that says
 * "Contents", on its page and those after it that look the same.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "ingest/pdf_boxes.h"

enum {
    DOTS_LEAST = 5,    /* of a leader; an ellipsis has three or four */
    NUMBER_MAX = 6,    /* bytes */
    ENTRIES_LEAST = 3, /* of a page that goes on with the contents */
    CROWDED_PAGE = 4000,
};

static const char *text_of(const struct pdf_boxes *boxes,
                           const struct pdf_line *line)
{
    return pdf_line_text(boxes, line);
}

/* Returns how many of the bytes from the first on are in the set. */
static size_t count_of(const char *text, size_t length, const char *set)
{
    size_t count = 0;

    while (count < length && text[count] && strchr(set, text[count]))
        count++;
    return count;
}

/* 12, xii, A-3. */
static bool is_number(const char *text, size_t length)
{
    bool has_letter = length > 2 && isupper((unsigned char)text[0]) &&
                      text[1] == '-';

    if (!length || length > NUMBER_MAX)
        return false;
    if (has_letter)
        return 2 + count_of(text + 2, length - 2, "0123456789") == length;
    return count_of(text, length, "0123456789") == length ||
           count_of(text, length, "ivxlcIVXLC") == length;
}

/* -- Leaders --------------------------------------------------------------- */

/* Returns where dots, spaces and a number begin that end the line; its length
 * when it ends otherwise. */
static size_t leader_begin(const char *text, size_t length)
{
    size_t number = length, at, dots = 0;

    while (number > 0 && text[number - 1] != '.' && text[number - 1] != ' ')
        number--;
    if (number < length && !is_number(text + number, length - number))
        return length;
    for (at = number; at > 0 && strchr(". ", text[at - 1]); at--)
        dots += text[at - 1] == '.';
    return dots < DOTS_LEAST ? length : at;
}

/* Cuts the line's leader off; a line that is nothing else goes. */
static void cut_leader(const struct pdf_boxes *boxes, struct pdf_line *line)
{
    size_t begin = leader_begin(text_of(boxes, line), line->length);

    if (begin == line->length)
        return;
    line->is_row = true;
    if (begin)
        line->length = (uint32_t)begin;
    else
        line->role = PDF_FURNITURE;
}

/* -- Numbers that stand alone ---------------------------------------------- */

/* Returns the last of the row's other lines at the left of `number`; NULL when
 * there is none, or one at its right. */
static struct pdf_line *entry_of(struct pdf_line *lines, uint32_t count,
                                 const struct pdf_line *number)
{
    struct pdf_line *entry = NULL;

    for (uint32_t i = 0; i < count; i++) {
        if (&lines[i] == number || !pdf_same_row(&lines[i].box, &number->box))
            continue;
        if (lines[i].box.x0 >= number->box.x1)
            return NULL;
        if (!entry || lines[i].box.x0 > entry->box.x0)
            entry = &lines[i];
    }
    return entry;
}

/* Leaves out the numbers whose entries have leaders or, `all`, any; returns how
 * many these are, which without `mark` are only counted. */
static uint32_t take_numbers(const struct pdf_boxes *boxes,
                             const struct pdf_page *page, bool all, bool mark)
{
    struct pdf_line *lines = boxes->lines.items + page->first_line, *entry;
    uint32_t count = 0;

    for (uint32_t i = 0; i < page->line_count; i++) {
        if (!is_number(text_of(boxes, &lines[i]), lines[i].length))
            continue;
        entry = entry_of(lines, page->line_count, &lines[i]);
        if (!entry || (!all && !entry->is_row))
            continue;
        count++;
        if (mark) {
            entry->is_row = true;
            lines[i].role = PDF_FURNITURE;
        }
    }
    return count;
}

static bool is_contents_heading(const struct pdf_boxes *boxes,
                                const struct pdf_line *line)
{
    static const char *const headings[] = {
        "Contents", "Table of Contents",  "Contents Page",
        "Inhalt",   "Inhaltsverzeichnis", "Table des mati\u00E8res",
        "Sommaire", "\u00CDndice",        "Contenido"};

    for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
        if (line->length == strlen(headings[i]) &&
            strncasecmp(text_of(boxes, line), headings[i], line->length) == 0)
            return true;
    return false;
}

static bool has_heading(const struct pdf_boxes *boxes,
                        const struct pdf_page *page)
{
    for (uint32_t i = 0; i < page->line_count; i++)
        if (is_contents_heading(boxes,
                                &boxes->lines.items[page->first_line + i]))
            return true;
    return false;
}

/* Do a third of the page's lines and more end with page numbers? */
static bool goes_on(const struct pdf_boxes *boxes, const struct pdf_page *page)
{
    uint32_t count = take_numbers(boxes, page, true, false);

    return count >= ENTRIES_LEAST && 3 * count >= page->line_count;
}

/* -- All ------------------------------------------------------------------- */

/* Leaves leaders and page numbers of contents out; entries become rows. */
void pdf_contents_mark(struct pdf_boxes *boxes)
{
    bool in_contents = false;

    for (size_t p = 0; p < boxes->pages.count; p++) {
        const struct pdf_page *page = &boxes->pages.items[p];

        for (uint32_t i = 0; i < page->line_count; i++)
            cut_leader(boxes, &boxes->lines.items[page->first_line + i]);
        if (page->line_count > CROWDED_PAGE)
            continue;
        in_contents = has_heading(boxes, page) ||
                      (in_contents && goes_on(boxes, page));
        take_numbers(boxes, page, in_contents, true);
    }
}
