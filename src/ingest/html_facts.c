/* html_facts.c - see html_facts.h. */
#include "ingest/html_facts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8_valid.h"
#include "ingest/date.h"

/* -- Dates ----------------------------------------------------------------- */

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};

/* Returns 1 to 12 for a word that begins with an English month's name. */
static unsigned month_of(const char *word)
{
    for (unsigned i = 0; i < 12; i++)
        if (strncasecmp(word, months[i], 3) == 0)
            return i + 1;
    return 0;
}

/* Day, month and year as they are found in a written date; 0: not yet. */
struct written_date {
    unsigned day, month, year;
};

/* Takes the number at `text`; returns what follows it. */
static const char *take_number(const char *text, struct written_date *date)
{
    size_t digits = strspn(text, "0123456789");
    unsigned number = 0;

    for (size_t i = 0; i < digits && digits <= 4; i++)
        number = number * 10 + (unsigned)(text[i] - '0');
    if (digits == 4)
        date->year = number;
    else if (digits <= 2 && !date->day)
        date->day = number;
    return text + digits;
}

static const char *take_word(const char *text, struct written_date *date)
{
    if (!date->month)
        date->month = month_of(text);
    while (isalpha((unsigned char)*text))
        text++;
    return text;
}

/* Reads "January 3, 2025", "3 Jan 2025", "Fri, 03 Jan 2025 10:00". */
static struct written_date read_written_date(const char *text)
{
    struct written_date date = {0};

    while (*text && !date.year) {
        if (isdigit((unsigned char)*text))
            text = take_number(text, &date);
        else if (isalpha((unsigned char)*text))
            text = take_word(text, &date);
        else
            text++;
    }
    return date;
}

/* Copies a date of any of the forms that pages use, as YYYY-MM-DD. */
static void copy_date(const char *text, char out[DATE_TEXT_MAX])
{
    enum { DAY = 10, COMPACT_DAY = 8 };
    struct written_date date;

    text += strspn(text, " \t\r\n");
    if (strspn(text, "0123456789") == COMPACT_DAY) {
        snprintf(out, DATE_TEXT_MAX, "%.4s-%.2s-%.2s", text, text + 4,
                 text + 6);
    } else if (strspn(text, "0123456789") == 4) {
        snprintf(out, DATE_TEXT_MAX, "%.*s", DAY, text);
        for (char *c = out; *c; c++)
            if (strchr("/.", *c))
                *c = '-';
    } else {
        date = read_written_date(text);
        snprintf(out, DATE_TEXT_MAX, "%04u-%02u-%02u", date.year % 10000,
                 date.month % 100, date.day % 100);
    }
}

/* Writes the date in the form of date_format(); false when it is none. */
static bool read_date(const char *text, char out[DATE_TEXT_MAX])
{
    struct date date;

    copy_date(text, out);
    if (!date_parse(out, strlen(out), &date))
        return false;
    date_format(date, out);
    return true;
}

/* -- Offers ---------------------------------------------------------------- */

/* A character reference such as &#x110000000; becomes bytes that are no UTF-8.
 */
static bool is_text(const char *value)
{
    size_t length = value ? strlen(value) : 0;

    return length > 0 && strspn(value, " \t\r\n") < length &&
           utf8_valid_length(value, length) == length;
}

static bool is_address(const char *text)
{
    return strncasecmp(text, "http", 4) == 0 || strchr(text, '@');
}

static void set(struct html_facts *facts, enum html_fact fact, int rank,
                const char *value)
{
    buffer_reset(&facts->value[fact]);
    buffer_add_text(&facts->value[fact], value);
    facts->rank[fact] = rank;
}

void html_facts_offer(struct html_facts *facts, enum html_fact fact, int rank,
                      const char *value)
{
    enum { AUTHOR_MAX = 200 };
    char date[DATE_TEXT_MAX];

    if (!value || !value[strspn(value, " \t\r\n")] || rank <= facts->rank[fact])
        return;
    if (fact == HTML_DATE && !read_date(value, date))
        return;
    if (fact == HTML_AUTHOR &&
        (is_address(value) || strlen(value) > AUTHOR_MAX))
        return;
    set(facts, fact, rank, fact == HTML_DATE ? date : value);
}

void html_facts_add_author(struct html_facts *facts, int rank, const char *name)
{
    enum { AUTHORS_MAX = 2000 }; /* bytes: the list is searched each time */
    struct buffer *authors = &facts->value[HTML_AUTHOR];

    if (rank != facts->rank[HTML_AUTHOR]) {
        html_facts_offer(facts, HTML_AUTHOR, rank, name);
    } else if (authors->length < AUTHORS_MAX && is_text(name) &&
               !is_address(name) && !strstr(buffer_text(authors), name)) {
        buffer_add_text(authors, "; ");
        buffer_add_text(authors, name);
    }
}

/* -- Titles ---------------------------------------------------------------- */

/* Returns where a separator (" - ", " | " and the like) begins at `text`, and
 * its length; NULL when there is none. */
static const char *last_separator(const char *text, size_t *length)
{
    static const char *const separators[] = {
        " - ",  " | ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ",
        " :: ", " \xC2\xBB ", " \xC2\xB7 "};
    const char *last = NULL;

    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        for (const char *at = strstr(text, separators[i]); at;
             at = strstr(at + 1, separators[i]))
            if (!last || at > last) {
                last = at;
                *length = strlen(separators[i]);
            }
    return last;
}

/* Cuts " | Site" off. Without the site's name, what stands after a bar is taken
 * for it when it is short. */
static void clean_title(struct html_facts *facts)
{
    enum { SITE_MAX = 30 };
    struct buffer *title = &facts->value[HTML_TITLE];
    const char *site = buffer_text(&facts->value[HTML_SITE]), *tail;
    size_t length = 0;
    const char *cut = last_separator(buffer_text(title), &length);
    bool is_site;

    if (!cut || cut == title->data)
        return;
    tail = cut + length;
    is_site = *site ? strcasecmp(tail, site) == 0
                    : strchr("|:", cut[1]) && strlen(tail) <= SITE_MAX;
    if (!is_site)
        return;
    title->length = (size_t)(cut - title->data);
    title->data[title->length] = '\0';
}

void html_facts_finish(struct html_facts *facts, struct metadata *metadata)
{
    static const char *const keys[] = {
        [HTML_TITLE] = "title",   [HTML_DATE] = "date",
        [HTML_AUTHOR] = "author", [HTML_LANGUAGE] = "language",
        [HTML_URL] = "url",       [HTML_SITE] = "site",
    };

    clean_title(facts);
    for (int fact = 0; fact < HTML_FACT_COUNT; fact++)
        if (facts->rank[fact])
            metadata_add(metadata, keys[fact],
                         buffer_text(&facts->value[fact]));
}

void html_facts_release(struct html_facts *facts)
{
    for (int fact = 0; fact < HTML_FACT_COUNT; fact++)
        buffer_release(&facts->value[fact]);
}
