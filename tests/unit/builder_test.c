/* builder_test.c - ids in order of names, duplicates, and the digest. */
#include "unit.h"

#include <string.h>

#include "lexicon/builder.h"
#include "lexicon/requirements.h"

static struct lexicon_builder builder;
static struct lexicon lexicon;
static struct error err;

static int begin(void **state)
{
    (void)state;
    lexicon_builder_init(&builder, &lexicon);
    return 0;
}

static int end(void **state)
{
    (void)state;
    lexicon_builder_release(&builder);
    lexicon_release(&lexicon);
    return 0;
}

static enum status add(const char *theme, const char *term, const char *source)
{
    struct pattern pattern = {.source = source,
                              .term = lexicon_add_term(&builder, theme, term)};

    return lexicon_add_pattern(&builder, &pattern, &err);
}

static void ids_follow_names_not_arrival(void **state)
{
    (void)state;
    assert_int_equal(add("b", "z", "one"), OK);
    assert_int_equal(add("a", "y", "two"), OK);
    assert_int_equal(add("b", "a", "three"), OK);
    assert_int_equal(add("a", "Y", "four"), OK);
    assert_int_equal(add("b", "z", "five"), OK);
    lexicon_finish(&builder);
    assert_int_equal(lexicon.themes.count, 2);
    assert_string_equal(lexicon.themes.items[0].name, "a");
    assert_int_equal(lexicon.themes.items[1].first_term, 2);
    assert_int_equal(lexicon.themes.items[1].term_count, 2);
    assert_int_equal(lexicon.terms.count, 4);
    assert_string_equal(lexicon.terms.items[0].name, "Y");
    assert_string_equal(lexicon.terms.items[1].name, "y");
    assert_string_equal(lexicon.terms.items[2].name, "a");
    assert_int_equal(lexicon.terms.items[3].theme, 1);
    assert_int_equal(lexicon.patterns.items[0].term, 3); /* in their order */
    assert_int_equal(lexicon.patterns.items[1].term, 1);
    assert_int_equal(lexicon.patterns.items[3].term, 0);
    assert_int_equal(lexicon.patterns.items[4].term, 3);
}

/* "ab" + "c" and "a" + "bc" are two terms. */
static void themes_and_terms_do_not_run_together(void **state)
{
    (void)state;
    assert_int_equal(lexicon_add_term(&builder, "ab", "c"), 0);
    assert_int_equal(lexicon_add_term(&builder, "a", "bc"), 1);
    assert_int_equal(lexicon_add_term(&builder, "ab", "c"), 0);
}

static void a_pattern_stands_once_in_a_term(void **state)
{
    struct pattern same = {.source = "norms"};

    (void)state;
    assert_int_equal(add("t", "a", "norms"), OK);
    assert_int_equal(add("t", "a", "norms"), ERR_INPUT);
    assert_string_equal(err.text, "the term has the pattern \"norms\" already; "
                                  "leave one of the two rows out");
    assert_int_equal(add("t", "b", "norms"), OK);
    same.is_sensitive = true;
    assert_int_equal(lexicon_add_pattern(&builder, &same, &err), OK);
    same.syntax = SYNTAX_REGEX;
    assert_int_equal(lexicon_add_pattern(&builder, &same, &err), OK);
    same.is_exception = true;
    assert_int_equal(lexicon_add_pattern(&builder, &same, &err), OK);
    assert_int_equal(lexicon.patterns.count, 5);
    /* rows may share an exception: it is kept once */
    assert_int_equal(lexicon_add_pattern(&builder, &same, &err), OK);
    assert_int_equal(lexicon.patterns.count, 5);
    lexicon_finish(&builder);
}

static void what_cannot_be_compiled_is_not_added(void **state)
{
    struct pattern bad = {.source = "(", .syntax = SYNTAX_REGEX};

    (void)state;
    bad.term = lexicon_add_term(&builder, "t", "a");
    assert_int_equal(lexicon_add_pattern(&builder, &bad, &err), ERR_INPUT);
    assert_int_equal(lexicon.patterns.count, 0);
}

static void texts_become_canonical(void **state)
{
    (void)state;
    assert_string_equal(lexicon_canonical_text(&builder, " a\u00A0 b "), "a b");
    assert_string_equal(lexicon_canonical_text(&builder, "cafe\u0301"),
                        "caf\u00E9");
    assert_null(lexicon_canonical_text(&builder, " "));
    assert_null(lexicon_canonical_text(&builder, ""));
    assert_null(lexicon_canonical_text(&builder, "a\n\nb"));
}

/* The digest of a lexicon of one row; another builder each time. */
static void digest_of_row(const char *theme, const struct pattern *row,
                          char digest[65])
{
    struct pattern pattern = *row;

    end(NULL);
    begin(NULL);
    pattern.term = lexicon_add_term(&builder, theme, "term");
    assert_int_equal(lexicon_add_pattern(&builder, &pattern, &err), OK);
    lexicon_finish(&builder);
    memcpy(digest, lexicon.digest, 65);
}

static void the_digest_is_of_all_that_decides_hits(void **state)
{
    static const struct pattern rows[] = {
        {.source = "norms"},
        {.source = "norms", .is_sensitive = true},
        {.source = "norms", .is_exception = true},
        {.source = "norms", .syntax = SYNTAX_GLOB},
        {.source = "norm"},
    };
    enum { ROWS = sizeof(rows) / sizeof(*rows) };
    char digests[ROWS][65], again[65];

    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        digest_of_row("theme", &rows[i], digests[i]);
        assert_int_equal(strspn(digests[i], "0123456789abcdef"), 64);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(digests[i], digests[j]);
    }
    digest_of_row("theme", &rows[0], again);
    assert_string_equal(again, digests[0]);
    digest_of_row("another", &rows[0], again);
    assert_string_not_equal(again, digests[0]);
}

/* Where a pattern stands decides nothing. */
static void the_digest_is_not_of_places(void **state)
{
    struct pattern here = {.source = "x", .file = "a.csv", .line = 2};
    struct pattern there = {.source = "x", .file = "b.csv", .line = 9};
    char first[65], second[65];

    (void)state;
    digest_of_row("t", &here, first);
    digest_of_row("t", &there, second);
    assert_string_equal(first, second);
}

static void required_letters_are_numbered_once(void **state)
{
    (void)state;
    assert_int_equal(add("t", "a", "agree* norms"), OK);
    assert_int_equal(add("t", "a", "law* of norms"), OK);
    assert_int_equal(add("t", "b", "*"), OK);
    assert_int_equal(add("t", "c", "sign* treaty"), OK);
    assert_int_equal(add("t", "d", "law of norms*"), OK); /* plain words */
    lexicon_finish(&builder);
    assert_int_equal(requirements_literal_count(lexicon.requirements), 2);
    assert_true(requirements_any(lexicon.requirements, 0));
    assert_true(requirements_any(lexicon.requirements, 1));
    assert_false(requirements_any(lexicon.requirements, 2));
    assert_true(requirements_any(lexicon.requirements, 3));
    assert_false(requirements_any(lexicon.requirements, 4));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(ids_follow_names_not_arrival),
          TEST(themes_and_terms_do_not_run_together),
          TEST(a_pattern_stands_once_in_a_term),
          TEST(what_cannot_be_compiled_is_not_added),
          TEST(texts_become_canonical),
          TEST(the_digest_is_of_all_that_decides_hits),
          TEST(the_digest_is_not_of_places),
          TEST(required_letters_are_numbered_once))
