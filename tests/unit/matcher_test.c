/* matcher_test.c - the hits of a lexicon in a text: what patterns mean, what
 * exceptions take away, which of overlapping hits count; asked quickly, and
 * plainly, to the same end. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/builder.h"
#include "lexicon/loader.h"
#include "lexicon/matcher.h"

static struct lexicon lexicon;
static struct error err;

static int release(void **state)
{
    (void)state;
    lexicon_release(&lexicon);
    return 0;
}

/* A row of a lexicon; `except` is a phrase that does not count, or NULL. */
struct row {
    const char *theme, *term, *pattern;
    enum syntax syntax;
    const char *except;
};

static void build(const struct row *rows, size_t count)
{
    struct lexicon_builder builder;

    lexicon_builder_init(&builder, &lexicon);
    for (size_t i = 0; i < count; i++) {
        struct pattern pattern = {
            .source = rows[i].pattern,
            .syntax = rows[i].syntax,
            .file = "test",
            .line = (uint32_t)i + 1,
            .term = lexicon_add_term(&builder, rows[i].theme, rows[i].term)};

        if (lexicon_add_pattern(&builder, &pattern, &err) != OK)
            fail_msg("%s", err.text);
        if (!rows[i].except)
            continue;
        pattern.source = rows[i].except;
        pattern.syntax = SYNTAX_PHRASE;
        pattern.is_exception = true;
        assert_int_equal(lexicon_add_pattern(&builder, &pattern, &err), OK);
    }
    lexicon_finish(&builder);
    lexicon_builder_release(&builder);
}

/* Writes "term: text | " for each hit. */
static void show_hits(const struct segmented *document, const struct hits *hits,
                      struct buffer *out)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        uint32_t term = lexicon.patterns.items[hit->pattern].term;

        buffer_add_format(
            out, "%s%s: %.*s", i ? " | " : "", lexicon.terms.items[term].name,
            (int)span_length(hit->span), segmented_text(document, hit->span));
    }
}

static void assert_hits_by(const char *text, struct matcher_options options,
                           const char *expected)
{
    static const struct text_rules rules;
    struct segmented document = {0};
    struct vocabulary vocabulary;
    struct hits hits = {0};
    struct buffer shown = {0};
    struct matcher *matcher;
    size_t failures;

    vocabulary_init(&vocabulary);
    matcher = matcher_new(&lexicon, &vocabulary);
    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    matcher_find(matcher, &document, &options, &hits);
    show_hits(&document, &hits, &shown);
    assert_string_equal(buffer_text(&shown), expected);
    matcher_failures(matcher, &failures);
    assert_int_equal(failures, 0);
    matcher_free(matcher);
    vocabulary_release(&vocabulary);
    segmented_release(&document);
    free(hits.items);
    buffer_release(&shown);
}

static void assert_hits(const char *text, const char *expected)
{
    assert_hits_by(text, (struct matcher_options){.plain = false}, expected);
    assert_hits_by(text, (struct matcher_options){.plain = true}, expected);
}

/* Asserts the hits of one pattern, called x, shown as above. */
static void assert_pattern(const char *pattern, enum syntax syntax,
                           const char *text, const char *expected)
{
    build(&(struct row){"t", "x", pattern, syntax, NULL}, 1);
    assert_hits(text, expected);
    lexicon_release(&lexicon);
}

static void phrases_are_words_as_people_write_them(void **state)
{
    (void)state;
    assert_pattern("norm*", SYNTAX_PHRASE, "Norms, norm; abnormal norm-based",
                   "x: Norms | x: norm | x: norm");
    assert_pattern("multi-stakeholder", SYNTAX_PHRASE,
                   "multi-stakeholder multistakeholder Multi Stakeholder",
                   "x: multi-stakeholder | x: multistakeholder | "
                   "x: Multi Stakeholder");
    assert_pattern("rule of law", SYNTAX_PHRASE, "rule of-law; rule  of law",
                   "x: rule of-law | x: rule of law");
    assert_pattern("f?ee", SYNTAX_PHRASE, "free flee fee", "x: free | x: flee");
    assert_pattern("free", SYNTAX_PHRASE, "freedom free", "x: free");
}

static void globs_are_whole_words(void **state)
{
    (void)state;
    assert_pattern("norm*", SYNTAX_GLOB, "norm-based norms-. anorm",
                   "x: norm-based | x: norms");
    assert_pattern("free *", SYNTAX_GLOB, "free, open; free", "x: free, open");
    assert_pattern("based", SYNTAX_GLOB, "norm-based based", "x: based");
}

static void regexes_may_span_spaces_but_not_paragraphs(void **state)
{
    (void)state;
    assert_pattern("rule\\W+of", SYNTAX_REGEX, "rule, of\nrule\nof",
                   "x: rule, of");
    assert_pattern("(?<=the )state", SYNTAX_REGEX, "the state a state",
                   "x: state");
    assert_pattern("^the", SYNTAX_REGEX, "The the\nthe", "x: The | x: the");
    assert_pattern("state(?! act)", SYNTAX_REGEX, "state act state",
                   "x: state");
    assert_pattern("cyb", SYNTAX_REGEX, "cyber", "");
}

static void letters_in_links_count_for_what_spans_them(void **state)
{
    (void)state;
    assert_pattern("at \\S*state\\S* now", SYNTAX_REGEX,
                   "at www.state.gov/x now", "x: at www.state.gov/x now");
    assert_pattern("state", SYNTAX_PHRASE, "www.state.gov", "");
}

static void exceptions_take_their_own_term_s_hits(void **state)
{
    static const struct row rows[] = {
        {"t", "norms", "norms", SYNTAX_PHRASE, "social norms"},
        {"u", "other", "norms", SYNTAX_PHRASE, NULL},
    };

    (void)state;
    build(rows, 2);
    assert_hits("social norms", "other: norms");
    assert_hits("norms", "norms: norms | other: norms");
}

static void the_longest_hit_of_a_theme_counts(void **state)
{
    static const struct row rows[] = {
        {"t", "a", "law", SYNTAX_PHRASE, NULL},
        {"t", "b", "rule of law", SYNTAX_PHRASE, NULL},
        {"t", "c", "law and order", SYNTAX_PHRASE, NULL},
        {"u", "d", "of law", SYNTAX_PHRASE, NULL},
    };

    (void)state;
    build(rows, 4);
    assert_hits("rule of law and order", "b: rule of law | d: of law");
    assert_hits("law and order, law", "c: law and order | a: law");
    assert_hits_by("rule of law and order",
                   (struct matcher_options){.overlap = OVERLAP_ALL},
                   "b: rule of law | d: of law | a: law | c: law and order");
}

static void equal_hits_go_by_lexicon_order(void **state)
{
    static const struct row rows[] = {
        {"t", "z first", "norm*", SYNTAX_PHRASE, NULL},
        {"t", "a second", "norms", SYNTAX_PHRASE, NULL},
    };

    (void)state;
    build(rows, 2);
    assert_hits("norms", "z first: norms");
}

static void a_runaway_is_a_failure_not_silence(void **state)
{
    static const struct text_rules rules;
    static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c";
    struct segmented document = {0};
    struct vocabulary vocabulary;
    struct hits hits = {0};
    struct matcher *matcher;
    struct matcher_options options = {.plain = false};
    size_t count;

    (void)state;
    build(&(struct row){"t", "x", "(?:a|aa|aaa)+ c", SYNTAX_REGEX, NULL}, 1);
    vocabulary_init(&vocabulary);
    matcher = matcher_new(&lexicon, &vocabulary);
    segmented_read(&document, &rules, text, sizeof(text) - 1, LAYOUT_LINES);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    matcher_find(matcher, &document, &options, &hits);
    assert_int_equal(matcher_failures(matcher, &count)->pattern, 0);
    assert_int_equal(count, 1);
    matcher_free(matcher);
    vocabulary_release(&vocabulary);
    segmented_release(&document);
    free(hits.items);
}

#define TEST(name) cmocka_unit_test_teardown(name, release)

UNIT_MAIN(TEST(phrases_are_words_as_people_write_them),
          TEST(globs_are_whole_words),
          TEST(regexes_may_span_spaces_but_not_paragraphs),
          TEST(letters_in_links_count_for_what_spans_them),
          TEST(exceptions_take_their_own_term_s_hits),
          TEST(the_longest_hit_of_a_theme_counts),
          TEST(equal_hits_go_by_lexicon_order),
          TEST(a_runaway_is_a_failure_not_silence))
