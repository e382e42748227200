/*
 * pdf_boxes.h - the words of a PDF and where they stand on its pages.
 *
 * `pdftotext -bbox-layout` names for every word its box on the page, in points
 * from the top left corner, and gathers words into lines. Its lines can be
 * trusted; its blocks cannot: of two columns it often makes one block with the
 * lines of both in turn. So lines are all that is kept, and the stages that
 * follow rebuild the rest, each in a file of its own:
 *
 *     pdf_lines_mend     words into clean lines; note marks out   pdf_lines.c
 *     pdf_contents_mark  leaders, page numbers of contents    pdf_contents.c
 *     pdf_furniture_mark running heads, page numbers pdf_furniture.c
 *     pdf_notes_mark     footnotes                                pdf_notes.c
 *     pdf_insets_mark    pull quotes                              pdf_insets.c
 *     pdf_order          reading order, columns, tables           pdf_order.c
 *     pdf_paragraphs     lines into paragraphs, written as text
 * pdf_paragraphs.c
 */
#ifndef INGEST_PDF_BOXES_H
#define INGEST_PDF_BOXES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/vector.h"
#include "ingest/extracted.h"

/* What pdf_to_boxes() puts before the program's output, so that a PDF that has
 * been through it is still known by its first bytes. */
#define PDF_BOXES_MAGIC "%PDF-1 words and boxes\n"

struct pdf_box {
    float x0, y0, x1, y1; /* points; y grows downwards */
};

struct pdf_word {
    struct pdf_box box;
    uint32_t text, length; /* bytes in pdf_boxes.text */
};

struct pdf_words VECTOR_OF(struct pdf_word);

enum pdf_role {
    PDF_BODY,
    PDF_FURNITURE, /* running head, page number, text in the margin */
    PDF_INSET,     /* a pull quote that columns run round */
    PDF_NOTE,      /* footnote */
};

struct pdf_line {
    struct pdf_box box;
    uint32_t first_word, word_count;
    float height;          /* of its longest word's box: about its type size */
    float first_width;     /* of its first word */
    uint32_t text, length; /* bytes in pdf_boxes.text, once mended */
    enum pdf_role role;
    bool begins_note; /* a footnote's number stood before it and was left out */
    bool is_row;      /* of a table, or of a table of contents */
    uint32_t region;  /* lines of one column between two cuts, in their order */
    float right;      /* where the region's widest line ends */
};

struct pdf_lines VECTOR_OF(struct pdf_line);

struct pdf_page {
    float width, height;
    uint32_t first_line, line_count;
};

struct pdf_pages VECTOR_OF(struct pdf_page);

struct pdf_boxes {
    struct buffer text; /* the words' bytes, then the mended lines' */
    struct pdf_words words;
    struct pdf_lines lines; /* page by page; in reading order once ordered */
    struct pdf_pages pages;
    float body_height; /* most characters are on lines of this height */
    uint32_t region_count;
};

void pdf_boxes_release(struct pdf_boxes *boxes);

/* Reads the program's output, with or without PDF_BOXES_MAGIC; `metadata` gets
 * title, author, keywords and created (YYYY-MM-DD...). Bytes that are no such
 * output give no pages: there is nothing that cannot be read. ERR_LIMIT when
 * there are more words or pages than fit. */
MUST_USE enum status pdf_boxes_read(struct pdf_boxes *out, const char *bytes,
                                    size_t length, struct metadata *metadata,
                                    struct error *err);

/* The stages, in their order; see the files. */
void pdf_lines_mend(struct pdf_boxes *boxes);
void pdf_contents_mark(struct pdf_boxes *boxes);
void pdf_furniture_mark(struct pdf_boxes *boxes);
void pdf_notes_mark(struct pdf_boxes *boxes);
void pdf_insets_mark(struct pdf_boxes *boxes);
void pdf_order(struct pdf_boxes *boxes);
void pdf_paragraphs(const struct pdf_boxes *boxes, struct extracted *out);

static inline const char *pdf_line_text(const struct pdf_boxes *boxes,
                                        const struct pdf_line *line)
{
    return buffer_text(&boxes->text) + line->text;
}

/* Returns how many bytes of `text` a list item's mark takes: a bullet, a dash,
 * "1.", "(a)", "iv)"; 0 when it begins with none. What follows the mark is a
 * space or the end. */
PURE size_t pdf_item_mark(const char *text, size_t length);

/* Makes `box` hold the other one too. */
static inline void pdf_box_widen(struct pdf_box *box,
                                 const struct pdf_box *other)
{
    box->x0 = other->x0 < box->x0 ? other->x0 : box->x0;
    box->y0 = other->y0 < box->y0 ? other->y0 : box->y0;
    box->x1 = other->x1 > box->x1 ? other->x1 : box->x1;
    box->y1 = other->y1 > box->y1 ? other->y1 : box->y1;
}

/* Do the boxes stand side by side, at least half of the lower one's height? */
static inline bool pdf_same_row(const struct pdf_box *a,
                                const struct pdf_box *b)
{
    float top = a->y0 > b->y0 ? a->y0 : b->y0;
    float end = a->y1 < b->y1 ? a->y1 : b->y1;
    float lower = a->y1 - a->y0 < b->y1 - b->y0 ? a->y1 - a->y0 : b->y1 - b->y0;

    return 2 * (end - top) > lower;
}

#endif
