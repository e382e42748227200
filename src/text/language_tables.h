/*
 * language_tables.h - what languages are known by: letters and little words.
 *
 * For language.c alone; see language.h.
 */
#ifndef TEXT_LANGUAGE_TABLES_H
#define TEXT_LANGUAGE_TABLES_H

#include <stddef.h>
#include <stdint.h>

enum script {
    SCRIPT_NONE, /* no letters, or letters of no script below */
    SCRIPT_LATIN,
    SCRIPT_CYRILLIC,
    SCRIPT_ARABIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_HAN,
    SCRIPT_KANA,
    SCRIPT_HANGUL,
    SCRIPT_HEBREW,
    SCRIPT_GREEK,
    SCRIPT_THAI,
    SCRIPT_ARMENIAN,
    SCRIPT_GEORGIAN,
    SCRIPT_BENGALI,
    SCRIPT_GURMUKHI,
    SCRIPT_GUJARATI,
    SCRIPT_TAMIL,
    SCRIPT_TELUGU,
    SCRIPT_KANNADA,
    SCRIPT_MALAYALAM,
    SCRIPT_SINHALA,
    SCRIPT_LAO,
    SCRIPT_MYANMAR,
    SCRIPT_ETHIOPIC,
    SCRIPT_KHMER,
    SCRIPTS
};

struct language {
    const char *code; /* ISO 639-1 */
    const char *name; /* in English */
    enum script script;
    const char *words; /* separated by spaces; "" where the script tells */
};

/* English first; at most 48 have words. */
extern const struct language languages[];
extern const size_t language_count;

/* Characters first..last are of a script; ascending. */
struct script_range {
    uint32_t first, last;
    enum script script;
};

extern const struct script_range script_ranges[];
extern const size_t script_range_count;

#endif
