/*
 * headings.h - which paragraphs of a text are headings.
 *
 * HTML, Markdown and office files say so themselves. Plain text does not, and
 * is judged: a heading stands alone, is short, is no sentence, and is written
 * as titles are (Internet Freedom; EXECUTIVE SUMMARY; Section 2. Respect for
 * Civil Liberties). A sentence, an "(a)" or a long paragraph follows it, or
 * another heading does that has one; more than four such lines in a row are a
 * list, an address or a table. What ends as a date or a salutation does is
 * none.
 *
 * The rule would rather miss a heading than take a sentence for one: of 100
 * lines of reports, strategies and proclamations that it had taken, 95 were
 * headings or titles by hand; most others were names above a speech. One in
 * sentence case without a number ("What comes next"), or with a colon at its
 * end, stays a paragraph.
 */
#ifndef TEXT_HEADINGS_H
#define TEXT_HEADINGS_H

#include "ingest/extracted.h"
#include "text/paragraphs.h"

/* Makes `marks` say of each paragraph whether it is a heading. `kinds` is what
 * the format knew of the raw text's lines; where it named no heading at all the
 * text is judged. */
void headings_find(const struct canonical *text, const struct line_kinds *kinds,
                   struct paragraph_marks *marks);

#endif
