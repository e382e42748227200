/*
 * cooccurrence.h - what theme_cooccurrence.csv and term_cooccurrence.csv share:
 * the columns after the keys, and the rows.
 *
 * A row is a pair of themes (or terms) in a kind of unit in a group. Rows come
 * by group, by unit (sentence, paragraph, document, window) and by name, which
 * is the order of ids, since a lexicon is sorted.
 *
 * Memory: the pairs are held, 16 bytes each, because q_value needs all p-values
 * before the first row; never more of them than a spreadsheet has rows.
 * Threads: no state.
 */
#ifndef REPORT_TABLES_COOCCURRENCE_H
#define REPORT_TABLES_COOCCURRENCE_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"
#include "report/table.h"
#include "report/tables/common_columns.h"

/* The cells before the names of A. */
enum { PAIR_GROUP_BY, PAIR_GROUP, PAIR_UNIT, PAIR_NAMES };

/* The cells from `units` on, counted from there. */
enum { PAIR_UNITS, PAIR_UNITS_A, PAIR_UNITS_B, PAIR_UNITS_BOTH, PAIR_COUNTS };

#define PAIR_UNIT_COLUMN                                                  \
    {                                                                     \
        "unit", COLUMN_TEXT,                                              \
            .is_key = true,                                               \
            .meaning = "Stretch of text in which the two must meet: "     \
                       "sentence, paragraph or document. \"window:N\" "   \
                       "are pairs of hits whose first words are at most " \
                       "N words apart in one document (surface "          \
                       "co-occurrence, Evert 2008)."                      \
    }

#define PAIR_UNITS_COLUMN                                              \
    {                                                                  \
        "units", COLUMN_COUNT,                                         \
            .unit = "units",                                           \
            .meaning = "Units of this kind in the group; words where " \
                       "the unit is a window."                         \
    }

#define PAIR_UNITS_OF_COLUMN(side, letter)                             \
    {                                                                  \
        "units_" side, COLUMN_COUNT,                                   \
            .unit = "units",                                           \
            .meaning = "Units with a hit of " letter ", whether with " \
                       "the other or not; its hits where the unit is " \
                       "a window."                                     \
    }

#define PAIR_UNITS_BOTH_COLUMN                                        \
    {                                                                 \
        "units_both", COLUMN_COUNT,                                   \
            .unit = "units",                                          \
            .meaning = "Units with hits of both, each counted once; " \
                       "pairs of hits where the unit is a window."    \
    }

/* What co-occurs, and how much of it may be written. */
struct pair_kind {
    enum unit_count singles, pairs;
    /* Every pair of the ids below this has a row; with 0 only pairs that met
     * have. */
    size_t complete_ids;
    size_t names; /* cells that name a theme or term */
    void (*put_names)(const struct lexicon *lexicon, uint32_t id,
                      struct cell *cells);
    /* Of more rows, those with the most units_both are written: all that have
     * at least so many as makes them fit. The others are reported. */
    uint64_t rows_max;
};

/* Returns `base`, whose columns end with the PAIR_COUNTS above, with the
 * measures appended; free it with table_free(). */
struct table *cooccurrence_table(const struct table *base);

enum status cooccurrence_fill(const struct results *results,
                              const struct pair_kind *kind,
                              struct table_output *output,
                              struct error *err) MUST_USE;

#endif
