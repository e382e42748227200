/*
 * word_break.c - see word_break.h.
 *
 * Left to right, one state: the class of the last character that rule WB4 does
 * not skip. Rules that look at two neighbours are one bit set a class; the
 * rules that look past a middle character ("can't", "3.14") look ahead once,
 * and only from that character.
 */
#include "text/word_break.h"

#include <stdbool.h>
#include <stdint.h>

#include "text/char_class.h"
#include "text/utf8.h"

#define BIT(class) (UINT32_C(1) << (class))

static const uint32_t NEWLINES = BIT(WB_CR) | BIT(WB_LF) | BIT(WB_NEWLINE);
static const uint32_t SKIPPED = BIT(WB_EXTEND) | BIT(WB_FORMAT) | BIT(WB_ZWJ);
static const uint32_t LETTERS = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER);
static const uint32_t MID_NUM_LET_Q = BIT(WB_MID_NUM_LET) |
                                      BIT(WB_SINGLE_QUOTE);

/* WB5, 8, 9, 10, 13, 13a, 13b: the classes that follow without a boundary. */
static const uint32_t JOINS[WB_COUNT] = {
    [WB_ALETTER] = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER) | BIT(WB_NUMERIC) |
                   BIT(WB_EXTEND_NUM_LET),
    [WB_HEBREW_LETTER] = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER) |
                         BIT(WB_NUMERIC) | BIT(WB_EXTEND_NUM_LET),
    [WB_NUMERIC] = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER) | BIT(WB_NUMERIC) |
                   BIT(WB_EXTEND_NUM_LET),
    [WB_KATAKANA] = BIT(WB_KATAKANA) | BIT(WB_EXTEND_NUM_LET),
    [WB_EXTEND_NUM_LET] = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER) |
                          BIT(WB_NUMERIC) | BIT(WB_KATAKANA) |
                          BIT(WB_EXTEND_NUM_LET),
};

static bool is_in(uint32_t set, enum word_break_class class)
{
    return set >> class & 1;
}

static uint16_t classes_at(const char *text, size_t at, size_t *bytes)
{
    return char_class(utf8_decode(text + at, bytes));
}

/* Returns the class of the first character at or after `at` that WB4 does not
 * skip; WB_OTHER at the text's end. */
static enum word_break_class class_ahead(const char *text, size_t length,
                                         size_t at)
{
    while (at < length) {
        size_t bytes;
        enum word_break_class class = char_class_word(
            classes_at(text, at, &bytes));

        if (!is_in(SKIPPED, class))
            return class;
        at += bytes;
    }
    return WB_OTHER;
}

/* The classes of which one must follow `middle` for it to stay with `left`, by
 * WB6, 7, 7b, 7c, 11 and 12; none: the empty set. */
static uint32_t needed_after(enum word_break_class left,
                             enum word_break_class middle)
{
    if (is_in(LETTERS, left) &&
        is_in(BIT(WB_MID_LETTER) | MID_NUM_LET_Q, middle))
        return LETTERS;
    if (left == WB_HEBREW_LETTER && middle == WB_DOUBLE_QUOTE)
        return BIT(WB_HEBREW_LETTER);
    if (left == WB_NUMERIC && is_in(BIT(WB_MID_NUM) | MID_NUM_LET_Q, middle))
        return BIT(WB_NUMERIC);
    return 0;
}

/* The word so far, as far as it matters to what follows. */
struct progress {
    enum word_break_class left; /* the last class that WB4 did not skip */
    enum word_break_class last; /* the last class, skipped or not */
    bool is_pair;               /* left ends a pair of Regional_Indicators */
    bool joins_next; /* left is a middle whose other side was seen to fit */
};

/* Do the rules on whole neighbours, before WB4, join `classes`? WB3c, WB3d. */
static bool joins_directly(const struct progress *word, uint16_t classes)
{
    if (word->last == WB_ZWJ)
        return (classes & CHAR_CLASS_PICTOGRAPH) != 0;
    return word->last == WB_SEG_SPACE &&
           char_class_word(classes) == WB_SEG_SPACE;
}

/* Do the rules after WB4 join `class`, which ends at `after`? Notes in `word`
 * what the rules of more than two characters have to remember. */
static bool joins_by_class(struct progress *word, const char *text,
                           size_t length, size_t after,
                           enum word_break_class class)
{
    uint32_t needed;

    if (word->joins_next || is_in(JOINS[word->left], class)) {
        word->joins_next = false;
        return true;
    }
    if (word->left == WB_REGIONAL_INDICATOR && class == word->left) {
        word->is_pair = !word->is_pair; /* WB15, WB16 */
        return word->is_pair;
    }
    needed = needed_after(word->left, class);
    word->joins_next = needed &&
                       is_in(needed, class_ahead(text, length, after));
    return word->joins_next ||
           (word->left == WB_HEBREW_LETTER && class == WB_SINGLE_QUOTE);
}

/* Takes the character that ends at `after` into the word if it belongs. */
static bool takes(struct progress *word, const char *text, size_t length,
                  size_t after, uint16_t classes)
{
    enum word_break_class class = char_class_word(classes);

    if (is_in(SKIPPED, class)) { /* WB4 */
        word->last = class;
        return true;
    }
    if (joins_directly(word, classes))
        word->joins_next = false;
    else if (!joins_by_class(word, text, length, after, class))
        return false;
    word->left = word->last = class;
    return true;
}

/* The boundary after a newline at `from`: CR LF is one (WB3, WB3a). */
static size_t after_newline(const char *text, size_t length, size_t from,
                            size_t bytes)
{
    bool is_pair = text[from] == '\r' && from + 1 < length &&
                   text[from + 1] == '\n';

    return from + (is_pair ? 2 : bytes);
}

size_t word_break_next(const char *text, size_t length, size_t from)
{
    struct progress word = {0};
    size_t at = from, bytes;

    if (from >= length)
        return length;
    word.left = word.last = char_class_word(classes_at(text, at, &bytes));
    if (is_in(NEWLINES, word.left))
        return after_newline(text, length, from, bytes);
    for (at += bytes; at < length; at += bytes) {
        uint16_t classes = classes_at(text, at, &bytes);

        if (!takes(&word, text, length, at + bytes, classes))
            break;
    }
    return at;
}
