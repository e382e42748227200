/* cell_text_test.c - only what every writer can hold passes, and cuts fall
 * between characters. */
#include "report/cell_text.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const struct {
    const char *text;
    const char *repaired; /* NULL: it is fit as it is */
} texts[] = {
    {"", NULL},
    {"plain ascii of more than eight bytes", NULL},
    {"tab\tand\r\nlines", NULL},
    {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", NULL},
    {"\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF4\x8F\xBF\xBF", NULL},
    {"\x7F", NULL},
    {"eight by\x01te", "eight by\xEF\xBF\xBDte"},
    {"\x1F", "\xEF\xBF\xBD"},
    {"over\xC0\xAFlong", "over\xEF\xBF\xBD\xEF\xBF\xBDlong"},
    {"\xE0\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"caf\xE9 latin", "caf\xEF\xBF\xBD latin"},
    {"cut \xE2\x82", "cut \xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\xEF\xBF\xBE", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
};

static void only_fit_texts_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        size_t length = strlen(texts[i].text);

        assert_int_equal(cell_text_is_fit(texts[i].text, length),
                         texts[i].repaired == NULL);
    }
    assert_false(cell_text_is_fit("nul\0 inside", 11));
}

static void repairs_give_fit_texts(void **state)
{
    struct buffer out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        const char *want = texts[i].repaired ? texts[i].repaired
                                             : texts[i].text;

        buffer_reset(&out);
        cell_text_repair(texts[i].text, strlen(texts[i].text), &out);
        assert_string_equal(buffer_text(&out), want);
        assert_true(cell_text_is_fit(buffer_text(&out), out.length));
    }
    buffer_release(&out);
}

/* At every place among plain bytes, so that no step of eight hides it. */
static void a_bad_byte_is_seen_anywhere(void **state)
{
    char text[41];

    (void)state;
    for (size_t length = 1; length <= 40; length++) {
        for (size_t at = 0; at < length; at++) {
            char *copy = malloc(length); /* so that a sanitizer sees overruns */

            memset(text, 'x', sizeof(text));
            text[at] = "\x80\x1F\x0B"[(at + length) % 3];
            assert_non_null(copy);
            memcpy(copy, text, length);
            assert_false(cell_text_is_fit(copy, length));
            free(copy);
        }
    }
}

static void cuts_fall_between_characters(void **state)
{
    /* a, a-umlaut (2 bytes), euro (3), emoji (4 bytes, 2 units), b */
    static const char text[] = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80"
                               "b";
    static const size_t kept[] = {0, 1, 3, 6, 6, 10, 11, 11};

    (void)state;
    for (size_t units = 0; units < sizeof(kept) / sizeof(*kept); units++)
        assert_int_equal(cell_text_cut(text, strlen(text), units), kept[units]);
}

static void dates_exist_in_the_calendar(void **state)
{
    (void)state;
    assert_true(cell_text_is_date("2024-02-29", 10));
    assert_true(cell_text_is_date("2000-02-29", 10));
    assert_false(cell_text_is_date("1900-02-29", 10));
    assert_false(cell_text_is_date("2023-02-29", 10));
    assert_false(cell_text_is_date("2023-13-01", 10));
    assert_false(cell_text_is_date("2023-00-01", 10));
    assert_false(cell_text_is_date("2023-04-31", 10));
    assert_false(cell_text_is_date("2023-04-00", 10));
    assert_false(cell_text_is_date("2023/04/30", 10));
    assert_false(cell_text_is_date("2023-04-3", 9));
    assert_false(cell_text_is_date("2023-4-030", 10));
}

static void partial_dates_are_their_beginnings(void **state)
{
    (void)state;
    assert_true(cell_text_is_partial_date("2024", 4));
    assert_true(cell_text_is_partial_date("2024-02", 7));
    assert_true(cell_text_is_partial_date("2024-02-29", 10));
    assert_false(cell_text_is_partial_date("2024-", 5));
    assert_false(cell_text_is_partial_date("2024-13", 7));
    assert_false(cell_text_is_partial_date("202", 3));
    assert_false(cell_text_is_partial_date("20x4", 4));
    assert_false(cell_text_is_partial_date("", 0));
}

UNIT_MAIN(cmocka_unit_test(only_fit_texts_pass),
          cmocka_unit_test(repairs_give_fit_texts),
          cmocka_unit_test(a_bad_byte_is_seen_anywhere),
          cmocka_unit_test(cuts_fall_between_characters),
          cmocka_unit_test(dates_exist_in_the_calendar),
          cmocka_unit_test(partial_dates_are_their_beginnings))
