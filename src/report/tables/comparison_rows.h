/*
 * comparison_rows.h - what theme_comparison.csv, term_comparison.csv and
 * word_comparison.csv share: the columns, and how a row is written.
 *
 * A row compares how often a theme or word is in the focus, a group, and in the
 * reference, another group or "(rest)": the whole corpus without the focus.
 *
 * Threads: no state; a writer belongs to one fill function.
 */
#ifndef REPORT_TABLES_COMPARISON_ROWS_H
#define REPORT_TABLES_COMPARISON_ROWS_H

#include "report/results.h"
#include "report/table.h"
#include "report/tables/measure_columns.h"
#include "report/tables/q_values.h"
#include "stats/comparison.h"

#define REST_NAME "(rest)"

/* Up to so many groups each is compared with each in tables of many terms,
 * words or pairs. A macro, because the tables' descriptions quote it. */
#define COMPARED_GROUPS_MAX 12

/* Are groups compared with "(rest)" only in those tables, because there are too
 * many of them? Then issues.csv should say so. */
static inline bool compares_with_rest_only(const struct results *results)
{
    return results->group_count > COMPARED_GROUPS_MAX;
}

enum {
    COMPARISON_GROUP_BY,
    COMPARISON_FOCUS,
    COMPARISON_REFERENCE,
    COMPARISON_WHAT, /* theme, term or word; a term has its theme before it,
                        which moves all that follows by one */
    COMPARISON_HITS_FOCUS,
    COMPARISON_WORDS_FOCUS,
    COMPARISON_RATE_FOCUS,
    COMPARISON_HITS_REFERENCE,
    COMPARISON_WORDS_REFERENCE,
    COMPARISON_RATE_REFERENCE,
    COMPARISON_MEASURES_AT, /* where the measures go in, before */
    COMPARISON_DIRECTION = COMPARISON_MEASURES_AT,
    COMPARISON_COLUMNS,
};

/* The texts allowed in the column direction. */
extern const char *const comparison_directions[];

/* How many words the prior of log_odds_z is worth. */
#define PRIOR_WORDS 500

#define NUMBER_TEXT(number)   NUMBER_TEXT_2(number)
#define NUMBER_TEXT_2(digits) #digits

#define FOCUS_COLUMN                                                \
    {                                                               \
        "focus", COLUMN_TEXT,                                       \
            .is_key = true,                                         \
            .meaning = "Group of documents that the row is about: " \
                       "a value of the column named in group_by."   \
    }

#define REFERENCE_COLUMN                                                       \
    {                                                                          \
        "reference", COLUMN_TEXT,                                              \
            .is_key = true,                                                    \
            .meaning = "Group that the focus is compared with; \"(rest)\" is " \
                       "the whole corpus without the focus."                   \
    }

#define COMPARED_HITS_COLUMN(side, what)                                       \
    {                                                                          \
        "hits_" side, COLUMN_COUNT,                                            \
            .unit = "hits", .meaning = "Hits of the " what " in the " side "." \
    }

#define COMPARED_WORDS_COLUMN(side)                                      \
    {                                                                    \
        "words_" side, COLUMN_COUNT, .unit = "words",                    \
                                     .meaning = "Words of the " side "." \
    }

#define COMPARED_RATE_COLUMN(side)                                 \
    {                                                              \
        "rate_" side, COLUMN_RATE,                                 \
            .unit = "hits per 10,000 words",                       \
            .meaning = "10,000 * hits_" side " / words_" side ". " \
                       "Blank where there are no words."           \
    }

#define DIRECTION_COLUMN                                                   \
    {                                                                      \
        "direction", COLUMN_TEXT,                                          \
            .values = comparison_directions,                               \
            .meaning = "Whether the rate of the focus is higher or lower " \
                       "than that of the reference. Blank where either "   \
                       "has no words."                                     \
    }

/* Every column but the measures; `what` is "theme", "term" or "word". */
#define COMPARISON_COLUMNS_OF(what, what_meaning)                              \
    {                                                                          \
        [COMPARISON_GROUP_BY] = GROUP_BY_COLUMN,                               \
        [COMPARISON_FOCUS] = FOCUS_COLUMN,                                     \
        [COMPARISON_REFERENCE] = REFERENCE_COLUMN,                             \
        [COMPARISON_WHAT] = {what, COLUMN_TEXT, .is_key = true,                \
                             .meaning = what_meaning},                         \
        [COMPARISON_HITS_FOCUS] = COMPARED_HITS_COLUMN("focus", what),         \
        [COMPARISON_WORDS_FOCUS] = COMPARED_WORDS_COLUMN("focus"),             \
        [COMPARISON_RATE_FOCUS] = COMPARED_RATE_COLUMN("focus"),               \
        [COMPARISON_HITS_REFERENCE] = COMPARED_HITS_COLUMN("reference", what), \
        [COMPARISON_WORDS_REFERENCE] = COMPARED_WORDS_COLUMN("reference"),     \
        [COMPARISON_RATE_REFERENCE] = COMPARED_RATE_COLUMN("reference"),       \
        [COMPARISON_DIRECTION] = DIRECTION_COLUMN,                             \
    }

#define LOG_ODDS_Z_NOTE(what)                                              \
    {                                                                      \
        "log_odds_z", "The prior is the " what "'s share of the words of " \
                      "the whole corpus, worth " NUMBER_TEXT(              \
                          PRIOR_WORDS) " "                                 \
                                       "words in all."                     \
    }

/* Returns `base`, whose columns are those above, perhaps with a theme's before
 * COMPARISON_WHAT, with the measures put in. */
struct table *comparison_table(const struct table *base,
                               const struct measure_note *notes);

struct comparison_writer {
    const struct results *results;
    struct table_output *output;
    struct cell *cells; /* the row */
    size_t names; /* cells that name a word or theme, 1, or theme and term, 2 */
    size_t measures;
    struct q_values q_values;          /* of g2; see q_values.h */
    struct q_values document_q_values; /* of Mann-Whitney's test */
    /* What the cells name; compared by address, so they are not copied. */
    const char *focus, *reference;
};

void comparison_writer_init(struct comparison_writer *writer,
                            const struct results *results,
                            struct table_output *output);
void comparison_writer_release(struct comparison_writer *writer);

/* For each row, in the order of writing, before the first is written;
 * `mann_whitney_p` as the row will have it. */
void comparison_writer_count(struct comparison_writer *writer,
                             const struct comparison_counts *counts,
                             struct measurement mann_whitney_p);

/* Once, when all rows are counted. */
void comparison_writer_adjust(struct comparison_writer *writer);

struct comparison_row {
    const char *focus, *reference; /* which outlive the writer */
    const char *theme;             /* of a term; or NULL */
    const char *what;              /* of `what_length` bytes */
    size_t what_length;
    struct comparison comparison; /* but both q-values and the prior */
    uint64_t hits_in_all;         /* the prior's: of the whole corpus */
};

enum status comparison_writer_write(struct comparison_writer *writer,
                                    const struct comparison_row *row,
                                    struct error *err) MUST_USE;

#endif
