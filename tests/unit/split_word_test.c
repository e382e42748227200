/* split_word_test.c - when a word that a line's end splits is one word. */
#include "unit.h"

#include <string.h>

#include "text/english_words.h"
#include "text/split_word.h"

static bool is_one(const char *text, const char *first, const char *second)
{
    struct interner *evidence = split_word_evidence(text, strlen(text));
    struct split_word split = {first, strlen(first), second, strlen(second)};
    bool one = split_word_is_one(evidence, NULL, &split);

    interner_free(evidence);
    return one;
}

static void lists_of_words_are_searched(void **state)
{
    static const char *const words[] = {"abacus",     "administration",
                                        "zoology",    "infrastructure",
                                        "recognised", "recognized"};
    static const char *const others[] = {"",          "a",
                                         "zzzzzz",    "administratio",
                                         "a\nabacus", "administrations's",
                                         "crosoft",   "Abacus"};

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        assert_true(english_words_hold(words[i], strlen(words[i])));
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_false(english_words_hold(others[i], strlen(others[i])));
}

static void english_words_are_one(void **state)
{
    (void)state;
    assert_true(is_one("", "of Infra", "structure, and"));
    assert_true(is_one("", "unjus", "tifiable"));
    assert_true(is_one("", "THE ADMIN", "ISTRATION"));
    assert_true(is_one("", "States\u2014indus", "try\u2019s"));
}

static void what_is_no_word_keeps_its_hyphen(void **state)
{
    (void)state;
    assert_false(is_one("", "a multi", "stakeholder model"));
    assert_false(is_one("", "spear", "phishing"));
    assert_false(is_one("", "whole-of", "government"));
    assert_false(is_one("", "", ""));
}

static void the_document_decides_first(void **state)
{
    (void)state;
    assert_true(is_one("\u201CMultistakeholder\u201D", "multi", "stakeholder"));
    assert_true(is_one("a Multistakeholder model", "multi", "stakeholder"));
    assert_true(is_one("", "co", "operation"));
    assert_false(is_one("(Co-operation)", "co", "operation"));
    assert_true(is_one("co-operation cooperation", "co", "operation"));
    assert_false(is_one("x-co-operation", "co", "operation"));
    assert_true(is_one("co- operation, co\noperation", "co", "operation"));
}

static void words_of_any_length_are_asked_for(void **state)
{
    static char first[300], second[300];

    (void)state;
    memset(first, 'a', sizeof(first) - 1);
    memset(second, 'b', sizeof(second) - 1);
    assert_false(is_one(first, first, second));
    assert_false(is_one(first, first, "b"));
}

UNIT_MAIN(cmocka_unit_test(lists_of_words_are_searched),
          cmocka_unit_test(english_words_are_one),
          cmocka_unit_test(what_is_no_word_keeps_its_hyphen),
          cmocka_unit_test(the_document_decides_first),
          cmocka_unit_test(words_of_any_length_are_asked_for))
