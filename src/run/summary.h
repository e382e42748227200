/*
 * summary.h - the night in a few lines, for whoever looks at the terminal.
 *
 * Below the counts stand the themes by group, how far each moved since the run
 * before, the documents that came and went, and the issues: all read from the
 * run's folder, as every view is, so that a night that publishes the last
 * tables again shows them too. Where no people read (--quiet, --log-format
 * json), nothing of that is printed.
 */
#ifndef RUN_SUMMARY_H
#define RUN_SUMMARY_H

#include "base/attr.h"
#include "base/buffer.h"
#include "base/error.h"

/* Appends the summary of the run in `folder` in lines of `width` columns. What
 * is missing of it, as in a run of an older version, is left out. Errors are
 * those of published.h; nothing is appended then. */
MUST_USE enum status summary_add(struct buffer *out, const char *folder,
                                 size_t width, struct error *err);

#endif
