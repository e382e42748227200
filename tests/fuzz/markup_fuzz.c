/* markup_fuzz.c - any bytes as a feed, each item and all, as TEI, as XML and as
 * RTF: text of whole lines with a kind each. */
#include "fuzz.h"

#include <stdlib.h>

#include "ingest/extract.h"
#include "ingest/feed_items.h"
#include "ingest/format.h"

static uint32_t check(const char *name, const uint8_t *bytes, size_t length,
                      uint32_t part)
{
    static struct extracted extracted; /* kept, as a worker keeps it */
    struct buffer buffer = {0};
    struct source source = {name, &buffer, part};
    const struct buffer *text = &extracted.text;
    struct error err = {.code = OK};
    uint32_t parts = 0;
    size_t lines = 0;

    buffer_add(&buffer, bytes, length);
    if (document_extract(&source, &extracted, NULL, &err) == OK) {
        REQUIRE(!text->length || text->data[text->length - 1] == '\n');
        for (size_t i = 0; i < text->length; i++)
            lines += text->data[i] == '\n';
        REQUIRE(!extracted.kinds.count || extracted.kinds.count == lines);
        parts = extracted.parts;
    } else {
        REQUIRE(*err.text);
    }
    buffer_release(&buffer);
    return parts;
}

/* Where items stand: one after the other, inside the bytes. */
static void check_items(const uint8_t *bytes, size_t length)
{
    struct buffer whole = {0}, alone = {0};
    struct feed_items items = {0};
    size_t end = 0;

    buffer_add(&whole, bytes, length);
    feed_items_find(&whole, &items);
    for (size_t i = 0; i < items.count; i++) {
        REQUIRE(items.items[i].begin >= end);
        REQUIRE(items.items[i].end > items.items[i].begin);
        end = items.items[i].end;
    }
    REQUIRE(end <= length);
    if (items.count)
        feed_items_add(&whole, &items, 1, &alone);
    REQUIRE(alone.length <= length);
    free(items.items);
    buffer_release(&whole);
    buffer_release(&alone);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    uint32_t parts = check("a.rss", bytes, length, 0);

    check_items(bytes, length);
    for (uint32_t i = 1; i <= parts && i <= 3; i++)
        check("a.rss", bytes, length, i);
    check("a.tei", bytes, length, 0);
    check("a.xml", bytes, length, 0);
    check("a.rtf", bytes, length, 0);
    return 0;
}
