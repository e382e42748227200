/* date_fuzz.c - dates in any text and any file name are days of the calendar,
 * and are written as they are read. */
#include "fuzz.h"

#include "ingest/date.h"
#include "ingest/dateline.h"

static void check_date(struct date date)
{
    struct date first = date_first_day(date), last = date_last_day(date);
    char text[DATE_TEXT_MAX];
    struct date again;

    REQUIRE(date.year >= 1 && date.year <= 9999);
    REQUIRE(date.month <= 12 && date.day <= 31 && (date.month || !date.day));
    REQUIRE(date_compare(first, last) <= 0);
    REQUIRE(first.day == (date.day ? date.day : 1));
    date_format(date, text);
    REQUIRE(date_parse(text, strlen(text), &again));
    REQUIRE(date_compare(date, again) == 0 && again.day == date.day);
}

static void check_names(const char *name)
{
    struct date date;
    struct date_place place;

    if (!strchr(name, '/') && date_in_name(name, &date, &place)) {
        check_date(date);
        REQUIRE(place.begin < place.end && place.end <= strlen(name));
        REQUIRE(date_from_name(name, &date));
    }
    if (date_from_name(name, &date))
        check_date(date);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_exact(bytes, length);
    char *name = malloc(length + 1);
    struct date date;

    if (date_parse(text, length, &date))
        check_date(date);
    if (date_read_words(text, length, &date))
        check_date(date);
    if (dateline_find(text, length, &date))
        check_date(date);
    REQUIRE(name != NULL);
    if (length)
        memcpy(name, text, length);
    name[length] = '\0';
    check_names(name);
    free(name);
    free(text);
    return 0;
}
