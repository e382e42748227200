/*
 * sentence_break.c - see sentence_break.h.
 *
 * Sentences join by default (SB998), so only the stretch after a terminator
 * needs care: terminator, closers, spaces, in that order, then the question of
 * what follows.
 */
#include "text/sentence_break.h"

#include <stdbool.h>

#include "text/char_class.h"
#include "text/utf8.h"

#define BIT(class) (1u << (class))

static const unsigned SEPARATORS = BIT(SB_SEP) | BIT(SB_CR) | BIT(SB_LF);
static const unsigned SKIPPED = BIT(SB_EXTEND) | BIT(SB_FORMAT);
static const unsigned TERMINATORS = BIT(SB_ATERM) | BIT(SB_STERM);
static const unsigned CASED = BIT(SB_UPPER) | BIT(SB_LOWER);

static bool is_in(unsigned set, enum sentence_break_class class)
{
    return set >> class & 1;
}

static enum sentence_break_class class_at(const char *text, size_t at,
                                          size_t *bytes)
{
    return char_class_sentence(char_class(utf8_decode(text + at, bytes)));
}

/* The place after the paragraph separator `class` at `at`: CR LF is one. */
static size_t after_separator(const char *text, size_t length, size_t at,
                              size_t bytes)
{
    bool is_pair = text[at] == '\r' && at + 1 < length && text[at + 1] == '\n';

    return at + (is_pair ? 2 : bytes);
}

/* SB8: does a lower-case letter come before anything that could begin or end a
 * sentence? */
static bool is_lower_ahead(const char *text, size_t length, size_t at)
{
    const unsigned stops = BIT(SB_OLETTER) | BIT(SB_UPPER) | SEPARATORS |
                           TERMINATORS;

    while (at < length) {
        size_t bytes;
        enum sentence_break_class class = class_at(text, at, &bytes);

        if (class == SB_LOWER)
            return true;
        if (is_in(stops, class))
            return false;
        at += bytes;
    }
    return false;
}

/* What stands between the last terminator and the present place. */
enum stretch { NO_TERMINATOR, TERMINATOR, CLOSERS, SPACES };

struct progress {
    enum stretch stretch;
    bool is_aterm;                    /* the terminator was an ATerm */
    enum sentence_break_class before; /* the class before that ATerm (SB7) */
    enum sentence_break_class last;   /* the last class not skipped (SB5) */
};

/* Is there no boundary before `class` at `at`, which follows a terminator? */
static bool continues(const struct progress *p, const char *text, size_t length,
                      size_t at, enum sentence_break_class class)
{
    if (is_in(BIT(SB_SCONTINUE) | TERMINATORS | SEPARATORS | BIT(SB_SP), class))
        return true; /* SB8a, SB9, SB10 */
    if (class == SB_CLOSE && p->stretch != SPACES)
        return true; /* SB9 */
    if (!p->is_aterm)
        return false;
    if (p->stretch == TERMINATOR &&
        (class == SB_NUMERIC || /* SB6 */
         (class == SB_UPPER && is_in(CASED, p->before))))
        return true; /* SB7 */
    return is_lower_ahead(text, length, at);
}

/* Takes `class` into the sentence. */
static void advance(struct progress *p, enum sentence_break_class class)
{
    if (is_in(TERMINATORS, class)) {
        p->stretch = TERMINATOR;
        p->is_aterm = class == SB_ATERM;
        p->before = p->last;
    } else if (p->stretch != NO_TERMINATOR && class == SB_SP) {
        p->stretch = SPACES;
    } else if (p->stretch != NO_TERMINATOR && p->stretch != SPACES &&
               class == SB_CLOSE) {
        p->stretch = CLOSERS;
    } else {
        p->stretch = NO_TERMINATOR;
    }
    p->last = class;
}

size_t sentence_break_next(const char *text, size_t length, size_t from)
{
    struct progress progress = {NO_TERMINATOR, false, SB_OTHER, SB_OTHER};
    size_t at = from, bytes;

    for (; at < length; at += bytes) {
        enum sentence_break_class class = class_at(text, at, &bytes);

        if (is_in(SEPARATORS, class)) /* SB3, SB4 */
            return after_separator(text, length, at, bytes);
        if (is_in(SKIPPED, class) && at > from) /* SB5 */
            continue;
        if (progress.stretch != NO_TERMINATOR &&
            !continues(&progress, text, length, at, class))
            return at; /* SB11 */
        advance(&progress, class);
    }
    return length;
}
