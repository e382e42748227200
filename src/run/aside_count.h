/*
 * aside_count.h - what is counted of the paragraphs that stand aside.
 *
 * Headings that are counted apart are a small text of their own, with a tally
 * of its own; of stock paragraphs is noted what they are and how long.
 */
#ifndef RUN_ASIDE_COUNT_H
#define RUN_ASIDE_COUNT_H

#include <stddef.h>

#include "lexicon/hit.h"
#include "tally/tally.h"

struct worker;

/* The last document's headings; all 0 unless they are counted apart. */
struct heading_counts {
    struct hits hits;
    struct document_tally tally; /* terms, and paragraphs with them */
};

void heading_counts_release(struct heading_counts *counts);

/* Counts what stands aside of document `index`, whose text has been counted. */
void aside_count(struct worker *worker, size_t index);

#endif
