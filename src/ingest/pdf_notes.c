/*
 * pdf_notes.c - footnotes: small type at the foot of a page, begun by a mark.
 *
 * A note is no part of the sentence that the page breaks off, and none of the
 * sentence that goes on overleaf. So notes are told from the text here, and
 * written as paragraphs after it.
 */
#include <ctype.h>
#include <stdlib.h>

#include "ingest/pdf_boxes.h"

/* Notes are set in type smaller than this part of the body's. */
static const float NOTE_HEIGHT = 0.95F;

static bool is_small(const struct pdf_boxes *boxes, const struct pdf_line *line)
{
    return line->height < NOTE_HEIGHT * boxes->body_height;
}

/* Does the line begin with the number of a note, left out or in full size? */
static bool may_begin_note(const struct pdf_boxes *boxes,
                           const struct pdf_line *line)
{
    const char *text = pdf_line_text(boxes, line);

    return line->begins_note ||
           (line->length > 2 &&
            (*text == '*' || isdigit((unsigned char)*text)));
}

/* Returns where the small lines at the page's foot begin, its height when the
 * last line is not small. */
static float small_foot(const struct pdf_boxes *boxes,
                        const struct pdf_page *page)
{
    const struct pdf_line *lines = boxes->lines.items + page->first_line;
    float lowest = page->height / 4, top = page->height;

    for (uint32_t i = 0; i < page->line_count; i++)
        if (lines[i].role == PDF_BODY && !is_small(boxes, &lines[i]) &&
            lines[i].box.y1 > lowest)
            lowest = lines[i].box.y1;
    for (uint32_t i = 0; i < page->line_count; i++)
        if (lines[i].role == PDF_BODY && lines[i].box.y1 > lowest &&
            lines[i].box.y0 < top && may_begin_note(boxes, &lines[i]))
            top = lines[i].box.y0;
    return top;
}

/* Gives footnotes their role: from the first mark in small type below all else
 * to the page's end. */
void pdf_notes_mark(struct pdf_boxes *boxes)
{
    for (size_t p = 0; p < boxes->pages.count; p++) {
        const struct pdf_page *page = &boxes->pages.items[p];
        struct pdf_line *lines = boxes->lines.items + page->first_line;
        float top = small_foot(boxes, page);

        for (uint32_t i = 0; i < page->line_count; i++) {
            bool begins = may_begin_note(boxes, &lines[i]);

            if (lines[i].role != PDF_BODY || lines[i].box.y0 < top ||
                !is_small(boxes, &lines[i]))
                continue;
            lines[i].role = PDF_NOTE;
            lines[i].begins_note = begins;
        }
    }
}
