/* scale.c - see scale.h. */
#include "report/figures/scale.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DECIMALS_MAX = 15, RATIO_MAX = 20 };

double scale_place(const struct scale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);

    return scale->start + share * (scale->end - scale->start);
}

void range_widen(double *low, double *high)
{
    double size = fmax(fabs(*low), fabs(*high));
    double least = size > 0 ? size * 1e-9 : 1;

    if (*high < *low) {
        double swap = *low;

        *low = *high;
        *high = swap;
    }
    if (*high - *low < least) {
        *low -= least / 2;
        *high += least / 2;
    }
}

/* A step's multiples within the range, with allowance for an end that is one
 * but for rounding. */
static struct ticks ticks_of_step(double low, double high, double step)
{
    double first = ceil(low / step - 1e-6), last = floor(high / step + 1e-6);

    return (struct ticks){
        .step = step,
        .first = first,
        .count = last >= first ? (size_t)(last - first) + 1 : 0,
    };
}

static struct ticks find_ticks(double low, double high, size_t most,
                               int exponent)
{
    static const double factors[] = {1, 2, 5};

    for (;; exponent++)
        for (size_t i = 0; i < sizeof(factors) / sizeof(*factors); i++) {
            double step = factors[i] * pow(10, exponent);
            struct ticks ticks = ticks_of_step(low, high, step);

            if (ticks.count <= most) {
                ticks.decimals = exponent >= 0              ? 0
                                 : -exponent < DECIMALS_MAX ? -exponent
                                                            : DECIMALS_MAX;
                return ticks;
            }
        }
}

/* Where the search for a step may begin: with a range's last tick but one. */
static int first_exponent(double low, double high, size_t most)
{
    return (int)floor(log10((high - low) / (double)most)) - 1;
}

struct ticks ticks_make(double low, double high, size_t most)
{
    range_widen(&low, &high);
    return find_ticks(low, high, most, first_exponent(low, high, most));
}

struct ticks ticks_make_whole(double low, double high, size_t most)
{
    int exponent;

    range_widen(&low, &high);
    exponent = first_exponent(low, high, most);
    return find_ticks(low, high, most, exponent > 0 ? exponent : 0);
}

double ticks_value(const struct ticks *ticks, size_t index)
{
    return (ticks->first + (double)index) * ticks->step;
}

/* -- Labels ---------------------------------------------------------------- */

/* Appends digits with a comma after every third of those before the point. */
static void add_grouped(struct buffer *out, const char *digits)
{
    size_t whole = strcspn(digits, ".");

    for (size_t i = 0; i < whole; i++) {
        buffer_add_byte(out, digits[i]);
        if ((whole - i) % 3 == 1 && i + 1 < whole)
            buffer_add_byte(out, ',');
    }
    buffer_add_text(out, digits + whole);
}

void number_label(struct buffer *out, double value, int decimals)
{
    char digits[400];

    snprintf(digits, sizeof(digits), "%.*f", decimals, fabs(value));
    if (value < 0 && strspn(digits, "0.") != strlen(digits))
        buffer_add_text(out, "−");
    add_grouped(out, digits);
}

void ratio_label(struct buffer *out, double log_ratio)
{
    double whole = round(log_ratio);

    if (fabs(log_ratio - whole) > 1e-6 || fabs(whole) > RATIO_MAX)
        return;
    if (whole < 0)
        buffer_add_text(out, "1/");
    number_label(out, exp2(fabs(whole)), 0);
    buffer_add_text(out, "×");
}
