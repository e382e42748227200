/*
 * run.h - the night: corpus to reports.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "run/settings.h"

struct run_outcome {
    size_t documents;  /* in the corpus */
    size_t unreadable; /* of them */
    size_t unlisted;   /* folders and files that nobody may look at */
    bool is_unchanged; /* the latest run's tables are published again */
    char *published;   /* the run's folder; the caller frees it */
};

/* Counts the corpus and publishes reports. Problems of single documents are
 * rows of issues.csv and counted in the outcome; anything else is an error, and
 * then what was published before is untouched. */
MUST_USE enum status run_night(const struct settings *settings,
                               struct run_outcome *outcome, struct error *err);

#endif
