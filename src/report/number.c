/*
 * number.c - formatting without printf, and printf where in doubt.
 *
 * Rates: value * 10^4 fits 128 bits exactly below RATE_FAST_MAX, so rounding
 * half to even needs no proof.
 *
 * Measures: value * 10^k, with k chosen so that six digits stand before the
 * point, is computed from a 64-bit power of ten that is slightly too small. The
 * product is therefore below the true one by less than MEASURE_SLACK. Unless
 * one half lies within that reach of its fraction, the rounding is proven; else
 * (about once in 2^38 random values, and for exact ties) printf decides. A full
 * table as in Ryu would never need printf; 5 KB of it buy nothing here.
 */
#include "report/number.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 uint128;

#define RATE_FAST_MAX 1e15
#define MEASURE_SLACK ((uint128)1 << 67)

enum {
    SIGNIFICANT = 6,
    POWER_STEP = 16,
    FIRST_POWER = -20 * POWER_STEP,
};

static const char pairs[] = "00010203040506070809"
                            "10111213141516171819"
                            "20212223242526272829"
                            "30313233343536373839"
                            "40414243444546474849"
                            "50515253545556575859"
                            "60616263646566676869"
                            "70717273747576777879"
                            "80818283848586878889"
                            "90919293949596979899";

/* 10^(FIRST_POWER + 16 i) as 64 bits, rounded down, highest bit set. */
static const uint64_t powers[] = {
    0xfd00b897478238d0U, 0x8c71dcd9ba0b4925U, 0x9becce62836ac577U,
    0xad1c8eab5ee43b66U, 0xc0314325637a1939U, 0xd5605fcdcf32e1d6U,
    0xece53cec4a314ebdU, 0x8380dea93da4bc60U, 0x91ff83775423cc06U,
    0xa21727db38cb002fU, 0xb3f4e093db73a093U, 0xc7caba6e7c5382c8U,
    0xddd0467c64bce4a0U, 0xf64335bcf065d37dU, 0x88b402f7fd75539bU,
    0x97c560ba6b0919a5U, 0xa87fea27a539e9a5U, 0xbb127c53b17ec159U,
    0xcfb11ead453994baU, 0xe69594bec44de15bU, 0x8000000000000000U,
    0x8e1bc9bf04000000U, 0x9dc5ada82b70b59dU, 0xaf298d050e4395d6U,
    0xc2781f49ffcfa6d5U, 0xd7e77a8f87daf7fbU, 0xefb3ab16c59b14a2U,
    0x850fadc09923329eU, 0x93ba47c980e98cdfU, 0xa402b9c5a8d3a6e7U,
    0xb616a12b7fe617aaU, 0xca28a291859bbf93U, 0xe070f78d3927556aU,
    0xf92e0c3537826145U, 0x8a5296ffe33cc92fU, 0x9991a6f3d6bf1765U,
    0xaa7eebfb9df9de8dU, 0xbd49d14aa79dbc82U, 0xd226fc195c6a2f8cU,
    0xe950df20247c83fdU, 0x81842f29f2cce375U, 0x8fcac257558ee4e6U,
};

/* -- Integers -------------------------------------------------------------- */

static int count_digits(uint64_t value)
{
    int count = 1;

    for (; value >= 10000; value /= 10000)
        count += 4;
    if (value >= 1000)
        return count + 3;
    return count + (value >= 100) + (value >= 10);
}

/* Writes `value` so that its last digit stands before `end`. */
static void write_before(char *end, uint64_t value)
{
    while (value >= 100) {
        end -= 2;
        memcpy(end, pairs + value % 100 * 2, 2);
        value /= 100;
    }
    if (value >= 10)
        memcpy(end - 2, pairs + value * 2, 2);
    else
        end[-1] = (char)('0' + value);
}

char *number_count(char *out, uint64_t value)
{
    char *end = out + count_digits(value);

    write_before(end, value);
    return end;
}

char *number_integer(char *out, int64_t value)
{
    if (value >= 0)
        return number_count(out, (uint64_t)value);
    *out = '-';
    return number_count(out + 1, 0 - (uint64_t)value);
}

char *number_year(char *out, int64_t value)
{
    if (value < 0 || value > 999)
        return number_integer(out, value);
    memset(out, '0', 4);
    write_before(out + 4, (uint64_t)value);
    return out + 4;
}

/* -- Floating point -------------------------------------------------------- */

/* A finite value is significand * 2^exponent. */
struct parts {
    uint64_t significand;
    int exponent;
    bool is_negative;
};

static struct parts take_apart(double value)
{
    struct parts parts;
    uint64_t bits;
    int biased;

    memcpy(&bits, &value, sizeof(bits));
    biased = (int)(bits >> 52 & 0x7ff);
    parts.is_negative = bits >> 63;
    parts.significand = bits & ((UINT64_C(1) << 52) - 1);
    if (biased)
        parts.significand |= UINT64_C(1) << 52;
    parts.exponent = (biased ? biased : 1) - 1075;
    return parts;
}

/* Somebody may have called setlocale(): the point is a point all the same. */
static char *with_point(char *out, int length)
{
    char *comma = memchr(out, ',', (size_t)length);

    if (comma)
        *comma = '.';
    return out + length;
}

/* Returns value * 10^4 rounded half to even, for |value| < RATE_FAST_MAX. */
static uint64_t round_to_ten_thousandths(const struct parts *parts)
{
    uint128 scaled = (uint128)parts->significand * 10000;
    int shift = -parts->exponent;
    uint128 rest, half;
    uint64_t whole;

    if (shift >= 70) /* scaled < 2^67: less than a half */
        return 0;
    whole = (uint64_t)(scaled >> shift);
    rest = scaled & (((uint128)1 << shift) - 1);
    half = (uint128)1 << (shift - 1);
    return whole + (rest > half || (rest == half && whole % 2));
}

char *number_rate(char *out, double value)
{
    struct parts parts = take_apart(value);
    uint64_t rounded;

    if (!(value < RATE_FAST_MAX && value > -RATE_FAST_MAX))
        return with_point(out, snprintf(out, NUMBER_TEXT_MAX, "%.4f", value));
    rounded = round_to_ten_thousandths(&parts);
    if (parts.is_negative && rounded)
        *out++ = '-';
    out = number_count(out, rounded / 10000);
    *out = '.';
    rounded %= 10000;
    memcpy(out + 1, pairs + rounded / 100 * 2, 2);
    memcpy(out + 3, pairs + rounded % 100 * 2, 2);
    return out + 5;
}

/* Returns floor(log2(10^power)), for powers within +-400. */
static int binary_exponent(int power)
{
    return (power * 217706) >> 16;
}

/* Returns floor(log10(2^power)), for powers within +-1650. */
static int decimal_exponent(int power)
{
    return (power * 78913) >> 18;
}

/* Returns 10^power * 2^(63 - binary_exponent(power)), too small by less than 2
 * units. */
static uint64_t power_of_ten(int power)
{
    static const uint64_t fine[POWER_STEP] = {
        1,
        10,
        100,
        1000,
        10000,
        100000,
        1000000,
        10000000,
        100000000,
        1000000000,
        10000000000,
        100000000000,
        1000000000000,
        10000000000000,
        100000000000000,
        1000000000000000,
    };
    unsigned index = (unsigned)(power - FIRST_POWER);
    uint64_t low = fine[index % POWER_STEP];
    uint128 product = (uint128)powers[index / POWER_STEP] *
                      (low << __builtin_clzll(low));

    if (!(product >> 127))
        product <<= 1;
    return (uint64_t)(product >> 64);
}

/* digits * 10^(exponent - 5), with 100000 <= digits <= 999999 */
struct six_digits {
    unsigned digits;
    int exponent;
};

/* Scales so that `exponent` is the place of the first digit; returns the whole
 * part and, in *rest and *half, its fraction and one half on the same scale. */
static uint64_t scale(const struct parts *parts, int exponent, uint128 *rest,
                      uint128 *half)
{
    int power = SIGNIFICANT - 1 - exponent;
    uint128 product = (uint128)parts->significand * power_of_ten(power);
    int shift = 63 - binary_exponent(power) - parts->exponent;

    *rest = product & (((uint128)1 << shift) - 1);
    *half = (uint128)1 << (shift - 1);
    return (uint64_t)(product >> shift);
}

/* Rounds a value that is not zero; false where the rounding is not proven. */
static bool round_to_six(struct parts parts, struct six_digits *six)
{
    int leading = __builtin_clzll(parts.significand);
    uint128 rest, half;
    uint64_t whole;

    parts.significand <<= leading;
    parts.exponent -= leading;
    six->exponent = decimal_exponent(parts.exponent + 63);
    whole = scale(&parts, six->exponent, &rest, &half);
    if (whole > 999999)
        whole = scale(&parts, ++six->exponent, &rest, &half);
    if (rest <= half && half - rest < MEASURE_SLACK)
        return false;
    whole += rest > half;
    if (whole > 999999) {
        whole /= 10;
        six->exponent++;
    }
    six->digits = (unsigned)whole;
    return true;
}

static char *write_exponent(char *out, int exponent)
{
    unsigned size = (unsigned)(exponent < 0 ? -exponent : exponent);

    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    if (size >= 100)
        *out++ = (char)('0' + size / 100);
    memcpy(out, pairs + size % 100 * 2, 2);
    return out + 2;
}

static void write_digits(char *out, unsigned digits)
{
    memcpy(out, pairs + digits / 10000 * 2, 2);
    memcpy(out + 2, pairs + digits / 100 % 100 * 2, 2);
    memcpy(out + 4, pairs + digits % 100 * 2, 2);
}

/* Writes the first `count` of six digits with the point after the first
 * `before` of them. Digits move by single bytes: a processor waits for a load
 * that spans several stores. */
static char *write_with_point(char *out, unsigned digits, int count, int before)
{
    write_digits(out + 1, digits);
    for (int i = 0; i < before; i++)
        out[i] = out[i + 1];
    if (count <= before)
        return out + before;
    out[before] = '.';
    return out + count + 1;
}

/* Returns how many digits are left without the zeros at the end. */
static int count_significant(unsigned digits)
{
    int count = SIGNIFICANT;

    for (; digits % 10 == 0; digits /= 10)
        count--;
    return count;
}

/* Chooses the layout by the rule of C17 7.21.6.1, "g". */
static char *write_six(char *out, const struct six_digits *six)
{
    int count = count_significant(six->digits);

    if (six->exponent < -4 || six->exponent >= SIGNIFICANT) {
        out = write_with_point(out, six->digits, count, 1);
        return write_exponent(out, six->exponent);
    }
    if (six->exponent >= 0)
        return write_with_point(out, six->digits, count, six->exponent + 1);
    memcpy(out, "0.0000", 6);
    out += 1 - six->exponent;
    write_digits(out, six->digits);
    return out + count;
}

char *number_measure(char *out, double value)
{
    struct parts parts = take_apart(value);
    struct six_digits six;

    if (!parts.significand) {
        *out = '0';
        return out + 1;
    }
    if (parts.exponent > 1023 - 52 || !round_to_six(parts, &six))
        return with_point(out, snprintf(out, NUMBER_TEXT_MAX, "%.6g", value));
    if (parts.is_negative)
        *out++ = '-';
    return write_six(out, &six);
}
