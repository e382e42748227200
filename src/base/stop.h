/*
 * stop.h - a run that is asked to end before it is done.
 *
 *     stop_begin(3600);                      from now on for an hour
 *     ... if (stop_is_wanted()) ...          between documents, and steps
 *     ... if (stop_check(err) != OK) ...     before anything that lasts
 *     stop_end();                            what comes now comes too late
 *
 * SIGTERM, SIGINT and SIGHUP only leave a note, which the workers look at, so
 * that files are closed, processes ended and folders removed by those who know
 * of them. A second signal ends the process at once. A signal that was ignored
 * before (nohup) stays so. After stop_end() a first signal changes nothing:
 * what is published is published, and the exit code has to say so.
 *
 * There is one stop a process, as there is one set of signals. Any thread may
 * ask; asking takes no lock. Without stop_begin() nothing is ever wanted.
 */
#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* How often those who wait for something else look whether a stop is wanted. */
enum { STOP_LOOK_MS = 100 };

/* Takes over the signals, and wants a stop when `limit_seconds` have passed
 * (0: never). What was wanted before is forgotten. */
void stop_begin(size_t limit_seconds);

/* Forgets what was wanted, and the limit. The signals stay taken over. */
void stop_end(void);

bool stop_is_wanted(void);

/* Returns OK unless a stop is wanted; ERR_STOPPED with a sentence that says by
 * what, and what to do. */
MUST_USE enum status stop_check(struct error *err);

#endif
