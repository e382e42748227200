/*
 * html_blocks.h - what is kept of a page, as paragraphs.
 *
 * Each run of text between the borders of block elements is one block: a
 * paragraph, heading, list item, table cell, quotation or caption. Two line
 * breaks in a row are a border too.
 */
#ifndef INGEST_HTML_BLOCKS_H
#define INGEST_HTML_BLOCKS_H

#include "base/buffer.h"
#include "ingest/html_tree.h"

struct html_block {
    uint32_t begin, end; /* bytes of the text, white space single */
    uint32_t node;       /* the block element it stands in */
    uint32_t link;       /* bytes of it inside links */
    unsigned char level; /* of a heading, 1 to 6; else 0 */
    bool after_gap;      /* something was dropped right before it */
    bool kept;
};

struct html_blocks {
    struct buffer text;
    struct html_block *items;
    size_t count, capacity;
    bool gap_at_end; /* something was dropped after the last one */
};

/* Fills the empty `blocks` with what stands in the nodes from `start` to the
 * end of the node `main` and is not dropped. */
void html_blocks_read(struct html_blocks *blocks, const struct html_tree *tree,
                      uint32_t start, uint32_t main);

void html_blocks_release(struct html_blocks *blocks);

#endif
