/*
 * rtf_words.h - the control words of RTF that say something of the text.
 */
#ifndef INGEST_RTF_WORDS_H
#define INGEST_RTF_WORDS_H

#include <stdint.h>

#include "base/attr.h"

enum rtf_meaning {
    NOTHING,
    SKIP, /* a destination that is no text */
    FONT_TABLE,
    INFORMATION,
    INFO_TITLE,
    INFO_AUTHOR,
    INFO_CREATED,
    NOTE,
    BOX,
    SHAPE, /* a destination marked \* that is text */
    LINE_END,
    CELL_END,
    SPACE,
    CHARACTER, /* whose code point follows in the table below */
    UNICODE,
    UNICODE_BYTES,
    BINARY,
    CODE_PAGE,
    FONT,
    CHARSET,
    PLAIN,
    HIDDEN,
    DELETED,
    PARAGRAPH,
    OUTLINE,
    IN_TABLE,
    LIST,
    YEAR,
    MONTH,
    DAY,
};

/* Returns the enum rtf_meaning of a control word; NOTHING for the hundreds of
 * others. */
PURE int rtf_meaning(const char *word);

/* Returns the code point of a CHARACTER. */
PURE uint32_t rtf_character(const char *word);

#endif
