/* segmented_test.c - words know their sentences and paragraphs. */
#include "unit.h"

#include <string.h>

#include "text/segmented.h"
#include "text/vocabulary.h"

static struct segmented document;
static const struct text_rules rules;

static int release(void **state)
{
    (void)state;
    segmented_release(&document);
    return 0;
}

static void read_paragraphs(const char *text)
{
    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
}

static void assert_range(struct word_range range, uint32_t begin, uint32_t end)
{
    assert_int_equal(range.begin, begin);
    assert_int_equal(range.end, end);
}

static void words_stand_in_sentences_and_paragraphs(void **state)
{
    (void)state;
    read_paragraphs("One two. Three four five.\nSix.\n");
    assert_int_equal(document.words.count, 6);
    assert_int_equal(document.sentences.count, 3);
    assert_range(document.sentence_words.items[0], 0, 2);
    assert_range(document.sentence_words.items[1], 2, 5);
    assert_range(document.sentence_words.items[2], 5, 6);
    assert_int_equal(document.paragraph_words.count, 2);
    assert_range(document.paragraph_words.items[0], 0, 5);
    assert_range(document.paragraph_words.items[1], 5, 6);
}

static void sentence_of_a_word_is_found(void **state)
{
    (void)state;
    read_paragraphs("*** \nOne two. *** \nThree.\n");
    assert_int_equal(segmented_sentence_of(&document, 0), 1);
    assert_int_equal(segmented_sentence_of(&document, 1), 1);
    assert_int_equal(segmented_sentence_of(&document, 2),
                     document.sentences.count - 1);
}

static void characters_are_code_points(void **state)
{
    (void)state;
    read_paragraphs("\u00E9t\u00E9\n\u65E5\n");
    assert_int_equal(document.characters, 4);
}

static void the_next_document_replaces_the_last(void **state)
{
    (void)state;
    read_paragraphs("One two. Three.\nFour.");
    read_paragraphs("Five.");
    assert_int_equal(document.words.count, 1);
    assert_int_equal(document.sentence_words.count, 1);
    assert_int_equal(document.paragraph_words.count, 1);
    read_paragraphs("");
    assert_int_equal(document.words.count, 0);
    assert_int_equal(document.characters, 0);
}

static void vocabulary_folds_case(void **state)
{
    struct vocabulary vocabulary;
    const uint32_t *types;

    (void)state;
    vocabulary_init(&vocabulary);
    read_paragraphs(
        "Norms norms NORMS \u00C9tat \u00E9tat Stra\u00DFe STRASSE");
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    types = vocabulary.type_of_form.items;
    assert_int_equal(intern_count(vocabulary.forms), 7);
    assert_int_equal(intern_count(vocabulary.types), 3);
    assert_int_equal(types[document.words.items[0].form],
                     types[document.words.items[2].form]);
    assert_int_equal(types[document.words.items[3].form],
                     types[document.words.items[4].form]);
    assert_string_equal(intern_text(vocabulary.types,
                                    types[document.words.items[5].form], NULL),
                        "strasse");
    vocabulary_release(&vocabulary);
}

UNIT_MAIN(cmocka_unit_test_teardown(words_stand_in_sentences_and_paragraphs,
                                    release),
          cmocka_unit_test_teardown(sentence_of_a_word_is_found, release),
          cmocka_unit_test_teardown(characters_are_code_points, release),
          cmocka_unit_test_teardown(the_next_document_replaces_the_last,
                                    release),
          cmocka_unit_test_teardown(vocabulary_folds_case, release))
