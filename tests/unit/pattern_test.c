/* pattern_test.c - what each syntax becomes, and what is known of its start. */
#include "unit.h"

#include <string.h>

#include "lexicon/pattern.h"

#define WORD "[\\p{L}\\p{N}\\p{M}_']"
#define STEP "(?C1)[^\\p{L}\\p{N}]+(?C2)"

static struct error err;

static void assert_regex(const char *source, enum syntax syntax,
                         const char *expected)
{
    struct buffer regex = {0};

    pattern_translate(source, syntax, &regex);
    assert_string_equal(buffer_text(&regex), expected);
    buffer_release(&regex);
}

static struct pattern compile(const char *source, enum syntax syntax,
                              bool is_sensitive)
{
    struct pattern pattern = {
        .source = source, .syntax = syntax, .is_sensitive = is_sensitive};

    if (pattern_compile(&pattern, &err) != OK)
        fail_msg("%s", err.text);
    return pattern;
}

static void phrases_join_words_by_space_or_hyphen(void **state)
{
    (void)state;
    assert_regex("norms", SYNTAX_PHRASE, "norms(?C3)");
    assert_regex("rule of", SYNTAX_PHRASE, "rule[ -]of(?C3)");
    assert_regex("multi-x", SYNTAX_PHRASE, "multi[ -]?x(?C3)");
    assert_regex("no*m?", SYNTAX_PHRASE, "no" WORD "*m" WORD "(?C3)");
    assert_regex("a.b (c)", SYNTAX_PHRASE, "a\\.b[ -]\\(c\\)(?C3)");
    assert_regex("caf\u00E9", SYNTAX_PHRASE, "caf\u00E9(?C3)");
}

static void globs_step_from_word_to_word(void **state)
{
    (void)state;
    assert_regex("norm*", SYNTAX_GLOB, "norm\\S*?(?C1)");
    assert_regex("n?rm", SYNTAX_GLOB, "n\\Srm(?C1)");
    assert_regex("a-b", SYNTAX_GLOB, "a\\-b(?C1)");
    assert_regex("free speech", SYNTAX_GLOB, "free" STEP "speech(?C1)");
}

static void a_star_alone_is_a_word(void **state)
{
    (void)state;
    assert_regex("*", SYNTAX_GLOB, "\\p{Xan}\\S*?(?C1)");
    assert_regex("a * b", SYNTAX_GLOB, "a" STEP "\\p{Xan}\\S*?" STEP "b(?C1)");
    assert_regex("*ism", SYNTAX_GLOB, "(?=\\p{Xan})\\S*?ism(?C1)");
}

static void regexes_are_wrapped(void **state)
{
    (void)state;
    assert_regex("a|b", SYNTAX_REGEX, "(?:a|b)(?C3)");
}

static void assert_refused(const char *source, const char *words)
{
    struct pattern pattern = {.source = source, .syntax = SYNTAX_REGEX};

    assert_int_equal(pattern_compile(&pattern, &err), ERR_INPUT);
    assert_null(pattern.code);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" is not in \"%s\"", words, err.text);
}

static void what_is_no_regex_is_told(void **state)
{
    (void)state;
    assert_refused("(x", "missing closing parenthesis after \"(x\" (regex)");
    assert_refused("a[b", "missing terminating ] for character class");
    assert_refused("a)(b", "unmatched closing parenthesis after \"a\"");
    assert_refused("*x", "quantifier does not follow a repeatable item");
    assert_refused("x\\C", "\\C");
    assert_refused("a(?C1)b", "a callout, (?C), has no meaning here");
}

static void assert_start(const char *source, enum syntax syntax,
                         enum start_knowledge start)
{
    struct pattern pattern = compile(source, syntax, false);

    assert_int_equal(pattern.start, start);
    pattern_release(&pattern);
    assert_null(pattern.code);
}

static void some_beginnings_need_more_than_the_word(void **state)
{
    (void)state;
    assert_start("norms", SYNTAX_REGEX, START_FROM_WORD);
    assert_start("^norms", SYNTAX_PHRASE, START_FROM_WORD);
    assert_start("^norms", SYNTAX_REGEX, START_FROM_CONTEXT);
    assert_start("\\Anorms", SYNTAX_REGEX, START_FROM_CONTEXT);
    assert_start("\\bnorms", SYNTAX_REGEX, START_FROM_CONTEXT);
    assert_start("(?<=the )norms", SYNTAX_REGEX, START_ANYWHERE);
    assert_start("(?<!the )norms", SYNTAX_REGEX, START_ANYWHERE);
    assert_start("(?<*the )norms", SYNTAX_REGEX, START_ANYWHERE);
    assert_start("the \\Knorms", SYNTAX_REGEX, START_ANYWHERE);
    assert_start("\\Gnorms", SYNTAX_REGEX, START_ANYWHERE);
}

/* Asserts which of the bytes a match may begin with. */
static void assert_first(const char *source, enum syntax syntax,
                         const char *yes, const char *no)
{
    struct pattern pattern = compile(source, syntax, false);

    for (; *yes; yes++)
        assert_true(pattern_may_begin_with(&pattern, (unsigned char)*yes));
    for (; *no; no++)
        assert_false(pattern_may_begin_with(&pattern, (unsigned char)*no));
    pattern_release(&pattern);
}

static void the_first_byte_is_known(void **state)
{
    (void)state;
    /* The Kelvin sign folds to k: beyond ASCII all is possible. */
    assert_first("kind", SYNTAX_PHRASE, "kK\xE2", "a1 ");
    assert_first("5g", SYNTAX_PHRASE, "5", "g6\xE2");
    assert_first("kind", SYNTAX_REGEX, "kK\xE2", "a1");
    assert_first("[ab]x", SYNTAX_REGEX, "abAB", "cx");
    assert_first("*ism", SYNTAX_GLOB, "aZ5\xC3", "");
    assert_first(".x", SYNTAX_REGEX, "a. \xC3", "");
}

static void case_is_the_pattern_s(void **state)
{
    struct pattern any = compile("it", SYNTAX_PHRASE, false);
    struct pattern exact = compile("IT", SYNTAX_PHRASE, true);
    uint32_t options = 0;

    (void)state;
    pcre2_pattern_info(any.code, PCRE2_INFO_ARGOPTIONS, &options);
    assert_true(options & PCRE2_CASELESS);
    assert_true(options & PCRE2_ANCHORED);
    pcre2_pattern_info(exact.code, PCRE2_INFO_ARGOPTIONS, &options);
    assert_false(options & PCRE2_CASELESS);
    assert_true(options & PCRE2_ANCHORED);
    pattern_release(&any);
    pattern_release(&exact);
}

UNIT_MAIN(cmocka_unit_test(phrases_join_words_by_space_or_hyphen),
          cmocka_unit_test(globs_step_from_word_to_word),
          cmocka_unit_test(a_star_alone_is_a_word),
          cmocka_unit_test(regexes_are_wrapped),
          cmocka_unit_test(what_is_no_regex_is_told),
          cmocka_unit_test(some_beginnings_need_more_than_the_word),
          cmocka_unit_test(the_first_byte_is_known),
          cmocka_unit_test(case_is_the_pattern_s))
