/*
 * group_names.h - the groups of a published run, in time.
 *
 * See published_groups(). Years come from theme_trend; theme_frequency has the
 * groups without a dated document, too.
 */
#ifndef REPORT_GROUP_NAMES_H
#define REPORT_GROUP_NAMES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/error.h"
#include "report/published.h"

/* Makes the list of names, which the caller frees; the names themselves are
 * taken from the arena. Reads both tables. */
MUST_USE enum status group_names_read(const struct published *run,
                                      struct arena *arena, const char ***names,
                                      size_t *count, struct error *err);

#endif
