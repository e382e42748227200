/*
 * differences.h - what a run counted otherwise than the run before it.
 *
 * The run before is known by its own tables (documents, theme_frequency and
 * term_frequency), whatever their dialect; this one by its results. Both become
 * lists of observations, which are held against each other by their keys.
 *
 * A document differs when it is there in one of the runs only, when its bytes
 * differ, or when its group or what became of it (its status) does. A theme or
 * a term differs in a group when its hits do, or its rate as reports show it,
 * in ten-thousandths.
 *
 *     struct differences differences = {0};
 *
 *     differences_find(&differences, results, &earlier, err)
 *     ... differences.items[0, count), in order of rows ...
 *     differences_release(&differences);
 */
#ifndef REPORT_DIFFERENCES_H
#define REPORT_DIFFERENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vector.h"
#include "ingest/csv_table.h"
#include "report/csv_writer.h"
#include "report/results.h"

enum observed_kind { OBSERVED_DOCUMENT, OBSERVED_THEME, OBSERVED_TERM };

enum { OBSERVED_KINDS = OBSERVED_TERM + 1 };

/* Texts are borrowed from the results or the tables of the run before. */
struct observation {
    enum observed_kind kind;
    const char *group;
    const char *theme;           /* "" of a document */
    const char *name;            /* of the document, theme or term */
    const char *sha256, *status; /* of a document's bytes; "" of others */
    uint64_t hits, words;
};

struct observations VECTOR_OF(struct observation);

enum difference_change {
    DIFFERENCE_ADDED,
    DIFFERENCE_GONE,
    DIFFERENCE_CHANGED,   /* a document's bytes */
    DIFFERENCE_REGROUPED, /* or only its group or status */
    DIFFERENCE_MOVED,     /* hits or rate of a theme or term */
};

struct difference {
    enum difference_change change;
    const struct observation *before, *after; /* NULL: not there */
    double amount; /* of rate, or of a document's words: never negative */
};

/* The run before. */
struct earlier_run {
    const char *folder;
    const struct csv_dialect *dialect; /* of its tables */
    bool has_same_groups; /* else only what is of "(all)" is compared */
    const char *causes;   /* why rates may have moved: "corpus, lexicon" */
};

struct differences {
    struct difference *items; /* by kind; the largest first, then by keys */
    size_t count, capacity;
    const char *causes;
    struct observations before, after;
    struct csv_table tables[OBSERVED_KINDS];
    struct arena texts;
};

/* Finds all differences into the zeroed `out`. An error says why a table of the
 * run before cannot be read; `out` then has none. Release it in any case; it
 * borrows from `results` and of `earlier` the causes. */
MUST_USE enum status differences_find(struct differences *out,
                                      const struct results *results,
                                      const struct earlier_run *earlier,
                                      struct error *err);
void differences_release(struct differences *differences);

/* The difference's own side: after, or before where that is gone. */
static inline const struct observation *
difference_subject(const struct difference *difference)
{
    return difference->after ? difference->after : difference->before;
}

#endif
