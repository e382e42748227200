/*
 * byte_vector_test.c - every operation on sixteen bytes says of each byte what
 * plain C says of it. Also compiled for the portable way, by
 * byte_vector_portable_test.c, and to be run for AArch64 by hand:
 *
 *     aarch64-linux-gnu-gcc -static ... tests/unit/byte_vector_test.c
 */
#include "base/byte_vector.h"

#include <ctype.h>

#include "unit.h"

/* Sixteen bytes, all of them different classes' neighbours in turn. */
static void fill(char bytes[16], unsigned first)
{
    for (unsigned i = 0; i < 16; i++)
        bytes[i] = (char)(first + i * 37);
}

static int is_letter(unsigned char c)
{
    return c < 0x80 && isalpha(c);
}

static int is_between(unsigned char c)
{
    return c >= ',' && c <= ':';
}

static int is_from_nul(unsigned char c)
{
    return c <= 0x1F;
}

static int is_to_del(unsigned char c)
{
    return c >= '~' && c <= 0x7F;
}

static int is_underscore(unsigned char c)
{
    return c == '_';
}

static int is_not_ascii(unsigned char c)
{
    return c >= 0x80;
}

static int is_either(unsigned char c)
{
    return is_underscore(c) || is_letter(c);
}

static uint32_t expected(const char bytes[16], int (*is_in)(unsigned char))
{
    uint32_t bits = 0;

    for (unsigned i = 0; i < 16; i++)
        bits |= (uint32_t)(is_in((unsigned char)bytes[i]) != 0) << i;
    return bits;
}

static void agrees_with_plain_c(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        char bytes[16];
        struct byte_vector v;

        fill(bytes, first);
        v = vector_load(bytes);
        assert_int_equal(vector_bits(vector_letters(v)),
                         expected(bytes, is_letter));
        assert_int_equal(vector_bits(vector_between(v, ',', ':')),
                         expected(bytes, is_between));
        assert_int_equal(vector_bits(vector_between(v, '\0', '\x1F')),
                         expected(bytes, is_from_nul));
        assert_int_equal(vector_bits(vector_between(v, '~', '\x7F')),
                         expected(bytes, is_to_del));
        assert_int_equal(vector_bits(vector_equal(v, '_')),
                         expected(bytes, is_underscore));
        assert_int_equal(vector_bits(vector_not_ascii(v)),
                         expected(bytes, is_not_ascii));
        assert_int_equal(
            vector_bits(vector_or(vector_equal(v, '_'), vector_letters(v))),
            expected(bytes, is_either));
    }
}

UNIT_MAIN(cmocka_unit_test(agrees_with_plain_c))
