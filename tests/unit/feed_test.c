/* feed_test.c - RSS and Atom: items, their texts and what is known of them. */
#include <string.h>

#include "unit.h"

#include "extraction_fixture.h"

static struct extraction feed;

static int release(void **state)
{
    (void)state;
    extraction_release(&feed);
    return 0;
}

static void read_item(const char *text, uint32_t part)
{
    buffer_reset(&feed.bytes);
    buffer_add_text(&feed.bytes, text);
    extraction_run(&feed, "a.rss", part);
    assert_string_equal(feed.err.text, "");
}

static void assert_item(const char *text, uint32_t part, const char *expected)
{
    read_item(text, part);
    assert_string_equal(extraction_lines(&feed), expected);
}

static void assert_known(const char *key, const char *value)
{
    const char *found = metadata_get(&feed.out.metadata, key);

    if (!value)
        assert_null(found);
    else if (!found)
        fail_msg("no %s", key);
    else
        assert_string_equal(found, value);
}

static uint32_t count(const char *text)
{
    read_item(text, 0);
    return feed.out.parts;
}

static const char rss[] =
    "<?xml version='1.0' encoding='windows-1252'?>\n"
    "<rss version='2.0' xmlns:content='c' xmlns:dc='d' xmlns:media='m'>"
    "<channel><title>Press &amp;amp; News</title><language>en-us</language>"
    "<link>https://x.gov/</link><image><title>no</title></image>"
    "<item><title>Norms &#8211; <![CDATA[&amp; rules]]></title>"
    "<link>https://x.gov/1</link><dc:creator>A. Writer</dc:creator>"
    "<pubDate>Wed, 03 Aug 2022 19:49:23 +0000</pubDate>"
    "<description>short</description><media:title>no</media:title>"
    "<content:encoded><![CDATA[<p>One &nbsp;<b>word</b>.</p><script>no()"
    "</script><ul><li>Two</li></ul>]]></content:encoded></item>"
    "<item><title>Second</title><guid>https://x.gov/2</guid>"
    "<description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>"
    "</channel></rss>";

static void each_item_is_a_document(void **state)
{
    (void)state;
    assert_int_equal(count(rss), 2);
    assert_item(rss, 1,
                "H Norms \xE2\x80\x93 & rules\nT One \xC2\xA0word.\nT Two\n");
    assert_string_equal(feed.format->name, "feed");
    assert_known("title", "Norms \xE2\x80\x93 & rules");
    assert_known("date", "2022-08-03");
    assert_known("author", "A. Writer");
    assert_known("url", "https://x.gov/1");
    assert_known("language", "en-us");
    assert_known("site", "Press & News");
    assert_item(rss, 2, "H Second\nT Only a summary.\n");
    assert_known("url", "https://x.gov/2");
    assert_known("date", NULL);
}

static void all_items_without_a_part(void **state)
{
    (void)state;
    assert_item(rss, 0,
                "H Norms \xE2\x80\x93 & rules\nT One \xC2\xA0word.\nT Two\n"
                "H Second\nT Only a summary.\n");
    assert_int_equal(feed.out.metadata.count, 0);
}

static const char atom[] =
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'>"
    "<title>Site</title><entry><title>A &lt; B</title>"
    "<link rel='self' href='https://no/'/><link href='https://x.gov/a'/>"
    "<author><name>B. Writer</name><email>no@x.gov</email></author>"
    "<updated>2022-08-05T00:00:00Z</updated>"
    "<published>2022-08-04T23:00:00Z</published>"
    "<summary type='html'>&lt;i&gt;no&lt;/i&gt;</summary>"
    "<source><title>no</title></source>"
    "<content type='xhtml'><div xmlns='h'><p>One &amp;amp; <b>two</b></p>"
    "<p>three</p></div></content></entry></feed>";

static void reads_atom(void **state)
{
    (void)state;
    assert_int_equal(count(atom), 1);
    assert_item(atom, 1, "H A < B\nT One &amp; two\nT three\n");
    assert_known("title", "A < B");
    assert_known("author", "B. Writer");
    assert_known("date", "2022-08-04T23:00:00Z");
    assert_known("url", "https://x.gov/a");
    assert_known("language", "fr");
}

static void reads_rdf(void **state)
{
    (void)state;
    assert_item("<rdf:RDF xmlns:rdf='r' xmlns='http://purl.org/rss/1.0/' "
                "xmlns:dc='d'><channel><title>Site</title><items><rdf:Seq/>"
                "</items></channel><item><title>Norms</title>"
                "<dc:date>2011-07-14</dc:date></item></rdf:RDF>",
                1, "H Norms\n");
    assert_known("date", "2011-07-14");
    assert_known("site", "Site");
}

static void reads_fragments(void **state)
{
    static const char items[] =
        "<item><title>One</title></item>\n<item><title>Two</title>"
        "<description>cut o";

    (void)state;
    assert_int_equal(count(items), 2);
    assert_item(items, 1, "H One\n");
    assert_int_equal(feed.out.issues.count, 1);
    assert_non_null(strstr(feed.out.issues.items[0].message,
                           "is not well-formed XML (line 2"));
    assert_item(items, 2, "H Two\nT cut o\n");
    assert_int_equal(feed.out.issues.count, 0);
}

static void entities_do_not_grow(void **state)
{
    struct buffer bomb = {0};

    (void)state;
    buffer_add_text(&bomb, "<!DOCTYPE rss [<!ENTITY a0 'ha'><!ENTITY x SYSTEM "
                           "'/etc/passwd'>");
    for (int i = 1; i < 30; i++)
        buffer_add_format(&bomb, "<!ENTITY a%d '&a%d;&a%d;&a%d;'>", i, i - 1,
                          i - 1, i - 1);
    buffer_add_text(&bomb, "]><rss><channel><item><title>&a0;|&a29;|&x;|"
                           "&eacute;</title></item></channel></rss>");
    assert_item(buffer_text(&bomb), 1, "H ha|||\xC3\xA9\n");
    buffer_release(&bomb);
}

static void tells_what_is_not_there(void **state)
{
    (void)state;
    buffer_reset(&feed.bytes);
    buffer_add_text(&feed.bytes, rss);
    extraction_run(&feed, "a.rss", 3);
    assert_int_equal(feed.status, ERR_FORMAT);
    assert_string_equal(feed.err.text, "has no item 3, only 2");
}

UNIT_MAIN(cmocka_unit_test(each_item_is_a_document),
          cmocka_unit_test(all_items_without_a_part),
          cmocka_unit_test(reads_atom), cmocka_unit_test(reads_rdf),
          cmocka_unit_test(reads_fragments),
          cmocka_unit_test(entities_do_not_grow),
          cmocka_unit_test_teardown(tells_what_is_not_there, release))
