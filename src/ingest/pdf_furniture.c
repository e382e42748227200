/*
 * pdf_furniture.c - running heads, running feet and page numbers.
 *
 * They stand at a page's edges and, but for their numbers, on several pages.
 * Each page is peeled from its edges inwards and the first line that is none of
 * these ends it, so that a sentence which happens to recur at the foot of three
 * pages stays, as text stands beyond it or it is not alone there.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/pdf_boxes.h"

/* How far from the edge furniture may reach, as a part of the page's height;
 * and rotated text, of its width. */
static const float BAND = 0.14F, SIDE = 0.12F;

/* On how many pages a line must recur; short documents have fewer pages. */
enum { PAGES_LEAST = 3, PAGES_LEAST_SHORT = 2, SHORT_DOCUMENT = 6 };

/* -- What recurs --------------------------------------------------------------
 */

/* A line in a band, by what it says without its numbers. */
struct band_line {
    uint64_t key;
    uint32_t page;
};

struct band_lines VECTOR_OF(struct band_line);

struct heads {
    struct band_lines recurring, titles; /* sorted by key */
};

/* Letters only, caseless: page numbers, dates and spaced type do not matter.
 * 0 when there are fewer than three. FNV-1a, 64 bits. */
static uint64_t key_of(const struct pdf_boxes *boxes,
                       const struct pdf_line *line)
{
    const char *text = pdf_line_text(boxes, line);
    uint64_t key = UINT64_C(0xCBF29CE484222325);
    size_t letters = 0;

    for (size_t i = 0; i < line->length; i++) {
        unsigned char c = (unsigned char)text[i];

        if (!isalpha(c) && c < 0x80)
            continue;
        key = (key ^ (uint64_t)tolower(c)) * UINT64_C(0x100000001B3);
        letters++;
    }
    return letters < 3 ? 0 : key | 1;
}

static bool is_in_band(const struct pdf_page *page, const struct pdf_line *line)
{
    return line->box.y1 < BAND * page->height ||
           line->box.y0 > (1 - BAND) * page->height;
}

static bool is_large(const struct pdf_boxes *boxes, const struct pdf_line *line)
{
    return line->height > 1.13F * boxes->body_height;
}

static int compare_band_lines(const void *a, const void *b)
{
    const struct band_line *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->page > y->page) - (x->page < y->page);
}

static void gather_band_lines(const struct pdf_boxes *boxes,
                              struct band_lines *out)
{
    for (uint32_t p = 0; p < boxes->pages.count; p++) {
        const struct pdf_page *page = &boxes->pages.items[p];

        for (uint32_t i = 0; i < page->line_count; i++) {
            const struct pdf_line *line =
                &boxes->lines.items[page->first_line + i];
            uint64_t key = is_in_band(page, line) ? key_of(boxes, line) : 0;

            if (key)
                *VECTOR_PUSH(out) = (struct band_line){key, p};
        }
    }
}

/* Keeps, sorted and once each, the keys that are on enough pages. */
static void keep_recurring(struct band_lines *lines, size_t page_count)
{
    size_t least = page_count < SHORT_DOCUMENT ? PAGES_LEAST_SHORT
                                               : PAGES_LEAST;
    size_t kept = 0;

    if (lines->count)
        qsort(lines->items, lines->count, sizeof(*lines->items),
              compare_band_lines);
    for (size_t i = 0, end; i < lines->count; i = end) {
        size_t pages = 1;

        for (end = i + 1;
             end < lines->count && lines->items[end].key == lines->items[i].key;
             end++)
            pages += lines->items[end].page != lines->items[end - 1].page;
        if (pages >= least)
            lines->items[kept++] = lines->items[i];
    }
    lines->count = kept;
}

/* Gathers what stands in large type: a chapter's title is the running head of
 * its pages, be they few. */
static void gather_titles(const struct pdf_boxes *boxes, struct band_lines *out)
{
    for (size_t i = 0; i < boxes->lines.count; i++) {
        const struct pdf_line *line = &boxes->lines.items[i];
        uint64_t key = is_large(boxes, line) ? key_of(boxes, line) : 0;

        if (key)
            *VECTOR_PUSH(out) = (struct band_line){key, 0};
    }
    if (out->count)
        qsort(out->items, out->count, sizeof(*out->items), compare_band_lines);
}

static bool recurs(const struct band_lines *recurring, uint64_t key)
{
    size_t low = 0, high = recurring->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (recurring->items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < recurring->count && recurring->items[low].key == key;
}

/* -- Page numbers -------------------------------------------------------------
 */

static size_t skip(const char *text, size_t at, size_t length, const char *set)
{
    while (at < length && text[at] && strchr(set, text[at]))
        at++;
    return at;
}

/* Returns where a number ends that begins at `at`: 12, xii, A-3; `at` if none
 * does. */
static size_t number_end(const char *text, size_t at, size_t length)
{
    size_t begin = at, digits, roman;

    if (at + 2 < length && isupper((unsigned char)text[at]) &&
        text[at + 1] == '-' && isdigit((unsigned char)text[at + 2]))
        at += 2;
    digits = skip(text, at, length, "0123456789");
    if (digits > at)
        return digits - at <= 5 ? digits : begin;
    roman = skip(text, begin, length, "ivxlc");
    return roman > begin ? roman : skip(text, begin, length, "IVXLC");
}

/* "12", "- xii -", "Page 3 of 40", "3 / 40", "| 7". */
static bool is_page_number(const char *text, size_t length)
{
    static const char around[] = " -|[]().\xE2\x80\x93\x94\xC2\xB7\xA2";
    size_t at = skip(text, 0, length, around), end;

    if (length - at > 4 && strncasecmp(text + at, "page", 4) == 0)
        at = skip(text, at + 4, length, around);
    end = number_end(text, at, length);
    if (end == at)
        return false;
    at = skip(text, end, length, around);
    if (length - at > 2 && strncasecmp(text + at, "of", 2) == 0)
        at += 2;
    else if (at < length && text[at] == '/')
        at++;
    at = skip(text, at, length, around);
    at = skip(text, number_end(text, at, length), length, around);
    return at == length;
}

/* -- Peeling ------------------------------------------------------------------
 */

/* The printer's line below a page of the Federal Register. */
static bool is_printers_line(const char *text, size_t length)
{
    static const char *const begins[] = {"VerDate ", "Jkt ",  "PO 0",  "Frm 0",
                                         "Fmt ",     "Sfmt ", "E:\\FR"};

    for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
        if (length > strlen(begins[i]) &&
            memcmp(text, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static bool is_furniture(const struct pdf_boxes *boxes,
                         const struct heads *heads, const struct pdf_line *line)
{
    const char *text = pdf_line_text(boxes, line);
    uint64_t key = key_of(boxes, line);

    return recurs(&heads->recurring, key) ||
           (!is_large(boxes, line) && recurs(&heads->titles, key)) ||
           is_page_number(text, line->length) ||
           is_printers_line(text, line->length);
}

static bool is_beside_page(const struct pdf_page *page,
                           const struct pdf_line *line)
{
    bool rotated = line->box.y1 - line->box.y0 >
                   2 * (line->box.x1 - line->box.x0);

    return rotated && line->length > 3 &&
           (line->box.x1 < SIDE * page->width ||
            line->box.x0 > (1 - SIDE) * page->width);
}

/* Returns the unmarked line that is nearest to the top, or to the foot. */
static struct pdf_line *outermost(struct pdf_line *lines, uint32_t count,
                                  bool from_top)
{
    struct pdf_line *best = NULL;

    for (uint32_t i = 0; i < count; i++) {
        struct pdf_line *line = &lines[i];

        if (line->role == PDF_FURNITURE)
            continue;
        if (!best || (from_top ? line->box.y0 < best->box.y0
                               : line->box.y1 > best->box.y1))
            best = line;
    }
    return best;
}

/* Returns the line, or one beside it, that is furniture. */
static struct pdf_line *furniture_beside(const struct pdf_boxes *boxes,
                                         const struct pdf_page *page,
                                         const struct heads *heads,
                                         const struct pdf_line *outer)
{
    struct pdf_line *lines = boxes->lines.items + page->first_line;

    for (uint32_t i = 0; i < page->line_count; i++)
        if (lines[i].role != PDF_FURNITURE &&
            pdf_same_row(&lines[i].box, &outer->box) &&
            is_in_band(page, &lines[i]) &&
            is_furniture(boxes, heads, &lines[i]))
            return &lines[i];
    return NULL;
}

enum { PEELED_MAX = 40 }; /* lines of one edge */

static void peel(const struct pdf_boxes *boxes, const struct pdf_page *page,
                 const struct heads *heads, bool from_top)
{
    struct pdf_line *lines = boxes->lines.items + page->first_line, *line;

    for (int i = 0; i < PEELED_MAX; i++) {
        line = outermost(lines, page->line_count, from_top);
        if (line)
            line = furniture_beside(boxes, page, heads, line);
        if (!line)
            return;
        line->role = PDF_FURNITURE;
    }
}

/* Gives furniture its role. */
void pdf_furniture_mark(struct pdf_boxes *boxes)
{
    struct heads heads = {0};

    gather_band_lines(boxes, &heads.recurring);
    keep_recurring(&heads.recurring, boxes->pages.count);
    gather_titles(boxes, &heads.titles);
    for (size_t p = 0; p < boxes->pages.count; p++) {
        const struct pdf_page *page = &boxes->pages.items[p];

        for (uint32_t i = 0; i < page->line_count; i++)
            if (is_beside_page(page, &boxes->lines.items[page->first_line + i]))
                boxes->lines.items[page->first_line + i].role = PDF_FURNITURE;
        peel(boxes, page, &heads, true);
        peel(boxes, page, &heads, false);
    }
    free(heads.recurring.items);
    free(heads.titles.items);
}
