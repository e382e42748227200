/* words_test.c - what is a word, and where it ends. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "text/abbreviations.h"
#include "text/words.h"

static struct abbreviations *abbreviations;

static int load(void **state)
{
    static const char list[] = "Gen. title\nNo. number\netc. general\n";
    struct error err;

    (void)state;
    return abbreviations_new(list, sizeof(list) - 1, "en.txt", &abbreviations,
                             &err) != OK;
}

static int unload(void **state)
{
    (void)state;
    abbreviations_free(abbreviations);
    return 0;
}

/* Asserts the words, shown with '|' between them. */
static void assert_words_by(const struct word_rules *rules, const char *text,
                            const char *expected)
{
    struct buffer bytes = {0}, shown = {0};
    struct words words = {0};

    buffer_add_text(&bytes, text);
    words_find(buffer_text(&bytes), (struct span){0, (uint32_t)bytes.length},
               rules, &words);
    for (size_t i = 0; i < words.count; i++)
        buffer_add_format(&shown, "%s%.*s", i ? "|" : "",
                          (int)span_length(words.items[i].span),
                          bytes.data + words.items[i].span.begin);
    assert_string_equal(buffer_text(&shown), expected);
    free(words.items);
    buffer_release(&bytes);
    buffer_release(&shown);
}

static void assert_words(const char *text, const char *expected)
{
    assert_words_by(&(struct word_rules){false, abbreviations}, text, expected);
}

static void letters_and_digits_make_words(void **state)
{
    (void)state;
    assert_words("The 5G network, 2021: it's \"open\".",
                 "The|5G|network|2021|it's|open");
    assert_words("1,000.5 and 3:4 a:b x,y", "1,000.5|and|3|4|a:b|x|y");
    assert_words("-- ... $ % & *", "");
    assert_words("", "");
}

static void hyphens_join(void **state)
{
    (void)state;
    assert_words("multi-stakeholder COVID-19 F-35 -x y- a--b",
                 "multi-stakeholder|COVID-19|F-35|x|y|a|b");
    assert_words("caf\u00E9-owner \u00E9-\u00E9",
                 "caf\u00E9-owner|\u00E9-\u00E9");
    assert_words("a\u2013b", "a|b");
}

static void hyphens_may_split(void **state)
{
    (void)state;
    assert_words_by(&(struct word_rules){.splits_hyphens = true},
                    "multi-stakeholder caf\u00E9-owner",
                    "multi|stakeholder|caf\u00E9|owner");
}

static void abbreviations_keep_their_period(void **state)
{
    (void)state;
    assert_words("The U.S. and E.O. 13800.", "The|U.S.|and|E.O.|13800");
    assert_words("Gen. Smith, etc. He said no.", "Gen.|Smith|etc.|He|said|no");
    assert_words("No. 5", "No.|5");
}

static void initialisms_need_no_list(void **state)
{
    (void)state;
    assert_words_by(&(struct word_rules){0}, "The U.S. Gen. x",
                    "The|U.S.|Gen|x");
}

static void links_are_no_words(void **state)
{
    (void)state;
    assert_words("see https://www.state.gov/cyber-issues, or a.b@c.gov now",
                 "see|or|now");
    assert_words("at state.gov/x-y. Then whitehouse.gov", "at|Then");
}

static void tags_are_one_word(void **state)
{
    (void)state;
    assert_words("#FreeTheNet @State_Cyber #1 a@",
                 "#FreeTheNet|@State_Cyber|1|a");
}

static void underscores_round_a_word_are_no_part(void **state)
{
    (void)state;
    assert_words("_norms_ a_b __ _", "norms|a_b");
}

static void other_scripts_follow_the_full_rules(void **state)
{
    (void)state;
    assert_words("na\u00EFve \u0434\u043E\u043C \u65E5\u672C",
                 "na\u00EFve|\u0434\u043E\u043C|\u65E5|\u672C");
    assert_words("e\u0323tat", "e\u0323tat");
    assert_words("\u2022 \u2026", "");
}

static void a_paragraph_ends_its_last_word(void **state)
{
    struct words words = {0};
    struct buffer text = {0};

    (void)state;
    buffer_add_text(&text, "one\ntwo.five\n");
    words_find(text.data, (struct span){4, 7}, &(struct word_rules){0}, &words);
    assert_int_equal(words.count, 1);
    assert_int_equal(words.items[0].span.begin, 4);
    free(words.items);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_and_digits_make_words),
        cmocka_unit_test(hyphens_join),
        cmocka_unit_test(hyphens_may_split),
        cmocka_unit_test(abbreviations_keep_their_period),
        cmocka_unit_test(initialisms_need_no_list),
        cmocka_unit_test(links_are_no_words),
        cmocka_unit_test(tags_are_one_word),
        cmocka_unit_test(underscores_round_a_word_are_no_part),
        cmocka_unit_test(other_scripts_follow_the_full_rules),
        cmocka_unit_test(a_paragraph_ends_its_last_word),
    };

    return cmocka_run_group_tests(tests, load, unload) != 0;
}
