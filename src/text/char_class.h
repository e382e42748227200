/*
 * char_class.h - what a code point is to word and sentence segmentation.
 *
 * One load for ASCII, two for anything else, give all properties at once,
 * packed into 16 bits:
 *
 *     bits 0-4   Word_Break (UAX #29)
 *     bits 5-8   Sentence_Break (UAX #29); Upper and Lower double as case
 *     bit  9     Extended_Pictographic (UTS #51)
 *     bit  10    General_Category is L* or N*
 *
 * The tables are made by make-char-classes and name their Unicode version. They
 * are constant: any thread may look up at any time.
 */
#ifndef TEXT_CHAR_CLASS_H
#define TEXT_CHAR_CLASS_H

#include <stdbool.h>
#include <stdint.h>

/* Values of the Word_Break property; make-char-classes numbers them alike. */
enum word_break_class {
    WB_OTHER,
    WB_CR,
    WB_LF,
    WB_NEWLINE,
    WB_EXTEND,
    WB_ZWJ,
    WB_FORMAT,
    WB_KATAKANA,
    WB_HEBREW_LETTER,
    WB_ALETTER,
    WB_SINGLE_QUOTE,
    WB_DOUBLE_QUOTE,
    WB_MID_NUM_LET,
    WB_MID_LETTER,
    WB_MID_NUM,
    WB_NUMERIC,
    WB_EXTEND_NUM_LET,
    WB_REGIONAL_INDICATOR,
    WB_SEG_SPACE,
    WB_COUNT
};

/* Values of the Sentence_Break property; likewise. */
enum sentence_break_class {
    SB_OTHER,
    SB_CR,
    SB_LF,
    SB_EXTEND,
    SB_SEP,
    SB_FORMAT,
    SB_SP,
    SB_LOWER,
    SB_UPPER,
    SB_OLETTER,
    SB_NUMERIC,
    SB_ATERM,
    SB_SCONTINUE,
    SB_STERM,
    SB_CLOSE,
    SB_COUNT
};

enum {
    CHAR_CLASS_PICTOGRAPH = 1 << 9,
    CHAR_CLASS_LETTER_OR_DIGIT = 1 << 10,
};

/* Stage one: the block of each run of 128 code points; block 0 is ASCII.
 * Stage two: the packed classes of each block. */
extern const uint8_t char_class_block[8704];
extern const uint16_t char_class_value[];

/* Returns the packed classes of `code`, at most 0x10FFFF. */
static inline uint16_t char_class(uint32_t code)
{
    if (code < 0x80)
        return char_class_value[code];
    return char_class_value[(uint32_t)char_class_block[code >> 7] << 7 |
                            (code & 0x7F)];
}

static inline enum word_break_class char_class_word(uint16_t classes)
{
    return (enum word_break_class)(classes & 0x1F);
}

static inline enum sentence_break_class char_class_sentence(uint16_t classes)
{
    return (enum sentence_break_class)(classes >> 5 & 0x0F);
}

static inline bool char_class_is_letter_or_digit(uint16_t classes)
{
    return (classes & CHAR_CLASS_LETTER_OR_DIGIT) != 0;
}

/* The properties' own names, as the standard's files spell them; for tests and
 * for words about a break. */
const char *char_class_word_name(enum word_break_class class);
const char *char_class_sentence_name(enum sentence_break_class class);

#endif
