/*
 * phrases.h - the words and phrases of a sentence that a lexicon might list.
 *
 * A phrase is one to PHRASE_WORDS_MAX words in a row with nothing but a space
 * between them, none of which is part of a hit, that begins and ends with a
 * word of some matter: of two characters at least, no digit first, and none of
 * English's function words. Inside it may have any word ("rule of law").
 *
 * Its hash is made of its words' texts, so that it is the same for all workers.
 * One pair of phrases in 10^19 has the same; nobody looks for that.
 *
 * Threads: one phraser a worker, for its vocabulary.
 */
#ifndef TALLY_PHRASES_H
#define TALLY_PHRASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon/hit.h"
#include "text/segmented.h"
#include "text/vocabulary.h"

enum { PHRASE_WORDS_MAX = 4 };

/* A hash of letters that is that of a joined word where two are joined:
 * hyphens and spaces are left out. Of no letters it is {0, 1}. */
struct letters {
    uint64_t hash;
    uint64_t power; /* of the base: as often as there are bytes */
};

struct letters letters_of(const char *text);
struct letters letters_join(struct letters head, struct letters tail);

/* What can be told of a word by itself. */
struct phrase_word {
    uint64_t hash; /* what it has in phrases */
    struct letters letters;
    bool is_matter; /* it may begin and end a phrase */
};

struct phrase_word phrase_word_of(const char *text, size_t length);

struct phrase {
    uint64_t hash;
    uint32_t types[PHRASE_WORDS_MAX]; /* of the worker's vocabulary */
    uint32_t length;                  /* in words */
};

struct phraser;

struct phraser *phraser_new(const struct vocabulary *vocabulary);
void phraser_free(struct phraser *phraser);

/* Turns to a document, whose words have their forms. */
void phraser_begin(struct phraser *phraser, const struct segmented *text,
                   const struct hits *hits);

/* Makes `out` the phrases that begin at `word` and end before `end`, where the
 * sentence does, the shortest first; returns how many. */
size_t phraser_find(struct phraser *phraser, uint32_t word, uint32_t end,
                    struct phrase out[PHRASE_WORDS_MAX]);

/* Makes `out` what is known of the phrase's words. */
void phraser_words(const struct phraser *phraser, const struct phrase *phrase,
                   struct phrase_word out[PHRASE_WORDS_MAX]);

/* Returns the hash that a word has in phrases, and that of a phrase of words
 * with these hashes. */
uint64_t phrase_word_hash(const char *word);
uint64_t phrase_hash(const uint64_t *words, size_t count);

#endif
