/*
 * store_vfs_fixture.h - SQLite's files, with calls that fail when a test says.
 *
 * Between SQLite and the system stands its "VFS", a table of some twenty calls:
 * open, read, write, sync, lock, map. This one counts them and lets the Nth
 * fail, once or from then on. It never syncs, so that a test may make thousands
 * of nights: what is synced matters to a machine that loses power alone.
 */
#ifndef TESTS_STORE_VFS_FIXTURE_H
#define TESTS_STORE_VFS_FIXTURE_H

#include <stdbool.h>

struct store_faults {
    unsigned calls;    /* so far */
    unsigned fail_at;  /* number of the call that fails; 0: none */
    bool keep_failing; /* ... and so do all that follow */
    bool is_full;      /* what cannot be written has no room */
};

/* Belongs to the test; one thread at a time. */
extern struct store_faults store_faults;

/* Puts it in place of the system's calls, for all stores of this program. */
void store_vfs_use(void);

#endif
