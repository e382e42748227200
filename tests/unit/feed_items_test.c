/* feed_items_test.c - where a feed's items stand. */
#include "ingest/feed_items.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

/* Asserts how many items are found, and, when there are that many, what is left
 * for the last one. */
static void assert_items(const char *xml, size_t count, const char *last)
{
    struct buffer bytes = {0}, alone = {0};
    struct feed_items items = {0};

    buffer_add_text(&bytes, xml);
    feed_items_find(&bytes, &items);
    assert_int_equal(items.count, count);
    if (count) {
        feed_items_add(&bytes, &items, (uint32_t)count, &alone);
        assert_string_equal(buffer_text(&alone), last);
    }
    free(items.items);
    buffer_release(&bytes);
    buffer_release(&alone);
}

static void an_item_keeps_what_stands_round_all(void **state)
{
    (void)state;
    assert_items("<rss><channel><title>T</title> <item>1</item> <item>2</item>"
                 "<ttl>9</ttl></channel></rss>",
                 2,
                 "<rss><channel><title>T</title> <item>2</item><ttl>9</ttl>"
                 "</channel></rss>");
    assert_items("<?xml version='1.0'?><a:feed><a:entry id='1'/><a:entry>2"
                 "</a:entry></a:feed>",
                 2,
                 "<?xml version='1.0'?><a:feed><a:entry>2</a:entry></a:feed>");
    assert_items("<item>1</item>\n<item>2</item>\n", 2, "<item>2</item>\n");
}

static void what_only_looks_like_an_item_is_none(void **state)
{
    (void)state;
    assert_items("<feed><!-- <entry> --><entry a='<item>' b=\"/>\">"
                 "<![CDATA[</entry>]]><x><entry>in</entry></x></entry></feed>",
                 1,
                 "<feed><!-- <entry> --><entry a='<item>' b=\"/>\">"
                 "<![CDATA[</entry>]]><x><entry>in</entry></x></entry></feed>");
    assert_items("<rss><items/><itemize>1</itemize></rss>", 0, "");
}

static void the_doubtful_is_left_to_the_parser(void **state)
{
    static const char *const doubtful[] = {
        "<rss><item>1</item><x><item>2</item></x></rss>",
        "<rss><item>1</item><item>2",
        "<rss><item>1</item></rss></rss>",
        "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><item>&a;</item></rss>",
        "<rss><item>1</item><item a='></item></rss>",
        "<rss><item>1</item><!-- </rss>",
        "",
        "<",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(doubtful) / sizeof(doubtful[0]); i++)
        assert_items(doubtful[i], 0, "");
}

UNIT_MAIN(cmocka_unit_test(an_item_keeps_what_stands_round_all),
          cmocka_unit_test(what_only_looks_like_an_item_is_none),
          cmocka_unit_test(the_doubtful_is_left_to_the_parser))
