/* byte_scan_test.c - the processor's own way against a look at each byte: any
 * range, any alignment, random bytes. byte_scan_portable_test.c is the same for
 * machines without a vector unit. */
#include "base/byte_scan.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>

#include "unit.h"

static unsigned seed = 1;

static unsigned char random_byte(void)
{
    seed = seed * 1103515245U + 12345U;
    return (unsigned char)(seed >> 16U);
}

static bool is_in(unsigned char byte, unsigned char first, unsigned char last)
{
    return first <= last ? byte >= first && byte <= last
                         : byte >= first || byte <= last;
}

static uint64_t plain_mask(const char *s, unsigned char first,
                           unsigned char last)
{
    uint64_t mask = 0;

    for (unsigned i = 0; i < SCAN_BLOCK; i++)
        mask |= (uint64_t)is_in((unsigned char)s[i], first, last) << i;
    return mask;
}

static void assert_same_masks(const char *s, unsigned char first,
                              unsigned char last)
{
    uint64_t expected = plain_mask(s, first, last);

    if (scan_block(s, first, last) != expected ||
        scan_eight(s, first, last) != (expected & 0xFF))
        fail_msg("range %02X..%02X", first, last);
}

static void blocks_agree_byte_by_byte(void **state)
{
    char bytes[SCAN_BLOCK + 16];

    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        unsigned char first = random_byte(), last = random_byte();

        if (round % 4 == 0)
            last = first;
        for (size_t i = 0; i < sizeof(bytes); i++)
            bytes[i] = (char)(random_byte() % 3 ? random_byte() : first);
        assert_same_masks(bytes + round % 16, first, last);
    }
}

/* Each byte value in each place of eight, with neighbours that could carry. */
static void every_byte_is_judged_by_itself(void **state)
{
    static const unsigned char ranges[][2] = {
        {0x7F, 0x1F}, {0x80, 0xFF}, {0x80, 0xBF}, {' ', ' '},
        {0x0B, 0x0D}, {0x00, 0x00}, {0xFF, 0xFF}, {0x00, 0xFF}};
    char bytes[SCAN_BLOCK];

    (void)state;
    for (size_t range = 0; range < sizeof(ranges) / sizeof(*ranges); range++)
        for (unsigned byte = 0; byte < 256; byte++)
            for (unsigned place = 0; place < 8; place++) {
                memset(bytes, byte & 1 ? 0x00 : 0xFF, sizeof(bytes));
                bytes[place] = (char)byte;
                assert_same_masks(bytes, ranges[range][0], ranges[range][1]);
            }
}

static void letters_are_told_of_all_others(void **state)
{
    char bytes[BYTE_VECTOR_BYTES];

    (void)state;
    for (unsigned begin = 0; begin < 256; begin++) {
        uint32_t expected = 0;
        struct byte_vector v, letters;

        for (unsigned i = 0; i < sizeof(bytes); i++) {
            unsigned char byte = (unsigned char)(begin + 37 * i);

            bytes[i] = (char)byte;
            expected |= (uint32_t)(byte < 0x80 && isalpha(byte)) << i;
        }
        v = vector_load(bytes);
        letters = vector_letters(v);
        assert_int_equal(vector_bits(letters), expected);
        assert_int_equal(vector_bits(vector_or(letters, vector_in(v, 0, 0x40))),
                         expected | vector_bits(vector_in(v, 0, 0x40)));
    }
}

static void the_first_is_found_at_any_length(void **state)
{
    enum { MOST = 200 };

    (void)state;
    for (size_t length = 0; length <= MOST; length++)
        for (size_t place = 0; place <= length; place++) {
            char *bytes = malloc(length + 1); /* so that ASan sees its end */

            assert_non_null(bytes);
            memset(bytes, 'x', length + 1);
            bytes[place] = '\n';
            bytes = realloc(bytes, length ? length : 1);
            assert_non_null(bytes);
            if (scan_for(bytes, length, '\n', '\r') != place)
                fail_msg("place %zu of %zu", place, length);
            free(bytes);
        }
}

UNIT_MAIN(cmocka_unit_test(blocks_agree_byte_by_byte),
          cmocka_unit_test(every_byte_is_judged_by_itself),
          cmocka_unit_test(letters_are_told_of_all_others),
          cmocka_unit_test(the_first_is_found_at_any_length))
