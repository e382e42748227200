/*
 * byte_vector.h - sixteen bytes of text at once, on any machine.
 *
 * Load, ask, combine, and gather the answers as bits, the first byte's lowest.
 * SSE2 is part of every x86-64, NEON of every AArch64; elsewhere (or with
 * BYTE_VECTOR_PORTABLE) two 64-bit words do the same. All three give the same
 * answers (tests/unit/byte_scan_test.c, compiled for two of them).
 *
 * A range of bytes may wrap round: 0x7F to 0x1F is DEL, everything beyond
 * ASCII, and the controls. What an answer is inside is the machine's; only
 * vector_or() and vector_bits() look at it. Pure; any thread.
 */
#ifndef BASE_BYTE_VECTOR_H
#define BASE_BYTE_VECTOR_H

#include <stdint.h>
#include <string.h>

enum { BYTE_VECTOR_BYTES = 16 };

/* -- Eight bytes in an integer --------------------------------------------- */

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (uint8_t)(b))

/* Returns the eight bytes at s as a number, the first as its lowest byte. */
static inline uint64_t eight_load(const char *s)
{
    uint64_t bytes;

    memcpy(&bytes, s, sizeof(bytes));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* Returns the top bit of each byte that is in the range. (Bytewise arithmetic
 * in one integer: Warren, Hacker's Delight, 2-18.) */
static inline uint64_t eight_in(uint64_t bytes, uint8_t first, uint8_t last)
{
    const uint64_t high = EACH_BYTE(0x80);
    uint64_t width = EACH_BYTE(last - first), from = EACH_BYTE(first);
    uint64_t above, low;

    /* above = bytes - first, then high bits of low = (width >= above) */
    above = ((bytes | high) - (from & ~high)) ^ ((bytes ^ ~from) & high);
    low = (width | high) - (above & ~high);
    return ((width & ~above) | (~(width ^ above) & low)) & high;
}

/* The product gathers the eight top bits in its highest byte, in order. */
static inline uint32_t eight_bits(uint64_t answers)
{
    return (uint32_t)((answers >> 7) * UINT64_C(0x0102040810204080) >> 56);
}

/* -- Sixteen bytes --------------------------------------------------------- */

#if defined(__SSE2__) && !defined(BYTE_VECTOR_PORTABLE)

#include <emmintrin.h>

struct byte_vector {
    __m128i bytes;
};

static inline struct byte_vector vector_load(const char *s)
{
    return (struct byte_vector){_mm_loadu_si128((const __m128i *)s)};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){_mm_or_si128(a.bytes, b.bytes)};
}

/* Which bytes are in the range? */
static inline struct byte_vector vector_in(struct byte_vector v, uint8_t first,
                                           uint8_t last)
{
    __m128i above = _mm_sub_epi8(v.bytes, _mm_set1_epi8((char)first));
    __m128i width = _mm_set1_epi8((char)(last - first));

    return (struct byte_vector){
        _mm_cmpeq_epi8(_mm_min_epu8(above, width), above)};
}

/* Which bytes are letters of ASCII? */
static inline struct byte_vector vector_letters(struct byte_vector v)
{
    v.bytes = _mm_or_si128(v.bytes, _mm_set1_epi8(0x20));
    return vector_in(v, 'a', 'z');
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

static inline struct byte_vector vector_load(const char *s)
{
    return (struct byte_vector){vld1q_u8((const uint8_t *)s)};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){vorrq_u8(a.bytes, b.bytes)};
}

static inline struct byte_vector vector_in(struct byte_vector v, uint8_t first,
                                           uint8_t last)
{
    uint8x16_t above = vsubq_u8(v.bytes, vdupq_n_u8(first));

    return (struct byte_vector){
        vcleq_u8(above, vdupq_n_u8((uint8_t)(last - first)))};
}

static inline struct byte_vector vector_letters(struct byte_vector v)
{
    v.bytes = vorrq_u8(v.bytes, vdupq_n_u8(0x20));
    return vector_in(v, 'a', 'z');
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
    uint64_t low, high;
};

static inline struct byte_vector vector_load(const char *s)
{
    return (struct byte_vector){eight_load(s), eight_load(s + 8)};
}

static inline struct byte_vector vector_or(struct byte_vector a,
                                           struct byte_vector b)
{
    return (struct byte_vector){a.low | b.low, a.high | b.high};
}

static inline struct byte_vector vector_in(struct byte_vector v, uint8_t first,
                                           uint8_t last)
{
    return (struct byte_vector){eight_in(v.low, first, last),
                                eight_in(v.high, first, last)};
}

static inline struct byte_vector vector_letters(struct byte_vector v)
{
    return vector_in(
        (struct byte_vector){v.low | EACH_BYTE(0x20), v.high | EACH_BYTE(0x20)},
        'a', 'z');
}

static inline uint32_t vector_bits(struct byte_vector answers)
{
    return eight_bits(answers.low) | eight_bits(answers.high) << 8;
}

#endif

#endif
