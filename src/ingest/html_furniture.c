/* html_furniture.c - see html_furniture.h. */
#include "ingest/html_furniture.h"

#include <stdlib.h>
#include <string.h>

/* Most of the page's prose, in percent, that may go on a hint's word. */
static const unsigned char trust_percent[] = {
    [FURNITURE_NONE] = 0,    [FURNITURE_MAYBE] = 10, [FURNITURE_LINKED] = 20,
    [FURNITURE_LIKELY] = 45, [FURNITURE_SURE] = 80,
};

static uint32_t plain_text(const struct html_node *node)
{
    return node->text - node->link;
}

/* -- Elements of one class ------------------------------------------------- */

/* An element with a hint, and what all of its class hold together: ten cards of
 * a tenth of the text each are the text. */
struct suspect {
    uint32_t node;
    const char *class_names;
    uint64_t prose, plain;
};

struct suspects VECTOR_OF(struct suspect);

static int compare_classes(const void *one, const void *other)
{
    const struct suspect *a = one, *b = other;
    int order = strcmp(a->class_names, b->class_names);

    return order ? order : (a->node > b->node) - (a->node < b->node);
}

static int compare_nodes(const void *one, const void *other)
{
    const struct suspect *a = one, *b = other;

    return (a->node > b->node) - (a->node < b->node);
}

/* Adds up suspects `first` to `last` - 1, which are of one class; what stands
 * inside another counts once. */
static void add_up(const struct html_tree *tree, struct suspect *first,
                   struct suspect *last)
{
    uint64_t prose = 0, plain = 0;
    uint32_t end = 0;

    for (struct suspect *at = first; at < last; at++) {
        const struct html_node *node = &tree->items[at->node];

        if (at->node < end)
            continue;
        prose += node->prose;
        plain += plain_text(node);
        end = node->end;
    }
    for (; first < last; first++) {
        first->prose = prose;
        first->plain = plain;
    }
}

/* Whether its class is that of a kind of element, not of a style: side columns
 * and small parts are many, and no text together. */
static bool is_kind(const struct html_node *node)
{
    return node->tag != GUMBO_TAG_ASIDE &&
           node->hints.furniture >= FURNITURE_LINKED;
}

/* Returns one past the last suspect of the class of `first`. */
static struct suspect *end_of_class(const struct suspects *all,
                                    struct suspect *first)
{
    struct suspect *at = first;

    while (at < all->items + all->count &&
           strcmp(at->class_names, first->class_names) == 0)
        at++;
    return at;
}

static void weigh_together(const struct html_tree *tree, struct suspects *all)
{
    struct suspect *last;

    qsort(all->items, all->count, sizeof(*all->items), compare_classes);
    for (struct suspect *at = all->items; at < all->items + all->count;
         at = last) {
        last = end_of_class(all, at);
        if (*at->class_names && is_kind(&tree->items[at->node]))
            add_up(tree, at, last);
    }
    qsort(all->items, all->count, sizeof(*all->items), compare_nodes);
}

static void find_suspects(const struct html_tree *tree, int least,
                          struct suspects *found)
{
    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];

        if (node->dropped)
            i = node->end - 1;
        else if (!html_is_text(node) && node->hints.furniture >= least)
            *VECTOR_PUSH(found) = (struct suspect){
                i, html_attribute(node->node, "class"), node->prose,
                plain_text(node)};
    }
    if (found->count)
        weigh_together(tree, found);
}

/* -- Trust ----------------------------------------------------------------- */

static bool is_some_document(const struct html_node *node)
{
    enum { ARTICLE_MIN = 300, BODY_MIN = 200 };

    if (node->tag == GUMBO_TAG_P || html_heading_level(node))
        return false;
    return (node->hints.claim == CLAIM_ARTICLE && node->prose >= ARTICLE_MIN) ||
           (node->hints.claim > CLAIM_ARTICLE && plain_text(node) >= BODY_MIN);
}

/* Returns the element that claims loudest to be the document and holds most of
 * those that do so; 0 when there is none of some length. */
static uint32_t find_document(const struct html_tree *tree)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];

        if (node->dropped || node->hints.furniture >= FURNITURE_LINKED) {
            i = node->end - 1;
            continue;
        }
        if (!is_some_document(node))
            continue;
        if (!best || node->hints.claim > tree->items[best].hints.claim ||
            (node->hints.claim == tree->items[best].hints.claim &&
             node->prose > tree->items[best].prose))
            best = i;
    }
    return best;
}

/* Whether the document stands apart from the element, so that a likely hint on
 * it can be believed however much it holds: comments can be longer than what
 * they comment on. */
static bool is_beside(const struct html_tree *tree,
                      const struct suspect *suspect, uint32_t document)
{
    const struct html_node *node = &tree->items[suspect->node];

    if (suspect->node < tree->items[document].end && node->end > document)
        return false;
    return node->hints.furniture >= FURNITURE_LIKELY ||
           (node->hints.furniture == FURNITURE_LINKED &&
            suspect->prose <= tree->items[document].prose);
}

/* Whether a sure hint is believed because enough is left of the document. */
static bool leaves_document(const struct html_node *node,
                            const struct html_node *document)
{
    enum { LEFT_MIN = 1000 };

    return node->hints.furniture == FURNITURE_SURE &&
           node->prose + LEFT_MIN <= document->prose;
}

/* Returns the most of the page, in percent, that may go with the element; a
 * claim speaks against a hint. */
static unsigned trust_in(const struct html_node *node)
{
    enum { CLAIMED_PERCENT = 45 };
    unsigned percent = trust_percent[node->hints.furniture];

    return node->hints.claim >= CLAIM_ARTICLE && percent > CLAIMED_PERCENT
               ? CLAIMED_PERCENT
               : percent;
}

/* A page may have no prose, only a table or a list; then, and always as a
 * second opinion, all text that is no link is looked at. */
static bool is_furniture(const struct html_tree *tree,
                         const struct suspect *suspect,
                         const struct html_node *page, uint32_t document)
{
    enum { SECOND_OPINION = 60 };
    const struct html_node *node = &tree->items[suspect->node];
    unsigned percent = trust_in(node);
    unsigned plain = percent > SECOND_OPINION ? percent : SECOND_OPINION;

    if (node->holds_main ||
        (node->hints.furniture == FURNITURE_LINKED && !node->link))
        return false;
    if (document && (is_beside(tree, suspect, document) ||
                     leaves_document(node, &tree->items[document])))
        return true;
    return suspect->prose * 100 <= (uint64_t)page->prose * percent &&
           suspect->plain * 100 <= (uint64_t)plain_text(page) * plain;
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
    uint32_t document = find_document(tree);
    struct suspects suspects = {0};
    uint32_t end = 0;

    find_suspects(tree, least, &suspects);
    for (size_t i = 0; i < suspects.count; i++) {
        struct html_node *node = &tree->items[suspects.items[i].node];

        if (suspects.items[i].node < end)
            continue;
        node->dropped = is_furniture(tree, &suspects.items[i], &page,
                                     document) &&
                        !is_in_sentence(tree, suspects.items[i].node);
        if (node->dropped)
            end = node->end;
    }
    free(suspects.items);
    html_tree_count_prose(tree);
}

static void drop_link_lists(struct html_tree *tree)
{
    for (uint32_t i = 1; i < tree->count; i++) {
        struct html_node *node = &tree->items[i];

        node->dropped |= !html_is_text(node) && is_link_list(node);
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
    drop_link_lists(tree);
    if ((uint64_t)tree->items[0].prose * 100 < before * LEAST_LEFT_PERCENT)
        restore(tree);
}
