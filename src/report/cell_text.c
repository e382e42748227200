/*
 * cell_text.c - see cell_text.h.
 *
 * Nearly every text is ASCII, so eight bytes are looked at together and only
 * those with something special among them one by one.
 */
#include "report/cell_text.h"

#include <stdint.h>
#include <string.h>

#define EACH_BYTE UINT64_C(0x0101010101010101)

/* Is none of the eight bytes a control character or beyond ASCII? */
static bool is_plain(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
    return !((word | ((word - EACH_BYTE * 0x20) & ~word)) & EACH_BYTE * 0x80);
}

static bool is_fit_ascii(unsigned char byte)
{
    return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The bytes that may follow a lead byte (Unicode 15, table 3-7). */
struct sequence {
    size_t length;
    unsigned char second_low, second_high;
};

static struct sequence sequence_of(unsigned char lead)
{
    if (lead < 0xC2 || lead > 0xF4)
        return (struct sequence){0, 0, 0};
    if (lead < 0xE0)
        return (struct sequence){2, 0x80, 0xBF};
    if (lead < 0xF0)
        return (struct sequence){3, lead == 0xE0 ? 0xA0 : 0x80,
                                 lead == 0xED ? 0x9F : 0xBF};
    return (struct sequence){4, lead == 0xF0 ? 0x90 : 0x80,
                             lead == 0xF4 ? 0x8F : 0xBF};
}

static bool is_noncharacter(const unsigned char *three)
{
    return three[0] == 0xEF && three[1] == 0xBF && three[2] >= 0xBE;
}

/* Returns the bytes of the fit character at `text`, or 0 if there is none. */
static size_t fit_character(const char *text, size_t left)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct sequence sequence;

    if (bytes[0] < 0x80)
        return is_fit_ascii(bytes[0]);
    sequence = sequence_of(bytes[0]);
    if (sequence.length == 0 || sequence.length > left ||
        bytes[1] < sequence.second_low || bytes[1] > sequence.second_high)
        return 0;
    for (size_t i = 2; i < sequence.length; i++)
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
    return sequence.length == 3 && is_noncharacter(bytes) ? 0 : sequence.length;
}

/* Returns how many bytes of the text are fit before the first that is not. */
static size_t fit_length(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        size_t step;

        if (length - at >= 8 && is_plain(text + at)) {
            at += 8;
            continue;
        }
        step = fit_character(text + at, length - at);
        if (!step)
            return at;
        at += step;
    }
    return length;
}

/* Are all of at least eight bytes plain? */
static bool are_plain(const char *text, size_t length)
{
    for (size_t at = 0; at + 8 <= length; at += 8)
        if (!is_plain(text + at))
            return false;
    return is_plain(text + length - 8);
}

bool cell_text_is_fit(const char *text, size_t length)
{
    if (length >= 8 && are_plain(text, length))
        return true;
    return fit_length(text, length) == length;
}

void cell_text_repair(const char *text, size_t length, struct buffer *out)
{
    size_t fit = fit_length(text, length);

    buffer_add(out, text, fit);
    while (fit < length) {
        buffer_add_text(out, "\xEF\xBF\xBD");
        text += fit + 1;
        length -= fit + 1;
        fit = fit_length(text, length);
        buffer_add(out, text, fit);
    }
}

size_t cell_text_cut(const char *text, size_t length, size_t units)
{
    size_t at = 0;

    /* No character has more units than bytes. */
    if (length <= units)
        return length;
    while (at < length) {
        unsigned char lead = (unsigned char)text[at];
        size_t need = lead >= 0xF0 ? 2 : 1;

        if (need > units)
            return at;
        units -= need;
        at += (size_t)1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0);
    }
    return at;
}

/* -- Dates ----------------------------------------------------------------- */

/* Returns the number that `count` digits make, or -1. */
static int digits(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && is_leap);
}

static bool is_year_and_month(const char *text)
{
    int month = digits(text + 5, 2);

    return digits(text, 4) >= 0 && text[4] == '-' && month >= 1 && month <= 12;
}

bool cell_text_is_date(const char *text, size_t length)
{
    int day;

    if (length != 10 || !is_year_and_month(text) || text[7] != '-')
        return false;
    day = digits(text + 8, 2);
    return day >= 1 && day <= days_in(digits(text, 4), digits(text + 5, 2));
}

bool cell_text_is_partial_date(const char *text, size_t length)
{
    switch (length) {
    case 4:
        return digits(text, 4) >= 0;
    case 7:
        return is_year_and_month(text);
    default:
        return cell_text_is_date(text, length);
    }
}
