/* display_test.c - what a terminal is given is harmless and as wide as told. */
#include "base/display.h"

#include <string.h>

#include "unit.h"

static const struct {
    const char *text, *shown;
    size_t width;
} texts[] = {
    {"", "", 0},
    {"plain words", "plain words", 11},
    {"a\tb\nc\r\nd\re", "a b c d e", 9},
    {"\x1B[2Jx\x07", "\xEF\xBF\xBD[2Jx\xEF\xBF\xBD", 6},
    {"a\x7F", "a\xEF\xBF\xBD", 2},
    {"\xC2\x9B"
     "31m",
     "\xEF\xBF\xBD"
     "31m",
     4},                          /* C1: CSI */
    {"a\xC2\x85z", "a z", 3},     /* next line */
    {"a\xE2\x80\xA8z", "a z", 3}, /* line separator */
    {"x\xE2\x80\xAEy\xE2\x80\xAC", "x\xEF\xBF\xBDy\xEF\xBF\xBD",
     4}, /* override */
    {"x\xE2\x81\xA7y\xE2\x81\xA9", "x\xEF\xBF\xBDy\xEF\xBF\xBD",
     4},                             /* isolate */
    {"\xC3\xA4", "\xC3\xA4", 1},     /* precomposed */
    {"a\xCC\x88z", "a\xCC\x88z", 2}, /* combining */
    {"\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97", 4}, /* Han */
    {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", 2},                 /* emoji */
    {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", /* a flag of two letters */
     "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", 2},
    {"\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4\xEF\xB8\x8F", 2}, /* heart */
    {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", /* joined: one picture */
     "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", 2},
    {"\xD7\xA9\xD7\x9C", "\xD7\xA9\xD7\x9C", 2}, /* Hebrew */
    {"bad \xFF\xE2\x82", "bad \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 7},
};

static void texts_are_shown_without_harm(void **state)
{
    struct buffer out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        size_t length = strlen(texts[i].text);

        buffer_reset(&out);
        assert_int_equal(display_add(&out, texts[i].text, length, 1000),
                         texts[i].width);
        assert_string_equal(buffer_text(&out), texts[i].shown);
        assert_int_equal(display_width(texts[i].text, length), texts[i].width);
    }
    buffer_release(&out);
}

static void assert_cut(const char *text, size_t most, const char *want,
                       size_t columns)
{
    struct buffer out = {0};

    assert_int_equal(display_add(&out, text, strlen(text), most), columns);
    assert_string_equal(buffer_text(&out), want);
    buffer_release(&out);
}

static void long_texts_end_in_an_ellipsis(void **state)
{
    (void)state;
    assert_cut("abcdef", 6, "abcdef", 6);
    assert_cut("abcdef", 5, "abcd\xE2\x80\xA6", 5);
    assert_cut("abcdef", 1, "\xE2\x80\xA6", 1);
    assert_cut("abcdef", 0, "", 0);
    /* Two columns do not fit into one, so one stays empty. */
    assert_cut("\xE6\xBC\xA2\xE5\xAD\x97", 4, "\xE6\xBC\xA2\xE5\xAD\x97", 4);
    assert_cut("\xE6\xBC\xA2\xE5\xAD\x97", 3, "\xE6\xBC\xA2\xE2\x80\xA6", 3);
    assert_cut("\xE6\xBC\xA2\xE5\xAD\x97", 2, "\xE2\x80\xA6", 1);
    /* A cluster is never parted. */
    assert_cut("a\xCC\x88yz", 2, "a\xCC\x88\xE2\x80\xA6", 2);
}

static void padding_is_spaces(void **state)
{
    struct buffer out = {0};

    (void)state;
    display_pad(&out, 0);
    display_pad(&out, 3);
    assert_string_equal(buffer_text(&out), "   ");
    buffer_release(&out);
}

static void a_file_is_no_terminal(void **state)
{
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(file);
    assert_int_equal(display_columns(file), 0);
    assert_int_equal(display_lines(file), 0);
    fclose(file);
}

UNIT_MAIN(cmocka_unit_test(texts_are_shown_without_harm),
          cmocka_unit_test(long_texts_end_in_an_ellipsis),
          cmocka_unit_test(padding_is_spaces),
          cmocka_unit_test(a_file_is_no_terminal))
