/* date.c - see date.h. */
#include "ingest/date.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint8_t days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};

    if (month == 2 && is_leap(year))
        return 29;
    return days[month - 1];
}

static bool is_valid(struct date date)
{
    if (date.year < 1 || date.month > 12)
        return false;
    if (date.month == 0)
        return date.day == 0;
    return date.day <= days_in_month(date.year, date.month);
}

/* Reads exactly `count` digits at the beginning of `text` (NUL-terminated or
 * followed by something that is no digit); -1 when they are not there. */
static int read_digits(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* Sets the parts; false when one of them is missing, zero or impossible. */
static bool set_date(int year, int month, int day, struct date *out)
{
    struct date date;

    if (year < 1 || month < 0 || day < 0 || month > 12 || day > 31)
        return false;
    date = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!is_valid(date))
        return false;
    *out = date;
    return true;
}

/* A part that is written must not be 00. */
static int nonzero(int value)
{
    return value == 0 ? -1 : value;
}

/* Reads a date whose parts are joined by `joint` and returns how many bytes of
 * `text` it takes, `length` of them at most looked at; 0 when there is none. */
static size_t read_joined(const char *text, size_t length, char joint,
                          struct date *out)
{
    int year = length >= 4 ? read_digits(text, 4) : -1, month, day;

    if (length >= 10 && text[4] == joint && text[7] == joint) {
        month = nonzero(read_digits(text + 5, 2));
        day = nonzero(read_digits(text + 8, 2));
        if (set_date(year, month, day, out))
            return 10;
    }
    if (length >= 7 && text[4] == joint) {
        month = nonzero(read_digits(text + 5, 2));
        if (set_date(year, month, 0, out))
            return 7;
    }
    return set_date(year, 0, 0, out) ? 4 : 0;
}

bool date_parse(const char *text, size_t length, struct date *out)
{
    struct date date;

    if (read_joined(text, length, '-', &date) != length || !length)
        return false;
    *out = date;
    return true;
}

void date_format(struct date date, char text[DATE_TEXT_MAX])
{
    if (!date_is_known(date))
        text[0] = '\0';
    else if (!date.month)
        snprintf(text, DATE_TEXT_MAX, "%04d", date.year);
    else if (!date.day)
        snprintf(text, DATE_TEXT_MAX, "%04d-%02u", date.year, date.month);
    else
        snprintf(text, DATE_TEXT_MAX, "%04d-%02u-%02u", date.year, date.month,
                 date.day);
}

static int ordinal(struct date date)
{
    return (date.year * 16 + date.month) * 32 + date.day;
}

int date_compare(struct date left, struct date right)
{
    int first = ordinal(date_first_day(left)) - ordinal(date_first_day(right));

    return first ? first : ordinal(left) - ordinal(right);
}

struct date date_first_day(struct date date)
{
    if (!date_is_known(date))
        return date;
    if (!date.month)
        date.month = 1;
    if (!date.day)
        date.day = 1;
    return date;
}

struct date date_last_day(struct date date)
{
    if (!date_is_known(date))
        return date;
    if (!date.month)
        date.month = 12;
    if (!date.day)
        date.day = days_in_month(date.year, date.month);
    return date;
}

/* -- Names ----------------------------------------------------------------- */

/* What may stand between year, month and day. */
static const char joints[] = "-_.";

enum { PREFIX_MAX = 4 }; /* eo, wh, oba, st: a source, not a word */

/* Names are not only dates: a year outside these is some other number. */
enum { YEAR_FIRST = 1600, YEAR_LAST = 2199 };

static bool is_word(char c)
{
    return is_digit(c) || is_letter(c) || (unsigned char)c >= 0x80;
}

/* Reads YYYYMMDD. */
static size_t read_compact(const char *text, struct date *out)
{
    if (read_digits(text, 8) < 0)
        return 0;
    return set_date(read_digits(text, 4), nonzero(read_digits(text + 4, 2)),
                    nonzero(read_digits(text + 6, 2)), out)
               ? 8
               : 0;
}

/* Returns whether two more digits are joined on: 2016-13-01 is not the year
 * 2016 but some other number, and a day that does not exist spoils its month.
 */
static bool goes_on(const char *rest)
{
    return rest[0] && strchr(joints, rest[0]) &&
           read_digits(rest + 1, 2) >= 0 && !is_word(rest[3]);
}

/* Reads a date of any form at `text` that ends where a word ends; returns its
 * length, or 0. */
static size_t read_named(const char *text, struct date *out)
{
    size_t taken = read_compact(text, out), length = strlen(text);

    for (const char *joint = joints; *joint && taken < 7; joint++)
        taken = read_joined(text, length, *joint, out);
    if (!taken || out->year < YEAR_FIRST || out->year > YEAR_LAST)
        return 0;
    if (is_word(text[taken]) || (taken < 8 && goes_on(text + taken)))
        return 0;
    return taken;
}

/* Returns the length of a source prefix such as "eo-", 0 when there is none. */
static size_t prefix_length(const char *name)
{
    size_t length = 0;

    while (length < PREFIX_MAX && is_word(name[length]))
        length++;
    if (!length || !is_letter(name[0]))
        return 0;
    return name[length] == '-' || name[length] == '_' ? length + 1 : 0;
}

static bool found(size_t begin, size_t length, struct date_place *place)
{
    *place = (struct date_place){begin, begin + length};
    return true;
}

bool date_in_name(const char *name, struct date *out, struct date_place *place)
{
    size_t prefix = prefix_length(name), taken = read_named(name, out);

    if (taken)
        return found(0, taken, place);
    taken = prefix ? read_named(name + prefix, out) : 0;
    if (taken > 4)
        return found(prefix, taken, place);
    for (size_t i = 1; name[0] && name[i]; i++) {
        if (is_word(name[i - 1]) || !is_digit(name[i]))
            continue;
        taken = read_named(name + i, out);
        if (taken == 10)
            return found(i, taken, place);
    }
    *out = (struct date){0};
    return false;
}

/* Reads a folder that is called like a date and nothing else. */
static bool date_of_folder(const char *name, size_t length, struct date *out)
{
    struct date date;

    if (!date_parse(name, length, &date) || date.year < YEAR_FIRST ||
        date.year > YEAR_LAST)
        return false;
    *out = date;
    return true;
}

bool date_from_name(const char *path, struct date *out)
{
    const char *slash = strrchr(path, '/');
    const char *end = slash;
    struct date_place place;

    if (date_in_name(slash ? slash + 1 : path, out, &place))
        return true;
    while (end) {
        const char *begin = end;

        while (begin > path && begin[-1] != '/')
            begin--;
        if (date_of_folder(begin, (size_t)(end - begin), out))
            return true;
        end = begin > path ? begin - 1 : NULL;
    }
    return false;
}
