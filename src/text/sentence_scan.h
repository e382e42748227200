/*
 * sentence_scan.h - what the files that find sentences share; no one else
 * includes it.
 *
 *     sentence.c         walks the text and decides where sentences end
 *     sentence_stop.c    reads a run of terminators and what follows it
 *     sentence_period.c  judges single periods: numbers, abbreviations
 *     sentence_list.c    reads list markers and labels
 *
 * Offsets are bytes of scan.text. Reading past scan.end gives a newline, so
 * that rules may look ahead without asking first.
 */
#ifndef TEXT_SENTENCE_SCAN_H
#define TEXT_SENTENCE_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/char_class.h"
#include "text/sentence.h"
#include "text/utf8.h"

/* The list whose last marker was seen: "2.", "2)", "2.)", "b.", "B)" ... */
struct list_marker {
    uint32_t value; /* from 1 up; a letter's place in the alphabet; 0: none */
    char kind;      /* '0', 'a' or 'A' */
    bool has_period, has_parenthesis;
};

enum { SCAN_WINDOW = 64 };

struct scan {
    const char *text;
    uint32_t end; /* of the range */
    const struct sentence_rules *rules;
    struct spans *out;
    uint32_t begin;          /* of the sentence under way */
    uint32_t paragraph_end;  /* of the one under way; 0: not yet known */
    uint32_t open_until;     /* end of the parenthesis inside that sentence */
    struct list_marker list; /* the marker that began that sentence */
    uint32_t window; /* the SCAN_WINDOW bytes from here on were looked at: */
    uint64_t marks;  /* bit i: byte i of them may be an event */
};

/* A run of terminators, what closes it, and where the text goes on. */
struct stop {
    uint32_t begin;  /* of the run */
    uint32_t closed; /* after the run, its closers and reference marks */
    uint32_t next;   /* of what follows the spaces after that */
    uint32_t dots;   /* in a run of dots alone ("...": 3); else 0 */
    bool is_quoted;  /* a quote is among the closers */
    bool is_bracketed;
};

/* What stands after a stop. */
enum follow {
    FOLLOW_GOING_ON, /* a comma, a dash, another terminator, the text's end */
    FOLLOW_LOWER,    /* a small letter, after quotes and the like or not */
    FOLLOW_UPPER,    /* any other letter */
    FOLLOW_DIGIT,
    FOLLOW_MARKER /* "(b) ", "b. The", "ii) The" */
};

/* -- sentence.c -- */

/* Ends the sentence under way at `at`, and begins the next after the spaces. */
void scan_end_sentence(struct scan *scan, uint32_t at);

/* Returns where the sentence's text begins: after bullets, dashes, quotes. */
uint32_t scan_content_begin(const struct scan *scan);

/* -- sentence_stop.c -- */

/* Reads the run of terminators that begins at `at`. */
struct stop stop_read(const struct scan *scan, uint32_t at);

/* Returns the end of the quotes and brackets that close at `at`, and notes them
 * in `stop`. */
uint32_t stop_closers_end(const struct scan *scan, uint32_t at,
                          struct stop *stop);

/* Judges what follows `stop`; `*word` becomes its first letter or digit. */
enum follow stop_follow(const struct scan *scan, const struct stop *stop,
                        uint32_t *word);

/* Is the word at `at` one that could only begin a sentence? */
bool stop_is_starter(const struct scan *scan, uint32_t at);

/* Is a name and a verb of saying at `at`, after a quotation ("Smith asked")? */
bool stop_is_attribution(const struct scan *scan, uint32_t at);

/* -- sentence_period.c -- */

/* Returns where the word that ends at `end` begins. */
uint32_t period_word_begin(const struct scan *scan, uint32_t end);

/* Does the single period of `stop` end a sentence before `word`, of which
 * `follow` is known? */
bool period_ends_sentence(struct scan *scan, const struct stop *stop,
                          enum follow follow, uint32_t word);

/* -- sentence_list.c -- */

/* Reads text[begin, end) as a marker's number or letter; false if it is none.
 */
bool list_read_marker(const struct scan *scan, uint32_t begin, uint32_t end,
                      struct list_marker *out);

/* Is text[begin, end) a small Roman number, "iv" or "XII"? */
bool list_is_roman(const struct scan *scan, uint32_t begin, uint32_t end);

/* Is text[begin, end), with the period or parenthesis of `stop`, a list marker?
 * One that begins the sentence is remembered; one inside the sentence that goes
 * on with the list ends the item before. */
bool list_take_marker(struct scan *scan, uint32_t begin, uint32_t end,
                      const struct stop *stop);

/* Is all that stands in the sentence before `number` one or two capitalised
 * words, so that both are a label ("Sec. 3.", "Strategic Goal 1.2.")? */
bool list_is_labelled(const struct scan *scan, uint32_t number);

/* -- characters -- */

static inline char byte_at(const struct scan *scan, uint32_t at)
{
    return at < scan->end ? scan->text[at] : '\n';
}

static inline enum sentence_break_class class_at(const struct scan *scan,
                                                 uint32_t at, uint32_t *bytes)
{
    size_t length = 1;
    uint32_t code = at < scan->end ? utf8_decode(scan->text + at, &length)
                                   : '\n';

    *bytes = (uint32_t)length;
    return char_class_sentence(char_class(code));
}

static inline bool is_upper_at(const struct scan *scan, uint32_t at)
{
    uint32_t bytes;

    return class_at(scan, at, &bytes) == SB_UPPER;
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_letter(char c)
{
    return is_upper((char)(c & ~0x20)) && c > 0;
}

static inline bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static inline bool is_one_of(char c, const char *set)
{
    for (; *set; set++) /* they are short: a call costs more */
        if (*set == c)
            return true;
    return false;
}

static inline bool has_text(const struct scan *scan, uint32_t at,
                            const char *what)
{
    size_t length = strlen(what);

    return at <= scan->end && scan->end - at >= length &&
           memcmp(scan->text + at, what, length) == 0;
}

#endif
