/*
 * lint.h - does a lexicon say what its author means?
 *
 * Loading refuses what cannot be counted (see loader.h). Linting looks at what
 * can be counted and is probably not meant:
 *
 *   errors    an example without a hit of its term; a counterexample with one;
 *             a pattern that matches the empty string; a pattern that can never
 *             begin or end where a word does, and so matches nothing
 *   warnings  the same pattern in two terms of a theme; a pattern that must be
 *             asked at every word, or that gives up on its own example: slow
 */
#ifndef LEXICON_LINT_H
#define LEXICON_LINT_H

#include "ingest/issue.h"
#include "lexicon/model.h"
#include "text/segmented.h"

/* Adds what is found to `issues`, with file and line. */
void lexicon_lint(const struct lexicon *lexicon, const struct text_rules *rules,
                  struct issues *issues);

#endif
