/*
 * html_text.h - the words of the HTML fragments that stand inside Markdown.
 *
 * Not a parser of pages: fragments are a few tags that a writer typed or a
 * converter left (<span>, <div>, <br>, comments). Tags and comments leave
 * nothing, scripts and styles leave nothing of what they enclose, character
 * references are resolved.
 */
#ifndef INGEST_HTML_TEXT_H
#define INGEST_HTML_TEXT_H

#include <stdbool.h>

#include "base/buffer.h"

/* Adds the fragment's text, a line for each run between block-level tags;
 * `html` may be NULL. The last line may be left open. */
void html_add_text(struct buffer *text, const char *html);

/* Returns whether the tag that `html` begins with ends a line: all but the
 * inline ones (<a>, <b>, <span> ...). */
bool html_breaks_line(const char *html);

#endif
