/*
 * sentence.c - see sentence.h.
 *
 * One pass from one interesting byte to the next: terminators, opening brackets
 * (to know what they hold), closing parentheses (they may end a list marker),
 * newlines, and bytes beyond ASCII (terminators of other scripts, bullets).
 * Rules are evaluated only there, and look only a bounded way back and ahead.
 */
#include "text/sentence.h"

#include "base/byte_vector.h"
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
/* clang-format on */

/* How far rules look, in bytes. */
enum {
    PARENTHESIS_MAX = 600, /* for the end of a parenthesis */
    MARKER_MAX = 5,        /* for the begin of a list marker */
    OPENING_MAX = 64       /* for a sentence's first letter */
};

/* -- Sentences ------------------------------------------------------------- */

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

/* Is a bullet character at `at`? */
static bool is_bullet(const struct scan *scan, uint32_t at)
{
    static const char *const bullets[] = {
        "\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x81\x83", "\xE2\x96\xAA",
        "\xE2\x96\xA0", "\xE2\x97\x8F", "\xE2\x97\xA6"};

    if (byte_at(scan, at) != '\xE2') /* as nearly always */
        return false;
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
        else if (is_bullet(scan, at))
            at += 3;
        else
            break;
    }
    return at;
}

/* -- The walk -------------------------------------------------------------- */

/* Do three dots end a sentence before `word`? As a rule they go on. */
static bool ellipsis_ends(const struct scan *scan, enum follow follow,
                          uint32_t word)
{
    bool is_pronoun = byte_at(scan, word) == 'I' &&
                      !is_letter(byte_at(scan, word + 1));

    return follow == FOLLOW_UPPER && !is_pronoun && stop_is_starter(scan, word);
}

/* Is the stop all that its brackets hold: "[...]", "(?)"? */
static bool is_inserted(const struct scan *scan, const struct stop *stop)
{
    return stop->is_bracketed && stop->begin > scan->begin &&
           is_one_of(scan->text[stop->begin - 1], "([");
}

/* Is a company's legal form at `at`, so that its name ended with the stop
 * ("Yahoo! Inc.")? */
static bool is_company_form(const struct scan *scan, uint32_t at)
{
    return has_text(scan, at, "Inc.") || has_text(scan, at, "Corp.") ||
           has_text(scan, at, "Ltd.") || has_text(scan, at, "LLC");
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
        return stop->is_quoted ? !stop_is_attribution(scan, word)
                               : !is_company_form(scan, word);
    case 1:
        return period_ends_sentence(scan, stop, follow, word);
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
        begin = period_word_begin(scan, at);
        if (begin < at && begin + MARKER_MAX >= at &&
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
    uint32_t begin = period_word_begin(scan, at);

    if (at >= scan->open_until && begin < at && begin + MARKER_MAX >= at &&
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
    if (at > scan->begin && scan->text[at - 1] == ' ' && is_bullet(scan, at) &&
        scan_content_begin(scan) < at)
        scan_end_sentence(scan, at);
    return at + bytes;
}

/* Sets a bit for each byte of the window at `at` that may be an event. Nothing
 * is read past the range: its last bytes are looked at in a copy. */
static void read_window(struct scan *scan, uint32_t at)
{
    char tail[SCAN_WINDOW] = {0};
    const char *text = scan->text + at;

    if (scan->end - at < SCAN_WINDOW)
        text = memcpy(tail, text, scan->end - at);
    scan->window = at;
    scan->marks = 0;
    for (uint32_t i = 0; i < SCAN_WINDOW; i += BYTE_VECTOR_BYTES) {
        struct byte_vector v = vector_load(text + i);
        struct byte_vector stop = vector_or(
            vector_in(v, '.', '.'),
            vector_or(vector_in(v, '!', '!'), vector_in(v, '?', '?')));
        struct byte_vector bracket = vector_or(vector_in(v, '(', ')'),
                                               vector_in(v, '[', '['));
        struct byte_vector other = vector_or(vector_in(v, '\n', '\n'),
                                             vector_in(v, 0x80, 0xFF));

        scan->marks |=
            (uint64_t)vector_bits(vector_or(stop, vector_or(bracket, other)))
            << i;
    }
}

/* Returns the next place at or after `at` that is an event. Most bytes are
 * none: 64 are looked at together. */
static uint32_t next_event(struct scan *scan, uint32_t at)
{
    while (at < scan->end) {
        uint64_t marks;

        if (at - scan->window >= SCAN_WINDOW)
            read_window(scan, at);
        marks = scan->marks >> (at - scan->window);
        if (!marks) {
            at = scan->window + SCAN_WINDOW;
            continue;
        }
        at += (uint32_t)__builtin_ctzll(marks);
        if (events[(unsigned char)scan->text[at]] != NOTHING)
            return at;
        at++;
    }
    return scan->end;
}

static void find_tailored(struct scan *scan)
{
    static uint32_t (*const handlers[])(struct scan *, uint32_t) = {
        [TERMINATOR] = at_terminator, [OPENER] = at_opener,
        [CLOSER] = at_closer,         [NEWLINE] = at_newline,
        [NOT_ASCII] = at_not_ascii,
    };
    uint32_t at;

    if (scan->begin < scan->end)
        read_window(scan, scan->begin);
    at = next_event(scan, scan->begin);
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
