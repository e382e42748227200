/*
 * date.h - calendar dates that may know only their month or year.
 *
 * Documents are dated as well as anyone knows: "2018-04" is a date of month
 * precision, not the first of April. The calendar is the Gregorian one, taken
 * back before 1582 as ISO 8601 does.
 */
#ifndef INGEST_DATE_H
#define INGEST_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct date {
    int16_t year;       /* 1 to 9999; 0: no date at all */
    uint8_t month, day; /* 0: unknown; a day implies a month */
};

enum { DATE_TEXT_MAX = 16 };

static inline bool date_is_known(struct date date)
{
    return date.year != 0;
}

/* Reads YYYY-MM-DD, YYYY-MM or YYYY, nothing before or after it; false when it
 * is anything else or no day of the calendar. */
bool date_parse(const char *text, size_t length, struct date *out);

/* Writes the date as date_parse() reads it ("" when unknown). */
void date_format(struct date date, char text[DATE_TEXT_MAX]);

/* Orders by first day, then the less precise first; <0, 0, >0. */
PURE int date_compare(struct date left, struct date right);

/* The first and last day that a partial date may mean. */
PURE struct date date_first_day(struct date date);
PURE struct date date_last_day(struct date date);

/* Where a date stands in a name. */
struct date_place {
    size_t begin, end; /* bytes of the name: [begin, end) */
};

/* Finds the date that a file's name (without folders) carries; false if none.
 *   at the beginning: 2011-07-14, 20110714, 2018-04, 2016
 *   after a prefix of at most four letters and digits and a '-' or '_', as in
 *     eo-2013-02-12-...: the same without the bare year
 *   anywhere: 2011-07-14
 * In each the parts may be joined by '-', '_' or '.', all the same, and what
 * stands next to the date is neither letter nor digit. */
bool date_in_name(const char *name, struct date *out, struct date_place *place);

/* The same for a path; when the name has none, the nearest folder that is
 * called like a date or year (2016/cuba.txt) gives it. */
bool date_from_name(const char *path, struct date *out);

#endif
