/*
 * sentence.c - see sentence.h.
 *
 * One pass from one interesting byte to the next: terminators, opening brackets
 * (to know what they hold), closing parentheses (they may end a list marker),
 * newlines, and bytes beyond ASCII (terminators of other scripts, bullets).
 * Rules are evaluated only there, and look only a bounded way back and ahead.
 */
#include "text/sentence.h"

#include "text/abbreviations.h"
#include "text/sentence_break.h"
#include "text/sentence_scan.h"

/* What a byte is to the scan. */
enum event { NOTHING, TERMINATOR, OPENER, CLOSER, NEWLINE, NOT_ASCII };

/* The first terminator beyond ASCII is U+0589, so that nothing before its lead
 * byte needs a look. */
#define EIGHT(byte, value)                                                  \
    [(byte)] = (value), [(byte) + 1] = (value), [(byte) + 2] = (value),     \
    [(byte) + 3] = (value), [(byte) + 4] = (value), [(byte) + 5] = (value), \
    [(byte) + 6] = (value), [(byte) + 7] = (value)

/* clang-format off */
static const uint8_t events[256] = {
    ['.'] = TERMINATOR, ['!'] = TERMINATOR, ['?'] = TERMINATOR,
    ['('] = OPENER, ['['] = OPENER, [')'] = CLOSER, ['\n'] = NEWLINE,
    [0xD6] = NOT_ASCII, [0xD7] = NOT_ASCII, EIGHT(0xD8, NOT_ASCII),
    EIGHT(0xE0, NOT_ASCII), EIGHT(0xE8, NOT_ASCII), EIGHT(0xF0, NOT_ASCII),
};

/* Bytes that no word before a period goes beyond. */
static const bool is_word_edge[256] = {
    [' '] = true, ['"'] = true, ['('] = true, [')'] = true, ['['] = true,
    [']'] = true, ['/'] = true, ['-'] = true, ['\n'] = true,
};
/* clang-format on */

/* How far rules look, in bytes. */
enum {
    PARENTHESIS_MAX = 600, /* for the end of a parenthesis */
    WORD_MAX = 40,         /* for the begin of the word before a period */
    OPENING_MAX = 64,      /* for a sentence's first letter */
    LEAD_IN_MAX = 20       /* "At 5 a.m." leads into its sentence, no more */
};

/* -- Sentences ----------------------------------------------------------------
 */

void scan_end_sentence(struct scan *scan, uint32_t at)
{
    uint32_t begin = scan->begin, end = at;

    while (begin < end && is_space(scan->text[begin]))
        begin++;
    while (end > begin && is_space(scan->text[end - 1]))
        end--;
    if (begin < end)
        *VECTOR_PUSH(scan->out) = (struct span){begin, end};
    while (at < scan->end && scan->text[at] == ' ')
        at++;
    scan->begin = at;
    scan->list.value = 0;
}

bool scan_is_bullet(const struct scan *scan, uint32_t at)
{
    static const char *const bullets[] = {
        "\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x81\x83", "\xE2\x96\xAA",
        "\xE2\x96\xA0", "\xE2\x97\x8F", "\xE2\x97\xA6"};

    for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
        if (has_text(scan, at, bullets[i]))
            return true;
    return false;
}

uint32_t scan_content_begin(const struct scan *scan)
{
    uint32_t at = scan->begin, limit = at + OPENING_MAX;

    while (at < limit && at < scan->end) {
        if (is_one_of(scan->text[at], " -*\"'(["))
            at++;
        else if (scan_is_bullet(scan, at))
            at += 3;
        else
            break;
    }
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

/* -- Periods ------------------------------------------------------------------
 */

/* Is the byte before `at` the last one of a dash or another mark of U+2000 to
 * U+2FFF? */
static bool is_after_dash(const struct scan *scan, uint32_t at)
{
    return at >= scan->begin + 3 && scan->text[at - 3] == '\xE2' &&
           (scan->text[at - 1] & 0x80);
}

/* Returns where the word that ends at `end` begins. */
static uint32_t word_begin(const struct scan *scan, uint32_t end)
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
    begin = word_begin(scan, at - 1);
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

/* Is a title (Mr., Gen.) at `at`? */
static bool is_title_at(const struct scan *scan, uint32_t at)
{
    uint32_t end = at;

    while (end < at + WORD_MAX && !is_space(byte_at(scan, end)))
        end++;
    return end <= scan->end &&
           abbreviations_find(scan->rules->abbreviations, scan->text + at,
                              end - at) == ABBREVIATION_TITLE;
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

/* Does one at `begin` announce what comes, and so never end a sentence? */
static bool is_announcing(const struct scan *scan, uint32_t begin)
{
    return is_word(scan, begin, "e.g.", "E.g.") ||
           is_word(scan, begin, "i.e.", "I.e.");
}

/* Does an abbreviation or initialism at `begin` end a sentence before `word`?
 */
static bool abbreviation_ends(struct scan *scan, const struct stop *stop,
                              uint32_t begin, enum follow follow, uint32_t word)
{
    if (stop->is_bracketed && scan->open_until > stop->begin)
        return false;
    if (is_announcing(scan, begin))
        return false;
    if (follow == FOLLOW_MARKER)
        return scan->text[stop->next] == '(';
    if (follow != FOLLOW_UPPER)
        return false;
    if (is_time_of_day(scan, begin) && is_title_at(scan, word))
        return begin > scan->begin + LEAD_IN_MAX;
    return stop_is_starter(scan, word) && !is_heading(scan);
}

/* Does the abbreviation of a number's name (No., Sec.) end a sentence? Only
 * where no number follows; then it is a word like others. */
static bool number_name_ends(const struct scan *scan, enum follow follow,
                             uint32_t word)
{
    uint32_t end = word;

    if (follow != FOLLOW_UPPER)
        return false;
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

/* Does the single period of `stop` end a sentence? */
static bool period_ends(struct scan *scan, const struct stop *stop,
                        enum follow follow, uint32_t word)
{
    uint32_t end = stop->begin, begin = word_begin(scan, end);

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
        return number_name_ends(scan, follow, word);
    case ABBREVIATION_GENERAL:
    case ABBREVIATION_INITIALISM:
        return abbreviation_ends(scan, stop, begin, follow, word);
    case ABBREVIATION_NONE:
        break;
    }
    return ordinary_ends(scan, begin, end, follow);
}

/* Do three dots end a sentence before `word`? As a rule they go on. */
static bool ellipsis_ends(const struct scan *scan, enum follow follow,
                          uint32_t word)
{
    bool is_pronoun = byte_at(scan, word) == 'I' &&
                      !is_letter(byte_at(scan, word + 1));

    return follow == FOLLOW_UPPER && !is_pronoun && stop_is_starter(scan, word);
}

/* -- The walk -----------------------------------------------------------------
 */

/* Is the stop all that its brackets hold: "[...]", "(?)"? */
static bool is_inserted(const struct scan *scan, const struct stop *stop)
{
    return stop->is_bracketed && stop->begin > scan->begin &&
           is_one_of(scan->text[stop->begin - 1], "([");
}

static bool ends_sentence(struct scan *scan, const struct stop *stop)
{
    uint32_t word;
    enum follow follow = stop_follow(scan, stop, &word);

    if (follow == FOLLOW_GOING_ON || follow == FOLLOW_LOWER ||
        stop->closed < scan->open_until || is_inserted(scan, stop))
        return false;
    switch (stop->dots) {
    case 0:
        return !stop->is_quoted || !stop_is_attribution(scan, word);
    case 1:
        return period_ends(scan, stop, follow, word);
    case 3:
        return stop->begin > scan->begin && ellipsis_ends(scan, follow, word);
    default:
        return true;
    }
}

/* Each of the following handles an event at `at` and returns where the scan
 * goes on. */

static uint32_t at_terminator(struct scan *scan, uint32_t at)
{
    struct stop stop = stop_read(scan, at);
    uint32_t begin;

    if (!is_space(byte_at(scan, stop.closed)))
        return stop.closed;
    if (stop.dots == 1) {
        begin = word_begin(scan, at);
        if (begin < at && begin + 5 >= at &&
            list_take_marker(scan, begin, at, &stop))
            return stop.closed;
    }
    if (ends_sentence(scan, &stop))
        scan_end_sentence(scan, stop.closed);
    return stop.closed;
}

/* Finds the end of a parenthesis that opens inside the sentence. One that does
 * not close nearby is a slip of the pen and holds nothing. */
static uint32_t at_opener(struct scan *scan, uint32_t at)
{
    uint32_t depth = 0, limit = scan->end;

    if (at < scan->open_until || scan_content_begin(scan) > at)
        return at + 1;
    if (limit - at > PARENTHESIS_MAX)
        limit = at + PARENTHESIS_MAX;
    for (uint32_t i = at; i < limit && scan->text[i] != '\n'; i++) {
        depth += scan->text[i] == '(' || scan->text[i] == '[';
        depth -= scan->text[i] == ')' || scan->text[i] == ']';
        if (depth == 0) {
            scan->open_until = i + 1;
            break;
        }
    }
    return at + 1;
}

static uint32_t at_closer(struct scan *scan, uint32_t at)
{
    struct stop stop = {.begin = at, .closed = at + 1, .next = at + 2};
    uint32_t begin = word_begin(scan, at);

    if (at >= scan->open_until && begin < at && begin + 5 >= at &&
        byte_at(scan, at + 1) == ' ')
        list_take_marker(scan, begin, at, &stop);
    return at + 1;
}

static uint32_t at_newline(struct scan *scan, uint32_t at)
{
    scan_end_sentence(scan, at);
    scan->begin = at + 1;
    scan->paragraph_end = 0;
    return at + 1;
}

/* A terminator beyond ASCII ends a sentence as in UAX #29. */
static uint32_t at_wide_terminator(struct scan *scan, uint32_t at,
                                   uint32_t bytes, bool needs_space)
{
    struct stop stop = {.begin = at};
    uint32_t word;
    enum follow follow;

    stop.closed = stop_closers_end(scan, at + bytes, &stop);
    stop.next = stop.closed;
    while (byte_at(scan, stop.next) == ' ')
        stop.next++;
    follow = stop_follow(scan, &stop, &word);
    if (follow != FOLLOW_GOING_ON && follow != FOLLOW_LOWER &&
        (stop.next > stop.closed || !needs_space))
        scan_end_sentence(scan, stop.closed);
    return stop.closed;
}

static uint32_t at_not_ascii(struct scan *scan, uint32_t at)
{
    uint32_t bytes;
    enum sentence_break_class class = class_at(scan, at, &bytes);

    if (class == SB_STERM || class == SB_ATERM)
        return at_wide_terminator(scan, at, bytes, class == SB_ATERM);
    if (has_text(scan, at, "\xE2\x80\xA6"))
        return at_terminator(scan, at);
    if (at > scan->begin && scan->text[at - 1] == ' ' &&
        scan_is_bullet(scan, at) && scan_content_begin(scan) < at)
        scan_end_sentence(scan, at);
    return at + bytes;
}

/* Returns the next place at or after `at` that is an event. */
static uint32_t next_event(const struct scan *scan, uint32_t at)
{
    const unsigned char *text = (const unsigned char *)scan->text;

    while (at < scan->end && events[text[at]] == NOTHING)
        at++;
    return at;
}

static void find_tailored(struct scan *scan)
{
    static uint32_t (*const handlers[])(struct scan *, uint32_t) = {
        [TERMINATOR] = at_terminator, [OPENER] = at_opener,
        [CLOSER] = at_closer,         [NEWLINE] = at_newline,
        [NOT_ASCII] = at_not_ascii,
    };
    uint32_t at = next_event(scan, scan->begin);

    while (at < scan->end) {
        at = handlers[events[(unsigned char)scan->text[at]]](scan, at);
        at = next_event(scan, at);
    }
    scan_end_sentence(scan, scan->end);
}

static void find_plain(struct scan *scan)
{
    uint32_t at = scan->begin;

    while (at < scan->end) {
        at = (uint32_t)sentence_break_next(scan->text, scan->end, at);
        scan_end_sentence(scan, at);
    }
}

void sentences_find(const char *text, struct span range,
                    const struct sentence_rules *rules, struct spans *out)
{
    struct scan scan = {.text = text,
                        .end = range.end,
                        .rules = rules,
                        .out = out,
                        .begin = range.begin};

    if (rules->is_plain)
        find_plain(&scan);
    else
        find_tailored(&scan);
}
