/*
 * latest.h - the run that was published last, as it tells of itself.
 *
 * A run is believed only as far as its files can be read: what is missing or
 * of another kind is "" or 0 here, which no fingerprint and no time equals.
 */
#ifndef RUN_LATEST_H
#define RUN_LATEST_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/error.h"

struct latest_run {
    char *name;      /* of its folder: 2026-11-22T023000Z */
    char *folder;    /* path, not by way of `latest`, which may move */
    json_t *run;     /* run.json */
    json_t *package; /* datapackage.json */
};

/* Finds the latest run below `reports`. ERR_MISSING: there is none; ERR_FORMAT,
 * ERR_IO: its files cannot be read. Release `out` in any case. */
MUST_USE enum status latest_run_open(struct latest_run *out,
                                     const char *reports, struct error *err);
void latest_run_release(struct latest_run *latest);

/* Is it still the latest? */
bool latest_run_is_latest(const struct latest_run *latest, const char *reports);

/* A text at the top of run.json; "" if there is none; borrowed. */
const char *latest_run_text(const struct latest_run *latest, const char *key);

/* A number below "counts" in run.json. */
uint64_t latest_run_count(const struct latest_run *latest, const char *key);

/* When it began; 0 where it does not say. */
time_t latest_run_begun(const struct latest_run *latest);

/* When the run began that counted what it publishes; likewise. */
time_t latest_run_counted(const struct latest_run *latest);

/* Has it a file of that name and size that was last changed when its run.json
 * was written, or before? `bytes` below 0: of any size. */
bool latest_run_has_file(const struct latest_run *latest, const char *name,
                         json_int_t bytes);

#endif
