/*
 * byte_scan.h - which of 64 bytes lie in a range, as 64 bits.
 *
 * Nearly all bytes of nearly all documents need no thought; these functions
 * find the next one that does without looking at each. A range may wrap round:
 * 0x7F to 0x1F is DEL, everything beyond ASCII, and the controls. Bit i of a
 * mask stands for byte i.
 *
 *     uint64_t ends = scan_block(text, '\n', '\n');
 *     size_t first = ends ? scan_first(ends) : SCAN_BLOCK;
 *
 * SSE2, which every x86-64 has, or NEON, which every AArch64 has, or eight
 * bytes at a time in an integer; a test holds the last two kinds equal. No
 * function reads beyond the bytes it is told of. Pure; any thread.
 */
#ifndef BASE_BYTE_SCAN_H
#define BASE_BYTE_SCAN_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum { SCAN_BLOCK = 64 };

/* Returns the eight bytes at s as a number, the first as its lowest byte. */
static inline uint64_t scan_load(const char *s)
{
    uint64_t bytes;

    memcpy(&bytes, s, sizeof(bytes));
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* Returns which of the eight bytes at s, the lowest bit for the first, are in
 * the range first..last. (Bytewise arithmetic in one integer: Warren, Hacker's
 * Delight, 2-18.) */
static inline unsigned scan_eight(const char *s, unsigned char first,
                                  unsigned char last)
{
    const uint64_t ones = 0x0101010101010101U, high = ones << 7U;
    uint64_t width = ones * (unsigned char)(last - first);
    uint64_t from = ones * first, bytes = scan_load(s), above, low;

    /* above = bytes - first, then high bits of low = (width >= above) */
    above = ((bytes | high) - (from & ~high)) ^ ((bytes ^ ~from) & high);
    low = (width | high) - (above & ~high);
    low = ((width & ~above) | (~(width ^ above) & low)) & high;
    return (unsigned)((low >> 7U) * 0x0102040810204080U >> 56U);
}

/* The same of the 64 bytes at s. */
static inline uint64_t scan_block_portable(const char *s, unsigned char first,
                                           unsigned char last)
{
    uint64_t mask = 0;

    for (unsigned i = 0; i < SCAN_BLOCK; i += 8)
        mask |= (uint64_t)scan_eight(s + i, first, last) << i;
    return mask;
}

#ifdef __SSE2__

static inline uint64_t scan_sixteen(const char *s, unsigned char first,
                                    unsigned char last)
{
    __m128i width = _mm_set1_epi8((char)(last - first));
    __m128i above = _mm_sub_epi8(_mm_loadu_si128((const void *)s),
                                 _mm_set1_epi8((char)first));

    return (unsigned)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_min_epu8(above, width), above));
}

static inline uint64_t scan_block(const char *s, unsigned char first,
                                  unsigned char last)
{
    return scan_sixteen(s, first, last) |
           scan_sixteen(s + 16, first, last) << 16U |
           scan_sixteen(s + 32, first, last) << 32U |
           scan_sixteen(s + 48, first, last) << 48U;
}

#elif defined(__aarch64__) && defined(__ARM_NEON)

/* One bit a byte, at the place that it has in its group of eight. */
static inline uint8x16_t scan_sixteen(const char *s, unsigned char first,
                                      unsigned char last)
{
    const uint8x16_t bits = vreinterpretq_u8_u64(
        vdupq_n_u64(0x8040201008040201U));
    uint8x16_t above = vsubq_u8(vld1q_u8((const uint8_t *)s),
                                vdupq_n_u8(first));

    return vandq_u8(vcleq_u8(above, vdupq_n_u8((uint8_t)(last - first))), bits);
}

static inline uint64_t scan_block(const char *s, unsigned char first,
                                  unsigned char last)
{
    uint8x16_t low = vpaddq_u8(scan_sixteen(s, first, last),
                               scan_sixteen(s + 16, first, last));
    uint8x16_t high = vpaddq_u8(scan_sixteen(s + 32, first, last),
                                scan_sixteen(s + 48, first, last));
    uint8x16_t sums = vpaddq_u8(low, high);

    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sums, sums)), 0);
}

#else

static inline uint64_t scan_block(const char *s, unsigned char first,
                                  unsigned char last)
{
    return scan_block_portable(s, first, last);
}

#endif

/* Returns the place of the first bit of a mask that is not 0. */
static inline size_t scan_first(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask);
}

/* Returns the place of the first of `length` bytes that is in the range,
 * `length` if none is. */
static inline size_t scan_for(const char *s, size_t length, unsigned char first,
                              unsigned char last)
{
    size_t at = 0;

    for (; length - at >= SCAN_BLOCK; at += SCAN_BLOCK) {
        uint64_t mask = scan_block(s + at, first, last);

        if (mask)
            return at + scan_first(mask);
    }
    for (; length - at >= 8; at += 8) {
        unsigned mask = scan_eight(s + at, first, last);

        if (mask)
            return at + scan_first(mask);
    }
    while (at < length &&
           (unsigned char)(s[at] - first) > (unsigned char)(last - first))
        at++;
    return at;
}

#endif
