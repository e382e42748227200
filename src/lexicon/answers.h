/*
 * answers.h - what is known of patterns from the letters of words alone.
 *
 * The expensive question, "which patterns begin here?", is answered once per
 * word form and what follows it, and remembered; see matcher.h for the idea.
 *
 * One per worker.
 */
#ifndef LEXICON_ANSWERS_H
#define LEXICON_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

#include "lexicon/asker.h"
#include "lexicon/literal.h"
#include "lexicon/model.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

/* A pattern that begins, or may begin, at a word. */
struct answer {
    uint32_t pattern;
    uint32_t begin; /* bytes from the word's start */
    uint32_t end;   /* likewise, of the certain hit; ANSWER_ASK: uncertain */
    uint8_t rest_length;
    char rest[LITERAL_MAX]; /* must stand behind what follows the word */
};

enum { ANSWER_ASK = 0 };

struct answer_range {
    uint32_t begin, end; /* into answers_items() */
    uint64_t next; /* a bit for each two letters that a rest begins with */
};

/* Returns the two characters' bit in answer_range.next. Others have the same:
 * a bit that is set promises nothing. */
static inline uint64_t answer_next_bit(char first, char second)
{
    unsigned a = (unsigned char)literal_fold_byte(first);
    unsigned b = (unsigned char)literal_fold_byte(second);

    return (uint64_t)1 << ((a * 37 ^ b * 11) & 63);
}

/* Can any of the range's patterns begin where `behind` is the text behind what
 * follows the word? What is not ASCII may stand for it. Two bytes can be read
 * there (see BUFFER_PADDING). */
static inline bool answer_range_fits(const struct answer_range *range,
                                     const char *behind)
{
    return (range->next & answer_next_bit(behind[0], behind[1])) ||
           ((unsigned char)behind[0] | (unsigned char)behind[1]) >= 0x80;
}

/* The first two letters of an answer's rest, or that they are not known. */
static inline uint16_t answer_start(char first, char second)
{
    return (uint16_t)((unsigned char)literal_fold_byte(first) << 8 |
                      (unsigned char)literal_fold_byte(second));
}

#define ANSWER_ANY_START ((uint16_t)0)

/* Likewise for one answer. A paragraph's end is in no rest, so the text is not
 * left. */
static inline bool answer_fits(const struct answer *answer, const char *behind)
{
    for (size_t i = 0; i < answer->rest_length; i++)
        if (literal_fold_byte(behind[i]) != answer->rest[i])
            return (unsigned char)behind[i] >= 0x80;
    return true;
}

struct answers;

struct answers *answers_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary,
                            struct asker *asker);
void answers_free(struct answers *answers);

/* Makes room for the vocabulary's newest forms; call it once per document. */
void answers_cover_forms(struct answers *answers);

/* What follows a word: the characters that nearly always do, each with answers
 * of its own, or something else. */
enum follow {
    FOLLOW_OTHER,
    FOLLOW_SPACE,
    FOLLOW_COMMA,
    FOLLOW_PERIOD,
    FOLLOWS
};

/* What follows is one byte, or not known. */
static inline size_t follow_length(enum follow follow)
{
    return follow != FOLLOW_OTHER;
}

static inline enum follow follow_of(char byte)
{
    switch (byte) {
    case ' ':
        return FOLLOW_SPACE;
    case ',':
        return FOLLOW_COMMA;
    case '.':
        return FOLLOW_PERIOD;
    default:
        return FOLLOW_OTHER;
    }
}

/* Returns, by form, a bit for each follow: it is known that no pattern begins
 * there. Nearly all words are done with after a look at this one byte. Borrowed
 * until the next answers_cover_forms(). */
const uint8_t *answers_none(const struct answers *answers);

/* Returns, by form and follow (answer_index()), what is known of patterns that
 * begin there; `end` is 0 where it is still to be learnt by answers_learn().
 * Borrowed until the next answers_cover_forms(). */
const struct answer_range *answers_ranges(const struct answers *answers);

static inline size_t answer_index(uint32_t form, enum follow follow)
{
    return (size_t)form * FOLLOWS + (size_t)follow;
}

/* Learns which patterns begin at a form so followed. */
void answers_learn(struct answers *answers, uint32_t form, enum follow follow);

/* Returns the answer_start() of each answer, or ANSWER_ANY_START: side by side,
 * so that ruling out ten answers touches one place of memory. Borrowed until
 * the next answers_learn(). */
const uint16_t *answers_starts(const struct answers *answers);

/* Returns the answers that ranges are of; likewise. */
const struct answer *answers_items(const struct answers *answers);

#endif
