/* sentence_stop.c - reads a run of terminators and judges what follows it; see
 * sentence_scan.h. */
#include "text/abbreviations.h"
#include "text/sentence_scan.h"

/* How far rules look ahead, in bytes. */
enum {
    STARTER_MAX = 16,  /* at the word that may begin a sentence */
    OPENING_MAX = 16,  /* for its first letter */
    MARKER_MAX = 5,    /* over a list marker's letters or digits */
    REFERENCE_MAX = 64 /* over reference marks, "[1][2]" */
};

/* Returns the bytes of the terminator at `at`, 0 if there is none. */
static uint32_t terminator_at(const struct scan *scan, uint32_t at)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    char c = byte_at(scan, at);

    if (c == '.' || c == '!' || c == '?')
        return 1;
    return (unsigned char)c == 0xE2 && has_text(scan, at, ellipsis) ? 3 : 0;
}

/* Is the space at `at` inside a spaced ellipsis (". . .")? */
static bool is_spaced_dot(const struct scan *scan, uint32_t at)
{
    char after = byte_at(scan, at + 2);

    return byte_at(scan, at) == ' ' && byte_at(scan, at + 1) == '.' &&
           (is_space(after) || is_one_of(after, ".\"')]"));
}

/* Returns the end of the run of terminators at stop->begin; counts dots. */
static uint32_t run_end(const struct scan *scan, struct stop *stop)
{
    uint32_t at = stop->begin, bytes;
    bool only_dots = true;

    while ((bytes = terminator_at(scan, at)) > 0 ||
           (only_dots && stop->dots && is_spaced_dot(scan, at))) {
        only_dots &= scan->text[at] != '!' && scan->text[at] != '?';
        stop->dots += bytes == 3 ? 3 : 1;
        at += bytes ? bytes : 2;
    }
    if (!only_dots)
        stop->dots = 0;
    return at;
}

/* Does `c` of class `class` close: a quote, a bracket, Markdown's emphasis? */
static bool is_closer(char c, enum sentence_break_class class)
{
    return c == '*' || (class == SB_CLOSE && !is_one_of(c, "([{"));
}

uint32_t stop_closers_end(const struct scan *scan, uint32_t at,
                          struct stop *stop)
{
    uint32_t bytes;

    while (is_closer(byte_at(scan, at), class_at(scan, at, &bytes))) {
        stop->is_bracketed |= is_one_of(scan->text[at], ")]");
        stop->is_quoted |= is_one_of(scan->text[at], "\"'");
        at += bytes;
    }
    return at;
}

/* Returns the end of the digits of a reference mark, three at most. */
static uint32_t digits_end(const struct scan *scan, uint32_t at)
{
    uint32_t limit = at + 3;

    while (at < limit && is_digit(byte_at(scan, at)))
        at++;
    return at;
}

/* Returns the end of the reference marks at `at`: "12" after the period of a
 * word, or "[1][^2]"; `at` itself if there is none. */
static uint32_t reference_end(const struct scan *scan, uint32_t at,
                              const struct stop *stop)
{
    uint32_t limit = at + REFERENCE_MAX;

    if (stop->dots == 1 && stop->begin >= scan->begin + 3 &&
        is_letter(scan->text[stop->begin - 1]) &&
        is_letter(scan->text[stop->begin - 2]))
        at = digits_end(scan, at);
    while (at < limit && byte_at(scan, at) == '[') {
        uint32_t begin = at + 1 + (byte_at(scan, at + 1) == '^');
        uint32_t end = digits_end(scan, begin);

        if (end == begin || byte_at(scan, end) != ']')
            break;
        at = end + 1;
    }
    return at;
}

struct stop stop_read(const struct scan *scan, uint32_t at)
{
    struct stop stop = {.begin = at};

    at = stop_closers_end(scan, run_end(scan, &stop), &stop);
    stop.closed = stop.next = reference_end(scan, at, &stop);
    while (byte_at(scan, stop.next) == ' ')
        stop.next++;
    return stop;
}

static bool is_word_char(char c)
{
    return is_letter(c) || is_digit(c);
}

/* Is there a list marker of letters or digits at `at`, "(b)" or "b. The"? */
static bool is_marker_ahead(const struct scan *scan, uint32_t at)
{
    bool is_open = byte_at(scan, at) == '(';
    struct list_marker marker;
    uint32_t begin = at + is_open, end = begin;
    char closer;

    while (end < begin + MARKER_MAX && is_word_char(byte_at(scan, end)))
        end++;
    closer = byte_at(scan, end);
    if (!is_one_of(closer, is_open ? ")" : ".)") ||
        byte_at(scan, end + 1) != ' ' ||
        (!is_open && !is_upper_at(scan, end + 2)))
        return false;
    return list_read_marker(scan, begin, end, &marker) ||
           list_is_roman(scan, begin, end);
}

static bool is_in(unsigned classes, enum sentence_break_class class)
{
    return classes >> class & 1;
}

/* Judges the first letter or digit at or after `*at`, and moves there. */
static enum follow follow_of_text(const struct scan *scan, uint32_t *at)
{
    static const unsigned passed = 1u << SB_CLOSE | 1u << SB_SP |
                                   1u << SB_EXTEND | 1u << SB_FORMAT |
                                   1u << SB_OTHER | 1u << SB_SCONTINUE;
    static const unsigned ends = 1u << SB_SEP | 1u << SB_CR | 1u << SB_LF;
    uint32_t bytes, limit = *at + OPENING_MAX;
    enum sentence_break_class class = class_at(scan, *at, &bytes);

    while (is_in(passed, class) && *at < limit &&
           !is_one_of(byte_at(scan, *at), "@#")) { /* @handle, #hashtag */
        *at += bytes;
        class = class_at(scan, *at, &bytes);
    }
    if (class == SB_LOWER)
        return FOLLOW_LOWER;
    if (class == SB_NUMERIC)
        return FOLLOW_DIGIT;
    return is_in(ends, class) ? FOLLOW_GOING_ON : FOLLOW_UPPER;
}

/* Does text at `at`, after a stop, still belong to the sentence? */
static bool goes_on(const struct scan *scan, const struct stop *stop)
{
    uint32_t at = stop->next, bytes;
    enum sentence_break_class class = class_at(scan, at, &bytes);

    if (class == SB_ATERM || class == SB_STERM) /* but ".NET" */
        return !is_letter(byte_at(scan, at + 1));
    if (class != SB_SCONTINUE)
        return false;
    if (stop->is_quoted || has_text(scan, at, "\xE2\x80\x94") ||
        !is_one_of(scan->text[at], "-\xE2"))
        return true;
    /* a hyphen or an en dash may open a list item */
    return byte_at(scan, at + bytes) != ' ' ||
           !is_upper_at(scan, at + bytes + 1);
}

enum follow stop_follow(const struct scan *scan, const struct stop *stop,
                        uint32_t *word)
{
    *word = stop->next;
    if (stop->next >= scan->end || scan->text[stop->next] == '\n' ||
        goes_on(scan, stop))
        return FOLLOW_GOING_ON;
    if (is_marker_ahead(scan, stop->next))
        return FOLLOW_MARKER;
    return follow_of_text(scan, word);
}

bool stop_is_starter(const struct scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end < at + STARTER_MAX && is_letter(byte_at(scan, end)))
        end++;
    if (byte_at(scan, end) == ',' && end > at + 4)
        return memcmp(scan->text + end - 2, "ly", 2) == 0 ||
               abbreviations_word_begins_sentence(scan->text + at, end - at);
    return is_one_of(byte_at(scan, end), " ,'") &&
           abbreviations_word_begins_sentence(scan->text + at, end - at);
}

bool stop_is_attribution(const struct scan *scan, uint32_t at)
{
    static const char *const verbs[] = {
        "said ", "asked ", "replied ", "added ", "wrote ", "says ",
        "said.", "asked.", "replied.", "added.", "wrote.", "answered",
        "said,", "asked,", "replied,", "added,", "wrote,", "continued"};

    if (byte_at(scan, at) != 'I' && stop_is_starter(scan, at))
        return false;
    for (uint32_t words = 0; words < 4; words++) {
        for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
            if (has_text(scan, at, verbs[i]))
                return words > 0;
        if (!is_upper(byte_at(scan, at)))
            return false;
        while (!is_space(byte_at(scan, at)))
            at++;
        at += at < scan->end;
    }
    return false;
}
