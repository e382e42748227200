/* number_test.c - the same text as printf's, for numbers of every size. */
#include "report/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

enum { RANDOM_NUMBERS = 200000 };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* printf's text, without the sign of a zero. */
static void expect_text(char *text, const char *got, const char *end)
{
    if (strspn(text, "-0.") == strlen(text) && text[0] == '-')
        memmove(text, text + 1, strlen(text));
    assert_int_equal(end - got, strlen(text));
    assert_memory_equal(got, text, strlen(text));
}

static void agrees(double value)
{
    char got[NUMBER_TEXT_MAX], text[NUMBER_TEXT_MAX + 1];

    snprintf(text, sizeof(text), "%.6g", value);
    expect_text(text, got, number_measure(got, value));
    snprintf(text, sizeof(text), "%.4f", value);
    expect_text(text, got, number_rate(got, value));
}

static void any_bits_agree_with_printf(void **state)
{
    uint64_t seed = 88172645463325252U;

    (void)state;
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
        uint64_t bits = next_random(&seed);
        double value;

        memcpy(&value, &bits, sizeof(value));
        if (isfinite(value))
            agrees(value);
    }
}

static void numbers_of_reports_agree_with_printf(void **state)
{
    uint64_t seed = 362436069;

    (void)state;
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
        double hits = (double)(next_random(&seed) % 100000);
        double words = (double)(next_random(&seed) % 10000000 + 1);

        agrees(10000 * hits / words);
        agrees(log2((hits + 0.5) / words));
        agrees(exp(-hits / 100));
    }
}

/* A fraction with a small power of two below it is often half way between two
 * roundings; those go to the even one. */
static void ties_agree_with_printf(void **state)
{
    uint64_t seed = 521288629;

    (void)state;
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
        uint64_t random = next_random(&seed);
        double value = ldexp((double)(random >> 40), -(int)(random % 24));

        agrees(value);
        agrees(-value);
    }
}

static void neighbours_of_powers_of_ten_agree_with_printf(void **state)
{
    (void)state;
    for (int power = -324; power <= 308; power++) {
        double value = pow(10, power);

        agrees(value);
        agrees(nextafter(value, 0));
        agrees(nextafter(value, DBL_MAX));
        agrees(value * 9.999995);
        agrees(value * 9.9999949999);
        agrees(-value * 1.000005);
    }
}

static void bounds_agree_with_printf(void **state)
{
    (void)state;
    agrees(DBL_MAX);
    agrees(-DBL_MAX);
    agrees(DBL_MIN);
    agrees(DBL_TRUE_MIN);
    agrees(nextafter(1e15, 0));
    agrees(1e15);
    agrees(0.00005);
    agrees(0.00015);
}

static void assert_measure(double value, const char *want)
{
    char got[NUMBER_TEXT_MAX + 1];

    *number_measure(got, value) = '\0';
    assert_string_equal(got, want);
}

static void assert_rate(double value, const char *want)
{
    char got[NUMBER_TEXT_MAX + 1];

    *number_rate(got, value) = '\0';
    assert_string_equal(got, want);
}

static void zero_has_no_sign(void **state)
{
    (void)state;
    assert_measure(-0.0, "0");
    assert_rate(-0.0, "0.0000");
    assert_rate(-0.00001, "0.0000");
    assert_rate(-0.00006, "-0.0001");
}

static void exponents_are_those_of_g(void **state)
{
    (void)state;
    assert_measure(0.0001, "0.0001");
    assert_measure(0.00001234567, "1.23457e-05");
    assert_measure(999999.5, "1e+06");
    assert_measure(123456, "123456");
    assert_measure(1e-300, "1e-300");
}

static void integers_agree_with_printf(void **state)
{
    uint64_t seed = 2463534242;
    char got[NUMBER_TEXT_MAX], text[32];

    (void)state;
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
        uint64_t random = next_random(&seed);
        uint64_t value = random >> (random % 64);
        int64_t integer = (int64_t)(i % 2 ? value : 0 - value);

        snprintf(text, sizeof(text), "%" PRIu64, value);
        expect_text(text, got, number_count(got, value));
        snprintf(text, sizeof(text), "%" PRId64, integer);
        expect_text(text, got, number_integer(got, integer));
    }
    expect_text(strcpy(text, "18446744073709551615"), got,
                number_count(got, UINT64_MAX));
    expect_text(strcpy(text, "-9223372036854775808"), got,
                number_integer(got, INT64_MIN));
}

static void years_have_four_digits(void **state)
{
    char got[NUMBER_TEXT_MAX + 1];

    (void)state;
    *number_year(got, 987) = '\0';
    assert_string_equal(got, "0987");
    *number_year(got, 5) = '\0';
    assert_string_equal(got, "0005");
    *number_year(got, 2024) = '\0';
    assert_string_equal(got, "2024");
}

UNIT_MAIN(cmocka_unit_test(any_bits_agree_with_printf),
          cmocka_unit_test(numbers_of_reports_agree_with_printf),
          cmocka_unit_test(ties_agree_with_printf),
          cmocka_unit_test(neighbours_of_powers_of_ten_agree_with_printf),
          cmocka_unit_test(bounds_agree_with_printf),
          cmocka_unit_test(zero_has_no_sign),
          cmocka_unit_test(exponents_are_those_of_g),
          cmocka_unit_test(integers_agree_with_printf),
          cmocka_unit_test(years_have_four_digits))
