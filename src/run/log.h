/*
 * log.h - what a run says on standard error.
 *
 * Sentences for people, or one JSON object a line for programs:
 *     {"time":"2026-11-22T02:30:00Z","run":"20261122T023000Z-4711",
 *      "level":"warning","document":...}
 * Data never goes this way; it has standard output. Sentences are made harmless
 * for a terminal first (base/display.h).
 */
#ifndef RUN_LOG_H
#define RUN_LOG_H

#include "ingest/issue.h"
#include "run/settings.h"

/* Returns the id of this process's run, which is in every JSON line and, as
 * "run", in run.json: when it began, and the process. Any thread. */
const char *log_run_id(void);

/* Says an issue; notes only if the settings are verbose, warnings unless they
 * are quiet, errors always. */
void log_issue(const struct settings *settings, const struct issue *issue);

/* Says a sentence at level "info", unless the settings are quiet. */
void log_info(const struct settings *settings, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

/* Says why the command ends in failure. */
void log_failure(const struct settings *settings, const struct error *err);

#endif
