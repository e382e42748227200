/*
 * pdf_insets.c - pull quotes and boxes that two columns run round.
 *
 * An inset stands where the gutter should be and hides it. It is known by the
 * lines at both of its sides, and by the gutter that is there again right above
 * and below it; a column between two others has no such gutter.
 */
#include <stdlib.h>

#include "ingest/pdf_boxes.h"

enum { CROWDED_PAGE = 2000, INSETS_MAX = 20 };

struct page_lines {
    struct pdf_line *lines;
    uint32_t count;
};

static bool is_beside(const struct pdf_box *a, const struct pdf_box *b)
{
    return a->y0 < b->y1 && b->y0 < a->y1;
}

/* Has the line others at both sides of it? */
static bool is_between(const struct page_lines *page,
                       const struct pdf_line *line)
{
    bool left = false, right = false;

    for (uint32_t i = 0; i < page->count && !(left && right); i++) {
        const struct pdf_line *other = &page->lines[i];

        if (other->role != PDF_BODY || !is_beside(&other->box, &line->box))
            continue;
        left |= other->box.x1 < line->box.x0;
        right |= other->box.x0 > line->box.x1;
    }
    return left && right;
}

static bool is_inside(const struct pdf_box *line, const struct pdf_box *box)
{
    return line->x0 >= box->x0 && line->x1 <= box->x1 && line->y0 >= box->y0 &&
           line->y1 <= box->y1;
}

/* Does the line stand above, below or beside the box, not far from it? */
static bool is_near(const struct pdf_line *line, const struct pdf_box *box)
{
    float reach = 1.5F * line->height;

    return line->box.y0 <= box->y1 + reach && line->box.y1 >= box->y0 - reach &&
           line->box.x0 <= box->x1 && line->box.x1 >= box->x0;
}

/* Widens the box by the lines between others that stand near it; returns
 * whether there were any that it did not hold. */
static bool grow(const struct page_lines *page, const bool *between,
                 struct pdf_box *box)
{
    bool grew = false;

    for (uint32_t i = 0; i < page->count; i++) {
        const struct pdf_line *line = &page->lines[i];

        if (!between[i] || !is_near(line, box) || is_inside(&line->box, box))
            continue;
        pdf_box_widen(box, &line->box);
        grew = true;
    }
    return grew;
}

/* Is it a line of the text, outside the box, with a part from `top` to `end`?
 */
static bool is_around(const struct pdf_line *line, const struct pdf_box *box,
                      float top, float end)
{
    return line->role == PDF_BODY && line->box.y0 < end && line->box.y1 > top &&
           !is_inside(&line->box, box);
}

/* Do columns stand at both sides of the box's middle from `top` to `end`, and
 * no line across it? */
static bool has_gutter(const struct page_lines *page, const struct pdf_box *box,
                       float top, float end)
{
    float middle = (box->x0 + box->x1) / 2;
    bool left = false, right = false;

    for (uint32_t i = 0; i < page->count; i++) {
        const struct pdf_box *line = &page->lines[i].box;

        if (!is_around(&page->lines[i], box, top, end))
            continue;
        if (line->x0 < middle && line->x1 > middle)
            return false;
        /* running into the inset's own width, as at its sides they do not */
        left |= line->x1 <= middle && line->x1 > box->x0;
        right |= line->x0 >= middle && line->x0 < box->x1;
    }
    return left && right;
}

static bool is_inset(const struct page_lines *page, const struct pdf_box *box,
                     float height)
{
    return has_gutter(page, box, box->y0 - 3 * height, box->y0) ||
           has_gutter(page, box, box->y1, box->y1 + 3 * height);
}

/* Marks the lines between others that the box holds. */
static void mark_inside(const struct page_lines *page, bool *between,
                        const struct pdf_box *box)
{
    for (uint32_t i = 0; i < page->count; i++)
        if (between[i] && is_inside(&page->lines[i].box, box)) {
            page->lines[i].role = PDF_INSET;
            between[i] = false;
        }
}

/* Marks the inset that the box is a line of, if it is in one. */
static void mark_inset(const struct page_lines *page, bool *between,
                       struct pdf_box box, float height)
{
    while (grow(page, between, &box))
        ;
    if (is_inset(page, &box, height))
        mark_inside(page, between, &box);
}

static void mark_page(const struct pdf_boxes *boxes,
                      const struct page_lines *page, bool *between)
{
    for (uint32_t i = 0; i < page->count; i++)
        between[i] = page->lines[i].role == PDF_BODY &&
                     is_between(page, &page->lines[i]);
    for (uint32_t i = 0, tries = 0; i < page->count && tries < INSETS_MAX;
         i++) {
        if (!between[i])
            continue;
        tries++;
        mark_inset(page, between, page->lines[i].box, boxes->body_height);
    }
}

/* Gives insets their role. */
void pdf_insets_mark(struct pdf_boxes *boxes)
{
    for (size_t p = 0; p < boxes->pages.count; p++) {
        struct page_lines page = {boxes->lines.items +
                                      boxes->pages.items[p].first_line,
                                  boxes->pages.items[p].line_count};
        bool *between;

        if (page.count < 3 || page.count > CROWDED_PAGE)
            continue;
        between = memory_get(page.count * sizeof(*between));
        mark_page(boxes, &page, between);
        free(between);
    }
}
