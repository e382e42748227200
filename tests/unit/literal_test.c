/* literal_test.c - what every match begins with and holds, and when nobody can
 * tell. */
#include "unit.h"

#include <string.h>

#include "lexicon/literal.h"

enum { SIZE = 12 };

static void assert_prefix(const char *source, enum syntax syntax,
                          const char *expected)
{
    char out[SIZE + 1] = {0};
    size_t length = literal_prefix(source, syntax, out, SIZE);

    assert_string_equal(out, expected);
    assert_int_equal(length, strlen(expected));
}

static void assert_required(const char *source, enum syntax syntax,
                            const char *expected)
{
    char out[SIZE + 1] = {0};
    size_t length = literal_required(source, syntax, out, SIZE);

    assert_string_equal(out, expected);
    assert_int_equal(length, strlen(expected));
}

static void phrases_and_globs_begin_with_their_letters(void **state)
{
    (void)state;
    assert_prefix("Norm* of law", SYNTAX_PHRASE, "norm");
    assert_prefix("multi-stakeholder", SYNTAX_GLOB, "multi");
    assert_prefix("*bot", SYNTAX_PHRASE, "");
    assert_prefix("internationalization", SYNTAX_PHRASE, "internationa");
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
    assert_prefix("(?:norms)", SYNTAX_REGEX, "");
    assert_prefix("\\bnorms", SYNTAX_REGEX, "");
    assert_required("free+dom", SYNTAX_REGEX, "free");
    assert_required("(?:the )?private sectors?", SYNTAX_REGEX, "private");
    assert_required("a{2}bcd", SYNTAX_REGEX, "bcd");
    assert_required("ab[cdefg]h", SYNTAX_REGEX, "ab");
}

static void alternatives_tell_nothing(void **state)
{
    (void)state;
    assert_required("norms|rules", SYNTAX_REGEX, "");
    assert_prefix("norms|rules", SYNTAX_REGEX, "");
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
          cmocka_unit_test(alternatives_tell_nothing),
          cmocka_unit_test(what_changes_letters_tells_nothing),
          cmocka_unit_test(properties_are_no_letters))
