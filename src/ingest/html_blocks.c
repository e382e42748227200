/* html_blocks.c - see html_blocks.h. */
#include "ingest/html_blocks.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct html_blocks *blocks;
    const struct html_tree *tree;
    bool open;  /* the last block may go on */
    bool space; /* white space is due before the next word */
    bool gap;   /* something was dropped since the last word */
    unsigned line_breaks;
    uint32_t mark_end; /* where a note's mark ends that nothing follows yet */
};

static struct html_block *last_block(struct reading *reading)
{
    return &reading->blocks->items[reading->blocks->count - 1];
}

static int heading_level_above(const struct html_tree *tree, uint32_t at)
{
    for (unsigned up = 0; up < 3; up++, at = tree->items[at].parent)
        if (html_heading_level(&tree->items[at]))
            return html_heading_level(&tree->items[at]);
    return 0;
}

static void open_block(struct reading *reading, uint32_t node)
{
    struct html_blocks *blocks = reading->blocks;

    *VECTOR_PUSH(blocks) = (struct html_block){
        .begin = (uint32_t)blocks->text.length,
        .end = (uint32_t)blocks->text.length,
        .node = node,
        .level = (unsigned char)heading_level_above(reading->tree, node),
        .after_gap = reading->gap,
        .kept = true,
    };
    reading->open = true;
    reading->space = false;
    reading->gap = false;
}

/* Adds a word; a block is opened by its first one. */
static void add_word(struct reading *reading, const struct html_node *node,
                     const char *word, size_t length)
{
    struct buffer *text = &reading->blocks->text;

    if (!reading->open || last_block(reading)->node != node->block)
        open_block(reading, node->block);
    if (reading->space)
        buffer_add_byte(text, ' ');
    buffer_add(text, word, length);
    reading->space = false;
    reading->line_breaks = 0;
    last_block(reading)->end = (uint32_t)text->length;
    if (node->in_link)
        last_block(reading)->link += (uint32_t)length;
}

/* Returns how many bytes of white space `text` begins with; a no-break space
 * is one as well. */
static size_t space_length(const char *text)
{
    size_t length = 0;

    for (;;) {
        if (text[length] == ' ' ||
            (text[length] >= '\t' && text[length] <= '\r'))
            length++;
        else if (memcmp(text + length, "\xC2\xA0", 2) == 0)
            length += 2;
        else
            return length;
    }
}

static void add_text(struct reading *reading, const struct html_node *node)
{
    const char *text = node->node->v.text.text;

    while (*text) {
        size_t gap = space_length(text), word = 0;

        text += gap;
        if (gap)
            reading->space = true;
        while (text[word] && !space_length(text + word))
            word++;
        if (word)
            add_word(reading, node, text, word);
        text += word;
    }
}

/* Returns whether the element holds a number of up to three digits, perhaps in
 * brackets, and nothing else. */
static bool is_number(const GumboNode *node)
{
    const GumboVector *children = &node->v.element.children;
    const GumboNode *child = children->length ? children->data[0] : NULL;
    const char *text;
    size_t digits;

    if (children->length != 1 || child->type != GUMBO_NODE_TEXT)
        return false;
    text = child->v.text.text;
    text += *text == '[';
    digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 3 &&
           text[digits + (text[digits] == ']')] == '\0';
}

/* Returns whether a number above the line says no power of what was read last:
 * of a figure, or of a unit or variable ("km", "x"). */
static bool may_have_note(const struct reading *reading)
{
    const struct buffer *text = &reading->blocks->text;
    size_t letters = 0;

    if (!reading->open || reading->space)
        return true;
    while (letters < text->length) {
        unsigned char c = (unsigned char)text->data[text->length - letters - 1];

        if (c < 0x80 && !isalpha(c))
            break;
        letters++;
    }
    if (letters)
        return letters > 2;
    return !isdigit((unsigned char)text->data[text->length - 1]);
}

/* A footnote's mark must not become part of the word before or behind it. */
static bool is_note_mark(const struct reading *reading, uint32_t at)
{
    const struct html_node *node = &reading->tree->items[at];

    return node->tag == GUMBO_TAG_SUP &&
           (node->link || (is_number(node->node) && may_have_note(reading)));
}

/* Has white space stand between a note's mark and the word behind it. */
static void leave_note_mark(struct reading *reading, uint32_t at,
                            const char *text)
{
    if (!reading->mark_end || at < reading->mark_end)
        return;
    reading->space |= isalpha((unsigned char)*text) != 0;
    reading->mark_end = 0;
}

static void enter_element(struct reading *reading, uint32_t at)
{
    const struct html_node *node = &reading->tree->items[at];

    if (node->block == at)
        reading->open = false;
    if (is_note_mark(reading, at)) {
        reading->space = true;
        reading->mark_end = node->end;
    }
    if (node->tag == GUMBO_TAG_BR) {
        reading->space = true;
        if (++reading->line_breaks > 1)
            reading->open = false;
    }
}

void html_blocks_read(struct html_blocks *blocks, const struct html_tree *tree,
                      uint32_t start, uint32_t main)
{
    struct reading reading = {.blocks = blocks, .tree = tree};

    for (uint32_t i = start; i < tree->items[main].end; i++) {
        const struct html_node *node = &tree->items[i];

        if (html_is_text(node)) {
            leave_note_mark(&reading, i, node->node->v.text.text);
            add_text(&reading, node);
            continue;
        }
        enter_element(&reading, i);
        if (node->dropped) {
            reading.gap |= node->text > 0;
            reading.space = true;
            i = node->end - 1;
        }
    }
    blocks->gap_at_end = reading.gap;
}

void html_blocks_release(struct html_blocks *blocks)
{
    buffer_release(&blocks->text);
    free(blocks->items);
    *blocks = (struct html_blocks){0};
}
