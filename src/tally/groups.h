/*
 * groups.h - the tallies, and the samples of hits, of all groups of documents.
 *
 * One per worker while documents are counted; groups_merge() joins them. A
 * group is named by the value of the column that the run groups by.
 */
#ifndef TALLY_GROUPS_H
#define TALLY_GROUPS_H

#include <stddef.h>

#include "tally/concordance.h"
#include "tally/tally.h"

struct group {
    char *name; /* owned */
    struct tally tally;
    struct tally headings; /* terms, and paragraphs with them, of headings
                              that are counted apart; else empty */
    struct concordance concordance;
};

struct groups VECTOR_OF(struct group);

void groups_release(struct groups *groups);

/* Returns the group called `name`, added if new; valid until the next one is
 * added. `term_count` is the lexicon's. */
struct group *groups_get(struct groups *groups, const char *name,
                         size_t term_count);

/* Adds all of `from`, which is empty afterwards, to `into`. */
void groups_merge(struct groups *into, struct groups *from,
                  struct tally_ids ids);

/* Orders the groups by the bytes of their names. */
void groups_sort(struct groups *groups);

#endif
