/*
 * html_tree.h - a parsed page as one flat array, with how much text stands
 * where.
 *
 * Nodes stand in document order, so a node's descendants are the items after
 * it up to `end`, and every question is a loop over the array: no recursion,
 * however deep a page nests. Scripts, styles, comments and the like are not in
 * it; what is hidden, or looks like the page's furniture, is, with a hint.
 *
 * Amounts of text are bytes without white space.
 */
#ifndef INGEST_HTML_TREE_H
#define INGEST_HTML_TREE_H

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/vector.h"
#include "ingest/html_hints.h"

struct html_node {
    const GumboNode *node;
    uint32_t parent;   /* the root's is itself, 0 */
    uint32_t end;      /* one past the last descendant */
    uint32_t block;    /* nearest node, itself included, that is no inline
                          element or text */
    uint32_t text;     /* in the whole subtree */
    uint32_t link;     /* of that, inside links */
    uint32_t own_text; /* of blocks: what stands in no block below it */
    uint32_t own_link;
    uint32_t prose; /* in the subtree: text of blocks that read as prose */
    uint32_t child; /* next child to visit while the array is made */
    GumboTag tag;   /* GUMBO_TAG_LAST: text */
    struct html_hints hints;
    bool in_link;
    bool holds_main; /* it is, or one below it is, marked as the main part */
    bool dropped; /* with all below it, not the document's: see html_main.h */
};

struct html_tree VECTOR_OF(struct html_node);

/* Fills the empty `tree` from a page's root element, which must outlive it.
 * `with_noscript`: take what browsers show when they run no scripts. */
void html_tree_read(struct html_tree *tree, const GumboNode *root,
                    bool with_noscript);

/* Counts `prose` again, without what has been dropped. `text` and `link` stay:
 * that much was dropped from an element tells that it is not the document's. */
void html_tree_count_prose(struct html_tree *tree);

/* Returns how much prose stands in the node itself: a block reads as prose when
 * it is long enough for a sentence and not made of links. */
uint32_t html_own_prose(const struct html_node *item);

void html_tree_release(struct html_tree *tree);

/* Returns the attribute's value, "" when there is none. */
const char *html_attribute(const GumboNode *node, const char *name);

static inline bool html_is_text(const struct html_node *node)
{
    return node->tag == GUMBO_TAG_LAST;
}

/* Returns 1 to 6 for h1 to h6, 0 for others. */
static inline int html_heading_level(const struct html_node *node)
{
    return node->tag >= GUMBO_TAG_H1 && node->tag <= GUMBO_TAG_H6
               ? (int)(node->tag - GUMBO_TAG_H1) + 1
               : 0;
}

#endif
