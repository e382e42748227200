/*
 * pdf.c - PDF, from the boxes that pdf_to_boxes() had made of it.
 *
 * A PDF says where glyphs stand, not what a paragraph is. What was sorted out
 * by place is described in pdf_boxes.h; here the stages are run, and pages that
 * hold no text are told of: a scan is pictures of pages, and counts as nothing
 * unless someone hears of it.
 */
#include "ingest/pdf.h"

#include <string.h>

#include "ingest/format.h"
#include "ingest/pdf_boxes.h"

bool pdf_is_boxes(const char *bytes, size_t length)
{
    return length >= strlen(PDF_BOXES_MAGIC) &&
           memcmp(bytes, PDF_BOXES_MAGIC, strlen(PDF_BOXES_MAGIC)) == 0;
}

/* -- Pages without text ------------------------------------------------------
 */

struct gaps {
    size_t count, longest; /* pages without text, and in a row */
};

/* Appends "2, 5 to 9": the pages without text. */
static struct gaps name_empty_pages(const struct pdf_pages *pages,
                                    struct buffer *names)
{
    struct gaps gaps = {0};

    for (size_t first = 0, end; first < pages->count; first = end) {
        end = first + 1;
        if (pages->items[first].line_count)
            continue;
        while (end < pages->count && !pages->items[end].line_count)
            end++;
        buffer_add_format(names, end - first > 1 ? "%s%zu to %zu" : "%s%zu",
                          gaps.count ? ", " : "", first + 1, end);
        gaps.count += end - first;
        if (end - first > gaps.longest)
            gaps.longest = end - first;
    }
    return gaps;
}

/* Chapters' title pages and their backs hold no text, one or two at a time; of
 * a scan that was put in, or behind, there are more. */
static enum severity severity_of(const struct pdf_pages *pages,
                                 struct gaps gaps)
{
    return gaps.longest > 2 || 2 * gaps.count > pages->count ? SEVERITY_WARNING
                                                             : SEVERITY_NOTE;
}

static enum status check_empty_pages(const struct pdf_pages *pages,
                                     struct issues *issues, struct error *err)
{
    struct buffer names = {.limit = 400};
    struct gaps gaps = name_empty_pages(pages, &names);
    enum status status = OK;

    if (gaps.count == pages->count)
        status = error_set(err, ERR_FORMAT,
                           "holds no text on its %zu page%s: it is probably a "
                           "scan; run text recognition (OCR) on it",
                           gaps.count, gaps.count == 1 ? "" : "s");
    else if (gaps.count)
        issues_add(issues,
                   &(struct issue_place){.severity = severity_of(pages, gaps),
                                         .stage = "extract"},
                   "%zu of %zu pages hold no text (%s%s): empty, pictures, or "
                   "scans that need text recognition (OCR)",
                   gaps.count, pages->count, buffer_text(&names),
                   buffer_is_full(&names) ? ", ..." : "");
    buffer_release(&names);
    return status;
}

/* -- All ------------------------------------------------------------------- */

static enum status extract(struct pdf_boxes *boxes, struct extracted *out,
                           struct error *err)
{
    enum status status;

    if (!boxes->pages.count)
        return error_set(err, ERR_FORMAT,
                         "is a PDF without pages, or a broken one");
    pdf_lines_mend(boxes);
    pdf_contents_mark(boxes);
    if (buffer_is_full(&boxes->text))
        return error_set(err, ERR_LIMIT, "is larger than the limit; split it");
    pdf_furniture_mark(boxes);
    pdf_notes_mark(boxes);
    pdf_insets_mark(boxes);
    pdf_order(boxes);
    status = check_empty_pages(&boxes->pages, &out->issues, err);
    if (status == OK)
        pdf_paragraphs(boxes, out);
    return status;
}

enum status pdf_extract(const struct source *source, struct extracted *out,
                        struct error *err)
{
    const char *bytes = buffer_text(source->bytes);
    size_t length = source->bytes->length;
    struct pdf_boxes boxes = {0};
    enum status status;

    if (!pdf_is_boxes(bytes, length))
        return error_set(err, ERR_FORMAT,
                         "is a PDF, and nothing has read its pages yet");
    status = pdf_boxes_read(&boxes, bytes, length, &out->metadata, err);
    if (status == OK)
        status = extract(&boxes, out, err);
    pdf_boxes_release(&boxes);
    return status;
}
