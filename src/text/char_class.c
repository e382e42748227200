/* char_class.c - see char_class.h; the tables are in char_class_tables.c. */
#include "text/char_class.h"

const char *char_class_word_name(enum word_break_class class)
{
    static const char *const names[WB_COUNT] = {
        [WB_OTHER] = "Other",
        [WB_CR] = "CR",
        [WB_LF] = "LF",
        [WB_NEWLINE] = "Newline",
        [WB_EXTEND] = "Extend",
        [WB_ZWJ] = "ZWJ",
        [WB_FORMAT] = "Format",
        [WB_KATAKANA] = "Katakana",
        [WB_HEBREW_LETTER] = "Hebrew_Letter",
        [WB_ALETTER] = "ALetter",
        [WB_SINGLE_QUOTE] = "Single_Quote",
        [WB_DOUBLE_QUOTE] = "Double_Quote",
        [WB_MID_NUM_LET] = "MidNumLet",
        [WB_MID_LETTER] = "MidLetter",
        [WB_MID_NUM] = "MidNum",
        [WB_NUMERIC] = "Numeric",
        [WB_EXTEND_NUM_LET] = "ExtendNumLet",
        [WB_REGIONAL_INDICATOR] = "Regional_Indicator",
        [WB_SEG_SPACE] = "WSegSpace",
    };

    return names[class];
}

const char *char_class_sentence_name(enum sentence_break_class class)
{
    static const char *const names[SB_COUNT] = {
        [SB_OTHER] = "Other",
        [SB_CR] = "CR",
        [SB_LF] = "LF",
        [SB_EXTEND] = "Extend",
        [SB_SEP] = "Sep",
        [SB_FORMAT] = "Format",
        [SB_SP] = "Sp",
        [SB_LOWER] = "Lower",
        [SB_UPPER] = "Upper",
        [SB_OLETTER] = "OLetter",
        [SB_NUMERIC] = "Numeric",
        [SB_ATERM] = "ATerm",
        [SB_SCONTINUE] = "SContinue",
        [SB_STERM] = "STerm",
        [SB_CLOSE] = "Close",
    };

    return names[class];
}
