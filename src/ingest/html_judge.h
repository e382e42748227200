/*
 * html_judge.h - which paragraphs inside the document's element are not the
 * document's: the headline (it is metadata), by-lines and dates above the text,
 * rows of links, calls to read more, and headings with nothing left below them.
 */
#ifndef INGEST_HTML_JUDGE_H
#define INGEST_HTML_JUDGE_H

#include "ingest/html_blocks.h"

/* What is metadata already; NULL: unknown. */
struct html_headline {
    const char *title, *author;
};

/* Clears `kept` of what does not belong. `main` is the document's element; what
 * stands before it is kept only when it reads as prose. */
void html_judge_blocks(struct html_blocks *blocks, uint32_t main,
                       const struct html_headline *headline);

#endif
