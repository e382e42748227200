/* literal_test.c - what every match begins with and holds, and when nobody can
 * tell. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "lexicon/literal.h"

/* Asserts the prefixes, shown with '|' between them. */
static void assert_prefix(const char *source, enum syntax syntax,
                          const char *expected)
{
    struct literals found = {0};
    struct buffer shown = {0};

    assert_int_equal(literal_prefixes(source, syntax, &found),
                     *expected != '\0');
    for (size_t i = 0; i < found.count; i++)
        buffer_add_format(&shown, "%s%.*s", i ? "|" : "",
                          (int)found.items[i].length, found.items[i].text);
    assert_string_equal(buffer_text(&shown), expected);
    buffer_release(&shown);
    free(found.items);
}

static void assert_required(const char *source, enum syntax syntax,
                            const char *expected)
{
    struct literal found = {.length = 99};

    literal_required(source, syntax, &found);
    assert_int_equal(found.length, strlen(expected));
    assert_memory_equal(found.text, expected, found.length);
}

static void phrases_and_globs_begin_with_their_letters(void **state)
{
    (void)state;
    assert_prefix("Norm* of law", SYNTAX_PHRASE, "norm");
    assert_prefix("multi-stakeholder", SYNTAX_GLOB, "multi");
    assert_prefix("*bot", SYNTAX_PHRASE, "");
    assert_prefix("internationalization", SYNTAX_PHRASE, "internationaliza");
    assert_required("rule of Law-making", SYNTAX_PHRASE, "making");
    assert_required("* ?", SYNTAX_GLOB, "");
}

static void regexes_begin_with_letters_that_must_be_there(void **state)
{
    (void)state;
    assert_prefix("cyber[- ]?space", SYNTAX_REGEX, "cyber");
    assert_prefix("norms?", SYNTAX_REGEX, "norm");
    assert_prefix("norms*", SYNTAX_REGEX, "norm");
    assert_prefix("norms{0,2}", SYNTAX_REGEX, "norm");
    assert_prefix("free+dom", SYNTAX_REGEX, "free");
    assert_prefix("(?:norms)", SYNTAX_REGEX, "norms");
    assert_prefix("(?:norms)?x", SYNTAX_REGEX, "norms|x");
    assert_prefix("(?:norms)?", SYNTAX_REGEX, "");
    assert_prefix("\\bnorms", SYNTAX_REGEX, "norms");
    assert_required("free+dom", SYNTAX_REGEX, "dom");
    assert_required("(?:the )?private sectors?", SYNTAX_REGEX, "private");
    assert_required("a{2}bcd", SYNTAX_REGEX, "bcd");
    assert_required("ab[cdefg]h", SYNTAX_REGEX, "ab");
}

static void alternatives_begin_in_several_ways(void **state)
{
    (void)state;
    assert_required("norms|rules", SYNTAX_REGEX, "");
    assert_prefix("norms|Rules", SYNTAX_REGEX, "norms|rules");
    assert_prefix("(?:make|offer)(?:r|rs) x", SYNTAX_REGEX, "make|offer");
    assert_prefix("norms|\\w", SYNTAX_REGEX, "");
    assert_prefix("ab[[:]|cd|:]]", SYNTAX_REGEX, "");
    assert_required("ab[[:]|cd|:]]", SYNTAX_REGEX, "");
    assert_required("(?:a|b)cd", SYNTAX_REGEX, "cd");
    assert_required("[|]cd", SYNTAX_REGEX, "cd");
    assert_required("\\|cd", SYNTAX_REGEX, "cd");
    assert_required("[[:alpha:]|]cd", SYNTAX_REGEX, "cd");
}

static void what_changes_letters_tells_nothing(void **state)
{
    static const char *const strange[] = {
        "(?i)norms",  "(*UCP)norms", "\\Qnorms\\E", "nor\\Ems", "norms\\K",
        "\\x41norms", "(a)norms\\1", "(?#x)norms",  "norms\\",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(strange) / sizeof(*strange); i++) {
        assert_prefix(strange[i], SYNTAX_REGEX, "");
        assert_required(strange[i], SYNTAX_REGEX, "");
    }
}

static void properties_are_no_letters(void **state)
{
    (void)state;
    assert_required("\\pLaw", SYNTAX_REGEX, "aw");
    assert_required("\\p{Lu}aw", SYNTAX_REGEX, "aw");
    assert_required("\\P{Greek}x", SYNTAX_REGEX, "x");
    assert_required("\\p", SYNTAX_REGEX, "");
}

UNIT_MAIN(cmocka_unit_test(phrases_and_globs_begin_with_their_letters),
          cmocka_unit_test(regexes_begin_with_letters_that_must_be_there),
          cmocka_unit_test(alternatives_begin_in_several_ways),
          cmocka_unit_test(what_changes_letters_tells_nothing),
          cmocka_unit_test(properties_are_no_letters))
