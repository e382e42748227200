/* vocabulary_test.c - spellings are forms, forms that fold alike are a type. */
#include "unit.h"

#include <string.h>

#include "text/segmented.h"
#include "text/vocabulary.h"

static struct vocabulary vocabulary;
static struct segmented document;

static int begin(void **state)
{
    (void)state;
    vocabulary_init(&vocabulary);
    return 0;
}

static int end(void **state)
{
    (void)state;
    vocabulary_release(&vocabulary);
    segmented_release(&document);
    return 0;
}

static void read_text(const char *text)
{
    static const struct text_rules rules;

    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
}

static uint32_t form_at(size_t word)
{
    return document.words.items[word].form;
}

static uint32_t type_at(size_t word)
{
    return vocabulary.type_of_form.items[form_at(word)];
}

static void spellings_are_forms_of_a_type(void **state)
{
    (void)state;
    read_text("Norms norms NORMS norms law");
    assert_int_equal(form_at(1), form_at(3));
    assert_int_not_equal(form_at(0), form_at(1));
    assert_int_not_equal(form_at(0), form_at(2));
    assert_int_equal(type_at(0), type_at(1));
    assert_int_equal(type_at(2), type_at(1));
    assert_int_not_equal(type_at(4), type_at(1));
    assert_int_equal(intern_count(vocabulary.forms), 4);
    assert_int_equal(intern_count(vocabulary.types), 2);
    assert_string_equal(intern_text(vocabulary.forms, form_at(2), NULL),
                        "NORMS");
    assert_string_equal(intern_text(vocabulary.types, type_at(2), NULL),
                        "norms");
}

static void documents_share_the_vocabulary(void **state)
{
    uint32_t form;

    (void)state;
    read_text("the norms");
    form = form_at(1);
    read_text("new norms");
    assert_int_equal(form_at(1), form);
    assert_int_equal(intern_count(vocabulary.forms), 3);
    assert_int_equal(vocabulary.type_of_form.count, 3);
}

static void assert_folds(const char *text, const char *expected)
{
    struct buffer out = {0};

    buffer_add_text(&out, "Kept ");
    vocabulary_fold(text, strlen(text), &out);
    assert_memory_equal(out.data, "Kept ", 5);
    assert_string_equal(out.data + 5, expected);
    buffer_release(&out);
}

static void folding_is_full_and_composed(void **state)
{
    (void)state;
    assert_folds("AZaz09-'@[`{", "azaz09-'@[`{");
    assert_folds("\u00C9TAT", "\u00E9tat");
    assert_folds("Stra\u00DFe", "strasse");
    assert_folds("\u03A3\u03C2", "\u03C3\u03C3");
    assert_folds("\u212A", "k"); /* the Kelvin sign */
    assert_folds("E\u0301", "\u00E9");
    assert_folds("", "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(spellings_are_forms_of_a_type),
          TEST(documents_share_the_vocabulary),
          TEST(folding_is_full_and_composed))
