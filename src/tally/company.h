/*
 * company.h - which phrases stand in the sentences of which themes, in bounded
 * memory.
 *
 * Nearly all phrases of a corpus occur once, so the sentences are gone through
 * twice (Park, Chen & Yu 1995). The first time every phrase of a sentence with
 * a hit adds one to a counter that its hash chooses in a sieve of fixed size;
 * phrases that share a counter only make it larger. The second time those are
 * counted, and exactly, whose counter came to COMPANY_LEAST at least. Where
 * these are too many the mesh is made wider: of a huge corpus only the more
 * frequent are counted.
 *
 * Sums do not depend on the order of adding, so nothing depends on the number
 * of workers.
 *
 * Threads: the sieve is shared by all (adding is atomic), and read-only once
 * closed; a struct company is one worker's, and merged.
 */
#ifndef TALLY_COMPANY_H
#define TALLY_COMPANY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tally/phrases.h"

/* A candidate has so many sentences with the theme, in so many documents. */
enum { COMPANY_LEAST = 3, COMPANY_DOCUMENTS_LEAST = 2 };

struct sieve {
    atomic_uchar *counters; /* they stop at UCHAR_MAX */
    unsigned bits;          /* there are 2^bits of them */
    unsigned least;         /* what a counter must have come to */
};

/* For a corpus of so many bytes. */
void sieve_init(struct sieve *sieve, uint64_t bytes);
void sieve_release(struct sieve *sieve);

void sieve_add(struct sieve *sieve, uint64_t hash);

/* Ends adding: lets pass what has COMPANY_LEAST, or more if more than `most`
 * counters have. */
void sieve_close(struct sieve *sieve, size_t most);

bool sieve_passes(const struct sieve *sieve, uint64_t hash);

/* In place of a theme: the sentences of all themes and of none. */
#define COMPANY_ALL UINT32_MAX

/* A sentence, and what decides whether it becomes an example. */
struct company_place {
    uint32_t document, sentence; /* from 0 */
    uint32_t worker;             /* whose vocabulary the types are of */
    uint64_t rank; /* a hash; with the phrase's the example is drawn by it */
};

struct company_count {
    struct phrase phrase; /* length 0: a slot without an entry */
    uint32_t theme;       /* or COMPANY_ALL */
    uint64_t sentences, documents;
    uint64_t squares;      /* sum of the squares of each document's sentences */
    uint64_t sentence_set; /* sum of their ranks: it tells whose are the same */
    uint32_t here;         /* sentences of the last document */
    struct company_place last, example;
};

/* Zeroed is empty. */
struct company {
    struct company_count *slots; /* owned; a power of two of them, or NULL */
    size_t capacity, used;
};

void company_release(struct company *company);

/* Counts the phrase in a sentence of the theme, once however often it is added
 * for that. A document's sentences come one after another. */
void company_add(struct company *company, const struct phrase *phrase,
                 uint32_t theme, const struct company_place *place);

/* Returns what was counted, or NULL. Valid until the next is added. */
const struct company_count *company_get(const struct company *company,
                                        uint64_t hash, uint32_t theme);

/* Adds what was counted in other documents. */
void company_merge(struct company *into, const struct company *from);

#endif
