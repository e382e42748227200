/* headings.c - see headings.h. */
#include "text/headings.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    HEADING_BYTES = 160,
    HEADING_WORDS = 18,
    RUN_MAX = 4,         /* headings in a row, such as chapter, section, part */
    LONG_PARAGRAPH = 120 /* bytes; no sentence need end there */
};

struct text {
    const char *bytes;
    size_t length;
};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* -- Words of a line ------------------------------------------------------- */

/* Returns the length of the word at text[at], up to the next space. */
static size_t word_length(const struct text *text, size_t at)
{
    const char *space = memchr(text->bytes + at, ' ', text->length - at);

    return (space ? (size_t)(space - text->bytes) : text->length) - at;
}

static bool is_among(const char *word, size_t length, const char *const *list)
{
    for (; *list; list++)
        if (strlen(*list) == length && strncasecmp(*list, word, length) == 0)
            return true;
    return false;
}

/* Returns the length of "Section", "Chapter" and the like before a number. */
static size_t division_length(const struct text *text)
{
    static const char *const divisions[] = {
        "section", "chapter", "part",     "title", "article", "sec.",
        "annex",   "pillar",  "appendix", "goal",  NULL};
    size_t length = word_length(text, 0);

    return is_among(text->bytes, length, divisions) && length < text->length
               ? length + 1
               : 0;
}

static bool is_roman(const char *word, size_t length)
{
    return strspn(word, "IVX") >= length || strspn(word, "ivx") >= length;
}

/* "2", "1.2", "3-1" */
static bool is_decimal(const char *word, size_t length)
{
    return isdigit((unsigned char)*word) &&
           strspn(word, "0123456789.-") >= length;
}

static bool is_lettered(const char *word, size_t length)
{
    return isalpha((unsigned char)*word) &&
           (length == 1 || is_roman(word, length));
}

/* Returns the length of a number at text[at] with what ends it: "2.", "IV.",
 * "a.", "1.2", "3"; 0 when none is there. */
static size_t number_length(const struct text *text, size_t at)
{
    enum { NUMBER_MAX = 8 };
    size_t length = word_length(text, at), bare = length;
    const char *word = text->bytes + at;

    if (length && strchr(".:", word[length - 1]))
        bare--;
    if (!bare || length > NUMBER_MAX)
        return 0;
    return is_decimal(word, bare) || (length > bare && is_lettered(word, bare))
               ? length
               : 0;
}

/* Returns where the title begins behind "Section 2." or "a."; 0: no number. */
static size_t label_length(const struct text *text)
{
    size_t division = division_length(text);
    size_t number = number_length(text, division), end = division + number;

    if (!number && division) { /* "Section II" */
        number = strspn(text->bytes + division, "IVX");
        end = division + number;
    }
    if (!number)
        return 0;
    if (end >= text->length)
        return division ? text->length : 0;
    return text->bytes[end] == ' ' ? end + 1 : 0;
}

/* -- Is it written as titles are? ------------------------------------------ */

/* Words that stay small in titles. */
static bool is_small_word(const char *word, size_t length)
{
    static const char *const words[] = {
        "from",   "with",    "into",    "over",    "upon",  "than",    "that",
        "their",  "other",   "through", "between", "under", "against", "about",
        "within", "without", "its",     "versus",  NULL};

    return length <= 3 || is_among(word, length, words);
}

/* How many words of a title's are as they should be. */
struct title {
    size_t words;
    size_t capital; /* begin with one, and are no small words */
    size_t faults;  /* begin without, and are no small words */
};

static void judge_word(const char *word, size_t length, struct title *title)
{
    size_t at = 0;

    while (at < length && !isalnum((unsigned char)word[at]) &&
           !is_letter(word[at]))
        at++;
    while (length > at && !is_letter(word[length - 1]))
        length--;
    if (at >= length)
        return;
    title->words++;
    if (islower((unsigned char)word[at]))
        title->faults += !is_small_word(word + at, length - at);
    else if (isalpha((unsigned char)word[at]) && length - at > 2)
        title->capital++;
}

static struct title judge_words(const struct text *text, size_t at)
{
    struct title title = {0};

    while (at < text->length) {
        size_t length = word_length(text, at);

        judge_word(text->bytes + at, length, &title);
        at += length + 1;
    }
    return title;
}

/* -- How does it end? ------------------------------------------------------ */

/* Returns the length without closing quotes and brackets. */
static size_t bare_length(const struct text *text)
{
    size_t length = text->length;

    while (length && strchr("\"')]", text->bytes[length - 1]))
        length--;
    return length;
}

static bool ends_with(const struct text *text, const char *marks)
{
    size_t length = bare_length(text);

    return length && strchr(marks, text->bytes[length - 1]);
}

/* "February 10, 1940", with or without a period: a dateline, no sentence. But
 * "Executive Order 6757" is of no such year. */
static bool ends_with_year(const struct text *text)
{
    size_t end = text->length, digits = 0;

    end -= end && text->bytes[end - 1] == '.';
    while (digits < end &&
           isdigit((unsigned char)text->bytes[end - digits - 1]))
        digits++;
    return digits == 4 && end > 6 && text->bytes[end - 5] == ' ' &&
           (strchr("6789", text->bytes[end - 3]) ? text->bytes[end - 4] == '1'
                                                 : text->bytes[end - 4] == '2');
}

/* -- Paragraphs ------------------------------------------------------------ */

/* Lines that stand above a text and say nothing of what it is about. */
static bool is_formula(const struct text *text)
{
    static const char *const formulas[] = {"whereas",
                                           "resolved",
                                           "secret",
                                           "top secret",
                                           "restricted",
                                           "unclassified",
                                           "confidential",
                                           "personal and confidential",
                                           "for immediate release",
                                           NULL};

    return is_among(text->bytes, text->length, formulas);
}

/* "Mr. Tan Shao-hwa, Minister": one of those present. */
static bool begins_with_rank(const struct text *text)
{
    size_t length = word_length(text, 0);

    return length >= 3 && length <= 5 && text->bytes[length - 1] == '.' &&
           isupper((unsigned char)text->bytes[0]) &&
           islower((unsigned char)text->bytes[1]);
}

/* A line that ends so goes on in the next. */
static bool ends_unfinished(const struct text *text)
{
    static const char *const words[] = {"a",   "an",   "and", "at",   "by",
                                        "for", "from", "in",  "of",   "on",
                                        "or",  "the",  "to",  "with", NULL};
    static const char *const dashes[] = {"-", "\u2013", "\u2014", NULL};
    size_t begin = text->length;

    while (begin && text->bytes[begin - 1] != ' ')
        begin--;
    return is_among(text->bytes + begin, text->length - begin, words) ||
           is_among(text->bytes + begin, text->length - begin, dashes);
}

/* Returns whether the line cannot be a heading, however it is written. */
static bool is_ruled_out(const struct text *text, const char *ends)
{
    return strchr("([", text->bytes[0]) || ends_with(text, ends) ||
           ends_with_year(text) || ends_unfinished(text) || is_formula(text) ||
           begins_with_rank(text);
}

/* Returns whether it could be a heading, but for what follows it. `is_title`:
 * it follows a bare "Section 2.", whose title may end with a colon. */
static bool may_be_heading(const struct text *text, bool is_title)
{
    size_t label = 0;
    struct title title;

    if (text->length > HEADING_BYTES || text->length < 3)
        return false;
    label = label_length(text);
    if (label == text->length)
        return true;
    if (is_ruled_out(text, is_title ? ".!?;," : ".!?;:,") ||
        (!label && isdigit((unsigned char)text->bytes[0])))
        return false;
    title = judge_words(text, label);
    return title.capital && !title.faults && title.words <= HEADING_WORDS;
}

/* Returns whether the paragraph begins in the middle of a sentence, whose first
 * words stand before it in italics or on another page. */
static bool goes_on(const struct text *text)
{
    return islower((unsigned char)text->bytes[0]) ||
           strchr(".,;:)", text->bytes[0]);
}

/* "(a) The Secretary shall:" */
static bool is_item(const struct text *text)
{
    return text->length > 4 && text->bytes[0] == '(' && text->bytes[2] == ')' &&
           isalnum((unsigned char)text->bytes[1]);
}

/* Returns whether headings stand above such a paragraph: a sentence, or what is
 * plainly none of the lines that letterheads, lists and signatures have. */
static bool is_prose(const struct text *text)
{
    enum { SMALL_WORDS = 4 };

    if (goes_on(text))
        return false;
    return text->length >= LONG_PARAGRAPH || is_item(text) ||
           judge_words(text, 0).faults >= SMALL_WORDS ||
           (ends_with(text, ".!?") && memchr(text->bytes, ' ', text->length) &&
            !ends_with_year(text));
}

static struct text paragraph(const struct canonical *text, size_t i)
{
    struct span span = text->paragraphs.items[i];

    return (struct text){text->text.data + span.begin, span_length(span)};
}

/* Returns whether the paragraph `i` is no more than "Section 2." */
static bool is_bare_label(const struct canonical *text, size_t i)
{
    struct text line = paragraph(text, i);

    return line.length <= HEADING_BYTES && label_length(&line) == line.length;
}

/* Marks the candidates of a run that ends before prose, if they are not too
 * many to be headings. */
static void settle_run(struct paragraph_marks *marks, size_t begin, size_t end,
                       bool prose_follows)
{
    if (!prose_follows || end - begin > RUN_MAX)
        memset(marks->items + begin, PARAGRAPH_TEXT, end - begin);
}

static void judge(const struct canonical *text, struct paragraph_marks *marks)
{
    size_t count = text->paragraphs.count, begin = 0;

    for (size_t i = 0; i < count; i++) {
        struct text line = paragraph(text, i);

        if (may_be_heading(&line, i && is_bare_label(text, i - 1))) {
            marks->items[i] = PARAGRAPH_HEADING;
            continue;
        }
        settle_run(marks, begin, i, is_prose(&line));
        begin = i + 1;
    }
    settle_run(marks, begin, count, false);
}

/* Returns whether the format named any heading. */
static bool take_known(const struct canonical *text,
                       const struct line_kinds *kinds,
                       struct paragraph_marks *marks)
{
    bool any = false;

    for (size_t i = 0; kinds->count && i < text->first_lines.count; i++) {
        uint32_t line = text->lines.items[text->first_lines.items[i]].number;

        if (line < kinds->count && kinds->items[line] == LINE_HEADING) {
            marks->items[i] = PARAGRAPH_HEADING;
            any = true;
        }
    }
    return any;
}

void headings_find(const struct canonical *text, const struct line_kinds *kinds,
                   struct paragraph_marks *marks)
{
    size_t count = text->paragraphs.count;

    VECTOR_RESERVE(marks, count + 1);
    memset(marks->items, PARAGRAPH_TEXT, count);
    marks->count = count;
    if (!take_known(text, kinds, marks))
        judge(text, marks);
}
