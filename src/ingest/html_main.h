/*
 * html_main.h - which part of a page is the document, once its furniture is
 * dropped (html_furniture.h).
 *
 * The smallest element is looked for that holds the prose: one whose markup
 * claims to be the document's body, the louder the better; or else the one
 * whose paragraphs are worth most, with what stands round it as long as that
 * is prose and not links.
 *
 * Learnt from Readability (names of classes as evidence; a paragraph's worth
 * goes to the elements round it), trafilatura (claims in order, then
 * fall-backs) and jusText (amounts of link text); none of their code is here.
 */
#ifndef INGEST_HTML_MAIN_H
#define INGEST_HTML_MAIN_H

#include "ingest/html_tree.h"

/* Returns the index of the element that holds the document. */
uint32_t html_find_main(const struct html_tree *tree);

/* Returns where the document begins: after the headline when it stands not far
 * above the main element, so that a lead between them is not lost; else that
 * element. */
uint32_t html_find_start(const struct html_tree *tree, uint32_t main);

#endif
