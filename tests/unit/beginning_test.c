/* beginning_test.c - the letters with which matches begin, and when nobody can
 * tell. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/beginning.h"

/* Asserts the beginnings, shown with '|' between them; "" for none told. */
static void assert_begins(const char *source, enum syntax syntax,
                          const char *expected)
{
    struct literals found = {0};
    struct buffer shown = {0};

    assert_int_equal(beginning_find(source, syntax, &found), *expected != '\0');
    for (size_t i = 0; i < found.count; i++)
        buffer_add_format(&shown, "%s%.*s", i ? "|" : "",
                          (int)found.items[i].length, found.items[i].text);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
    free(found.items);
}

static void phrases_begin_with_their_letters(void **state)
{
    (void)state;
    assert_begins("Norm* of law", SYNTAX_PHRASE, "norm");
    assert_begins("rule of Law", SYNTAX_PHRASE, "rule of law");
    assert_begins("e-mail", SYNTAX_PHRASE, "email|e mail");
    assert_begins("caf\u00E9 x", SYNTAX_PHRASE, "caf");
    assert_begins("*bot", SYNTAX_PHRASE, "");
    assert_begins("internationalization", SYNTAX_PHRASE, "internationaliza");
    assert_begins("a|b (c)", SYNTAX_PHRASE, "a|b (c)"); /* plain letters */
}

static void globs_end_with_their_first_word(void **state)
{
    (void)state;
    assert_begins("multi-stake* x", SYNTAX_GLOB, "multi stake");
    assert_begins("rule of", SYNTAX_GLOB, "rule");
}

static void what_may_be_absent_makes_two_ways(void **state)
{
    (void)state;
    assert_begins("norms? of", SYNTAX_REGEX, "norm of|norms of");
    assert_begins("cyber[- ]?space", SYNTAX_REGEX, "cyberspace|cyber space");
    assert_begins("(?:the )?law", SYNTAX_REGEX, "law|the law");
    assert_begins("(?:the )?+law", SYNTAX_REGEX, "law|the law");
    assert_begins("(?:norms)?", SYNTAX_REGEX, "");
    assert_begins("norms*", SYNTAX_REGEX, "norm");
    assert_begins("norms{0,2}", SYNTAX_REGEX, "norm");
    assert_begins("norms(?: of)* law", SYNTAX_REGEX, "norms");
    assert_begins("free+dom", SYNTAX_REGEX, "free");
    assert_begins("(?:ab)+c", SYNTAX_REGEX, "ab");
}

static void alternatives_are_ways_of_their_own(void **state)
{
    (void)state;
    assert_begins("norms|Rules", SYNTAX_REGEX, "norms|rules");
    assert_begins("(?:make|offer)(?:r|rs) x", SYNTAX_REGEX,
                  "maker x|makers x|offerr x|offerrs x");
    assert_begins("(a|b)c", SYNTAX_REGEX, "ac|bc");
    assert_begins("(?:a(?:b|c)|d) e", SYNTAX_REGEX, "ab e|ac e|d e");
    assert_begins("norms|\\w", SYNTAX_REGEX, "");
    assert_begins("(?:|)a", SYNTAX_REGEX, "a"); /* the same way twice */
}

static void a_way_ends_where_it_is_not_plain(void **state)
{
    (void)state;
    assert_begins("\\bnorms\\b of", SYNTAX_REGEX, "norms of");
    assert_begins("U\\.S\\. law", SYNTAX_REGEX, "u.s. law");
    assert_begins("norm[sz] of", SYNTAX_REGEX, "norm");
    assert_begins("norms .", SYNTAX_REGEX, "norms ");
    assert_begins("norms(?! of)", SYNTAX_REGEX, "norms");
    assert_begins("(?<=the )norms", SYNTAX_REGEX, "");
    assert_begins("^norms", SYNTAX_REGEX, "");
}

static void what_changes_letters_tells_nothing(void **state)
{
    static const char *const strange[] = {
        "(?i)norms",  "(*UCP)norms", "\\Qnorms\\E", "nor\\Ems", "norms\\K",
        "\\x41norms", "(a)norms\\1", "(?#x)norms",  "norms\\",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++)
        assert_begins(strange[i], SYNTAX_REGEX, "");
}

/* Where whole beginnings are too many, shorter ones do. */
static void ways_are_limited(void **state)
{
    struct buffer source = {0};

    (void)state;
    buffer_add_text(&source, "law");
    for (int i = 0; i < 3; i++)
        buffer_add_text(&source, " (?:a|b|c|d|e|f|g|h|i|j|k|l)");
    assert_begins(buffer_text(&source), SYNTAX_REGEX,
                  "law a |law b |law c |law d |law e |law f |law g |law h |"
                  "law i |law j |law k |law l ");
    buffer_reset(&source);
    for (int i = 0; i < 30; i++)
        buffer_add_text(&source, "(?:|)");
    buffer_add_text(&source, "law");
    assert_begins(buffer_text(&source), SYNTAX_REGEX, "");
    buffer_release(&source);
}

UNIT_MAIN(cmocka_unit_test(phrases_begin_with_their_letters),
          cmocka_unit_test(globs_end_with_their_first_word),
          cmocka_unit_test(what_may_be_absent_makes_two_ways),
          cmocka_unit_test(alternatives_are_ways_of_their_own),
          cmocka_unit_test(a_way_ends_where_it_is_not_plain),
          cmocka_unit_test(what_changes_letters_tells_nothing),
          cmocka_unit_test(ways_are_limited))
