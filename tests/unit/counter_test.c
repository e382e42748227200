/* counter_test.c - a small document's tally, counted by hand; and merging. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/matcher.h"
#include "tally/counter.h"

/* Term 0 of theme 0, terms 1 and 2 of theme 1; a pattern each. */
static struct pattern patterns[] = {{.term = 0}, {.term = 1}, {.term = 2}};
static struct term terms[] = {{"a", 0}, {"b", 1}, {"c", 1}};
static struct theme themes[] = {{"t", 0, 1}, {"u", 1, 2}};
static const struct lexicon lexicon = {
    .themes = {.items = themes, .count = 2},
    .terms = {.items = terms, .count = 3},
    .patterns = {.items = patterns, .count = 3},
};
/* Words that begin with a, b or c are hits. */
static const char text[] = "A x a is. B y.\nz c.\n";

static const struct counter_options all_units = {
    .counts_unit = {true, true, true, true}, .window_words = 2};

static struct segmented document;
static struct vocabulary vocabulary;
static struct counter *counter;
static struct document_tally tally;

static int begin(void **state)
{
    static const struct text_rules rules;
    struct hits hits = {0};

    (void)state;
    vocabulary_init(&vocabulary);
    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    vocabulary_add(&vocabulary, document.canonical.text.data, &document.words);
    for (uint32_t i = 0; i < document.words.count; i++) {
        struct span span = document.words.items[i].span;
        char letter = (char)(text[span.begin] | 0x20);

        if (letter >= 'a' && letter <= 'c')
            *VECTOR_PUSH(&hits) = (struct hit){span, i, i,
                                               (uint32_t)(letter - 'a')};
    }
    counter = counter_new(&lexicon, &vocabulary, &all_units);
    counter_count(counter, &document, &hits, 99, &tally);
    free(hits.items);
    return 0;
}

static int end(void **state)
{
    (void)state;
    document_tally_release(&tally);
    counter_free(counter);
    vocabulary_release(&vocabulary);
    segmented_release(&document);
    return 0;
}

static uint64_t counted(int kind, uint64_t key)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < tally.counts[kind].count; i++)
        if (tally.counts[kind].items[i].key == key)
            sum += tally.counts[kind].items[i].count;
    return sum;
}

static uint64_t in_unit(enum unit unit, enum unit_count count, uint64_t key)
{
    return counted((int)tally_unit_kind(unit, count), key);
}

static void totals_are_of_the_document(void **state)
{
    (void)state;
    assert_int_equal(tally.totals.documents, 1);
    assert_int_equal(tally.totals.bytes, 99);
    assert_int_equal(tally.totals.words, 8);
    assert_int_equal(tally.totals.sentences, 3);
    assert_int_equal(tally.totals.paragraphs, 2);
    assert_int_equal(tally.totals.hits, 4);
    assert_int_equal(tally.totals.characters, strlen(text) - 2);
}

static void hits_are_counted_by_theme_term_and_form(void **state)
{
    uint32_t form;

    (void)state;
    assert_int_equal(counted(TALLY_THEMES, 0), 2);
    assert_int_equal(counted(TALLY_THEMES, 1), 2);
    assert_int_equal(counted(TALLY_TERMS, 1), 1);
    assert_true(intern_find(counter_forms(counter), "a", 1, &form));
    assert_int_equal(counted(TALLY_FORMS, pair_key(0, form)), 2);
    assert_false(intern_find(counter_forms(counter), "A", 1, &form));
}

static void types_are_folded_words(void **state)
{
    uint32_t type;

    (void)state;
    assert_true(intern_find(vocabulary.types, "a", 1, &type));
    assert_int_equal(tally.types.count, 7);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(tally.types.items[i].words,
                         tally.types.items[i].type == type ? 2 : 1);
}

static void a_unit_counts_once_for_a_pair(void **state)
{
    (void)state;
    assert_int_equal(in_unit(UNIT_SENTENCE, UNIT_THEMES, 0), 1);
    assert_int_equal(in_unit(UNIT_SENTENCE, UNIT_THEMES, 1), 2);
    assert_int_equal(in_unit(UNIT_SENTENCE, UNIT_THEME_PAIRS, pair_key(0, 1)),
                     0);
    assert_int_equal(in_unit(UNIT_PARAGRAPH, UNIT_THEME_PAIRS, pair_key(0, 1)),
                     1);
    assert_int_equal(in_unit(UNIT_PARAGRAPH, UNIT_TERM_PAIRS, pair_key(0, 2)),
                     0);
    assert_int_equal(in_unit(UNIT_DOCUMENT, UNIT_TERM_PAIRS, pair_key(0, 2)),
                     1);
    assert_int_equal(in_unit(UNIT_DOCUMENT, UNIT_THEMES, 1), 1);
}

static void windows_count_pairs_of_hits(void **state)
{
    (void)state;
    assert_int_equal(in_unit(UNIT_WINDOW, UNIT_THEMES, 0), 2);
    /* A and B are four words apart, a and B two, B and c three. */
    assert_int_equal(in_unit(UNIT_WINDOW, UNIT_TERM_PAIRS, pair_key(0, 1)), 1);
    assert_int_equal(in_unit(UNIT_WINDOW, UNIT_TERM_PAIRS, pair_key(1, 2)), 0);
}

static void merging_adds_and_translates(void **state)
{
    static const uint32_t types[] = {6, 5, 4, 3, 2, 1, 0};
    static const uint32_t forms[] = {7, 8, 9};
    struct tally one = {0}, sum = {0};
    uint32_t type, form;
    struct type_count words;
    struct count_entry entry;

    (void)state;
    tally_add_document(&one, &tally);
    tally_merge(&sum, &one, (struct tally_ids){types, forms});
    tally_merge(&sum, &one, (struct tally_ids){types, forms});
    assert_int_equal(sum.totals.words, 16);
    assert_true(intern_find(vocabulary.types, "a", 1, &type));
    words = type_tally_get(&sum.types, types[type]);
    assert_int_equal(words.words, 4);
    assert_int_equal(words.documents, 2);
    assert_true(intern_find(counter_forms(counter), "a", 1, &form));
    entry = count_map_get(&sum.counts[TALLY_FORMS], pair_key(0, forms[form]));
    assert_int_equal(entry.count, 4);
    tally_release(&one);
    tally_release(&sum);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

UNIT_MAIN(TEST(totals_are_of_the_document),
          TEST(hits_are_counted_by_theme_term_and_form),
          TEST(types_are_folded_words), TEST(a_unit_counts_once_for_a_pair),
          TEST(windows_count_pairs_of_hits), TEST(merging_adds_and_translates))
