/*
 * byte_vector.h - sixteen bytes of text at once, on any machine.
 *
 * Four operations are enough to sort bytes into classes: load, compare, or, and
 * gather the answers as bits, the first byte's lowest. SSE2 is part of every
 * x86-64, NEON of every AArch64; elsewhere (or with BYTE_VECTOR_PORTABLE) two
 * 64-bit words do the same. All three give the same answers
 * (tests/unit/byte_vector_test.c).
 *
 * A vector of answers has every byte all ones or all zeros, except that the
 * portable one uses the top bits alone: only vector_or() and vector_bits() may
 * look at it.
 */
#ifndef BASE_BYTE_VECTOR_H
#define BASE_BYTE_VECTOR_H

#include <stdint.h>
#include <string.h>

enum { BYTE_VECTOR_BYTES = 16 };

#if defined(__SSE2__) && !defined(BYTE_VECTOR_PORTABLE)

#include <emmintrin.h>

struct byte_vector {
    __m128i bytes;
};

static inline struct byte_vector vector_load(const char *text)
{
    return (struct byte_vector){_mm_loadu_si128((const __m128i *)text)};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){_mm_or_si128(a.bytes, b.bytes)};
}

static inline struct byte_vector vector_equal(struct byte_vector v, char byte)
{
    return (struct byte_vector){_mm_cmpeq_epi8(v.bytes, _mm_set1_epi8(byte))};
}

/* Which bytes are at least `low` and at most `high`, both ASCII? */
static inline struct byte_vector vector_between(struct byte_vector v, char low,
                                                char high)
{
    __m128i from_low = _mm_sub_epi8(v.bytes, _mm_set1_epi8(low));
    __m128i width = _mm_set1_epi8((char)(high - low));

    return (struct byte_vector){
        _mm_cmpeq_epi8(_mm_min_epu8(from_low, width), from_low)};
}

/* Which bytes are letters of ASCII? */
static inline struct byte_vector vector_letters(struct byte_vector v)
{
    return vector_between(
        (struct byte_vector){_mm_or_si128(v.bytes, _mm_set1_epi8(0x20))}, 'a',
        'z');
}

static inline struct byte_vector vector_not_ascii(struct byte_vector v)
{
    return (struct byte_vector){_mm_cmplt_epi8(v.bytes, _mm_setzero_si128())};
}

static inline uint32_t vector_bits(struct byte_vector answers)
{
    return (uint32_t)_mm_movemask_epi8(answers.bytes);
}

#elif defined(__aarch64__) && defined(__ARM_NEON) && \
    !defined(BYTE_VECTOR_PORTABLE)

#include <arm_neon.h>

struct byte_vector {
    uint8x16_t bytes;
};

static inline struct byte_vector vector_load(const char *text)
{
    return (struct byte_vector){vld1q_u8((const uint8_t *)text)};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){vorrq_u8(a.bytes, b.bytes)};
}

static inline struct byte_vector vector_equal(struct byte_vector v, char byte)
{
    return (struct byte_vector){vceqq_u8(v.bytes, vdupq_n_u8((uint8_t)byte))};
}

/* Which bytes are at least `low` and at most `high`, both ASCII? */
static inline struct byte_vector vector_between(struct byte_vector v, char low,
                                                char high)
{
    uint8x16_t from_low = vsubq_u8(v.bytes, vdupq_n_u8((uint8_t)low));

    return (struct byte_vector){
        vcleq_u8(from_low, vdupq_n_u8((uint8_t)(high - low)))};
}

/* Which bytes are letters of ASCII? */
static inline struct byte_vector vector_letters(struct byte_vector v)
{
    return vector_between(
        (struct byte_vector){vorrq_u8(v.bytes, vdupq_n_u8(0x20))}, 'a', 'z');
}

static inline struct byte_vector vector_not_ascii(struct byte_vector v)
{
    return (struct byte_vector){vcgeq_u8(v.bytes, vdupq_n_u8(0x80))};
}

static inline uint32_t vector_bits(struct byte_vector answers)
{
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128,
                                        1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(answers.bytes, vld1q_u8(weights));

    return (uint32_t)vaddv_u8(vget_low_u8(bits)) |
           (uint32_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

#else

struct byte_vector {
    uint64_t half[2]; /* the first byte lowest, whatever the machine's order */
};

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (uint8_t)(b))

static inline uint64_t half_load(const char *text)
{
    uint64_t half;

    memcpy(&half, text, sizeof(half));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    half = __builtin_bswap64(half);
#endif
    return half;
}

static inline struct byte_vector vector_load(const char *text)
{
    return (struct byte_vector){{half_load(text), half_load(text + 8)}};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){{a.half[0] | b.half[0], a.half[1] | b.half[1]}};
}

/* Sums stay within their bytes because the top bits are off. */
static inline uint64_t half_between(uint64_t half, char low, char high)
{
    uint64_t ascii = half & EACH_BYTE(0x7F);

    return (ascii + EACH_BYTE(0x80 - low)) & ~(ascii + EACH_BYTE(0x7F - high)) &
           ~half & EACH_BYTE(0x80);
}

/* Which bytes are at least `low` and at most `high`, both ASCII? */
static inline struct byte_vector vector_between(struct byte_vector v, char low,
                                                char high)
{
    return (struct byte_vector){{half_between(v.half[0], low, high),
                                 half_between(v.half[1], low, high)}};
}

static inline struct byte_vector vector_equal(struct byte_vector v, char byte)
{
    return vector_between(v, byte, byte);
}

/* Which bytes are letters of ASCII? */
static inline struct byte_vector vector_letters(struct byte_vector v)
{
    return vector_between((struct byte_vector){{v.half[0] | EACH_BYTE(0x20),
                                                v.half[1] | EACH_BYTE(0x20)}},
                          'a', 'z');
}

static inline struct byte_vector vector_not_ascii(struct byte_vector v)
{
    return (struct byte_vector){
        {v.half[0] & EACH_BYTE(0x80), v.half[1] & EACH_BYTE(0x80)}};
}

/* The product gathers the eight top bits in its highest byte, in order. */
static inline uint32_t half_bits(uint64_t answers)
{
    return (uint32_t)((answers >> 7) * UINT64_C(0x0102040810204080) >> 56);
}

static inline uint32_t vector_bits(struct byte_vector answers)
{
    return half_bits(answers.half[0]) | half_bits(answers.half[1]) << 8;
}

#endif

#endif
