/* loader_test.c - lexicons from CSV files, and why some are refused. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "lexicon/loader.h"

static struct lexicon lexicon;
static struct issues issues;
static struct error err;
static char path[64];

static int release(void **state)
{
    (void)state;
    lexicon_release(&lexicon);
    issues_release(&issues);
    return 0;
}

static enum status load(const char *csv)
{
    enum status status;

    release(NULL);
    snprintf(path, sizeof(path), "/tmp/policylex-loader-%d.csv", (int)getpid());
    assert_int_equal(file_write(path, csv, strlen(csv), &err), OK);
    status = lexicon_load(&lexicon, path, &issues, &err);
    unlink(path);
    return status;
}

/* Asserts that the first fault stands at `place` and has `words` in it. */
static void assert_refused(const char *csv, const char *place,
                           const char *words)
{
    assert_int_equal(load(csv), ERR_INPUT);
    assert_true(issues.errors > 0);
    assert_string_equal(issues.items[0].place, place);
    if (!strstr(issues.items[0].message, words))
        fail_msg("\"%s\" is not in \"%s\"", words, issues.items[0].message);
}

static void terms_are_in_order_of_their_names(void **state)
{
    (void)state;
    assert_int_equal(load("pattern,theme,term\nx,b,2\ny,a,9\nz,b,1\nw,a,9\n"),
                     OK);
    assert_int_equal(lexicon.themes.count, 2);
    assert_string_equal(lexicon.themes.items[0].name, "a");
    assert_int_equal(lexicon.themes.items[1].first_term, 1);
    assert_int_equal(lexicon.themes.items[1].term_count, 2);
    assert_int_equal(lexicon.terms.count, 3);
    assert_string_equal(lexicon.terms.items[1].name, "1");
    assert_int_equal(lexicon.patterns.count, 4);
    assert_string_equal(lexicon.patterns.items[0].source, "x");
    assert_int_equal(lexicon.patterns.items[0].term, 2);
    assert_int_equal(lexicon.patterns.items[3].term, 0);
    assert_int_equal(lexicon.patterns.items[3].line, 5);
}

static void rows_say_how_their_pattern_is_meant(void **state)
{
    (void)state;
    assert_int_equal(load("theme,term,pattern,syntax,case,except\n"
                          "t,a,x,,,\n"
                          "t,a,y,GLOB,sensitive,\n"
                          "t,a,z,regex,insensitive,z y; regex:z \\w+ ;\n"),
                     OK);
    assert_int_equal(lexicon.patterns.count, 5);
    assert_int_equal(lexicon.patterns.items[0].syntax, SYNTAX_PHRASE);
    assert_int_equal(lexicon.patterns.items[1].syntax, SYNTAX_GLOB);
    assert_true(lexicon.patterns.items[1].is_sensitive);
    assert_int_equal(lexicon.patterns.items[2].syntax, SYNTAX_REGEX);
    assert_false(lexicon.patterns.items[2].is_exception);
    assert_true(lexicon.patterns.items[3].is_exception);
    assert_string_equal(lexicon.patterns.items[3].source, "z y");
    assert_int_equal(lexicon.patterns.items[3].syntax, SYNTAX_PHRASE);
    assert_string_equal(lexicon.patterns.items[4].source, "z \\w+");
    assert_int_equal(lexicon.patterns.items[4].syntax, SYNTAX_REGEX);
}

static void examples_belong_to_their_row(void **state)
{
    (void)state;
    assert_int_equal(load("theme,term,pattern,except,example,counterexample\n"
                          "t,b,x,no x,an x,a y\nt,a,z,,a z,\n"),
                     OK);
    assert_int_equal(lexicon.examples.count, 3);
    assert_int_equal(lexicon.examples.items[0].pattern, 0);
    assert_false(lexicon.examples.items[0].is_counterexample);
    assert_true(lexicon.examples.items[1].is_counterexample);
    assert_string_equal(lexicon.examples.items[2].text, "a z");
    assert_int_equal(lexicon.examples.items[2].pattern, 2);
    assert_int_equal(lexicon.examples.items[2].term, 0);
}

static void faults_name_their_place(void **state)
{
    (void)state;
    assert_refused("theme,term\nt,a\n", "1:1", "no column \"pattern\"");
    assert_refused("theme,term,pattern,exept\nt,a,x,\n", "1:4",
                   "unknown column \"exept\"");
    assert_refused("theme,term,pattern\nt,,x\n", "2:2", "term: empty");
    assert_refused("theme,term,pattern,syntax\nt,a,x,regexp\n", "2:4",
                   "not one of phrase, glob, regex");
    assert_refused("theme,term,pattern,case\nt,a,x,no\n", "2:4", "sensitive");
    assert_refused("theme,term,pattern,syntax\nt,a,(x,regex\n", "2:3",
                   "missing closing parenthesis");
    assert_refused("theme,term,pattern,syntax\nt,a,(?C1)x,regex\n", "2:3",
                   "callout");
    assert_refused("theme,term,pattern\nt,a,\"x\n\ny\"\n", "2:3",
                   "more than one line");
    assert_refused("theme,term,pattern,except\nt,a,x,regex:[\n", "2:4",
                   "except: ");
}

static void a_pattern_twice_in_a_term_is_a_fault(void **state)
{
    (void)state;
    assert_refused("theme,term,pattern\nt,a,x\nt,a,x\n", "3:3",
                   "has the pattern \"x\" already");
    assert_int_equal(load("theme,term,pattern,case\nt,a,x,\nt,a,x,sensitive\n"
                          "t,b,x,\n"),
                     OK);
}

static void an_empty_lexicon_is_refused(void **state)
{
    (void)state;
    assert_int_equal(load("theme,term,pattern\n"), ERR_INPUT);
    assert_non_null(strstr(err.text, "the lexicon has no rows"));
    assert_int_equal(lexicon_load(&lexicon, "/nowhere/lexicons", &issues, &err),
                     ERR_MISSING);
}

static void the_digest_follows_what_decides_hits(void **state)
{
    char first[65];

    (void)state;
    assert_int_equal(load("theme,term,pattern,note\nt,a,x,one\n"), OK);
    memcpy(first, lexicon.digest, sizeof(first));
    assert_int_equal(strlen(first), 64);
    assert_int_equal(load("theme,term,pattern,note\nt,a,x,two\n"), OK);
    assert_string_equal(lexicon.digest, first);
    assert_int_equal(load("theme,term,pattern,case\nt,a,x,sensitive\n"), OK);
    assert_string_not_equal(lexicon.digest, first);
}

static void one_pattern_is_a_lexicon(void **state)
{
    (void)state;
    assert_int_equal(
        lexicon_of_pattern(&lexicon, "a\u00A0b", SYNTAX_PHRASE, true, &err),
        OK);
    assert_string_equal(lexicon.patterns.items[0].source, "a b");
    assert_true(lexicon.patterns.items[0].is_sensitive);
    lexicon_release(&lexicon);
    assert_int_equal(
        lexicon_of_pattern(&lexicon, " ", SYNTAX_PHRASE, false, &err),
        ERR_USAGE);
    lexicon_release(&lexicon);
    assert_int_equal(
        lexicon_of_pattern(&lexicon, "[", SYNTAX_REGEX, false, &err),
        ERR_INPUT);
}

#define TEST(name) cmocka_unit_test_teardown(name, release)

UNIT_MAIN(TEST(terms_are_in_order_of_their_names),
          TEST(rows_say_how_their_pattern_is_meant),
          TEST(examples_belong_to_their_row), TEST(faults_name_their_place),
          TEST(a_pattern_twice_in_a_term_is_a_fault),
          TEST(an_empty_lexicon_is_refused),
          TEST(the_digest_follows_what_decides_hits),
          TEST(one_pattern_is_a_lexicon))
