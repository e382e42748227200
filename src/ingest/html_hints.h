/*
 * html_hints.h - what an element's name, class, id and role say of it.
 *
 * Authors name the parts of their pages: "entry-content", "share-bar". The
 * words of those names, split where they are joined ("articleBody",
 * "post-meta"), are looked up in tables. They are evidence, not proof:
 * "has-sidebar" may stand on the whole page, so who uses a hint also looks at
 * how much text is at stake.
 */
#ifndef INGEST_HTML_HINTS_H
#define INGEST_HTML_HINTS_H

#include <gumbo.h>

/* How surely an element is the page's furniture and not the document. */
enum html_furniture {
    FURNITURE_NONE,
    FURNITURE_MAYBE,  /* believed of small parts: "meta", "author", "tags" */
    FURNITURE_LINKED, /* believed of what leads elsewhere: "teaser" */
    FURNITURE_LIKELY, /* believed unless it holds most of the text: "sidebar" */
    FURNITURE_SURE,   /* believed unless it holds nearly all: "cookie" */
};

/* How loudly an element says that it holds the document. */
enum html_claim {
    CLAIM_NONE,
    CLAIM_REGION,  /* main, role=main, "content" */
    CLAIM_ARTICLE, /* article, "post", "story" */
    CLAIM_BODY,    /* two words that together mean it: "entry-content" */
    CLAIM_MARKED,  /* itemprop=articleBody */
};

struct html_hints {
    unsigned char furniture; /* enum html_furniture */
    unsigned char claim;     /* enum html_claim */
};

struct html_hints html_hints_of(const GumboNode *element);

#endif
