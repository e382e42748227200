/*
 * feed_items.h - where the items of a feed stand in its bytes, so that each can
 * be read alone: reading the whole for each would take time by the square of
 * their number.
 *
 * Nothing is parsed here, tags are only found; whoever uses it must see that
 * the parser counts as many items.
 */
#ifndef INGEST_FEED_ITEMS_H
#define INGEST_FEED_ITEMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/vector.h"

struct feed_item {
    size_t begin, end; /* bytes, with its tags */
};

struct feed_items VECTOR_OF(struct feed_item);

/* Fills the empty `items` with the outermost elements <item> or <entry>, of any
 * namespace. None are found in what is no text, breaks off or declares
 * entities. */
void feed_items_find(const struct buffer *bytes, struct feed_items *items);

/* Appends the feed with one item alone, from 1 to items->count. */
void feed_items_add(const struct buffer *bytes, const struct feed_items *items,
                    uint32_t item, struct buffer *out);

#endif
