/*
 * changes.h - themes before and after a boundary in time.
 *
 * Where the groups are administrations, each is held against the one that the
 * corpus has next. For quarters and years the boundary is searched: of all
 * periods that begin with CHANGE_DOCUMENTS_MIN documents or more on either
 * side, the one whose G2 is highest, which is the likeliest single change if
 * words were drawn independently (Hinkley & Hinkley 1970). They are not, so G2
 * only chooses; the contrast and the test are by documents, and whoever reads
 * them has to allow for every boundary that was tried.
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
    struct rate_contrast contrast;     /* after against before */
    struct measurement mann_whitney_p; /* times boundaries, at most 1 */
};

struct changes VECTOR_OF(struct change);

void changes_find(struct changes *out, const struct results *results);

#endif
