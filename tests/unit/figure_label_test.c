/* figure_label_test.c - texts that come to fit, whatever they are. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8_valid.h"
#include "report/figures/label.h"
#include "unit.h"

static const struct label_room narrow = {10, 60, 3};

static struct arena arena; /* of all labels, to the end */

/* Asserts the lines, with '|' between them. */
static void expect_lines(const char *text, const struct label_room *room,
                         const char *expected)
{
    struct label label = label_fit(&arena, text, room);
    struct buffer lines = {0};

    for (size_t i = 0; i < label.count; i++)
        buffer_add_format(&lines, "%s%s", i ? "|" : "", label.lines[i]);
    assert_string_equal(buffer_text(&lines), expected);
    buffer_release(&lines);
}

static void widths_grow_with_size_and_text(void **state)
{
    (void)state;
    assert_true(label_width("", 10) == 0);
    assert_true(label_width("iii", 10) < label_width("WWW", 10));
    assert_true(label_width("norms", 20) == 2 * label_width("norms", 10));
    assert_true(label_width("規範", 10) > 19);
    assert_true(label_width("e\xCC\x81", 10) == label_width("e", 10));
}

static void lines_break_between_words(void **state)
{
    (void)state;
    expect_lines("norms", &narrow, "norms");
    expect_lines("privacy and data", &narrow, "privacy and|data");
    expect_lines("multi-stakeholder", &narrow, "multi-|stakeholder");
    expect_lines("", &narrow, "");
    expect_lines(" \t\n", &narrow, "");
}

static void long_texts_are_cut(void **state)
{
    struct label_room one = {10, 60, 1};

    (void)state;
    expect_lines("privacy and data", &one, "privacy an…");
    assert_string_equal(label_shorten(&arena, "anything", 10, 0), "…");
}

static void strange_characters_do_nothing(void **state)
{
    /* U+202E, which turns what follows, and U+2066, which shuts it in. */
    static const char turning[] = {'\xE2', '\x80', '\xAE', 'e', 'v', 'i', 'l',
                                   '\xE2', '\x81', '\xA6', ' ', 'x', '\0'};
    struct label_room wide = {10, 400, 1};

    (void)state;
    expect_lines("a\x01\x02"
                 "b\tc\n\nd",
                 &wide, "ab c d");
    expect_lines(turning, &wide, "evil x");
    expect_lines("<script>&\"'", &wide, "<script>&\"'");
    expect_lines("a\xFFz", &wide, "a\uFFFDz");
    expect_lines("e\u0301\u0301\u0301\u0301\u0301\u0301x", &wide,
                 "e\u0301\u0301\u0301\u0301x");
    expect_lines("قواعد", &wide, "قواعد");
}

/* Any bytes: lines are valid UTF-8, no wider than the room and no longer than
 * the limit. */
static void any_text_fits(void **state)
{
    uint64_t seed = 362436069;
    static char text[10001];

    (void)state;
    for (int round = 0; round < 300; round++) {
        struct label_room room = {8, 20 + round % 90, 1 + (size_t)round % 4};
        struct label label;

        for (size_t i = 0; i + 1 < sizeof(text); i++) {
            seed = seed * 6364136223846793005U + 1442695040888963407U;
            text[i] = (char)(1 + (seed >> 33) % (round % 2 ? 255 : 126));
        }
        label = label_fit(&arena, text, &room);
        assert_in_range(label.count, 1, room.lines);
        for (size_t i = 0; i < label.count; i++) {
            size_t length = strlen(label.lines[i]);

            assert_true(label_width(label.lines[i], 8) <= room.width + 1e-9);
            assert_true(length <= 4 * LABEL_CHARACTERS_MAX + 3);
            assert_int_equal(utf8_valid_length(label.lines[i], length), length);
        }
    }
}

UNIT_MAIN(cmocka_unit_test(widths_grow_with_size_and_text),
          cmocka_unit_test(lines_break_between_words),
          cmocka_unit_test(long_texts_are_cut),
          cmocka_unit_test(strange_characters_do_nothing),
          cmocka_unit_test(any_text_fits))
