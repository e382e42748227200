/*
 * html.c - an HTML page down to the words of the document that it shows.
 *
 * gumbo parses the bytes as a browser would; the tree is made flat
 * (html_tree.h), what is plainly not the document is dropped
 * (html_furniture.h), the element that holds it is found (html_main.h) and cut
 * into paragraphs (html_blocks.h), of which those that do not belong are left
 * out (html_judge.h). What the page says of itself becomes metadata
 * (html_metadata.h). Each step takes time in proportion to the page.
 *
 * gumbo's memory comes from an arena: freeing a million nodes one by one, by
 * recursion, would cost time, and the stack where they nest deeply.
 */
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "ingest/encoding.h"
#include "ingest/format.h"
#include "ingest/html_blocks.h"
#include "ingest/html_furniture.h"
#include "ingest/html_guard.h"
#include "ingest/html_judge.h"
#include "ingest/html_main.h"
#include "ingest/html_metadata.h"
#include "ingest/html_text.h"
#include "ingest/html_tree.h"

static void *take(void *arena, size_t size)
{
    return arena_get(arena, size);
}

static void leave(void *arena, void *piece)
{
    (void)arena;
    (void)piece;
}

static const GumboNode *parse(struct arena *arena, const char *html,
                              size_t length)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = take;
    options.deallocator = leave;
    options.userdata = arena;
    options.max_errors = 0;
    return gumbo_parse_with_options(&options, html, length)->root;
}

static void write_blocks(const struct html_blocks *blocks,
                         struct extracted *out)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const struct html_block *block = &blocks->items[i];

        if (!block->kept)
            continue;
        buffer_add(&out->text, blocks->text.data + block->begin,
                   block->end - block->begin);
        buffer_add_byte(&out->text, '\n');
        *VECTOR_PUSH(&out->kinds) = block->level ? LINE_HEADING : LINE_TEXT;
    }
}

/* Adds the document's paragraphs to `out`. */
static void read_text(const GumboNode *root, bool with_noscript,
                      struct extracted *out)
{
    struct html_tree tree = {0};
    struct html_blocks blocks = {0};
    struct html_headline headline = {metadata_get(&out->metadata, "title"),
                                     metadata_get(&out->metadata, "author")};
    uint32_t main;

    html_tree_read(&tree, root, with_noscript);
    html_drop_furniture(&tree);
    main = html_find_main(&tree);
    html_blocks_read(&blocks, &tree, html_find_start(&tree, main), main);
    html_judge_blocks(&blocks, main, &headline);
    write_blocks(&blocks, out);
    html_blocks_release(&blocks);
    html_tree_release(&tree);
}

/* -- Pages that show little ------------------------------------------------ */

/* Bytes below which other sources of the text are asked, and how many times as
 * much they must give. */
enum { LITTLE = 500, MUCH_MORE = 4 };

/* Reads the page in another way, and keeps that when it gives much more. */
static void read_again(const GumboNode *root, bool with_noscript,
                       struct extracted *out)
{
    struct buffer text = {0};
    struct line_kinds kinds = out->kinds;

    if (out->text.length >= LITTLE)
        return;
    buffer_take(&text, &out->text);
    out->kinds = (struct line_kinds){0};
    read_text(root, with_noscript, out);
    if (out->text.length < text.length * MUCH_MORE) {
        buffer_take(&out->text, &text);
        free(out->kinds.items);
        out->kinds = kinds;
    } else {
        free(kinds.items);
    }
    buffer_release(&text);
}

/* Some pages carry their text as a template that a script shows, or as JSON-LD:
 * text, or HTML within text. */
static void read_template(const struct buffer *html, struct extracted *out)
{
    struct arena arena = {0};
    struct error err = {0};

    if (html->length > LITTLE &&
        html_check_limits(html->data, html->length, &err) == OK)
        read_again(parse(&arena, html->data, html->length), false, out);
    arena_release(&arena);
}

/* Adds lines of text or HTML; HTML's own line ends mean nothing. */
static void add_lines(struct buffer *text, const char *lines)
{
    struct buffer line = {0};
    bool is_html = strstr(lines, "<p") || strstr(lines, "<br");

    while (*lines) {
        size_t length = is_html ? strlen(lines) : strcspn(lines, "\n");

        buffer_reset(&line);
        buffer_add(&line, lines, length);
        html_add_text(text, buffer_text(&line));
        if (text->length && text->data[text->length - 1] != '\n')
            buffer_add_byte(text, '\n');
        lines += length + (lines[length] == '\n');
    }
    buffer_release(&line);
}

static void read_body(const struct buffer *body, struct extracted *out)
{
    if (!body->length || body->length < out->text.length * MUCH_MORE)
        return;
    buffer_reset(&out->text);
    out->kinds.count = 0;
    add_lines(&out->text, buffer_text(body));
}

/* HTML allows both end tags to be left out, which whole pages hardly ever do.
 */
static void note_cut(const GumboNode *html, struct issues *issues)
{
    const GumboVector *children = &html->v.element.children;
    struct issue_place place = {.severity = SEVERITY_WARNING,
                                .stage = "extract"};
    unsigned flags = GUMBO_INSERTION_IMPLICIT_END_TAG;

    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];

        if (child->type == GUMBO_NODE_ELEMENT &&
            child->v.element.tag == GUMBO_TAG_BODY)
            flags &= child->parse_flags;
    }
    if ((flags & html->parse_flags) &&
        !(html->parse_flags & GUMBO_INSERTION_BY_PARSER))
        issues_add(issues, &place,
                   "ends without </body> and </html>: perhaps it was cut short "
                   "when it was saved; fetch it again, or look at its end");
}

enum status html_extract(const struct source *source, struct extracted *out,
                         struct error *err)
{
    const char *html = buffer_text(source->bytes);
    size_t length = source->bytes->length;
    struct arena arena = {0};
    struct html_carried carried = {0};
    const GumboNode *root;
    enum status status;

    if (has_utf8_bom(html, length)) {
        html += UTF8_BOM_LENGTH;
        length -= UTF8_BOM_LENGTH;
    }
    status = html_check_limits(html, length, err);
    if (status)
        return status;
    root = parse(&arena, html, length);
    note_cut(root, &out->issues);
    html_metadata_read(root, &out->metadata, &carried);
    read_text(root, false, out);
    read_again(root, true, out);
    read_template(&carried.template_html, out);
    read_body(&carried.body, out);
    buffer_release(&carried.body);
    buffer_release(&carried.template_html);
    out->paragraphs_known = true;
    arena_release(&arena);
    return OK;
}
