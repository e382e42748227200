/* lint_test.c - what can be counted and is probably not meant. */
#include "unit.h"

#include <string.h>

#include "folder_fixture.h"
#include "lexicon/lint.h"

static struct lexicon lexicon;
static struct issues issues;

static int end(void **state)
{
    lexicon_release(&lexicon);
    issues_release(&issues);
    return folder_end(state);
}

static void lint(const char *csv)
{
    static const struct text_rules rules;

    lexicon_release(&lexicon);
    issues_release(&issues);
    folder_load_lexicon(&lexicon, csv);
    lexicon_lint(&lexicon, &rules, &issues);
}

/* Asserts the one thing found: its severity, its line, words of its sentence.
 */
static void assert_found(const char *csv, enum severity severity,
                         const char *line, const char *words)
{
    lint(csv);
    assert_int_equal(issues.count, 1);
    assert_int_equal(issues.items[0].severity, severity);
    assert_string_equal(issues.items[0].stage, "lint");
    assert_has(issues.items[0].document, "lexicon.csv");
    assert_string_equal(issues.items[0].place, line);
    assert_has(issues.items[0].message, words);
}

static void a_good_lexicon_is_silent(void **state)
{
    (void)state;
    lint("theme,term,pattern,syntax,except,example,counterexample\n"
         "t,a,norm*,,social norms,the norms,social norms\n"
         "t,b,rule * law,glob,,rule of law,\n"
         "t,c,treat(?:y|ies),regex,,two treaties,treating\n"
         "u,d,norm*,,,a norm,\n");
    assert_int_equal(issues.count, 0);
}

static void examples_must_have_a_hit_of_their_term(void **state)
{
    (void)state;
    assert_found("theme,term,pattern,example\nt,a,norms,the norm\n",
                 SEVERITY_ERROR, "2",
                 "example: \"a\" has no hit in \"the norm\"");
    assert_found("theme,term,pattern,example\nt,a,norms,\nt,b,law,norms\n",
                 SEVERITY_ERROR, "3", "example: \"b\" has no hit in \"norms\"");
}

static void counterexamples_must_have_none(void **state)
{
    (void)state;
    assert_found("theme,term,pattern,counterexample\nt,a,norm*,abnormal norm\n",
                 SEVERITY_ERROR, "2",
                 "counterexample: \"a\" has a hit in \"abnormal norm\"");
}

static void the_empty_string_must_not_match(void **state)
{
    (void)state;
    lint("theme,term,pattern,syntax\nt,a,(?:norms)?,regex\n");
    assert_int_equal(issues.errors, 1);
    assert_has(issues.items[0].message, "also matches the empty string");
    assert_int_equal(issues.count, 2);
    assert_has(issues.items[1].message, "is slow");
}

static void patterns_that_match_nothing_are_found(void **state)
{
    (void)state;
    assert_found("theme,term,pattern\nt,a,freedom!\n", SEVERITY_ERROR, "2",
                 "\"freedom!\" can match nothing: it is not even found");
    assert_found("theme,term,pattern,syntax\nt,a,[ .]norms,regex\n",
                 SEVERITY_ERROR, "2",
                 "can match nothing: a hit begins where a word begins");
}

static void slow_patterns_are_warned_of(void **state)
{
    (void)state;
    assert_found("theme,term,pattern,syntax\nt,a,(?<=the )state,regex\n",
                 SEVERITY_WARNING, "2", "be asked at every word");
    assert_found("theme,term,pattern,syntax\nt,a,\\S+ norms,regex\n",
                 SEVERITY_WARNING, "2", "it can begin with anything");
}

static void a_pattern_that_gives_up_is_told(void **state)
{
    (void)state;
    assert_found("theme,term,pattern,syntax,counterexample\nt,a,"
                 "(?:a|aa|aaa)+ c,regex,"
                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c\n",
                 SEVERITY_WARNING, "2", "a pattern gives up on \"aaa");
}

static void twins_in_a_theme_are_warned_of(void **state)
{
    (void)state;
    assert_found("theme,term,pattern\nt,a,norms\nt,b,law\nt,c,Norms\n",
                 SEVERITY_WARNING, "4",
                 "\"Norms\" is also a pattern of \"a\" (");
    assert_has(issues.items[0].message, "lexicon.csv:2)");
    /* what stands between them is no twin and hides none */
    assert_found("theme,term,pattern,syntax\nt,a,norms,\nt,b,norms,glob\n"
                 "u,c,norms,\nt,d,norms,\n",
                 SEVERITY_WARNING, "5", "is also a pattern of \"a\" (");
}

/* Another theme, syntax or case, and an exception, are no twins. */
static void what_differs_is_no_twin(void **state)
{
    (void)state;
    lint("theme,term,pattern,syntax,case,except\nt,a,norms,,,\n"
         "t,b,norms,glob,,\nt,c,norms,,sensitive,\nu,d,norms,,,\n"
         "t,e,law,,,norms\n");
    assert_int_equal(issues.count, 0);
    lint("theme,term,pattern,case\nt,a,norms,\nt,b,norms,sensitive\n");
    assert_int_equal(issues.count, 0);
    lint("theme,term,pattern,case\nt,a,IT,sensitive\nt,b,it,sensitive\n");
    assert_int_equal(issues.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)

UNIT_MAIN(TEST(a_good_lexicon_is_silent),
          TEST(examples_must_have_a_hit_of_their_term),
          TEST(counterexamples_must_have_none),
          TEST(the_empty_string_must_not_match),
          TEST(patterns_that_match_nothing_are_found),
          TEST(slow_patterns_are_warned_of),
          TEST(a_pattern_that_gives_up_is_told),
          TEST(twins_in_a_theme_are_warned_of), TEST(what_differs_is_no_twin))
