/* literal_test.c - what every match holds, and when nobody can tell; how
 * literals spell what a text has. */
#include "unit.h"

#include <string.h>

#include "base/buffer.h"
#include "lexicon/literal.h"

static void assert_required(const char *source, enum syntax syntax,
                            const char *expected)
{
    struct literal found = {.length = 99};

    literal_required(source, syntax, &found);
    assert_int_equal(found.length, strlen(expected));
    assert_memory_equal(found.text, expected, found.length);
}

static void the_longest_run_is_required(void **state)
{
    (void)state;
    assert_required("rule of Law-making", SYNTAX_PHRASE, "making");
    assert_required("* ?", SYNTAX_GLOB, "");
}

static void what_may_be_absent_is_not_required(void **state)
{
    (void)state;
    assert_required("free+doms", SYNTAX_REGEX, "doms");
    assert_required("free+dom", SYNTAX_REGEX, "free"); /* too few letters */
    assert_required("(?:the )?private sectors?", SYNTAX_REGEX, "private");
    assert_required("a{2}bcd", SYNTAX_REGEX, "bcd");
    assert_required("ab[cdefg]h", SYNTAX_REGEX, "ab");
}

static void alternatives_end_the_run(void **state)
{
    (void)state;
    assert_required("norms|rules", SYNTAX_REGEX, "");
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

/* The long s and the Kelvin sign are letters that s and k take for their own.
 */
static void a_text_is_spelt_as_literals_are(void **state)
{
    struct buffer folded = {0};
    const char text[] = "Rule-OF \u017Fa\u212Ae \u00C9\u017F";

    (void)state;
    literal_fold(text, strlen(text), &folded);
    assert_string_equal(buffer_text(&folded), "rule of sake \u00C9s");
    buffer_reset(&folded);
    literal_fold(text, strlen(text) - 1, &folded); /* half a character */
    assert_string_equal(buffer_text(&folded), "rule of sake \u00C9\xC5");
    buffer_release(&folded);
}

UNIT_MAIN(cmocka_unit_test(the_longest_run_is_required),
          cmocka_unit_test(what_may_be_absent_is_not_required),
          cmocka_unit_test(alternatives_end_the_run),
          cmocka_unit_test(what_changes_letters_tells_nothing),
          cmocka_unit_test(properties_are_no_letters),
          cmocka_unit_test(a_text_is_spelt_as_literals_are))
