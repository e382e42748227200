/* word_ranking_test.c - the best N, whatever the order they come in. */
#include "report/tables/word_ranking.h"

#include <string.h>

#include "stats_near.h"
#include "unit.h"

enum { WORDS = 200 };

static struct ranked_word words[WORDS];
static char texts[WORDS][4];

/* Five words share each G2; their texts fall as their numbers rise. */
static int make_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < WORDS; i++) {
        texts[i][0] = (char)('a' + 7 - i / 26);
        texts[i][1] = (char)('z' - i % 26);
        words[i] = (struct ranked_word){
            .g2 = (double)(i % 40), .text = texts[i], .length = 2};
    }
    return 0;
}

static bool comes_before(const struct ranked_word *a,
                         const struct ranked_word *b)
{
    return a->g2 > b->g2 || (a->g2 == b->g2 && strcmp(a->text, b->text) < 0);
}

static void offer_from(struct word_ranking *ranking, size_t start, size_t step)
{
    for (size_t i = 0; i < WORDS; i++)
        word_ranking_offer(ranking, &words[(start + i * step) % WORDS]);
}

static void keeps_the_best_in_order(void **state)
{
    static const size_t steps[] = {1, 199, 77, 3};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct word_ranking ranking = {.most = 13};
        size_t better = 0;

        offer_from(&ranking, i, steps[i]);
        assert_true(word_ranking_bar(&ranking) == 37);
        word_ranking_sort(&ranking);
        assert_int_equal(ranking.words.count, 13);
        for (size_t j = 1; j < 13; j++)
            assert_true(comes_before(&ranking.words.items[j - 1],
                                     &ranking.words.items[j]));
        for (size_t j = 0; j < WORDS; j++)
            better += comes_before(&words[j], &ranking.words.items[12]);
        assert_int_equal(better, 12);
        word_ranking_release(&ranking);
    }
}

static void takes_all_while_there_is_room(void **state)
{
    struct word_ranking ranking = {.most = WORDS};

    (void)state;
    assert_true(word_ranking_bar(&ranking) < 0);
    offer_from(&ranking, 0, 1);
    assert_int_equal(ranking.words.count, WORDS);
    assert_false(word_ranking_offer(
        &ranking, &(struct ranked_word){.g2 = 0, .text = "zz", .length = 2}));
    assert_true(word_ranking_offer(
        &ranking, &(struct ranked_word){.g2 = 0, .text = "a", .length = 1}));
    word_ranking_release(&ranking);
}

static void orders_a_word_before_its_continuation(void **state)
{
    struct word_ranking ranking = {.most = 2};

    (void)state;
    word_ranking_offer(&ranking,
                       &(struct ranked_word){.text = "norms", .length = 5});
    word_ranking_offer(&ranking,
                       &(struct ranked_word){.text = "norm", .length = 4});
    word_ranking_sort(&ranking);
    assert_string_equal(ranking.words.items[0].text, "norm");
    word_ranking_release(&ranking);
}

UNIT_MAIN(cmocka_unit_test_setup(keeps_the_best_in_order, make_words),
          cmocka_unit_test_setup(takes_all_while_there_is_room, make_words),
          cmocka_unit_test(orders_a_word_before_its_continuation))
