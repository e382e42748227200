/* html_main.c - see html_main.h. */
#include "ingest/html_main.h"

#include <stdlib.h>
#include <string.h>

/* -- Candidates ------------------------------------------------------------ */

/* Least of the page's prose, in percent, that must stand where a claim is made
 * for it to be believed. */
static const unsigned char claim_percent[] = {
    [CLAIM_NONE] = 101, [CLAIM_REGION] = 50, [CLAIM_ARTICLE] = 40,
    [CLAIM_BODY] = 40,  [CLAIM_MARKED] = 25,
};

/* What the elements of one claim hold together, leaving out those inside
 * others. */
struct claimants {
    uint32_t first, last; /* outermost ones with prose */
    uint32_t best;        /* the one with most prose */
    uint64_t prose;       /* of all */
};

static struct claimants find_claimants(const struct html_tree *tree, int claim)
{
    struct claimants found = {0};

    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];

        if (node->dropped) {
            i = node->end - 1;
            continue;
        }
        if (html_is_text(node) || node->hints.claim < claim || !node->prose)
            continue;
        if (!found.first)
            found.first = i;
        found.last = i;
        if (!found.best || node->prose > tree->items[found.best].prose)
            found.best = i;
        found.prose += node->prose;
        i = node->end - 1;
    }
    return found;
}

/* Returns the smallest node that holds both. */
static uint32_t common_ancestor(const struct html_tree *tree, uint32_t first,
                                uint32_t last)
{
    while (tree->items[first].end <= last)
        first = tree->items[first].parent;
    return first;
}

/* Goes down from a claimant to the smallest one inside it that holds nearly as
 * much. */
static uint32_t narrow(const struct html_tree *tree, uint32_t at, int claim)
{
    enum { NEARLY_PERCENT = 85 };
    uint64_t need = (uint64_t)tree->items[at].prose * NEARLY_PERCENT / 100;
    uint32_t best = at;

    for (uint32_t i = at + 1; i < tree->items[at].end; i++) {
        const struct html_node *node = &tree->items[i];

        if (html_is_text(node) || node->dropped || node->prose < need)
            i = node->end - 1;
        else if (node->hints.claim >= claim)
            best = i;
    }
    return best;
}

static bool is_same_kind(const struct html_node *one,
                         const struct html_node *other)
{
    return one->tag == other->tag && one->prose &&
           strcmp(html_attribute(one->node, "class"),
                  html_attribute(other->node, "class")) == 0;
}

/* Returns the smallest element that holds `part` and its brothers of the same
 * class: a text can be cut in parts by what stands between them. */
static uint32_t join_parts(const struct html_tree *tree, uint32_t part)
{
    enum { TOGETHER_PERCENT = 85 };
    uint32_t first = part, last = part, all;
    uint64_t prose = 0;

    if (!*html_attribute(tree->items[part].node, "class"))
        return part;
    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];

        if (node->dropped) {
            i = node->end - 1;
        } else if (!html_is_text(node) &&
                   is_same_kind(node, &tree->items[part])) {
            first = i < first ? i : first;
            last = i;
            prose += node->prose;
            i = node->end - 1;
        }
    }
    all = common_ancestor(tree, first, last);
    return prose * 100 >= (uint64_t)tree->items[all].prose * TOGETHER_PERCENT
               ? all
               : part;
}

static uint32_t find_claimed(const struct html_tree *tree, int claim)
{
    struct claimants found = find_claimants(tree, claim);
    uint64_t need = (uint64_t)tree->items[0].prose * claim_percent[claim] / 100;

    if (!found.best || found.prose < need)
        return 0;
    if (tree->items[found.best].prose < need)
        return common_ancestor(tree, found.first, found.last);
    if (claim >= CLAIM_BODY && found.first != found.last)
        return join_parts(tree, found.best);
    return narrow(tree, found.best, claim);
}

/* -- Without claims ---------------------------------------------------------
 */

/* Gives each paragraph's worth to what it stands in: all of it to the nearest
 * element, half to the next, and so on. */
static void share_worth(const struct html_tree *tree, float *worth)
{
    enum { LEVELS = 4, PARAGRAPH = 100, WORTH_MAX = 8 };

    for (uint32_t i = 0; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];
        float own = (float)html_own_prose(node) / PARAGRAPH;
        uint32_t at = i;

        if (node->dropped) {
            i = node->end - 1;
            continue;
        }
        if (html_is_text(node) || own <= 0)
            continue;
        own = own > WORTH_MAX ? WORTH_MAX : own;
        if (node->tag == GUMBO_TAG_P || html_heading_level(node))
            at = node->parent;
        for (unsigned level = 1; level <= LEVELS; level++) {
            worth[at] += own / (float)level;
            at = tree->items[at].parent;
        }
    }
}

/* Whether what `above` has more than `below` is prose for the most part and
 * links for the least. */
static bool gains_prose(const struct html_node *above,
                        const struct html_node *below)
{
    uint64_t text = above->text - below->text;
    uint64_t link = above->link - below->link;
    uint64_t prose = above->prose - below->prose;

    return prose && link * 4 <= text && prose * 2 >= text - link;
}

/* Goes up as far as what is gained on the way is prose. */
static uint32_t climb(const struct html_tree *tree, uint32_t at)
{
    uint32_t above = tree->items[at].parent;

    for (; tree->items[above].tag != GUMBO_TAG_BODY && above;
         above = tree->items[above].parent)
        if (gains_prose(&tree->items[above], &tree->items[at]))
            at = above;
    return at;
}

/* Returns the element whose paragraphs are worth most. */
static uint32_t find_richest(const struct html_tree *tree)
{
    float *worth = memory_get_zeroed(tree->count, sizeof(float));
    uint32_t best = 0;

    share_worth(tree, worth);
    for (uint32_t i = 1; i < tree->count; i++) {
        const struct html_node *node = &tree->items[i];

        if (node->text)
            worth[i] *= 1 - (float)node->link / (float)node->text;
        if (worth[i] > worth[best])
            best = i;
    }
    free(worth);
    return join_parts(tree, climb(tree, best));
}

/* Goes down while one child holds nearly all the prose and the rest is links
 * for the most part. */
static uint32_t shed_links(const struct html_tree *tree, uint32_t at)
{
    enum { NEARLY_PERCENT = 97 };

    for (uint32_t i = at + 1; i < tree->items[at].end;) {
        const struct html_node *node = &tree->items[i];
        const struct html_node *above = &tree->items[at];
        uint64_t text = above->text - node->text;
        uint64_t link = above->link - node->link;

        if (html_is_text(node) || node->dropped ||
            (uint64_t)node->prose * 100 <
                (uint64_t)above->prose * NEARLY_PERCENT) {
            i = node->end;
            continue;
        }
        if (link * 2 > text)
            at = i;
        i++;
    }
    return at;
}

/* Never down to a paragraph: what stands beside it is its section. */
static uint32_t container_of(const struct html_tree *tree, uint32_t at)
{
    while (at && (tree->items[at].tag == GUMBO_TAG_P ||
                  tree->items[at].tag == GUMBO_TAG_LI ||
                  tree->items[at].tag == GUMBO_TAG_BLOCKQUOTE ||
                  html_heading_level(&tree->items[at])))
        at = tree->items[at].parent;
    return at;
}

/* Whether a region holds much more than the document: what it has more than the
 * richest element in it is links, and little prose. */
static bool leads_elsewhere(const struct html_node *region,
                            const struct html_node *richest)
{
    enum { LINKS_PERCENT = 30 };
    uint64_t text = region->text - richest->text;
    uint64_t link = region->link - richest->link;
    uint64_t prose = region->prose - richest->prose;

    return link * 100 > text * LINKS_PERCENT && prose * 2 < richest->prose;
}

uint32_t html_find_main(const struct html_tree *tree)
{
    uint32_t at = 0, richest;

    if (!tree->items[0].prose)
        return 0;
    for (int claim = CLAIM_MARKED; claim > CLAIM_REGION && !at; claim--)
        at = find_claimed(tree, claim);
    if (!at) {
        richest = find_richest(tree);
        at = find_claimed(tree, CLAIM_REGION);
        if (!at || at > richest || tree->items[at].end <= richest ||
            leads_elsewhere(&tree->items[at], &tree->items[richest]))
            at = richest;
    }
    return container_of(tree, shed_links(tree, at));
}

/* On blogs the h1 is the blog's name, and the headline is one of a lower level
 * that is called so. */
static bool is_headline(const struct html_node *node)
{
    const char *names;

    if (html_heading_level(node) < 2 || html_heading_level(node) > 3)
        return node->tag == GUMBO_TAG_H1;
    names = html_attribute(node->node, "class");
    return strstr(names, "entry-title") || strstr(names, "post-title");
}

uint32_t html_find_start(const struct html_tree *tree, uint32_t main)
{
    enum { LEAD_PERCENT = 30, LEAD = 600 };
    uint64_t limit = (uint64_t)tree->items[main].text * LEAD_PERCENT / 100;
    uint64_t between = 0;
    uint32_t start = main;

    limit = limit > LEAD ? limit : LEAD;
    for (uint32_t i = main; i-- > 1;) {
        const struct html_node *node = &tree->items[i];

        if (html_is_text(node) && !node->in_link)
            between += node->text;
        if (between > limit)
            break;
        if (is_headline(node) && node->end <= main)
            return node->end;
        if (node->hints.claim >= CLAIM_ARTICLE && node->end > main)
            start = i;
    }
    return start;
}
