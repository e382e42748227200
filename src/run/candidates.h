/*
 * candidates.h - the search for what a lexicon might list besides.
 *
 * Goes through the corpus twice (tally/company.h): with the counting, and again
 * when all is merged, since only then it is known which spellings are rare; and
 * a third time through the few documents that give examples.
 *
 * For night.h's files, candidates.c and candidates_choose.c.
 */
#ifndef RUN_CANDIDATES_H
#define RUN_CANDIDATES_H

#include "base/arena.h"
#include "report/candidate.h"
#include "run/night.h"
#include "tally/company.h"

/* A word of the vocabulary that looks like one that the theme's terms found. */
struct misspelling {
    uint32_t theme;
    uint32_t type, of; /* of worker 0's vocabulary */
};

struct misspellings VECTOR_OF(struct misspelling);

struct candidate_search {
    struct night *night;
    struct sieve sieve;
    struct seeker *seekers; /* one a worker */
    size_t seeker_count;
    struct misspellings misspellings;
    struct candidates found;
    struct arena texts;
};

/* Makes `out` the rare spellings of words that hits are made of: by theme, then
 * by type. */
void candidates_find_misspellings(const struct results *results,
                                  struct misspellings *out);

/* Chooses what is reported, all but its examples, of what was counted; notes
 * what stands only inside longer phrases. */
void candidates_choose(struct candidate_search *search,
                       const struct company *company);

#endif
