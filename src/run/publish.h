/*
 * publish.h - reports that appear whole or not at all.
 *
 *     reports/.lock                       held while a run builds and publishes
 *     reports/runs/.building-XXXXXX/      the run under way
 *     reports/runs/2026-11-22T023000Z/    a run that is whole
 *     reports/latest -> runs/2026-...     the newest one; moves in one step
 *
 * A run builds a new folder aside; publishing syncs it, gives it its name, and
 * renames a new link over `latest`. Whoever opens `latest` at any instant sees
 * one whole run. What a killed run left behind is removed by the next one.
 */
#ifndef RUN_PUBLISH_H
#define RUN_PUBLISH_H

#include <stddef.h>

#include "base/error.h"

struct publication {
    char *reports;  /* folder */
    char *runs;     /* folder below it */
    char *building; /* the folder to write into; NULL before it is made */
    int lock;       /* descriptor; -1: not held */
};

/* Locks the reports folder, which is made if need be, and makes the folder to
 * build in. The lock keeps out other processes, ends with this one however it
 * dies, and also when this one closes any other descriptor of .lock: a process
 * begins one publication at a time in a folder. ERR_LOCKED: another run is
 * under way. ERR_CREATE, ERR_IO. */
MUST_USE enum status publication_begin(struct publication *out,
                                       const char *reports, struct error *err);

/* Returns the name of the newest run, which the caller frees; NULL: none. */
char *publication_newest(const struct publication *publication);

/* Makes what was built the latest run. `name`, a time as above, is wanted as
 * the run's name; if it is taken "-2" and so on is put after it. A run that
 * would sort before the newest, as the clock was set back, is named after that
 * one in the same way: the order of names is that of publication. Sets
 * `*published` to the run's path, which the caller frees. */
MUST_USE enum status publication_commit(struct publication *publication,
                                        const char *name, char **published,
                                        struct error *err);

/* Removes the runs beyond the newest `keep`, never the one at `published`.
 * ERR_IO: one could not be removed; what was published stays so. */
MUST_USE enum status publication_prune(const struct publication *publication,
                                       const char *published, size_t keep,
                                       struct error *err);

/* Removes what was built and not published, and unlocks. */
void publication_end(struct publication *publication);

#endif
