/* utf8_valid_test.c - agreement with an independent decoder (utf8proc) on every
 * sequence of up to three interesting bytes, and the maximal subparts of the
 * Unicode standard's own example. */
#include "base/utf8_valid.h"

#include <string.h>
#include <utf8proc.h>

#include "unit.h"

static size_t valid_by_utf8proc(const char *text, size_t length)
{
    size_t at = 0;
    utf8proc_int32_t c;

    while (at < length) {
        utf8proc_ssize_t n = utf8proc_iterate(
            (const utf8proc_uint8_t *)text + at,
            (utf8proc_ssize_t)(length - at), &c);

        if (n < 1)
            break;
        at += (size_t)n;
    }
    return at;
}

static void agrees_with_utf8proc(void **state)
{
    static const unsigned char bytes[] = {
        'a',  0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
    enum { BYTES = sizeof(bytes) };
    char text[4];

    (void)state;
    for (size_t i = 0; i < (size_t)BYTES * BYTES * BYTES * BYTES; i++) {
        size_t rest = i;

        for (size_t at = 0; at < 4; at++, rest /= BYTES)
            text[at] = (char)bytes[rest % BYTES];
        for (size_t length = 1; length <= 4; length++)
            if (utf8_valid_length(text, length) !=
                valid_by_utf8proc(text, length))
                fail_msg("differ on %02x %02x %02x %02x (%zu)",
                         (unsigned char)text[0], (unsigned char)text[1],
                         (unsigned char)text[2], (unsigned char)text[3],
                         length);
    }
}

/* Unicode 15, table 3-8: 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64. */
static void maximal_subparts_of_the_standard(void **state)
{
    const char text[] = "a\xF1\x80\x80\xE1\x80\xC2"
                        "b\x80"
                        "c\x80\xBF"
                        "d";

    (void)state;
    assert_int_equal(utf8_valid_length(text, 13), 1);
    assert_int_equal(utf8_invalid_length(text + 1, 12), 3);
    assert_int_equal(utf8_invalid_length(text + 4, 9), 2);
    assert_int_equal(utf8_invalid_length(text + 6, 7), 1);
    assert_int_equal(utf8_invalid_length(text + 8, 5), 1);
}

static void long_ascii_then_a_fault(void **state)
{
    char text[100];

    (void)state;
    memset(text, 'x', sizeof(text));
    for (size_t at = 0; at < sizeof(text); at++) {
        text[at] = (char)0xFF;
        assert_int_equal(utf8_valid_length(text, sizeof(text)), at);
        text[at] = 'x';
    }
    assert_int_equal(utf8_valid_length(text, sizeof(text)), sizeof(text));
}

static void characters_are_counted_at_any_alignment(void **state)
{
    const char text[] = "a\u00E9\u4E2D\U0001F600 na\u00EFve \u201Cnorms\u201D";
    static const size_t length = sizeof(text) - 1;

    (void)state;
    for (size_t from = 0; from <= length; from++) {
        size_t plain = 0;

        for (size_t i = from; i < length; i++)
            plain += ((unsigned char)text[i] & 0xC0) != 0x80;
        assert_int_equal(utf8_count_characters(text + from, length - from),
                         plain);
    }
    assert_int_equal(utf8_ascii_length("abcdefgh\u00E9", 10), 8);
    assert_int_equal(utf8_ascii_length("abc", 3), 3);
}

UNIT_MAIN(cmocka_unit_test(characters_are_counted_at_any_alignment),
          cmocka_unit_test(agrees_with_utf8proc),
          cmocka_unit_test(maximal_subparts_of_the_standard),
          cmocka_unit_test(long_ascii_then_a_fault))
