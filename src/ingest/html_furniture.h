/*
 * html_furniture.h - what of a page is plainly not the document: what is hidden
 * or called navigation, banner, cookie note, comments, share bar and so on.
 *
 * A hint is believed unless so much of the page's prose would go with it that
 * it must deceive; the surer the hint, the more may go.
 */
#ifndef INGEST_HTML_FURNITURE_H
#define INGEST_HTML_FURNITURE_H

#include "ingest/html_tree.h"

/* Sets `dropped` of such nodes, and counts prose again without them. */
void html_drop_furniture(struct html_tree *tree);

#endif
