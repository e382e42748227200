/* html_furniture.c - see html_furniture.h. */
#include "ingest/html_furniture.h"

/* Most of the page's prose, in percent, that may go on a hint's word. */
static const unsigned char trust_percent[] = {
    [FURNITURE_NONE] = 0,    [FURNITURE_MAYBE] = 10, [FURNITURE_LINKED] = 20,
    [FURNITURE_LIKELY] = 45, [FURNITURE_SURE] = 80,
};

static uint64_t plain_text(const struct html_node *node)
{
    return node->text - node->link;
}

/* A page may have no prose, only a table or a list; then, and always as a
 * second opinion, all text that is no link is looked at. */
static bool is_furniture(const struct html_node *node,
                         const struct html_node *page)
{
    enum { SECOND_OPINION = 60 };
    unsigned percent = trust_percent[node->hints.furniture];
    unsigned plain = percent > SECOND_OPINION ? percent : SECOND_OPINION;

    if (node->holds_main ||
        (node->hints.furniture == FURNITURE_LINKED && !node->link))
        return false;
    return percent &&
           (uint64_t)node->prose * 100 <= (uint64_t)page->prose * percent &&
           plain_text(node) * 100 <= plain_text(page) * plain;
}

/* Lists and tables that are nearly all links lead elsewhere. */
static bool is_link_list(const struct html_node *node)
{
    if (node->tag != GUMBO_TAG_UL && node->tag != GUMBO_TAG_OL &&
        node->tag != GUMBO_TAG_TABLE && node->tag != GUMBO_TAG_DL)
        return false;
    return node->text && (uint64_t)node->link * 10 > (uint64_t)node->text * 8;
}

/* A place or name at the beginning of a sentence is marked up as one, but
 * belongs to it. */
static bool is_in_sentence(const struct html_tree *tree, uint32_t at)
{
    enum { SENTENCE = 60 };
    const struct html_node *node = &tree->items[at];
    const struct html_node *block = &tree->items[node->block];

    return node->block != at && node->hints.furniture < FURNITURE_SURE &&
           block->own_text - block->own_link >= SENTENCE + node->text;
}

/* Drops what is furniture at least as surely as `least`. */
static void drop_level(struct html_tree *tree, int least)
{
    const struct html_node page = tree->items[0];

    for (uint32_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->items[i];

        if (html_is_text(node))
            continue;
        if (node->hints.furniture >= least && is_furniture(node, &page) &&
            !is_in_sentence(tree, i))
            node->dropped = true;
        if (least == FURNITURE_MAYBE && is_link_list(node))
            node->dropped = true;
        if (node->dropped)
            i = node->end - 1;
    }
    html_tree_count_prose(tree);
}

/* Takes back what was dropped on less than a sure hint. */
static void restore(struct html_tree *tree)
{
    for (uint32_t i = 1; i < tree->count; i++)
        if (tree->items[i].hints.furniture < FURNITURE_SURE)
            tree->items[i].dropped = false;
    html_tree_count_prose(tree);
}

void html_drop_furniture(struct html_tree *tree)
{
    enum { LEAST_LEFT_PERCENT = 10 };
    uint64_t before;

    drop_level(tree, FURNITURE_SURE);
    before = tree->items[0].prose;
    drop_level(tree, FURNITURE_MAYBE);
    if ((uint64_t)tree->items[0].prose * 100 < before * LEAST_LEFT_PERCENT)
        restore(tree);
}
