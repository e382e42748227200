/* asker_test.c - one pattern at one place: what the letters tell, what the
 * text tells, and which words a match has. */
#include "unit.h"

#include <string.h>
#include <time.h>

#include "lexicon/asker.h"
#include "lexicon/loader.h"

static struct asker asker;
static struct lexicon lexicon;
static struct segmented document;
static struct error err;

static int begin(void **state)
{
    (void)state;
    return 0;
}

static int end(void **state)
{
    (void)state;
    asker_release(&asker);
    lexicon_release(&lexicon);
    segmented_release(&document);
    return 0;
}

static const struct pattern *use(const char *source, enum syntax syntax)
{
    asker_release(&asker);
    lexicon_release(&lexicon);
    assert_int_equal(lexicon_of_pattern(&lexicon, source, syntax, false, &err),
                     OK);
    asker_init(&asker, &lexicon);
    return &lexicon.patterns.items[0];
}

/* Asserts the answer for `word` followed by `after`. */
static void assert_letters(const char *word, const char *after,
                           enum letters_answer expected, size_t expected_end)
{
    char text[64];
    struct letters letters = {.text = text, .word_end = strlen(word)};
    size_t found_end = 0;

    strcpy(text, word);
    strcat(text, after);
    letters.length = strlen(text);
    assert_int_equal(asker_ask_letters(&asker, &lexicon.patterns.items[0],
                                       &letters, 0, &found_end),
                     expected);
    if (expected == LETTERS_YES)
        assert_int_equal(found_end, expected_end);
}

static void letters_may_settle_it(void **state)
{
    (void)state;
    use("norms", SYNTAX_PHRASE);
    assert_letters("norms", " ", LETTERS_YES, 5);
    assert_letters("norms", ",", LETTERS_YES, 5);
    assert_letters("normal", " ", LETTERS_NO, 0);
    assert_letters("normsx", " ", LETTERS_NO, 0);
    assert_letters("norms-based", " ", LETTERS_YES, 5);
    use("norms", SYNTAX_GLOB);
    assert_letters("norms-based", " ", LETTERS_NO, 0);
}

static void what_runs_out_of_letters_is_unknown(void **state)
{
    (void)state;
    use("rule of law", SYNTAX_PHRASE);
    assert_letters("rule", " ", LETTERS_UNKNOWN, 0);
    assert_letters("rule", ",", LETTERS_NO, 0);
    assert_letters("ruler", " ", LETTERS_NO, 0);
    use("norms(?! act)", SYNTAX_REGEX);
    assert_letters("norms", " ", LETTERS_UNKNOWN, 0);
    assert_letters("norms", ".", LETTERS_YES, 5);
}

static void read_text(const char *text)
{
    static const struct text_rules rules;

    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
}

/* Asks at a word of the first paragraph. */
static int ask(uint32_t word, struct span *found)
{
    struct place place = {
        .document = &document,
        .paragraph = document.canonical.paragraphs.items[0],
        .word = word,
        .begin = document.words.items[word].span.begin,
    };

    return asker_ask_text(&asker, &lexicon.patterns.items[0], &place, found);
}

/* Asserts that a match begins at the word, and covers words `first` to `last`
 * and the text `expected`. */
static void assert_match(uint32_t word, uint32_t first, uint32_t last,
                         const char *expected)
{
    struct span found;
    struct match_words words;

    assert_int_equal(ask(word, &found), 1);
    assert_true(asker_find_words(&asker, &lexicon.patterns.items[0], &document,
                                 found, &words));
    assert_int_equal(words.first, first);
    assert_int_equal(words.last, last);
    assert_int_equal(span_length(found), strlen(expected));
    assert_memory_equal(segmented_text(&document, found), expected,
                        strlen(expected));
}

static void the_text_settles_the_rest(void **state)
{
    struct span found;

    (void)state;
    read_text("The rule of law-making; rules of law.\n");
    use("rule* of law", SYNTAX_PHRASE);
    assert_int_equal(ask(0, &found), 0);
    assert_match(1, 1, 3, "rule of law");
    assert_match(4, 4, 6, "rules of law");
    use("rule of law", SYNTAX_GLOB);
    assert_int_equal(ask(1, &found), 0); /* law-making is one word */
    use("rule * law*", SYNTAX_GLOB);
    assert_match(1, 1, 3, "rule of law-making");
}

static void a_match_ends_with_its_paragraph(void **state)
{
    struct span found;

    (void)state;
    read_text("the rule\nof law\n");
    use("rule\\s+of", SYNTAX_REGEX);
    assert_int_equal(ask(1, &found), 0);
    use("rule(?!\\s+of)", SYNTAX_REGEX);
    assert_match(1, 1, 1, "rule");
}

/* \K moves the begin into a word, (*ACCEPT) passes over the question where a
 * word ends. */
static void ends_within_words_are_no_hits(void **state)
{
    struct span found;
    struct match_words words;

    (void)state;
    read_text("norms of-law\n");
    use("no\\Krms", SYNTAX_REGEX);
    assert_int_equal(ask(0, &found), 1);
    assert_false(asker_find_words(&asker, &lexicon.patterns.items[0], &document,
                                  found, &words));
    use("nor(*ACCEPT)ms", SYNTAX_REGEX);
    assert_int_equal(ask(0, &found), 1);
    assert_false(asker_find_words(&asker, &lexicon.patterns.items[0], &document,
                                  found, &words));
    use("norms \\Kof-law", SYNTAX_REGEX);
    assert_match(0, 1, 1, "of-law");
    use("norms of-\\Klaw", SYNTAX_REGEX);
    assert_match(0, 1, 1, "law"); /* a part of a compound */
}

static void a_runaway_gives_up(void **state)
{
    struct span found;
    clock_t begun = clock();

    (void)state;
    read_text("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c\n");
    use("(?:a|aa|aaa)+ c", SYNTAX_REGEX);
    assert_int_equal(ask(0, &found), PCRE2_ERROR_MATCHLIMIT);
    assert_true(clock() - begun < 2 * CLOCKS_PER_SEC);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(letters_may_settle_it),
          TEST(what_runs_out_of_letters_is_unknown),
          TEST(the_text_settles_the_rest),
          TEST(a_match_ends_with_its_paragraph),
          TEST(ends_within_words_are_no_hits), TEST(a_runaway_gives_up))
