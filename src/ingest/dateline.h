/*
 * dateline.h - the date that a document's first lines give.
 *
 *     July 14, 2011                                   a line of its own
 *     Washington, DC, Thursday, 14 July 2011          after a place
 *     For Immediate Release          May 29, 2009     after a label, a gap
 *     WASHINGTON, July 14, 2011 (Reuters) - The       before a dash
 *     Executive Order 13694 of April 1, 2015          an order's title line
 *
 * A date within a sentence is none, nor is one that a line says to be of
 * something else ("Last updated: May 5, 2020"), nor a span of two dates. It is
 * better to find no date than a wrong one.
 *
 * Pure functions; any thread.
 */
#ifndef INGEST_DATELINE_H
#define INGEST_DATELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/date.h"

/* Where a dateline is looked for. */
enum { DATELINE_LINES = 40, DATELINE_BYTES = 3000 };

/* Reads a date in words at the beginning of text[0, length): "July 14, 2011",
 * "Jul. 14 2011", "14th of July, 2011", "2011-07-14", "July 2011". Returns how
 * many bytes it takes, 0 when there is none. */
size_t date_read_words(const char *text, size_t length, struct date *out);

/* Finds the dateline of the text (lines end with '\n'); false if none. */
bool dateline_find(const char *text, size_t length, struct date *out);

#endif
