/* feed_items.c - see feed_items.h. */
#include "ingest/feed_items.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_WITH_LENGTH(text) (text), sizeof(text) - 1

struct tag {
    const char *begin, *end; /* with its brackets */
    const char *name;        /* local */
    size_t name_length;
    bool closes, is_empty;
};

/* Returns what follows the first `mark`, or NULL. */
static const char *after(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));

    return found ? found + strlen(mark) : NULL;
}

static bool begins(const char *at, const char *end, const char *text,
                   size_t length)
{
    return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

/* Returns what follows the comment, section or declaration at `at`; NULL when
 * it does not end, or may declare what must be parsed. */
static const char *skip_other(const char *at, const char *end)
{
    if (begins(at, end, TEXT_WITH_LENGTH("<!--")))
        return after(at, end, "-->");
    if (begins(at, end, TEXT_WITH_LENGTH("<![CDATA[")))
        return after(at, end, "]]>");
    if (at[1] == '?')
        return after(at, end, "?>");
    for (at++; at < end && *at != '>'; at++)
        if (*at == '[')
            return NULL;
    return at < end ? at + 1 : NULL;
}

/* Returns the bracket that ends the tag; those in quotes do not. */
static const char *end_of_tag(const char *at, const char *end)
{
    for (; at < end && *at != '>'; at++) {
        if (*at != '"' && *at != '\'')
            continue;
        at = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (!at)
            return NULL;
    }
    return at < end ? at : NULL;
}

static bool read_tag(const char *at, const char *end, struct tag *tag)
{
    const char *last = end_of_tag(at, end), *name = at + 1;

    if (!last)
        return false;
    *tag = (struct tag){.begin = at,
                        .end = last + 1,
                        .closes = *name == '/',
                        .is_empty = last[-1] == '/'};
    name += tag->closes;
    for (tag->name = name; name < last && !strchr(" \t\r\n/", *name); name++)
        if (*name == ':')
            tag->name = name + 1;
    tag->name_length = (size_t)(name - tag->name);
    return true;
}

/* Reads the next tag from `at` on; false: there is none. */
static bool next_tag(const char *at, const char *end, struct tag *tag)
{
    while (at && at < end) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at || at + 1 == end)
            return false;
        if (at[1] != '!' && at[1] != '?')
            return read_tag(at, end, tag);
        at = skip_other(at, end);
    }
    return false;
}

static bool is_item(const struct tag *tag)
{
    return (tag->name_length == 4 && memcmp(tag->name, "item", 4) == 0) ||
           (tag->name_length == 5 && memcmp(tag->name, "entry", 5) == 0);
}

/* Where the search is: how deep in elements, and how deep items are. */
struct search {
    const char *text;
    struct feed_items *items;
    size_t depth, item_depth; /* item_depth 0: outside of items */
    size_t level;             /* of the first item */
};

static void open_element(struct search *search, const struct tag *tag)
{
    search->depth++;
    if (search->item_depth || !is_item(tag))
        return;
    search->item_depth = search->depth;
    *VECTOR_PUSH(search->items) = (struct feed_item){
        (size_t)(tag->begin - search->text), 0};
}

/* Returns false where items stand at several levels: a parser may see others
 * than those that are found. */
static bool close_element(struct search *search, const struct tag *tag)
{
    struct feed_items *items = search->items;

    if (!search->depth)
        return false;
    if (search->depth == search->item_depth) {
        search->level = search->level ? search->level : search->depth;
        if (search->level != search->depth)
            return false;
        items->items[items->count - 1].end = (size_t)(tag->end - search->text);
        search->item_depth = 0;
    }
    search->depth--;
    return true;
}

void feed_items_find(const struct buffer *bytes, struct feed_items *items)
{
    const char *text = buffer_text(bytes), *end = text + bytes->length;
    struct search search = {.text = text, .items = items};
    struct tag tag = {.end = text};
    bool is_sound = !memchr(text, '\0', bytes->length);

    while (is_sound && next_tag(tag.end, end, &tag)) {
        if (!tag.closes)
            open_element(&search, &tag);
        if (tag.closes || tag.is_empty)
            is_sound = close_element(&search, &tag);
    }
    if (!is_sound || search.depth)
        items->count = 0;
}

void feed_items_add(const struct buffer *bytes, const struct feed_items *items,
                    uint32_t item, struct buffer *out)
{
    const struct feed_item *it = &items->items[item - 1];
    size_t last = items->items[items->count - 1].end;

    buffer_add(out, bytes->data, items->items[0].begin);
    buffer_add(out, bytes->data + it->begin, it->end - it->begin);
    buffer_add(out, bytes->data + last, bytes->length - last);
}
