/* sentence_period.c - judges single periods: numbers, initials, abbreviations;
 * see sentence_scan.h. */
#include "text/abbreviations.h"
#include "text/sentence_scan.h"

/* How far rules look back, and how long a time of day may be that leads into
 * its sentence ("At 5 a.m. Mr. Ito"), in bytes. */
enum { WORD_MAX = 40, LEAD_IN_MAX = 20 };

/* clang-format off */
/* Bytes that no word before a period goes beyond. */
static const bool is_word_edge[256] = {
    [' '] = true, ['"'] = true, ['('] = true, [')'] = true, ['['] = true,
    [']'] = true, ['/'] = true, ['-'] = true, ['\n'] = true,
};
/* clang-format on */

/* Is the byte before `at` the last one of a dash or another mark of U+2000 to
 * U+2FFF? */
static bool is_after_dash(const struct scan *scan, uint32_t at)
{
    return (scan->text[at - 1] & 0x80) && at >= scan->begin + 3 &&
           scan->text[at - 3] == '\xE2';
}

uint32_t period_word_begin(const struct scan *scan, uint32_t end)
{
    uint32_t least = end > scan->begin + WORD_MAX ? end - WORD_MAX
                                                  : scan->begin;
    uint32_t at = end;

    while (at > least && !is_word_edge[(unsigned char)scan->text[at - 1]] &&
           !is_after_dash(scan, at))
        at--;
    while (at < end && scan->text[at] == '\'')
        at++;
    return at;
}

/* Returns the end of the paragraph under way, spaces left out. */
static uint32_t paragraph_end(struct scan *scan)
{
    const char *begin = scan->text + scan->begin, *newline;
    uint32_t end = scan->end;

    if (!scan->paragraph_end) {
        newline = memchr(begin, '\n', end - scan->begin);
        if (newline)
            end = (uint32_t)(newline - scan->text);
        while (end > scan->begin && scan->text[end - 1] == ' ')
            end--;
        scan->paragraph_end = end;
    }
    return scan->paragraph_end;
}

/* Is the paragraph a heading or a label, one that does not end as sentences
 * do? There an abbreviation before "The" or "In" is only title case. */
static bool is_heading(struct scan *scan)
{
    uint32_t end = paragraph_end(scan);

    return end > scan->begin && !is_one_of(scan->text[end - 1], ".!?:;,\"')]");
}

static bool is_number(const struct scan *scan, uint32_t begin, uint32_t end)
{
    bool has_digit = false;

    for (uint32_t at = begin; at < end; at++) {
        has_digit |= is_digit(scan->text[at]);
        if (!is_digit(scan->text[at]) && scan->text[at] != '.')
            return false;
    }
    return has_digit;
}

static bool is_one_letter(const struct scan *scan, uint32_t begin, uint32_t end)
{
    uint32_t bytes;
    enum sentence_break_class class = class_at(scan, begin, &bytes);

    return begin + bytes == end && (class == SB_UPPER || class == SB_LOWER);
}

/* Is the word before the one at `at` spelled small? */
static bool follows_small_word(const struct scan *scan, uint32_t at)
{
    uint32_t begin;

    if (at < scan->begin + 2 || scan->text[at - 1] != ' ')
        return false;
    begin = period_word_begin(scan, at - 1);
    return is_letter(scan->text[begin]) && !is_upper(scan->text[begin]);
}

/* Does the period after the single letter at `begin` end a sentence before
 * `word`? "you and I. Did" and "Plan B. The" do, initials do not. */
static bool initial_ends(const struct scan *scan, uint32_t begin, uint32_t word)
{
    if (scan->text[begin] == 'I' && follows_small_word(scan, begin))
        return true;
    return !list_is_labelled(scan, begin) && stop_is_starter(scan, word);
}

/* Does the period after the number text[begin, end) end a sentence? Not after
 * that of a section ("1.2. Scope", "Sec. 3. Policy"). */
static bool number_ends(const struct scan *scan, uint32_t begin, uint32_t end)
{
    if (begin == scan_content_begin(scan))
        return !memchr(scan->text + begin, '.', end - begin);
    return !list_is_labelled(scan, begin);
}

/* Does what follows a time of day belong to it: a zone, a weekday, a month? */
static bool is_time_at(const struct scan *scan, uint32_t at)
{
    static const char *const words[] = {
        "Eastern", "Central", "Mountain", "Pacific", "Greenwich", "Local",
        "Mon",     "Tue",     "Wed",      "Thu",     "Fri",       "Sat",
        "Sun",     "Jan",     "Feb",      "Mar",     "Apr",       "May",
        "Jun",     "Jul",     "Aug",      "Sep",     "Oct",       "Nov",
        "Dec",     "Today",   "Tomorrow"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (has_text(scan, at, words[i]))
            return true;
    return is_upper(byte_at(scan, at)) && is_upper(byte_at(scan, at + 1));
}

static bool is_word(const struct scan *scan, uint32_t begin, const char *small,
                    const char *capitals)
{
    return has_text(scan, begin, small) || has_text(scan, begin, capitals);
}

static bool is_time_of_day(const struct scan *scan, uint32_t begin)
{
    return is_word(scan, begin, "a.m.", "A.M.") ||
           is_word(scan, begin, "p.m.", "P.M.");
}

/* Is the time of day at `begin` all that its sentence has said so far, so that
 * it leads into what follows ("At 5 a.m. Mr. Ito spoke")? */
static bool leads_in(const struct scan *scan, uint32_t begin)
{
    static const char *const openings[] = {"At ",     "By ",     "From ",
                                           "Around ", "About ",  "Until ",
                                           "Since ",  "Before ", "After "};

    if (begin > scan->begin + LEAD_IN_MAX)
        return false;
    for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++)
        if (has_text(scan, scan_content_begin(scan), openings[i]))
            return true;
    return is_digit(scan->text[scan_content_begin(scan)]);
}

/* Does one at `begin` announce what comes, and so never end a sentence? */
static bool is_announcing(const struct scan *scan, uint32_t begin)
{
    return is_word(scan, begin, "e.g.", "E.g.") ||
           is_word(scan, begin, "i.e.", "I.e.");
}

/* Does the stop's bracket close the one that the sentence began with? */
static bool closes_opening(const struct scan *scan, const struct stop *stop)
{
    return scan->open_until <= stop->begin && scan->text[scan->begin] == '(';
}

/* Does an abbreviation or initialism at `begin` end a sentence before `word`?
 */
static bool abbreviation_ends(struct scan *scan, const struct stop *stop,
                              uint32_t begin, enum follow follow, uint32_t word)
{
    if (stop->is_bracketed)
        return follow == FOLLOW_UPPER && closes_opening(scan, stop);
    if (is_announcing(scan, begin))
        return false;
    if (follow == FOLLOW_MARKER)
        return scan->text[stop->next] == '(';
    if (follow != FOLLOW_UPPER)
        return false;
    if (is_time_of_day(scan, begin) && !is_time_at(scan, word))
        return !leads_in(scan, begin);
    return stop_is_starter(scan, word) && !is_heading(scan);
}

/* Does the abbreviation of a number's name at `begin` (No., Sec.) end a
 * sentence? Only where no number follows; then "no." is a word like others, and
 * so is "No." for an answer, while "Under Sec. Ruiz" is a title. */
static bool number_name_ends(const struct scan *scan, const struct stop *stop,
                             uint32_t begin, enum follow follow, uint32_t word)
{
    uint32_t end = word;

    if (follow != FOLLOW_UPPER || scan->text[stop->next] == '(')
        return false;
    if (is_upper(scan->text[begin]) && begin > scan_content_begin(scan))
        return stop_is_starter(scan, word);
    while (end < word + WORD_MAX && is_letter(byte_at(scan, end)))
        end++;
    return end > word + 1 && !list_is_roman(scan, word, end);
}

/* Does a period after a word that is no abbreviation end a sentence? Not in a
 * label ("Part IV. Scope"), nor after the sign of "N°. 12". */
static bool ordinary_ends(const struct scan *scan, uint32_t begin, uint32_t end,
                          enum follow follow)
{
    if (follow == FOLLOW_DIGIT && end >= begin + 2 &&
        (memcmp(scan->text + end - 2, "\xC2\xB0", 2) == 0 ||
         memcmp(scan->text + end - 2, "\xC2\xBA", 2) == 0))
        return false;
    return !list_is_roman(scan, begin, end) || !list_is_labelled(scan, begin);
}

bool period_ends_sentence(struct scan *scan, const struct stop *stop,
                          enum follow follow, uint32_t word)
{
    uint32_t end = stop->begin, begin = period_word_begin(scan, end);

    if (begin == end)
        return true;
    if (is_number(scan, begin, end))
        return number_ends(scan, begin, end);
    if (is_one_letter(scan, begin, end))
        return follow == FOLLOW_UPPER && initial_ends(scan, begin, word);
    switch (abbreviations_find(scan->rules->abbreviations, scan->text + begin,
                               end + 1 - begin)) {
    case ABBREVIATION_TITLE:
        return false;
    case ABBREVIATION_NUMBER:
        return number_name_ends(scan, stop, begin, follow, word);
    case ABBREVIATION_GENERAL:
    case ABBREVIATION_INITIALISM:
        return abbreviation_ends(scan, stop, begin, follow, word);
    case ABBREVIATION_NONE:
        break;
    }
    return ordinary_ends(scan, begin, end, follow);
}
