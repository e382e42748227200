/* utf8_test.c - decoding and stepping back, at the edges of each length. */
#include "text/utf8.h"

#include <string.h>

#include "unit.h"

static const struct sample {
    const char *text;
    uint32_t code;
    size_t length;
} SAMPLES[] = {
    {"\x01", 0x01, 1},
    {"A", 'A', 1},
    {"\x7F", 0x7F, 1},
    {"\xC2\x80", 0x80, 2},
    {"\xDF\xBF", 0x7FF, 2},
    {"\xE0\xA0\x80", 0x800, 3},
    {"\xE2\x80\x94", 0x2014, 3},
    {"\xED\x9F\xBF", 0xD7FF, 3},
    {"\xEF\xBF\xBF", 0xFFFF, 3},
    {"\xF0\x90\x80\x80", 0x10000, 4},
    {"\xF0\x9F\x87\xBA", 0x1F1FA, 4},
    {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
};

enum { SAMPLE_COUNT = sizeof(SAMPLES) / sizeof(SAMPLES[0]) };

static void each_length_decodes_at_its_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        size_t length = 0;

        assert_int_equal(utf8_decode(SAMPLES[i].text, &length),
                         SAMPLES[i].code);
        assert_int_equal(length, SAMPLES[i].length);
        assert_int_equal(utf8_length((unsigned char)SAMPLES[i].text[0]),
                         SAMPLES[i].length);
    }
}

static void stepping_back_finds_each_beginning(void **state)
{
    char text[64] = "";
    size_t begins[SAMPLE_COUNT], end;

    (void)state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        begins[i] = strlen(text);
        strcat(text, SAMPLES[i].text);
    }
    end = strlen(text);
    for (size_t i = SAMPLE_COUNT; i-- > 0; end = begins[i])
        assert_int_equal(utf8_before(text, end), begins[i]);
    assert_int_equal(end, 0);
}

static void stepping_back_stops_at_the_text_begin(void **state)
{
    (void)state;
    assert_int_equal(utf8_before("\x80\x80", 2), 0);
}

UNIT_MAIN(cmocka_unit_test(each_length_decodes_at_its_edges),
          cmocka_unit_test(stepping_back_finds_each_beginning),
          cmocka_unit_test(stepping_back_stops_at_the_text_begin))
