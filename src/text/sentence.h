/*
 * sentence.h - the sentences of canonical text, as an editor would read them.
 *
 * UAX #29 finds every place where a sentence could end; these tailorings, for
 * English policy prose, decide which of them are ends:
 *
 *     abbreviations  end a sentence only if the next word could only begin one
 *     numbers        and labels stay whole: "Sec. 3. Policy", "Annex A. Terms"
 *     list markers   begin an item: "1.", "2)", "3.)", "a.", bullets; so do the
 *                    markers that go on with such a list inside a paragraph
 *     parentheses    hold a sentence together, unless they began it
 *     quotations     "Are you sure?" she asked. is one sentence
 *     ellipses       of three dots go on, of four end
 *     references     after the period stay with it ("norms.12 The")
 *
 * A period without a space after it ends none ("done.Next"): UAX #29 holds both
 * sides for one word, and a word lies in one sentence.
 *
 * A newline ends a sentence, so a whole document may be given at once.
 */
#ifndef TEXT_SENTENCE_H
#define TEXT_SENTENCE_H

#include <stdbool.h>

#include "text/span.h"

struct abbreviations;

struct sentence_rules {
    bool is_plain; /* UAX #29 alone, no tailorings */
    const struct abbreviations
        *abbreviations; /* may be NULL: initialisms only */
};

/*
 * Appends the sentences of text[range.begin, range.end), which is canonical
 * text and begins and ends at character boundaries, in order. Spans do not
 * overlap, are never empty, leave out the spaces and newlines between
 * sentences, and cover everything else. Nothing outside the range is read.
 *
 * Time is linear in the range. Threads: any number, each with its own `out`.
 */
void sentences_find(const char *text, struct span range,
                    const struct sentence_rules *rules, struct spans *out);

#endif
