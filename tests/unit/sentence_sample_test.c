/* sentence_sample_test.c - strata counted by hand, and samples that do not
 * depend on who drew them. */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tally/sentence_sample.h"

/* Words that begin with a, b or c are hits: of theme t, and twice of u. */
static struct pattern patterns[] = {{.term = 0}, {.term = 1}, {.term = 2}};
static struct term terms[] = {{"alpha", 0}, {"beta", 1}, {"gamma", 1}};
static struct theme themes[] = {{"t", 0, 1}, {"u", 1, 2}};
static const struct lexicon lexicon = {
    .themes = {.items = themes, .count = 2},
    .terms = {.items = terms, .count = 3},
    .patterns = {.items = patterns, .count = 3},
};

static struct segmented document;
static struct sentence_sample *sample;

static int begin(void **state)
{
    (void)state;
    sample = sentence_sample_new(&lexicon, &(struct sample_options){7, 10, 2});
    return 0;
}

static int end(void **state)
{
    (void)state;
    sentence_sample_free(sample);
    segmented_release(&document);
    return 0;
}

static void add(struct sentence_sample *to, uint32_t number, const char *path,
                const char *text)
{
    static const struct text_rules rules;
    struct hits hits = {0};

    segmented_read(&document, &rules, text, strlen(text), LAYOUT_PARAGRAPHS);
    for (uint32_t i = 0; i < document.words.count; i++) {
        struct span span = document.words.items[i].span;
        char letter = *segmented_text(&document, span);

        if (letter >= 'a' && letter <= 'c')
            *VECTOR_PUSH(&hits) = (struct hit){span, i, i,
                                               (uint32_t)(letter - 'a')};
    }
    sentence_sample_add(to, number, path, &document, &hits);
    free(hits.items);
}

static uint64_t seen(uint32_t theme, enum stratum stratum)
{
    return sentence_sample_of(sample, theme, stratum)->seen;
}

/* Theme t has one hit, in the first sentence of the first document; the line
 * without a word counts as one of those between. */
static void strata_by_hand(void **state)
{
    (void)state;
    add(sample, 0, "1.txt", "Xo ab bo. Xo co co. Xo xo.\n***\nXo yo.\n");
    add(sample, 1, "2.txt", "Xo xo. Xo co bo.\n");
    add(sample, 2, "3.txt", "Xo xo. Xo xo. Xo xo.\n");
    assert_int_equal(seen(0, STRATUM_HIT), 1);
    assert_int_equal(seen(0, STRATUM_NEAR), 2 + 1);
    assert_int_equal(seen(0, STRATUM_FAR), 1 + 1 + 3);
    assert_int_equal(seen(1, STRATUM_HIT), 2 + 1);
    assert_int_equal(seen(1, STRATUM_NEAR), 2 + 1);
    assert_int_equal(seen(1, STRATUM_FAR), 3);
    assert_int_equal(sentence_sample_of_term(sample, 1)->seen, 2);
    assert_int_equal(sentence_sample_of_term(sample, 2)->seen, 2);
}

/* A hit of t in the fifth of nine sentences makes three before and three after
 * it near. */
static void near_is_three_sentences(void **state)
{
    const struct draw *near = sentence_sample_of(sample, 0, STRATUM_NEAR);
    uint32_t sum = 0;

    (void)state;
    add(sample, 0, "1.txt", "Xo.\nXo.\nXo.\nXo.\nXo ab.\nXo.\nXo.\nXo.\nXo.\n");
    sentence_sample_finish(sample);
    assert_int_equal(near->count, 6);
    for (size_t i = 0; i < 6; i++)
        sum += 1U << near->items[i].sentence;
    assert_int_equal(sum, 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 8);
}

static void a_sentence_comes_with_its_neighbours(void **state)
{
    const struct draw *draw = sentence_sample_of(sample, 1, STRATUM_HIT);

    (void)state;
    add(sample, 5, "1.txt", "X one.\nX c b c.\nX two.\n");
    sentence_sample_finish(sample);
    assert_int_equal(draw->count, 1);
    assert_int_equal(draw->items[0].document, 5);
    assert_int_equal(draw->items[0].sentence, 2);
    assert_string_equal(draw->items[0].before, "X one.");
    assert_string_equal(draw->items[0].text, "X c b c.");
    assert_string_equal(draw->items[0].after, "X two.");
    assert_string_equal(draw->items[0].terms, "beta | gamma");
    draw = sentence_sample_of(sample, 0, STRATUM_NEAR);
    assert_string_equal(draw->items[0].terms, "");
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
    char *text = malloc(3 * SAMPLE_TEXT_MAX + 16);
    size_t at = (size_t)sprintf(text, "x");
    const struct drawn *drawn;

    (void)state;
    while (at < 2 * SAMPLE_TEXT_MAX)
        at += (size_t)sprintf(text + at, "\xC3\xA9");
    add(sample, 0, "1.txt", text);
    sentence_sample_finish(sample);
    drawn = sentence_sample_of(sample, 0, STRATUM_FAR)->items;
    assert_int_equal(strlen(drawn->text), SAMPLE_TEXT_MAX - 1 + 6);
    assert_string_equal(drawn->text + SAMPLE_TEXT_MAX - 3, "\xC3\xA9 [...]");
    free(text);
}

/* Adds documents of 20 sentences, each third one of theme t. */
static void add_many(struct sentence_sample *to, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++) {
        char text[1024], path[32];
        size_t at = 0;

        for (uint32_t k = 0; k < 20; k++)
            at += (size_t)snprintf(text + at, sizeof(text) - at, "X %s %u.\n",
                                   k % 3 ? "x" : "a", k);
        snprintf(path, sizeof(path), "%u.txt", i);
        add(to, i, path, text);
    }
}

static void assert_same_draw(const struct draw *a, const struct draw *b)
{
    assert_int_equal(a->seen, b->seen);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_true(a->items[i].rank == b->items[i].rank);
        assert_int_equal(a->items[i].document, b->items[i].document);
        assert_int_equal(a->items[i].sentence, b->items[i].sentence);
        assert_string_equal(a->items[i].text, b->items[i].text);
    }
}

static void two_workers_draw_as_one(void **state)
{
    struct sample_options options = {7, 10, 2};
    struct sentence_sample *one = sentence_sample_new(&lexicon, &options);
    struct sentence_sample *two = sentence_sample_new(&lexicon, &options);

    (void)state;
    add_many(sample, 0, 50);
    add_many(one, 20, 30);
    add_many(two, 0, 20);
    sentence_sample_merge(one, two);
    sentence_sample_finish(one);
    sentence_sample_finish(sample);
    for (int s = 0; s < STRATA; s++)
        assert_same_draw(sentence_sample_of(sample, 0, (enum stratum)s),
                         sentence_sample_of(one, 0, (enum stratum)s));
    assert_same_draw(sentence_sample_of_term(sample, 0),
                     sentence_sample_of_term(one, 0));
    assert_int_equal(sentence_sample_of(one, 0, STRATUM_HIT)->count, 10);
    sentence_sample_free(one);
    sentence_sample_free(two);
}

/* What is kept of a term is the beginning of what is kept of its theme, where
 * the theme has no other; a smaller sample is the beginning of a larger one. */
static void samples_are_beginnings_of_larger_ones(void **state)
{
    const struct draw *all = sentence_sample_of(sample, 0, STRATUM_HIT);
    const struct draw *term = sentence_sample_of_term(sample, 0);
    struct sentence_sample *small = sentence_sample_new(
        &lexicon, &(struct sample_options){7, 3, 1});
    const struct draw *few = sentence_sample_of(small, 0, STRATUM_HIT);

    (void)state;
    add_many(sample, 0, 20);
    add_many(small, 0, 20);
    sentence_sample_finish(sample);
    sentence_sample_finish(small);
    assert_int_equal(few->count, 3);
    assert_int_equal(term->count, 2);
    for (size_t i = 0; i < 3; i++)
        assert_true(few->items[i].rank == all->items[i].rank);
    for (size_t i = 0; i < 2; i++)
        assert_true(term->items[i].rank == all->items[i].rank);
    sentence_sample_free(small);
}

/* Over many seeds every sentence of the stratum is drawn about as often: chi
 * square with 69 degrees of freedom is beyond 130 once in 100,000 times. Of two
 * that are drawn, the order to show them in goes either way. */
static void each_sentence_has_its_chance(void **state)
{
    enum { SEEDS = 700, UNITS = 70 };
    unsigned drawn[UNITS] = {0}, turned = 0;
    double chi_square = 0;

    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct sentence_sample *one = sentence_sample_new(
            &lexicon, &(struct sample_options){seed, 10, 1});
        const struct draw *draw = sentence_sample_of(one, 0, STRATUM_HIT);

        add_many(one, 0, 10);
        sentence_sample_finish(one);
        assert_int_equal(draw->seen, UNITS);
        for (size_t i = 0; i < draw->count; i++)
            drawn[draw->items[i].document * 7 + draw->items[i].sentence / 3]++;
        turned += sentence_sample_shuffled(draw->items[0].rank) >
                  sentence_sample_shuffled(draw->items[9].rank);
        sentence_sample_free(one);
    }
    for (size_t i = 0; i < UNITS; i++) {
        double off = drawn[i] - SEEDS * 10.0 / UNITS;

        chi_square += off * off / (SEEDS * 10.0 / UNITS);
    }
    assert_true(chi_square < 130 && chi_square > 20);
    assert_in_range(turned, SEEDS / 2 - 60, SEEDS / 2 + 60);
}

UNIT_MAIN(
    cmocka_unit_test_setup_teardown(strata_by_hand, begin, end),
    cmocka_unit_test_setup_teardown(near_is_three_sentences, begin, end),
    cmocka_unit_test_setup_teardown(a_sentence_comes_with_its_neighbours, begin,
                                    end),
    cmocka_unit_test_setup_teardown(a_long_sentence_is_cut_between_characters,
                                    begin, end),
    cmocka_unit_test_setup_teardown(two_workers_draw_as_one, begin, end),
    cmocka_unit_test_setup_teardown(samples_are_beginnings_of_larger_ones,
                                    begin, end),
    cmocka_unit_test_setup_teardown(each_sentence_has_its_chance, begin, end))
