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
#include "lexicon/model.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

/* A pattern that begins, or may begin, at a word. */
struct answer {
    uint32_t pattern;
    uint32_t begin; /* bytes from the word's start */
    uint32_t end;   /* likewise, of the certain hit; ANSWER_ASK: uncertain */
};

enum { ANSWER_ASK = 0 };

struct answer_range {
    uint32_t begin, end; /* into answers_item() */
};

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

/* Returns what is known of patterns that begin at a form so followed. */
struct answer_range answers_at(struct answers *answers, uint32_t form,
                               enum follow follow);

/* Returns one of a range's answers. */
struct answer answers_item(const struct answers *answers, uint32_t index);

#endif
