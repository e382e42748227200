/* link_test.c - what begins a link, and where it ends. */
#include "unit.h"

#include <string.h>

#include "text/link.h"

/* Returns the end of the link that text's first `word` bytes begin. */
static uint32_t end_of(const char *text, const char *word)
{
    return link_end(text, (struct span){0, (uint32_t)strlen(word)},
                    (uint32_t)strlen(text));
}

static void assert_link(const char *text, const char *word, const char *link)
{
    if (end_of(text, word) != strlen(link))
        fail_msg("\"%s\": %u, not \"%s\"", text, end_of(text, word), link);
}

static void schemes_reach_to_the_space(void **state)
{
    (void)state;
    assert_link("https://a.gov/b?c=d, and", "https", "https://a.gov/b?c=d");
    assert_link("http://a.gov/b_(c). X", "http", "http://a.gov/b_(c)");
    assert_link("http://a.gov/b) X", "http", "http://a.gov/b");
    assert_link("http://a.gov\"x", "http", "http://a.gov");
    assert_link("http://a.gov/b\u2014the", "http", "http://a.gov/b");
    assert_link("http://a.cn/b\u3002\u81EA\u7531", "http", "http://a.cn/b");
    assert_link("http://a.cn/\uFF09", "http", "http://a.cn/");
    assert_link("http://a.de/\u00FCber x", "http", "http://a.de/\u00FCber");
    /* a joiner inside the word, which no link would hold, ends nothing */
    assert_link("B\u200Dc://x y", "B\u200Dc", "B\u200Dc://x");
    assert_link("norms: the", "norms", "");
    assert_link("http:/", "http", "");
}

static void names_at_hosts_are_addresses(void **state)
{
    (void)state;
    assert_link("press@state.gov.", "press", "press@state.gov");
    assert_link("press@state-dept.gov, x", "press", "press@state-dept.gov");
    assert_link("press@state x", "press", "");
    assert_link("press@", "press", "");
}

static void known_prefixes_begin_links(void **state)
{
    (void)state;
    assert_link("www.state.gov/x y", "www.state.gov", "www.state.gov/x");
    assert_link("WWW.State.gov", "WWW.State.gov", "WWW.State.gov");
    assert_link("mailto:a", "mailto:a", "mailto:a");
    assert_link("wwwx", "wwwx", "");
}

static void domains_are_lower_case(void **state)
{
    (void)state;
    assert_link("state.gov x", "state.gov", "state.gov");
    assert_link("State.gov x", "State.gov", "");
    assert_link("done.next x", "done.next", "");
    assert_link("done.next/x y", "done.next", "done.next/x");
    assert_link("and/or", "and", "");
    assert_link("1.5/2", "1.5", "");
}

static void nothing_is_read_beyond_the_limit(void **state)
{
    (void)state;
    assert_int_equal(link_end("https://x", (struct span){0, 5}, 5), 0);
    assert_int_equal(link_end("http://abc", (struct span){0, 4}, 9), 9);
}

UNIT_MAIN(cmocka_unit_test(schemes_reach_to_the_space),
          cmocka_unit_test(names_at_hosts_are_addresses),
          cmocka_unit_test(known_prefixes_begin_links),
          cmocka_unit_test(domains_are_lower_case),
          cmocka_unit_test(nothing_is_read_beyond_the_limit))
