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

static void add_line(struct buffer *out, const char *text, size_t length)
{
    buffer_add(out, text, length);
    buffer_add_byte(out, '\n');
}

static void write_blocks(const struct html_blocks *blocks, struct buffer *out)
{
    for (size_t i = 0; i < blocks->count; i++) {
        const struct html_block *block = &blocks->items[i];

        if (block->kept)
            add_line(out, blocks->text.data + block->begin,
                     block->end - block->begin);
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
    write_blocks(&blocks, &out->text);
    html_blocks_release(&blocks);
    html_tree_release(&tree);
}

/* Some pages show nothing until a script has filled them in from the JSON-LD
 * that they carry; it is text, or HTML within text. */
static void read_body(const struct buffer *body, struct extracted *out)
{
    enum { LITTLE = 500 };

    if (out->text.length >= LITTLE || body->length < out->text.length * 4)
        return;
    buffer_reset(&out->text);
    html_add_text(&out->text, buffer_text(body));
    if (out->text.length && out->text.data[out->text.length - 1] != '\n')
        buffer_add_byte(&out->text, '\n');
}

enum status html_extract(const struct source *source, struct extracted *out,
                         struct error *err)
{
    const char *html = buffer_text(source->bytes);
    size_t length = source->bytes->length;
    struct arena arena = {0};
    struct buffer body = {0};
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
    html_metadata_read(root, &out->metadata, &body);
    read_text(root, false, out);
    if (!out->text.length)
        read_text(root, true, out);
    read_body(&body, out);
    buffer_release(&body);
    out->paragraphs_known = true;
    arena_release(&arena);
    return OK;
}
