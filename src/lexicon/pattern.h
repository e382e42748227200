/*
 * pattern.h - from a pattern as analysts write it to compiled PCRE2.
 *
 * All three syntaxes become one anchored regular expression in which numbered
 * callouts ask what only the segmentation knows, so that PCRE2 backtracks to
 * the next possibility when the answer is no:
 *
 *     CALLOUT_WORD_END    here a word must end (glob)
 *     CALLOUT_WORD_BEGIN  here a word must begin (glob)
 *     CALLOUT_HIT_END     here a word, or a part of a hyphenated compound, must
 *                         end: the end of phrases and regexes
 *
 * phrase: a space or hyphen matches a space or a hyphen, a hyphen also nothing;
 * '*' is any run of letters, digits and apostrophes, '?' is one of them.
 * glob: '*' is any run of characters within a word, '?' is one; a space is a
 * step to the next word, whatever punctuation stands between.
 */
#ifndef LEXICON_PATTERN_H
#define LEXICON_PATTERN_H

#include "base/buffer.h"
#include "base/error.h"
#include "lexicon/model.h"

enum { CALLOUT_WORD_END = 1, CALLOUT_WORD_BEGIN = 2, CALLOUT_HIT_END = 3 };

/* Appends the regular expression that `source`, canonical text in `syntax`,
 * means, without the anchoring. */
void pattern_translate(const char *source, enum syntax syntax,
                       struct buffer *regex);

/* Compiles pattern->source by pattern->syntax and ->is_sensitive and fills the
 * compiled members. On failure the sentence says what is wrong with the
 * pattern (not where it stands) and nothing is to be released. */
MUST_USE enum status pattern_compile(struct pattern *pattern,
                                     struct error *err);

void pattern_release(struct pattern *pattern);

#endif
