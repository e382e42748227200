/*
 * changes.h - themes before and after a boundary in time.
 *
 * Where the groups are administrations, each is held against the one that the
 * corpus has next. For quarters and years the boundary is searched: of all
 * periods that begin with CHANGE_DOCUMENTS_MIN documents or more on either
 * side, the one whose G2 is highest, which is the likeliest single change if
 * words were drawn independently (Hinkley & Hinkley 1970). They are not, so G2
 * only chooses; the contrast and the test are by documents, and whoever reads
 * them has to allow for every boundary that was tried. How near others come is
 * told by the earliest and the latest that are plausible, with documents as
 * what was sampled (stats/change_point.h).
 *
 * The allowance is Bonferroni's. That of Miller & Siegmund (1982) for a
 * maximally selected chi-square, over 5% to 95% of the words, is 0.076 where
 * forty boundaries make Bonferroni's 0.108 and eight 0.022 (z = 3), and 0.0031
 * where they make it 0.0025 and 0.0005 (z = 4): nothing is gained where it
 * matters.
 *
 *     struct changes changes;
 *
 *     changes_find(&changes, results);
 *     ... changes.items[0, count): by theme, kind and time ...
 *     free(changes.items);
 *
 * Threads: no state.
 */
#ifndef REPORT_TABLES_CHANGES_H
#define REPORT_TABLES_CHANGES_H

#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"
#include "report/results.h"
#include "stats/frequency.h"
#include "stats/rate_contrast.h"

/* Fewer documents on a side say too little of how documents differ. A macro,
 * because the table's description quotes it. */
#define CHANGE_DOCUMENTS_MIN 5

enum change_kind { CHANGE_ADMINISTRATION, CHANGE_QUARTER, CHANGE_YEAR };

struct change_side {
    const char *group; /* the administration, borrowed; or NULL */
    uint32_t period;   /* the last one before, or the first one after */
    struct rate_sums sums;
};

struct change {
    uint32_t theme;
    enum change_kind kind;
    struct change_side before, after;
    uint64_t boundaries;               /* tried to find this one; at least 1 */
    uint32_t earliest, latest;         /* that after.period may be; or 0 */
    struct rate_contrast contrast;     /* after against before */
    struct measurement mann_whitney_p; /* times boundaries, at most 1 */
};

struct changes VECTOR_OF(struct change);

void changes_find(struct changes *out, const struct results *results);

#endif
