/*
 * administrations.h - who governed on a day.
 *
 * Read from CSV: `president,party,start,end`, a row a term of office, in order
 * of time, dates as YYYY-MM-DD; the last `end` may be empty. A term's end may
 * be the day on which the next one starts: that day belongs to the incoming
 * administration, which takes over at noon. The name is what reports show, so a
 * president who returned is two names ("Trump 1", "Trump 2").
 *
 * Immutable once loaded; may be shared between threads.
 */
#ifndef INGEST_ADMINISTRATIONS_H
#define INGEST_ADMINISTRATIONS_H

#include <stddef.h>

#include "base/attr.h"
#include "base/error.h"
#include "base/vector.h"
#include "ingest/csv_table.h"
#include "ingest/date.h"
#include "ingest/issue.h"

struct administration {
    const char *president;  /* the administration's name; never empty */
    const char *party;      /* may be "" */
    struct date start, end; /* of day precision; `end` unknown: in office */
};

struct administrations {
    struct administration *items; /* by start */
    size_t count, capacity;
    struct csv_table table; /* owns the strings */
};

/* Loads `out` from CSV bytes; `source->stage` may be NULL. Every
 * fault (column missing, bad date, end before start, overlap, disorder) is
 * added to `issues` with its place; ERR_INPUT if there was one. Release `out`
 * in any case. */
MUST_USE enum status administrations_load(struct administrations *out,
                                          const struct csv_source *source,
                                          struct issues *issues,
                                          struct error *err);

void administrations_release(struct administrations *list);

/* Returns the administration that all days of `date` belong to; NULL when there
 * is none, or more than one. */
const struct administration *
administrations_at(const struct administrations *list, struct date date);

/* Returns the administration of that name, ASCII case ignored, or NULL. */
const struct administration *
administrations_named(const struct administrations *list, const char *name);

#endif
