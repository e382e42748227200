/* phrases_test.c - which words and phrases of a sentence are offered. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "tally/phrases.h"

/* Lists the phrases of the text, which is one sentence, by their lengths and
 * last words: "2:law" is a phrase of two words that ends with "law". The word
 * `hit` is a hit. */
static void assert_phrases(const char *text, uint32_t hit, const char *expected)
{
    static const struct text_rules rules;
    struct segmented document = {0};
    struct vocabulary vocabulary;
    struct hit taken = {.first = hit, .last = hit};
    struct hits hits = {&taken, hit != UINT32_MAX, 1};
    struct phraser *phraser;
    struct buffer found = {0};

    vocabulary_init(&vocabulary);
    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    phraser = phraser_new(&vocabulary);
    phraser_begin(phraser, &document, &hits);
    for (uint32_t word = 0; word < document.words.count; word++) {
        struct phrase out[PHRASE_WORDS_MAX];
        size_t count = phraser_find(phraser, word,
                                    (uint32_t)document.words.count, out);

        for (size_t i = 0; i < count; i++)
            buffer_add_format(&found, " %u:%s", out[i].length,
                              intern_text(vocabulary.types,
                                          out[i].types[out[i].length - 1],
                                          NULL));
    }
    assert_string_equal(buffer_text(&found), expected);
    buffer_release(&found);
    phraser_free(phraser);
    segmented_release(&document);
    vocabulary_release(&vocabulary);
}

static void phrases_begin_and_end_with_matter(void **state)
{
    (void)state;
    assert_phrases("The Rule of Law is good", UINT32_MAX,
                   " 1:rule 3:law 1:law 3:good 1:good");
}

static void numbers_letters_and_stops_end_them(void **state)
{
    (void)state;
    assert_phrases("Cyber norms, digital x 2020 plans", UINT32_MAX,
                   " 1:cyber 2:norms 1:norms 1:digital 4:plans 1:plans");
}

static void no_phrase_has_a_word_of_a_hit(void **state)
{
    (void)state;
    assert_phrases("cyber norms build trust", 1,
                   " 1:cyber 1:build 2:trust 1:trust");
}

static void four_words_are_the_longest(void **state)
{
    (void)state;
    assert_phrases("aa bb cc dd ee", UINT32_MAX,
                   " 1:aa 2:bb 3:cc 4:dd 1:bb 2:cc 3:dd 4:ee 1:cc 2:dd 3:ee"
                   " 1:dd 2:ee 1:ee");
}

static void order_of_words_matters(void **state)
{
    uint64_t words[] = {phrase_word_hash("law"), phrase_word_hash("rule")};
    uint64_t turned[] = {words[1], words[0]};

    (void)state;
    assert_true(phrase_hash(words, 2) != phrase_hash(turned, 2));
    assert_true(phrase_hash(words, 1) != phrase_hash(words, 2));
}

static void letters_are_those_of_the_joined_word(void **state)
{
    struct letters joined = letters_join(letters_of("cyber"),
                                         letters_of("security"));

    (void)state;
    assert_true(joined.hash == letters_of("cybersecurity").hash);
    assert_true(joined.hash == letters_of("cyber-security").hash);
    assert_true(joined.hash == letters_of("cyber security").hash);
    assert_true(joined.power == letters_of("cyber security").power);
    assert_true(joined.hash != letters_of("securitycyber").hash);
    assert_true(joined.hash != letters_of("cybersecurit").hash);
}

UNIT_MAIN(cmocka_unit_test(phrases_begin_and_end_with_matter),
          cmocka_unit_test(numbers_letters_and_stops_end_them),
          cmocka_unit_test(no_phrase_has_a_word_of_a_hit),
          cmocka_unit_test(four_words_are_the_longest),
          cmocka_unit_test(order_of_words_matters),
          cmocka_unit_test(letters_are_those_of_the_joined_word))
