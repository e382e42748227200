/*
 * unchanged.h - a night on which nothing has changed.
 *
 * Most nights nobody has touched corpus, lexicon, settings or program. Such a
 * night does not count: it publishes the latest run's tables again, as a run of
 * its own with its own times, in about the time that listing the corpus takes.
 *
 * It is one when the fingerprint of all inputs (fingerprint.h) is that of the
 * latest run, and that run can be trusted:
 *   - it read every document, since what could not be read may be readable now;
 *   - every input was last changed more than UNCHANGED_SECONDS before it began,
 *     since a file that changes twice within the grain of a file system's
 *     clock keeps its time;
 *   - its tables are as it left them, by size and time.
 *
 * The tables become hard links where the file system has them, so a year of
 * such nights takes no room, and removing an old run takes nothing from a
 * newer one. That is why tables are read-only: whoever edits one in place edits
 * all its names.
 */
#ifndef RUN_UNCHANGED_H
#define RUN_UNCHANGED_H

#include <stdbool.h>

#include "run/night.h"

enum { UNCHANGED_SECONDS = 2 };

/* Has nothing changed since the latest run? Opens that, lists the corpus and
 * takes the fingerprint, which all stay with the night. With `--store none`
 * nobody looks. */
bool night_is_unchanged(struct night *night);

/* Puts the latest run's tables into the folder being built. An error, after
 * which that folder is of no use: one has gone, or another run is the latest
 * now. */
MUST_USE enum status night_take_tables(struct night *night, struct error *err);

#endif
