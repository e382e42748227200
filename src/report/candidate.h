/* candidate.h - what a lexicon's owner might add; see candidates.csv. */
#ifndef REPORT_CANDIDATE_H
#define REPORT_CANDIDATE_H

#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"
#include "stats/comparison.h"

enum candidate_kind {
    CANDIDATE_COMPANY,  /* keeps company with the theme */
    CANDIDATE_SPELLING, /* looks like what was found */
};

/* Texts are borrowed; counts are of sentences, those of the theme first. */
struct candidate {
    uint32_t theme;
    enum candidate_kind kind;
    uint64_t rank; /* within theme and kind, from 1 */
    const char *text;
    const char *resembles; /* CANDIDATE_SPELLING: the form; else NULL */
    uint64_t documents;    /* of the sentences with the theme; or of all */
    struct comparison_counts counts;
    double log_ratio_low;        /* CANDIDATE_COMPANY; else 0 */
    uint32_t document, sentence; /* the example's, from 0 */
    const char *example;         /* NULL: its document has vanished */
};

/* In the order of the rows. */
struct candidates VECTOR_OF(struct candidate);

#endif
