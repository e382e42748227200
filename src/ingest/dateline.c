/* dateline.c - see dateline.h. */
#include "ingest/dateline.h"

#include <string.h>
#include <strings.h>

/* Part of a line: [at, end). */
struct piece {
    const char *at, *end;
};

static size_t left(struct piece piece)
{
    return (size_t)(piece.end - piece.at);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static void skip_spaces(struct piece *piece)
{
    while (piece->at < piece->end && (*piece->at == ' ' || *piece->at == '\t'))
        piece->at++;
}

/* Takes `word`, ASCII case ignored, if the piece begins with it. */
static bool take(struct piece *piece, const char *word)
{
    size_t length = strlen(word);

    if (left(*piece) < length || strncasecmp(piece->at, word, length) != 0)
        return false;
    piece->at += length;
    return true;
}

/* -- Dates in words -------------------------------------------------------- */

/* Takes a number of at most `digits` digits that no other follows; -1. */
static int take_number(struct piece *piece, int digits)
{
    const char *at = piece->at;
    int value = 0;

    while (at < piece->end && is_digit(*at) && digits-- > 0)
        value = value * 10 + (*at++ - '0');
    if (at == piece->at || (at < piece->end && is_digit(*at)))
        return -1;
    piece->at = at;
    return value;
}

/* Takes a month's name, whole or short ("Sept."); 0 when there is none. */
static int take_month(struct piece *piece)
{
    static const char *const names[] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    const char *begin = piece->at;
    size_t length = 0;

    while (length < left(*piece) && is_letter(begin[length]))
        length++;
    for (int month = 0; month < 12; month++) {
        bool is_short = length == 3 || (month == 8 && length == 4);

        if ((length != strlen(names[month]) && !is_short) ||
            strncasecmp(begin, names[month], length) != 0)
            continue;
        piece->at += length;
        if (is_short)
            take(piece, ".");
        return month + 1;
    }
    return 0;
}

/* Takes a day, "14" or "14th"; 0 when there is none. */
static int take_day(struct piece *piece)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    struct piece rest = *piece;
    int day = take_number(&rest, 2);

    if (day < 1)
        return 0;
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (take(&rest, endings[i]))
            break;
    if (rest.at < rest.end && is_letter(*rest.at))
        return 0;
    *piece = rest;
    return day;
}

/* Takes a year of four digits that ends where a word ends; 0. */
static int take_year(struct piece *piece)
{
    struct piece rest = *piece;
    int year = take_number(&rest, 4);

    if (year < 1600 || year > 2199 || rest.at - piece->at != 4 ||
        (rest.at < rest.end && *rest.at >= 'A' && is_letter(*rest.at) &&
         (unsigned char)*rest.at < 0x80))
        return 0;
    *piece = rest;
    return year;
}

/* Takes what may stand between the parts of a date. */
static void take_joint(struct piece *piece)
{
    skip_spaces(piece);
    take(piece, ",");
    skip_spaces(piece);
}

/* Sets a date of the calendar; false when there is no such day. */
static bool set_date(int year, int month, int day, struct date *out)
{
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};

    if (day > date_last_day((struct date){date.year, date.month, 0}).day)
        return false;
    *out = date;
    return true;
}

/* "July 14, 2011", "July 2011". */
static bool read_month_first(struct piece *piece, struct date *out)
{
    int month = take_month(piece), day, year;

    if (!month)
        return false;
    take_joint(piece);
    day = take_day(piece);
    if (day)
        take_joint(piece);
    year = take_year(piece);
    return year && set_date(year, month, day, out);
}

/* "14 July 2011", "14th of July, 2011". */
static bool read_day_first(struct piece *piece, struct date *out)
{
    int day = take_day(piece), month, year;

    if (!day)
        return false;
    skip_spaces(piece);
    if (take(piece, "of "))
        skip_spaces(piece);
    month = take_month(piece);
    take_joint(piece);
    year = month ? take_year(piece) : 0;
    return year && set_date(year, month, day, out);
}

static bool read_numbers(struct piece *piece, struct date *out)
{
    enum { ISO = 10 };

    if (left(*piece) < ISO || !date_parse(piece->at, ISO, out) ||
        (left(*piece) > ISO && is_digit(piece->at[ISO])))
        return false;
    piece->at += ISO;
    return true;
}

size_t date_read_words(const char *text, size_t length, struct date *out)
{
    static bool (*const forms[])(struct piece *, struct date *) = {
        read_month_first, read_day_first, read_numbers};

    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        struct piece piece = {text, text + length};

        if (forms[i](&piece, out))
            return (size_t)(piece.at - text);
    }
    return 0;
}

/* -- What stands before it ------------------------------------------------- */

enum { PREFIX_BYTES = 80, PREFIX_WORDS = 9 };

static bool word_is(struct piece word, const char *text)
{
    return left(word) == strlen(text) &&
           strncasecmp(word.at, text, left(word)) == 0;
}

static bool is_among(struct piece word, const char *const *words)
{
    while (*words && !word_is(word, *words))
        words++;
    return *words != NULL;
}

/* Takes the next word, without the punctuation that clings to it. */
static bool take_word(struct piece *piece, struct piece *word)
{
    static const char around[] = " \t[]*_,.;:|#>";

    while (piece->at < piece->end && strchr(around, *piece->at))
        piece->at++;
    word->at = piece->at;
    while (piece->at < piece->end && !strchr(" \t", *piece->at))
        piece->at++;
    word->end = piece->at;
    while (word->end > word->at && strchr(around, word->end[-1]))
        word->end--;
    return word->end > word->at;
}

/* Words before the date of something else than the document. */
static const char *const not_its_own[] = {
    "accessed", "approved", "archived",  "before",    "born",     "by",
    "closing",  "deadline", "due",       "effective", "ending",   "expires",
    "filed",    "from",     "last",      "letter",    "modified", "on",
    "reviewed", "revised",  "retrieved", "since",     "through",  "to",
    "until",    "updated",  "version",   NULL};

/* Words that may stand small in the name of a place or a label. */
static const char *const small_words[] = {"and", "de", "del", "for",
                                          "la",  "of", "the", NULL};

/* A label, or a day of the week, after which a date follows at once. */
static const char *const labels[] = {
    "date",     "dated",    "issued",   "posted",  "published",
    "release",  "released", "monday",   "tuesday", "wednesday",
    "thursday", "friday",   "saturday", "sunday",  NULL};

/* Titles of acts that are called by their date. */
static const char *const dated_acts[] = {
    "executive", "memorandum", "notice", "presidential", "proclamation", NULL};

/* Whether the words before the date lead over to it: by a comma or colon, a gap
 * as wide as a tab, or as a label. */
static bool leads_over(struct piece prefix, struct piece last)
{
    const char *end = prefix.end;

    while (end > prefix.at && strchr(" \t", end[-1]))
        end--;
    return prefix.end - end > 1 || is_among(last, labels) ||
           (end < prefix.end && *end == '\t') ||
           (end > prefix.at && strchr(",:]|", end[-1]));
}

/* Whether the word may stand in the name of a place or office, or in a label.
 */
static bool is_of_name(struct piece word)
{
    bool is_large = (*word.at >= 'A' && *word.at <= 'Z') ||
                    (unsigned char)*word.at >= 0x80;

    return !is_among(word, not_its_own) &&
           (is_large || is_among(word, small_words) || is_among(word, labels));
}

/* Whether what stands before the date is nothing, a place, or a label. */
static bool prefix_fits(struct piece prefix)
{
    struct piece rest = prefix, word, last = {NULL, NULL};
    int words = 0;

    if (left(prefix) > PREFIX_BYTES)
        return false;
    for (; take_word(&rest, &word); last = word)
        if (++words > PREFIX_WORDS || !is_of_name(word))
            return false;
    return !words || leads_over(prefix, last);
}

/* Whether it is "Executive Order 13694 of ". */
static bool is_dated_act(struct piece prefix)
{
    struct piece rest = prefix, word, last;
    int words = 1;

    if (!take_word(&rest, &word) || !is_among(word, dated_acts))
        return false;
    for (last = word; take_word(&rest, &word); last = word)
        words++;
    return words <= PREFIX_WORDS && word_is(last, "of");
}

/* -- What stands after it -------------------------------------------------- */

/* Takes a dash: an em or en dash, or a hyphen that stands alone. */
static bool take_dash(struct piece *rest)
{
    return take(rest, "\xE2\x80\x94") || take(rest, "\xE2\x80\x93") ||
           take(rest, "--") || take(rest, "- ");
}

static bool suffix_is_empty(struct piece rest)
{
    while (rest.at < rest.end && strchr(" \t.,;:]*_|", *rest.at))
        rest.at++;
    return rest.at == rest.end;
}

/* Whether what follows the date is nothing, a time, a remark in parentheses, or
 * a dash and then the text; not another date, which makes a span of it. */
static bool suffix_fits(struct piece rest)
{
    enum { TIME_BYTES = 20 };
    struct date date;

    if (suffix_is_empty(rest))
        return true;
    skip_spaces(&rest);
    if (take_dash(&rest)) {
        skip_spaces(&rest);
        return !date_read_words(rest.at, left(rest), &date);
    }
    if (take(&rest, "(") || take(&rest, "|"))
        return true;
    take_joint(&rest);
    return left(rest) <= TIME_BYTES &&
           (is_digit(*rest.at) || take(&rest, "noon") ||
            take(&rest, "midnight") || take(&rest, "undated"));
}

/* -- Lines ----------------------------------------------------------------- */

static bool begins_word(struct piece line, const char *at)
{
    return (is_digit(*at) || is_letter(*at)) &&
           (at == line.at || (!is_digit(at[-1]) && !is_letter(at[-1]) &&
                              !strchr("-/.(", at[-1])));
}

/* Reads the first date of a line; true if it is a dateline. */
static bool read_line(struct piece line, struct date *out)
{
    for (const char *at = line.at;
         at < line.end && at <= line.at + PREFIX_BYTES; at++) {
        struct piece prefix = {line.at, at}, rest = {at, line.end};

        if (!begins_word(line, at))
            continue;
        rest.at += date_read_words(at, left(rest), out);
        if (rest.at == at)
            continue;
        if (!out->day)
            return at == line.at && suffix_is_empty(rest);
        if (is_dated_act(prefix))
            return suffix_is_empty(rest);
        return prefix_fits(prefix) && suffix_fits(rest);
    }
    return false;
}

/* A line as long as this may be wrapped: the next one goes on with it. */
enum { WRAPPED_BYTES = 60 };

bool dateline_find(const char *text, size_t length, struct date *out)
{
    const char *end = text +
                      (length < DATELINE_BYTES ? length : DATELINE_BYTES);
    size_t before = 0; /* bytes of the line before, 0 if blank */
    int lines = 0;

    while (text < end && lines < DATELINE_LINES) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        struct piece line = {text, stop ? stop : end};

        skip_spaces(&line);
        lines += left(line) > 0;
        if (before < WRAPPED_BYTES && read_line(line, out))
            return true;
        before = left(line);
        text = stop ? stop + 1 : end;
    }
    *out = (struct date){0};
    return false;
}
