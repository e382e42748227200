/*
 * candidates.h - the search for what a lexicon might list besides.
 *
 * Goes through the corpus twice (tally/company.h): with the counting, and again
 * when all is merged, since only then it is known what terms have matched; and
 * a third time through the few documents that give examples.
 *
 * For night.h's files, candidates.c, candidates_spelling.c and
 * candidates_choose.c.
 */
#ifndef RUN_CANDIDATES_H
#define RUN_CANDIDATES_H

#include "base/arena.h"
#include "report/candidate.h"
#include "run/night.h"
#include "tally/company.h"
#include "tally/lookalikes.h"

struct candidate_search {
    struct night *night;
    struct sieve sieve;
    struct seeker *seekers; /* one a worker */
    size_t seeker_count;
    struct lookalikes lookalikes;
    struct candidates found;
    struct arena texts;
};

/* A phrase that looks like a form that the theme's terms have matched. */
struct likeness {
    const struct company_count *count; /* in all sentences; borrowed */
    const char *form;                  /* borrowed */
    uint32_t theme;
    bool has_letters; /* all of the form's: it is no slip */
};

struct likenesses VECTOR_OF(struct likeness);

/* Returns a word of the phrase. */
const char *candidates_word(const struct candidate_search *search,
                            const struct company_count *count, size_t word);

/* Adds the phrase's text. */
void candidates_add_text(const struct candidate_search *search,
                         const struct company_count *count, struct buffer *out);

/* Gathers what phrases may look like: the forms that terms have matched. */
void candidates_gather_forms(struct candidate_search *search);

/* Makes `out` the counted phrases that look like one; in no order. */
void candidates_find_likenesses(const struct candidate_search *search,
                                const struct company *spelled,
                                struct likenesses *out);

/* Chooses what is reported, all but its examples, of what was counted. */
void candidates_choose(struct candidate_search *search,
                       const struct company *company,
                       const struct company *spelled);

#endif
