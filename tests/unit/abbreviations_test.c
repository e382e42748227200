/* abbreviations_test.c - what is found in a list and what is known by shape,
 * and the sentences for lists that cannot be read. */
#include "text/abbreviations.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static const char LIST[] = "# a small list\n"
                           "Amb.  title\n"
                           "no.\tnumber   # before a number\r\n"
                           "\n"
                           "etc.  general\n"
                           "et-al.  general\n"
                           "Ph.D. general";

static struct abbreviations *load(const char *text)
{
    struct abbreviations *list;
    struct error err;

    assert_int_equal(
        abbreviations_new(text, strlen(text), "test.txt", &list, &err), OK);
    return list;
}

static enum abbreviation_kind find(const struct abbreviations *list,
                                   const char *word)
{
    return abbreviations_find(list, word, strlen(word));
}

static void listed_forms_have_their_kind(void **state)
{
    struct abbreviations *list = load(LIST);

    (void)state;
    assert_int_equal(find(list, "Amb."), ABBREVIATION_TITLE);
    assert_int_equal(find(list, "no."), ABBREVIATION_NUMBER);
    assert_int_equal(find(list, "etc."), ABBREVIATION_GENERAL);
    assert_int_equal(find(list, "Ph.D."), ABBREVIATION_GENERAL);
    assert_int_equal(find(list, "norm."), ABBREVIATION_NONE);
    assert_int_equal(find(list, "etc"), ABBREVIATION_NONE);
    assert_int_equal(find(list, "."), ABBREVIATION_NONE);
    assert_int_equal(find(list, ""), ABBREVIATION_NONE);
    abbreviations_free(list);
}

static void capitals_match_and_small_letters_do_not(void **state)
{
    struct abbreviations *list = load(LIST);

    (void)state;
    assert_int_equal(find(list, "No."), ABBREVIATION_NUMBER);
    assert_int_equal(find(list, "NO."), ABBREVIATION_NUMBER);
    assert_int_equal(find(list, "AMB."), ABBREVIATION_TITLE);
    assert_int_equal(find(list, "amb."), ABBREVIATION_NONE);
    assert_int_equal(find(list, "eTC."), ABBREVIATION_NONE);
    abbreviations_free(list);
}

static void a_listed_form_wins_over_a_variant(void **state)
{
    struct abbreviations *list = load(
        "Gov. title\ngov. general\nGOV. number\n");
    struct abbreviations *other = load("gov. general\nGov. title\n");

    (void)state;
    assert_int_equal(find(list, "Gov."), ABBREVIATION_TITLE);
    assert_int_equal(find(list, "gov."), ABBREVIATION_GENERAL);
    assert_int_equal(find(list, "GOV."), ABBREVIATION_NUMBER);
    assert_int_equal(find(other, "Gov."), ABBREVIATION_TITLE);
    abbreviations_free(list);
    abbreviations_free(other);
}

static void initialisms_are_known_by_shape(void **state)
{
    static const char *const yes[] = {"U.S.", "E.O.",     "H.R.",       "D.C.",
                                      "a.m.", "U.N.G.A.", "\xC3\x89.U."};
    static const char *const no[] = {"I.",  "U.S", "US.",  "Dr.S.",
                                     "U..", ".U.", "1.2.", "U.S.A"};

    (void)state;
    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        assert_int_equal(find(NULL, yes[i]), ABBREVIATION_INITIALISM);
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        assert_int_equal(find(NULL, no[i]), ABBREVIATION_NONE);
}

static void a_thousand_forms_are_all_found(void **state)
{
    static char text[32 * 1000];
    struct abbreviations *list;
    size_t used = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        used += (size_t)snprintf(text + used, sizeof(text) - used, "x%dy. %s\n",
                                 i, i % 2 ? "title" : "general");
    list = load(text);
    for (int i = 0; i < 1000; i++) {
        char form[16];

        snprintf(form, sizeof(form), "X%dY.", i);
        assert_int_equal(find(list, form),
                         i % 2 ? ABBREVIATION_TITLE : ABBREVIATION_GENERAL);
    }
    assert_int_equal(find(list, "x1000y."), ABBREVIATION_NONE);
    abbreviations_free(list);
}

static void bad_lines_are_named(void **state)
{
    static const struct {
        const char *list, *sentence;
    } cases[] = {
        {"Mr. title\n  Dr  title\n",
         "test.txt:2:3: \"Dr\" does not end with a period"},
        {". title\n", "test.txt:1:1: \".\" does not end with a period"},
        {"Mr.\n", "test.txt:1:4: \"\" is no kind; write title, number or "
                  "general"},
        {"# x\n\nMr. name\n", "test.txt:3:5: \"name\" is no kind; write title, "
                              "number or general"},
        {"Mr. title too\n",
         "test.txt:1:11: \"too\" follows the kind; only # remarks may"},
        {"Mr. title\nno. number\nMr. general\n",
         "test.txt:3:1: \"Mr.\" is listed twice; keep one line"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa. title\n",
         "test.txt:1:1: \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.\" is longer than "
         "31 bytes"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct abbreviations *list;
        struct error err;

        assert_int_equal(abbreviations_new(cases[i].list, strlen(cases[i].list),
                                           "test.txt", &list, &err),
                         ERR_INPUT);
        assert_string_equal(err.text, cases[i].sentence);
        assert_null(list);
    }
}

static void an_empty_list_knows_initialisms(void **state)
{
    struct abbreviations *list = load("");

    (void)state;
    assert_int_equal(find(list, "U.S."), ABBREVIATION_INITIALISM);
    assert_int_equal(find(list, "Mr."), ABBREVIATION_NONE);
    assert_int_equal(find(list, ""), ABBREVIATION_NONE);
    abbreviations_free(list);
}

static bool begins(const char *word)
{
    return abbreviations_word_begins_sentence(word, strlen(word));
}

static void function_words_begin_sentences(void **state)
{
    static const char *const yes[] = {"A",       "The", "This", "In",  "We",
                                      "However", "I",   "Thus", "Your"};
    static const char *const no[] = {"",    "Th",         "Thee", "the",  "THE",
                                     "May", "Government", "Zone", "Yours"};

    (void)state;
    for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
        assert_true(begins(yes[i]));
    for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
        assert_false(begins(no[i]));
}

UNIT_MAIN(cmocka_unit_test(listed_forms_have_their_kind),
          cmocka_unit_test(capitals_match_and_small_letters_do_not),
          cmocka_unit_test(a_listed_form_wins_over_a_variant),
          cmocka_unit_test(initialisms_are_known_by_shape),
          cmocka_unit_test(a_thousand_forms_are_all_found),
          cmocka_unit_test(bad_lines_are_named),
          cmocka_unit_test(an_empty_list_knows_initialisms),
          cmocka_unit_test(function_words_begin_sentences))
