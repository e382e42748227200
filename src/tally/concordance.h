/*
 * concordance.h - a sample of hits in context, for eyes.
 *
 * Of each term in each group the CONCORDANCE_SAMPLE hits with the smallest
 * ranks are kept. A rank is a hash of the document's path, the place and the
 * term, so the sample is random, yet the same for any number of workers, any
 * order of documents, and every night until the text changes; and samples merge
 * by keeping the smallest of both.
 */
#ifndef TALLY_CONCORDANCE_H
#define TALLY_CONCORDANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon/hit.h"
#include "text/segmented.h"

enum { CONCORDANCE_SAMPLE = 10, CONCORDANCE_CONTEXT_WORDS = 12 };

struct concordance_line {
    uint64_t rank;
    uint32_t document; /* index in the corpus */
    uint32_t begin;    /* of the hit, bytes of canonical text */
    uint32_t sentence; /* its number in the document, from 1 */
    uint32_t term;
    char *text; /* owned: left, hit and right, each NUL-terminated */
    const char *hit, *right; /* within text; left is text itself */
};

/* The lines of all terms of a group. Zeroed is empty. */
struct concordance {
    struct concordance_line *lines; /* term_count * CONCORDANCE_SAMPLE */
    uint8_t *counts;                /* lines in use, by term */
    size_t term_count;
};

void concordance_init(struct concordance *concordance, size_t term_count);
void concordance_release(struct concordance *concordance);

/* Drops all lines and keeps the memory. */
void concordance_empty(struct concordance *concordance);

/* Returns the rank of a hit of `term` that begins at byte `begin` of the
 * document whose path hashes to `path_hash`. */
uint64_t concordance_rank(uint64_t path_hash, const char *term, uint32_t begin);

/* Returns a hash of a document's path, for concordance_rank(). */
uint64_t concordance_hash(const char *path);

/* Would a line of this rank be kept? Ask before making its text. */
bool concordance_wants(const struct concordance *concordance, uint32_t term,
                       uint64_t rank);

/* Keeps the line, which is wanted, and owns its text; drops the one that must
 * give way. */
void concordance_keep(struct concordance *concordance,
                      const struct concordance_line *line);

/* Moves into `into` what it wants of `from`, which is empty afterwards: all, or
 * the lines of one term. */
void concordance_merge(struct concordance *into, struct concordance *from);
void concordance_merge_term(struct concordance *into, struct concordance *from,
                            uint32_t term);

/* Sets the line's texts: the hit and up to CONCORDANCE_CONTEXT_WORDS words of
 * its paragraph on either side. */
void concordance_make_text(struct concordance_line *line,
                           const struct segmented *document,
                           const struct hit *hit);

/* Compares two lines, as qsort() wants it: by term, document, place and hit,
 * for two hits of one term may begin at one place. */
int concordance_compare(const void *a, const void *b);

/* Puts every term's lines in this order: once, when nothing
 * is kept or merged any more and before anybody reads. */
void concordance_sort(struct concordance *concordance);

/* Returns the lines of `term`, `*count` of them, in the order that
 * concordance_sort() gave them; borrowed. */
const struct concordance_line *
concordance_lines(const struct concordance *concordance, uint32_t term,
                  size_t *count);

#endif
