/*
 * spread.h - how evenly themes or terms are spread over documents and groups:
 * the columns and their cells.
 *
 *     struct spread spread;
 *
 *     spread_init(&spread, results, TALLY_THEMES);
 *     spread_read(&spread, &group_row);
 *     spread_set_cells(&spread, theme, row + SPREAD);
 *     spread_release(&spread);
 *
 * Threads: no state.
 */
#ifndef REPORT_TABLES_SPREAD_H
#define REPORT_TABLES_SPREAD_H

#include "base/vector.h"
#include "report/results.h"
#include "report/table.h"
#include "report/tables/group_rows.h"
#include "stats/dispersion.h"

/* The cells, counted from the first. */
enum {
    SPREAD_DP,
    SPREAD_DP_NORM,
    SPREAD_JUILLAND_D,
    SPREAD_DP_GROUPS,
    SPREADS
};

#define DISPERSION_DP_COLUMN                                            \
    {                                                                   \
        "dispersion_dp", COLUMN_MEASURE,                                \
            .unit = "1",                                                \
            .meaning = "Gries's deviation of proportions (2008), 1/2 "  \
                       "sum |v/f - s| over the group's documents: v "   \
                       "hits of the document, f of the group, s the "   \
                       "document's share of the words. 0 is spread as " \
                       "evenly as the words, towards 1 is in few "      \
                       "documents. Blank without a hit, or with one "   \
                       "document only."                                 \
    }

#define DISPERSION_DP_NORM_COLUMN                                        \
    {                                                                    \
        "dispersion_dp_norm", COLUMN_MEASURE,                            \
            .unit = "1",                                                 \
            .meaning = "dispersion_dp / (1 - s of the smallest "         \
                       "document), which reaches 1 when all hits are "   \
                       "in the smallest (Lijffijt & Gries 2012). Blank " \
                       "without a hit, or with one document only."       \
    }

#define JUILLAND_D_COLUMN                                                 \
    {                                                                     \
        "juilland_d", COLUMN_MEASURE,                                     \
            .unit = "1",                                                  \
            .meaning = "Juilland's D (1970), 1 - (sd/mean)/sqrt(k-1) of " \
                       "the rates of the group's k documents, "           \
                       "population sd: 1 is the same rate everywhere, 0 " \
                       "is in one document only. Long and short "         \
                       "documents weigh the same, and with many "         \
                       "documents it is near 1 for almost everything: "   \
                       "prefer dispersion_dp. Blank without a hit, or "   \
                       "with one document only."                          \
    }

#define DISPERSION_DP_GROUPS_COLUMN                                       \
    {                                                                     \
        "dispersion_dp_groups", COLUMN_MEASURE,                           \
            .unit = "1",                                                  \
            .meaning = "dispersion_dp over groups instead of documents: " \
                       "0 is spread over the groups as the words are, "   \
                       "towards 1 is in few groups. Only in the rows of " \
                       "\"(all)\"; blank elsewhere, without a hit, or "   \
                       "with one group only."                             \
    }

/* The hits of one theme or term, document by document. */
struct spread_parts VECTOR_OF(struct dispersion_part);

struct spread {
    const struct results *results;
    enum tally_kind kind;
    size_t id_count;
    struct spread_parts *parts;       /* by id */
    struct dispersion_part *by_group; /* room for one id's */
    const struct group_row *row;      /* the group at hand */
    uint64_t smallest_words;          /* of its documents */
};

/* `kind` is TALLY_THEMES or TALLY_TERMS. */
void spread_init(struct spread *spread, const struct results *results,
                 enum tally_kind kind);
void spread_release(struct spread *spread);

/* Takes up a group, which is borrowed. Linear in its documents. */
void spread_read(struct spread *spread, const struct group_row *row);

/* Sets the SPREADS cells of a theme or term in the group taken up. */
void spread_set_cells(const struct spread *spread, size_t id,
                      struct cell *cells);

#endif
