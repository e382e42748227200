/*
 * html_facts.h - what the sources of a page's metadata say, the most credible
 * one kept.
 *
 * A page says the same thing in several places: JSON-LD, Open Graph, Dublin
 * Core, citation tags, <title>, <time>. Each offer has a rank; a higher one
 * replaces a lower one, among equals the first stays.
 */
#ifndef INGEST_HTML_FACTS_H
#define INGEST_HTML_FACTS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "ingest/extracted.h"

enum html_fact {
    HTML_TITLE,
    HTML_DATE, /* YYYY-MM-DD */
    HTML_AUTHOR,
    HTML_LANGUAGE,
    HTML_URL,
    HTML_SITE,
    HTML_FACT_COUNT
};

enum html_rank {
    RANK_NONE,
    RANK_GUESS, /* text of the page that looks like it */
    RANK_PAGE,  /* said of the page: <title>, <meta name="date"> */
    RANK_META,  /* said of the document: Open Graph, Dublin Core */
    RANK_LD,    /* JSON-LD of an article */
};

struct html_facts {
    struct buffer value[HTML_FACT_COUNT];
    int rank[HTML_FACT_COUNT];
};

/* Takes the value unless it is empty, ranks lower, or cannot be what it is said
 * to be (a date that is none, an author that is an address). */
void html_facts_offer(struct html_facts *facts, enum html_fact fact, int rank,
                      const char *value);

/* Adds another author of the same rank. */
void html_facts_add_author(struct html_facts *facts, int rank,
                           const char *name);

/* Takes the site's name off the title, and adds all to `metadata`. */
void html_facts_finish(struct html_facts *facts, struct metadata *metadata);

void html_facts_release(struct html_facts *facts);

#endif
