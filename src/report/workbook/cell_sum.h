/*
 * cell_sum.h - a number that stands for the cells of a sheet, in any order.
 *
 * The writer adds up cells as it hands them to libxlsxwriter, the check as it
 * reads them in the file; equal sums (and counts) are equal sheets.
 */
#ifndef REPORT_WORKBOOK_CELL_SUM_H
#define REPORT_WORKBOOK_CELL_SUM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cell_sums {
    uint64_t count; /* of the cells that hold something */
    uint64_t sum;   /* modulo 2^64 */
};

/* 64-bit FNV-1a, with Murmur's finish, since similar hashes are added up. */
static inline uint64_t cell_sum_of(uint64_t seed, const char *bytes,
                                   size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    hash = (hash ^ (hash >> 33)) * UINT64_C(0xff51afd7ed558ccd);
    return hash ^ (hash >> 33);
}

static inline uint64_t cell_sum_place(uint32_t row, uint32_t column)
{
    return ((uint64_t)row << 15 | column) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline void cell_sums_add_text(struct cell_sums *sums, uint64_t place,
                                      const char *text, size_t length)
{
    sums->count++;
    sums->sum += cell_sum_of(place, text, length);
}

static inline void cell_sums_add_number(struct cell_sums *sums, uint64_t place,
                                        double number)
{
    char bytes[sizeof(number)];

    memcpy(bytes, &number, sizeof(number));
    sums->count++;
    sums->sum += cell_sum_of(~place, bytes, sizeof(bytes));
}

#endif
