/*
 * pdf_order.c - the order in which a page is read.
 *
 * Recursive cutting of white space (XY-cut; Nagy and Seth 1984): a part of the
 * page with a gutter that no line crosses is two columns, read one after the
 * other. A part without one is cut at its gaps from top to bottom into strips,
 * and strips that have a gutter in common are put together again, so that a
 * heading over both columns parts them and a gap between two paragraphs does
 * not. What cannot be cut is a region: one column's lines, from top to bottom.
 *
 * Two kinds of columns are not read so. Short pieces that all stand in rows are
 * a table (or a table of contents), which is read row by row. A narrow column
 * of other type than the one at its right is a sidebar, which comes after it.
 */
#include <stdlib.h>

#include "ingest/pdf_boxes.h"

enum {
    DEPTH_MAX = 40,
    CROWDED_PAGE = 4000, /* lines; more stay in the program's order */
    CELL_BYTES = 22,     /* a table's cells are shorter, on average */
};

/* A gutter's least width, as a part of the lines' height. */
static const float GUTTER = 0.5F;

struct orderer {
    struct pdf_boxes *boxes;
    struct pdf_lines out;
};

/* Lines of a page, as pointers that are sorted about. */
struct part {
    struct pdf_line **lines;
    size_t count;
};

struct gutter {
    float left, right; /* none when they are equal */
};

/* -- Helpers ------------------------------------------------------------------
 */

static int compare_left(const void *a, const void *b)
{
    const struct pdf_line *x = *(struct pdf_line *const *)a;
    const struct pdf_line *y = *(struct pdf_line *const *)b;

    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static int compare_top(const void *a, const void *b)
{
    const struct pdf_line *x = *(struct pdf_line *const *)a;
    const struct pdf_line *y = *(struct pdf_line *const *)b;

    if (x->box.y0 != y->box.y0)
        return x->box.y0 > y->box.y0 ? 1 : -1;
    return compare_left(a, b);
}

static float mean_height(const struct part *part)
{
    float sum = 0;

    for (size_t i = 0; i < part->count; i++)
        sum += part->lines[i]->height;
    return sum / (float)part->count;
}

static float width_of(const struct part *part)
{
    float left = 1e6F, right = -1e6F;

    for (size_t i = 0; i < part->count; i++) {
        left = part->lines[i]->box.x0 < left ? part->lines[i]->box.x0 : left;
        right = part->lines[i]->box.x1 > right ? part->lines[i]->box.x1 : right;
    }
    return right - left;
}

static size_t bytes_of(const struct part *part)
{
    size_t bytes = 0;

    for (size_t i = 0; i < part->count; i++)
        bytes += part->lines[i]->length;
    return bytes;
}

/* -- Regions and tables ---------------------------------------------------- */

/* Puts the part's lines out as one region, rows from top to bottom and each
 * row from left to right. */
static void put_region(struct orderer *orderer, struct part part, bool is_row)
{
    float right = 0;
    uint32_t region = orderer->boxes->region_count++;

    qsort(part.lines, part.count, sizeof(*part.lines), compare_top);
    for (size_t i = 0; i < part.count; i++)
        right = part.lines[i]->box.x1 > right ? part.lines[i]->box.x1 : right;
    for (size_t first = 0, end; first < part.count; first = end) {
        for (end = first + 1;
             end < part.count &&
             pdf_same_row(&part.lines[first]->box, &part.lines[end]->box);)
            end++;
        qsort(part.lines + first, end - first, sizeof(*part.lines),
              compare_left);
        for (size_t i = first; i < end; i++) {
            struct pdf_line *line = VECTOR_PUSH(&orderer->out);

            *line = *part.lines[i];
            line->region = region;
            line->right = right;
            line->is_row |= is_row;
        }
    }
}

/* Do the lines stand on one base line, in the same type, as cells do? Lines of
 * different columns and sidebars rarely do. */
static bool is_aligned(const struct pdf_line *a, const struct pdf_line *b)
{
    float base = a->box.y1 - b->box.y1, type = a->height - b->height;
    float slack = 0.1F * a->height;

    return base < slack && base > -slack && type < slack && type > -slack;
}

static bool has_row(const struct part *part, const struct pdf_line *line)
{
    for (size_t i = 0; i < part->count; i++)
        if (is_aligned(part->lines[i], line))
            return true;
    return false;
}

/* Are the two sides a table's columns: short pieces, side by side in rows? */
static bool is_table(const struct part *left, const struct part *right)
{
    const struct part *few = left->count < right->count ? left : right;
    const struct part *many = few == left ? right : left;
    size_t rows = 0;

    for (size_t i = 0; i < few->count; i++)
        rows += has_row(many, few->lines[i]);
    return few->count > 1 && 10 * rows >= 9 * few->count &&
           2 * few->count >= many->count &&
           bytes_of(few) <= CELL_BYTES * few->count;
}

/* -- Gutters -----------------------------------------------------------------
 */

/* Returns the widest gap between the lines' left to right extents. */
static struct gutter find_gutter(struct part part)
{
    struct gutter widest = {0, 0};
    float reach;

    if (part.count < 2)
        return widest;
    qsort(part.lines, part.count, sizeof(*part.lines), compare_left);
    reach = part.lines[0]->box.x1;
    for (size_t i = 1; i < part.count; i++) {
        const struct pdf_box *box = &part.lines[i]->box;

        if (box->x0 - reach > widest.right - widest.left)
            widest = (struct gutter){reach, box->x0};
        reach = box->x1 > reach ? box->x1 : reach;
    }
    if (widest.right - widest.left < GUTTER * mean_height(&part))
        return (struct gutter){0, 0};
    return widest;
}

static bool has_gutter(const struct gutter *gutter)
{
    return gutter->right > gutter->left;
}

/* Sorts the lines left of the gutter before those right of it; returns how many
 * are left of it. The lines are sorted by their left sides. */
static size_t count_left(const struct part *part, const struct gutter *gutter)
{
    size_t count = 0;

    while (count < part->count && part->lines[count]->box.x0 < gutter->right)
        count++;
    return count;
}

/* A narrow column with other type than its right neighbour's. */
static bool is_sidebar(const struct part *left, const struct part *right)
{
    float ratio = mean_height(left) / mean_height(right);

    return width_of(left) < 0.6F * width_of(right) &&
           (ratio < 0.9F || ratio > 1.1F);
}

/* -- Cutting -----------------------------------------------------------------
 */

static void order_part(struct orderer *orderer, struct part part, int depth);

static void order_columns(struct orderer *orderer, struct part part,
                          const struct gutter *gutter, int depth)
{
    size_t count = count_left(&part, gutter);
    struct part left = {part.lines, count};
    struct part right = {part.lines + count, part.count - count};

    if (is_table(&left, &right)) {
        put_region(orderer, part, true);
    } else if (is_sidebar(&left, &right)) {
        order_part(orderer, right, depth + 1);
        order_part(orderer, left, depth + 1);
    } else {
        order_part(orderer, left, depth + 1);
        order_part(orderer, right, depth + 1);
    }
}

/* Returns how many lines from the part's begin on make a strip: lines that no
 * gap from left to right parts. The lines are sorted by their tops. */
static size_t strip_length(const struct part *part, size_t first)
{
    float reach = part->lines[first]->box.y1;
    size_t end = first + 1;

    for (; end < part->count; end++) {
        const struct pdf_box *box = &part->lines[end]->box;
        float slack = 0.25F * (box->y1 - box->y0); /* boxes of tight lines */

        if (box->y0 >= reach - slack)
            break;
        reach = box->y1 > reach ? box->y1 : reach;
    }
    return end - first;
}

/* Takes from the gutter what the line covers of it; of two remaining parts the
 * wider one is the gutter. */
static void narrow(struct gutter *gutter, const struct pdf_box *box)
{
    if (box->x1 <= gutter->left || box->x0 >= gutter->right)
        return;
    if (box->x0 - gutter->left > gutter->right - box->x1)
        gutter->right = box->x0;
    else
        gutter->left = box->x1;
}

/* Narrows the gutter to what the strip leaves of it; false when that is less
 * than a gutter. */
static bool is_shared(struct gutter *gutter, const struct part *strip)
{
    struct gutter left = *gutter;

    for (size_t i = 0; i < strip->count; i++)
        narrow(&left, &strip->lines[i]->box);
    if (left.right - left.left < GUTTER * mean_height(strip))
        return false;
    *gutter = left;
    return true;
}

/* Returns the gutter of lines [first, first + length), found in a copy so that
 * the order of the lines stays. */
static struct gutter gutter_of(const struct part *part, size_t first,
                               size_t length)
{
    struct part copy = {memory_get(length * sizeof(*copy.lines)), length};
    struct gutter gutter;

    for (size_t i = 0; i < length; i++)
        copy.lines[i] = part->lines[first + i];
    gutter = find_gutter(copy);
    free(copy.lines);
    return gutter;
}

static bool is_one_row(const struct part *strip)
{
    for (size_t i = 1; i < strip->count; i++)
        if (!pdf_same_row(&strip->lines[0]->box, &strip->lines[i]->box))
            return false;
    return true;
}

/* Sets the gutter of the strip that begins at `first`, none when it has none or
 * is a single row that shares it with no strip below: a loose line of one
 * column. Returns the strip's length. */
static size_t begin_group(const struct part *part, size_t first,
                          struct gutter *gutter)
{
    size_t length = strip_length(part, first), next = first + length;
    struct part strip = {part->lines + first, length}, below;
    struct gutter shared;

    shared = *gutter = gutter_of(part, first, length);
    if (!has_gutter(gutter) || !is_one_row(&strip) || next >= part->count)
        return length;
    below = (struct part){part->lines + next, strip_length(part, next)};
    if (!is_shared(&shared, &below))
        *gutter = (struct gutter){0, 0};
    return length;
}

/* Returns how many lines from `first` on belong together: strips without a
 * gutter up to one with, or strips that have one in common. */
static size_t group_length(const struct part *part, size_t first,
                           struct gutter *gutter)
{
    size_t length = begin_group(part, first, gutter), next;

    for (; first + length < part->count; length += next) {
        struct part strip = {part->lines + first + length, 0};
        struct gutter other;

        next = begin_group(part, first + length, &other);
        strip.count = next;
        if (has_gutter(gutter) ? !is_shared(gutter, &strip)
                               : has_gutter(&other))
            break;
    }
    return length;
}

static void order_part(struct orderer *orderer, struct part part, int depth)
{
    struct gutter gutter = find_gutter(part);

    if (depth >= DEPTH_MAX || part.count < 2) {
        put_region(orderer, part, false);
        return;
    }
    if (has_gutter(&gutter)) {
        order_columns(orderer, part, &gutter, depth);
        return;
    }
    qsort(part.lines, part.count, sizeof(*part.lines), compare_top);
    for (size_t first = 0, length; first < part.count; first += length) {
        struct part group;

        length = group_length(&part, first, &gutter);
        group = (struct part){part.lines + first, length};
        if (has_gutter(&gutter) && length < part.count)
            order_part(orderer, group, depth + 1);
        else
            put_region(orderer, group, false);
    }
}

/* -- All ------------------------------------------------------------------- */

/* Orders the page's lines of one role; furniture is left out. */
static void order_page(struct orderer *orderer, const struct pdf_page *page,
                       enum pdf_role role, struct pdf_line **lines)
{
    struct part part = {lines, 0};

    for (uint32_t i = 0; i < page->line_count; i++) {
        struct pdf_line *line =
            &orderer->boxes->lines.items[page->first_line + i];

        if (line->role == role)
            part.lines[part.count++] = line;
    }
    if (!part.count)
        return;
    if (part.count < CROWDED_PAGE)
        order_part(orderer, part, 0);
    else
        put_region(orderer, part, false);
}

/* Puts the lines in the order in which they are read, with their regions;
 * furniture is gone afterwards. Pages then count body and notes. */
void pdf_order(struct pdf_boxes *boxes)
{
    struct orderer orderer = {.boxes = boxes};
    struct pdf_line **lines = memory_get((boxes->lines.count + 1) *
                                         sizeof(*lines));

    boxes->region_count = 0;
    for (size_t p = 0; p < boxes->pages.count; p++) {
        struct pdf_page *page = &boxes->pages.items[p];
        size_t first = orderer.out.count;

        order_page(&orderer, page, PDF_BODY, lines);
        order_page(&orderer, page, PDF_INSET, lines);
        order_page(&orderer, page, PDF_NOTE, lines);
        page->first_line = (uint32_t)first;
        page->line_count = (uint32_t)(orderer.out.count - first);
    }
    free(lines);
    free(boxes->lines.items);
    boxes->lines = orderer.out;
}
