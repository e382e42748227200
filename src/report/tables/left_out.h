/*
 * left_out.h - the sums of groups' themes with something left out of them.
 *
 * What is left out is a term (its hits no longer count for its theme) or the
 * duplicates (documents whose text another has too). Sums, not rates, because
 * intervals by documents follow from them, and "(rest)" by subtraction.
 *
 *     struct left_out left_out;
 *
 *     left_out_init(&left_out, results);
 *     ... left_out_nothing(&left_out, group, theme)
 *     ... left_out_term(&left_out, group, term)
 *     left_out_release(&left_out);
 *
 * Groups are named by their index in `groups`. Threads: no state.
 */
#ifndef REPORT_TABLES_LEFT_OUT_H
#define REPORT_TABLES_LEFT_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "report/results.h"
#include "report/tables/group_rows.h"
#include "stats/frequency.h"

/* Of a term in a group's documents: x its hits, t its theme's, n the words. */
struct term_sums {
    uint64_t hits;        /* sum x */
    uint64_t squared;     /* sum x^2 */
    uint64_t times_theme; /* sum x t */
    uint64_t times_words; /* sum x n */
};

struct left_out {
    const struct results *results;
    struct group_rows groups;
    bool has_duplicates;       /* among the documents that are counted */
    struct rate_sums *themes;  /* by group and theme */
    struct rate_sums *singles; /* likewise, duplicates left out */
    struct term_sums *terms;   /* by group and term */
};

void left_out_init(struct left_out *left_out, const struct results *results);
void left_out_release(struct left_out *left_out);

struct rate_sums left_out_nothing(const struct left_out *left_out, size_t group,
                                  size_t theme);
struct rate_sums left_out_duplicates(const struct left_out *left_out,
                                     size_t group, size_t theme);

/* The sums of the term's theme without the term. */
struct rate_sums left_out_term(const struct left_out *left_out, size_t group,
                               size_t term);

#endif
