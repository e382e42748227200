/* store_verdict.c - see store_verdict.h. */
#include "tally/store_verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/issue.h"

enum store_trouble store_verdict_set(struct store_verdict *verdict,
                                     enum store_trouble trouble,
                                     const char *fmt, ...)
{
    va_list args;

    verdict->trouble = trouble;
    va_start(args, fmt);
    vsnprintf(verdict->reason, sizeof(verdict->reason), fmt, args);
    va_end(args);
    return trouble;
}

/* Reading fails because the bytes cannot be had, and a new store may get better
 * ones; what else the disk refuses, it refuses every store. */
static enum store_trouble trouble_of_disk(int extended)
{
    switch (extended) {
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
        return STORE_DAMAGED;
    default:
        return STORE_UNUSABLE;
    }
}

static enum store_trouble trouble_of(int extended)
{
    switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* other programs won every race for the lock */
    case SQLITE_INTERRUPT:
        return STORE_HINDERED;
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOLFS:
        return STORE_UNUSABLE;
    case SQLITE_IOERR:
        return trouble_of_disk(extended);
    case SQLITE_NOTADB:
        return STORE_FOREIGN;
    default:
        return STORE_DAMAGED;
    }
}

enum store_trouble store_verdict_of(struct store_verdict *verdict, sqlite3 *db,
                                    int code)
{
    int extended = db ? sqlite3_extended_errcode(db) : code;
    int number = db ? sqlite3_system_errno(db) : 0;
    enum store_trouble trouble;

    if ((extended & 0xff) != (code & 0xff))
        extended = code; /* a later call has written over it */
    if ((extended & 0xff) == SQLITE_NOMEM || extended == SQLITE_IOERR_NOMEM)
        memory_give_up(0);
    trouble = trouble_of(extended);
    if (trouble == STORE_UNUSABLE && number)
        return store_verdict_set(verdict, trouble, "%s", strerror(number));
    return store_verdict_set(verdict, trouble, "%s",
                             db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
}

void store_health_init(struct store_health *health)
{
    *health = (struct store_health){.trouble = STORE_FINE};
    pthread_mutex_init(&health->lock, NULL);
}

void store_health_release(struct store_health *health)
{
    pthread_mutex_destroy(&health->lock);
}

void store_health_note(struct store_health *health,
                       const struct store_verdict *verdict)
{
    pthread_mutex_lock(&health->lock);
    if (verdict->trouble > health->worst.trouble) {
        health->worst = *verdict;
        atomic_store(&health->trouble, (int)verdict->trouble);
    }
    pthread_mutex_unlock(&health->lock);
}

void store_health_note_code(struct store_health *health, sqlite3 *db, int code)
{
    struct store_verdict verdict;

    store_verdict_of(&verdict, db, code);
    store_health_note(health, &verdict);
}

/* What people are told: WHAT (reason): THEN. */
static const struct saying {
    enum severity severity;
    const char *what, *then;
} SAYINGS[] = {
    [STORE_HINDERED] = {SEVERITY_WARNING, "was not to be had all the time",
                        "some documents are counted again next time; let no "
                        "two runs share a store at the same hour"},
    [STORE_UNUSABLE] = {SEVERITY_WARNING, "cannot be written",
                        "what it did not keep is counted again next time; give "
                        "its folder room and the right to write, or name "
                        "another file by --store"},
    [STORE_OTHER_VERSION] = {SEVERITY_NOTE,
                             "was made by another version of policylex",
                             "it is made anew, and all documents are counted "
                             "again"},
    [STORE_FOREIGN] = {SEVERITY_WARNING, "is not a store of policylex",
                       "it now has .damaged behind its name, and a store is "
                       "made in its place; name another file by --store if "
                       "you need that one"},
    [STORE_DAMAGED] = {SEVERITY_WARNING, "is damaged",
                       "it now has .damaged behind its name, and what it held "
                       "is counted again; look after the disk if this "
                       "happens twice"},
};

void store_tell(struct issues *issues, const char *name,
                const struct store_verdict *verdict)
{
    const struct saying *saying = &SAYINGS[verdict->trouble];

    issues_add(
        issues, &(struct issue_place){saying->severity, "store", name, NULL},
        "the store %s (%s): %s", saying->what, verdict->reason, saying->then);
}

void store_tell_stuck(struct issues *issues, const char *name,
                      const struct store_verdict *verdict, int number)
{
    issues_add(
        issues, &(struct issue_place){SEVERITY_WARNING, "store", name, NULL},
        "the store %s (%s), and cannot be moved out of the way (%s): do so, or "
        "name another file by --store",
        SAYINGS[verdict->trouble].what, verdict->reason, strerror(number));
}
