/*
 * number.h - numbers as text, at memory speed and in the C locale.
 *
 *     char text[NUMBER_TEXT_MAX];
 *     char *end = number_rate(text, 12.5);           "12.5000", no NUL
 *
 * The text is what printf gives in the C locale ("%" PRIu64, "%" PRId64,
 * "%.4f", "%.6g"), exact ties included, with one difference: a zero has no
 * sign, also one that rounding made (-0.00001 is "0.0000"). Spreadsheets, R
 * and pandas read the exponents that "%.6g" gives (1e-07).
 *
 * Each function writes at `out`, which has room for NUMBER_TEXT_MAX bytes, and
 * returns the end of what it wrote; it adds no NUL. The numbers are finite.
 * Threads: no state.
 */
#ifndef REPORT_NUMBER_H
#define REPORT_NUMBER_H

#include <stdint.h>

/* The longest text is that of -DBL_MAX with 4 decimals: 315 bytes. */
enum { NUMBER_TEXT_MAX = 320 };

char *number_count(char *out, uint64_t value);
char *number_integer(char *out, int64_t value);

/* A year in at least four digits: 0987. */
char *number_year(char *out, int64_t value);

/* Fixed point with 4 decimals. */
char *number_rate(char *out, double value);

/* Up to 6 significant digits, trailing zeros dropped. */
char *number_measure(char *out, double value);

#endif
