/* html_tree.c - see html_tree.h. */
#include "ingest/html_tree.h"

#include <stdlib.h>
#include <string.h>

const char *html_attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *attribute =
        node->type == GUMBO_NODE_ELEMENT
            ? gumbo_get_attribute(&node->v.element.attributes, name)
            : NULL;

    return attribute && attribute->value ? attribute->value : "";
}

/* -- Which nodes are taken ------------------------------------------------- */

/* Elements that never hold words of a document. */
static bool is_machinery(GumboTag tag)
{
    static const bool machinery[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_HEAD] = true,     [GUMBO_TAG_SCRIPT] = true,
        [GUMBO_TAG_STYLE] = true,    [GUMBO_TAG_TEMPLATE] = true,
        [GUMBO_TAG_SVG] = true,      [GUMBO_TAG_IFRAME] = true,
        [GUMBO_TAG_OBJECT] = true,   [GUMBO_TAG_EMBED] = true,
        [GUMBO_TAG_APPLET] = true,   [GUMBO_TAG_CANVAS] = true,
        [GUMBO_TAG_VIDEO] = true,    [GUMBO_TAG_AUDIO] = true,
        [GUMBO_TAG_MAP] = true,      [GUMBO_TAG_BUTTON] = true,
        [GUMBO_TAG_SELECT] = true,   [GUMBO_TAG_TEXTAREA] = true,
        [GUMBO_TAG_INPUT] = true,    [GUMBO_TAG_DATALIST] = true,
        [GUMBO_TAG_PROGRESS] = true, [GUMBO_TAG_METER] = true,
        [GUMBO_TAG_NOFRAMES] = true, [GUMBO_TAG_NOEMBED] = true,
        [GUMBO_TAG_LINK] = true,     [GUMBO_TAG_META] = true,
        [GUMBO_TAG_TITLE] = true,    [GUMBO_TAG_RP] = true,
        [GUMBO_TAG_RT] = true,       [GUMBO_TAG_RTC] = true,
    };

    return machinery[tag];
}

static bool is_taken(const GumboNode *node, bool with_noscript)
{
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE)
        return true;
    if (node->type != GUMBO_NODE_ELEMENT)
        return false;
    if (node->v.element.tag == GUMBO_TAG_NOSCRIPT)
        return with_noscript;
    return !is_machinery(node->v.element.tag);
}

/* Unknown elements are inline, as browsers have it, except those that pages
 * define themselves (<news-card>), which are boxes nearly always. */
static bool is_unknown_inline(const GumboNode *node)
{
    const GumboStringPiece *tag = &node->v.element.original_tag;
    size_t name = 0;

    while (name < tag->length && !strchr(" \t\r\n/>", tag->data[name]))
        name++;
    return !name || !memchr(tag->data, '-', name);
}

static bool is_inline(const GumboNode *node)
{
    static const bool inlines[GUMBO_TAG_LAST + 1] = {
        [GUMBO_TAG_A] = true,        [GUMBO_TAG_ABBR] = true,
        [GUMBO_TAG_ACRONYM] = true,  [GUMBO_TAG_B] = true,
        [GUMBO_TAG_BDI] = true,      [GUMBO_TAG_BDO] = true,
        [GUMBO_TAG_BIG] = true,      [GUMBO_TAG_BLINK] = true,
        [GUMBO_TAG_BR] = true,       [GUMBO_TAG_CITE] = true,
        [GUMBO_TAG_CODE] = true,     [GUMBO_TAG_DATA] = true,
        [GUMBO_TAG_DEL] = true,      [GUMBO_TAG_DFN] = true,
        [GUMBO_TAG_EM] = true,       [GUMBO_TAG_FONT] = true,
        [GUMBO_TAG_I] = true,        [GUMBO_TAG_IMG] = true,
        [GUMBO_TAG_INS] = true,      [GUMBO_TAG_KBD] = true,
        [GUMBO_TAG_LABEL] = true,    [GUMBO_TAG_MARK] = true,
        [GUMBO_TAG_NOBR] = true,     [GUMBO_TAG_Q] = true,
        [GUMBO_TAG_RB] = true,       [GUMBO_TAG_RT] = true,
        [GUMBO_TAG_RUBY] = true,     [GUMBO_TAG_S] = true,
        [GUMBO_TAG_SAMP] = true,     [GUMBO_TAG_SMALL] = true,
        [GUMBO_TAG_SPAN] = true,     [GUMBO_TAG_STRIKE] = true,
        [GUMBO_TAG_STRONG] = true,   [GUMBO_TAG_SUB] = true,
        [GUMBO_TAG_SUP] = true,      [GUMBO_TAG_TIME] = true,
        [GUMBO_TAG_TT] = true,       [GUMBO_TAG_U] = true,
        [GUMBO_TAG_VAR] = true,      [GUMBO_TAG_WBR] = true,
        [GUMBO_TAG_NOSCRIPT] = true,
    };
    GumboTag tag = node->v.element.tag;

    return inlines[tag] ||
           (tag == GUMBO_TAG_UNKNOWN && is_unknown_inline(node));
}

/* -- Making the array ------------------------------------------------------ */

static uint32_t count_bytes(const char *text)
{
    uint32_t count = 0;

    for (; *text; text++)
        count += (unsigned char)*text > ' ';
    return count;
}

static void read_element(struct html_node *item, uint32_t index,
                         const struct html_node *parent)
{
    const GumboNode *node = item->node;

    item->tag = node->v.element.tag;
    item->block = is_inline(node) && index ? parent->block : index;
    item->in_link |= item->tag == GUMBO_TAG_A && *html_attribute(node, "href");
    item->hints = html_hints_of(node);
    item->holds_main = item->tag == GUMBO_TAG_MAIN ||
                       item->hints.claim == CLAIM_MARKED;
}

static void read_text(struct html_tree *tree, struct html_node *item,
                      const struct html_node *parent)
{
    struct html_node *block = &tree->items[parent->block];

    item->tag = GUMBO_TAG_LAST;
    item->block = parent->block;
    item->text = count_bytes(item->node->v.text.text);
    item->link = item->in_link ? item->text : 0;
    block->own_text += item->text;
    block->own_link += item->link;
}

static void push(struct html_tree *tree, const GumboNode *node, uint32_t parent)
{
    uint32_t index = (uint32_t)tree->count;
    struct html_node *item = VECTOR_PUSH(tree), *above = &tree->items[parent];

    *item = (struct html_node){.node = node, .parent = parent};
    item->in_link = index && above->in_link;
    if (node->type == GUMBO_NODE_ELEMENT)
        read_element(item, index, above);
    else
        read_text(tree, item, above);
}

/* Returns the next child of `item` that is taken, or NULL. */
static const GumboNode *next_child(struct html_node *item, bool with_noscript)
{
    const GumboVector *children;

    if (html_is_text(item))
        return NULL;
    children = &item->node->v.element.children;
    while (item->child < children->length) {
        const GumboNode *child = children->data[item->child++];

        if (is_taken(child, with_noscript))
            return child;
    }
    return NULL;
}

/* Adds every node's amounts to its parent's. */
static void sum_up(struct html_tree *tree)
{
    for (size_t i = tree->count; i-- > 1;) {
        struct html_node *item = &tree->items[i];
        struct html_node *parent = &tree->items[item->parent];

        parent->holds_main |= item->holds_main;
        parent->text += item->text;
        parent->link += item->link;
    }
}

void html_tree_read(struct html_tree *tree, const GumboNode *root,
                    bool with_noscript)
{
    uint32_t at = 0;

    push(tree, root, 0);
    for (;;) {
        const GumboNode *child = next_child(&tree->items[at], with_noscript);

        if (child) {
            uint32_t parent = at;

            at = (uint32_t)tree->count;
            push(tree, child, parent);
            continue;
        }
        tree->items[at].end = (uint32_t)tree->count;
        if (!at)
            break;
        at = tree->items[at].parent;
    }
    sum_up(tree);
    html_tree_count_prose(tree);
}

/* -- Prose ----------------------------------------------------------------- */

uint32_t html_own_prose(const struct html_node *item)
{
    enum { SENTENCE = 60 };

    if (item->own_text < SENTENCE || item->own_link * 2 > item->own_text)
        return 0;
    return item->own_text - item->own_link;
}

void html_tree_count_prose(struct html_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++)
        tree->items[i].prose = html_own_prose(&tree->items[i]);
    for (size_t i = tree->count; i-- > 1;) {
        struct html_node *item = &tree->items[i];

        if (item->dropped)
            item->prose = 0;
        tree->items[item->parent].prose += item->prose;
    }
}

void html_tree_release(struct html_tree *tree)
{
    free(tree->items);
    *tree = (struct html_tree){0};
}
