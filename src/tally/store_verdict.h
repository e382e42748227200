/*
 * store_verdict.h - what is wrong with a store, and what people are told.
 *
 * SQLite has some eighty result codes; for a night there are five troubles,
 * each with what is done about it.
 *
 * Threads: a health belongs to a store and may be asked and told by any thread;
 * a verdict is a value.
 */
#ifndef TALLY_STORE_VERDICT_H
#define TALLY_STORE_VERDICT_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include <sqlite3.h>

#include "base/attr.h"

struct issues;

/* How bad it is; a worse one takes the place of a better one. */
enum store_trouble {
    STORE_FINE,
    STORE_HINDERED,      /* another program is at it, or the like: may pass */
    STORE_UNUSABLE,      /* no room, no right to write, a failing disk */
    STORE_OTHER_VERSION, /* another version of this program wrote it */
    STORE_FOREIGN,       /* not a store at all */
    STORE_DAMAGED,
};

enum { STORE_REASON_MAX = 256 };

/* A trouble and the reason, which completes "is damaged: ". */
struct store_verdict {
    enum store_trouble trouble;
    char reason[STORE_REASON_MAX];
};

/* Sets the verdict; returns the trouble. */
enum store_trouble store_verdict_set(struct store_verdict *verdict,
                                     enum store_trouble trouble,
                                     const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Sets the verdict on a result code of SQLite, other than SQLITE_OK, _ROW and
 * _DONE. Ends the run where memory is short. */
enum store_trouble store_verdict_of(struct store_verdict *verdict, sqlite3 *db,
                                    int code);

/* The worst that has befallen an open store, of equals the first. */
struct store_health {
    pthread_mutex_t lock;
    struct store_verdict worst;
    atomic_int trouble; /* that of `worst`, to be asked without the lock */
};

void store_health_init(struct store_health *health);
void store_health_release(struct store_health *health);

static inline enum store_trouble store_trouble_now(struct store_health *health)
{
    return (enum store_trouble)atomic_load(&health->trouble);
}

void store_health_note(struct store_health *health,
                       const struct store_verdict *verdict);

/* Notes what a result code of SQLite means. */
void store_health_note_code(struct store_health *health, sqlite3 *db, int code);

/* Tells people that the store `name` is in a trouble, and what follows. */
void store_tell(struct issues *issues, const char *name,
                const struct store_verdict *verdict);

/* ... and that its file cannot be moved out of the way, because of `number`, an
 * errno. */
void store_tell_stuck(struct issues *issues, const char *name,
                      const struct store_verdict *verdict, int number);

#endif
