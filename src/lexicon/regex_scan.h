/*
 * regex_scan.h - walking a regular expression without compiling it.
 *
 * Enough of PCRE2's syntax to step over groups, classes and escapes, for those
 * who read letters out of a pattern (literal.h, beginning.h).
 */
#ifndef LEXICON_REGEX_SCAN_H
#define LEXICON_REGEX_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* Does nothing in the regex change what its letters mean, here or elsewhere?
 * The bars at its top level are counted. */
bool regex_is_readable(const char *source, size_t *bars);

/* Returns the closing parenthesis of the group that begins at `at`, or the
 * terminating NUL. */
PURE const char *regex_group_end(const char *at);

/* Returns the last byte of the group, class, escape or counted repetition that
 * begins at `at`, `at` itself for anything else, or the terminating NUL. */
PURE const char *regex_element_end(const char *at);

/* Returns where the alternative that `at` stands in ends: at '|' or ')' of its
 * own level, or the NUL. */
PURE const char *regex_alternative_end(const char *at);

#endif
