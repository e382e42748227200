/* html_hint_tables.h - the tables of html_hints.h: words of classes and ids,
 * and values of other attributes. */
#ifndef INGEST_HTML_HINT_TABLES_H
#define INGEST_HTML_HINT_TABLES_H

#include <stddef.h>

#include "ingest/html_hints.h"

/* What a word can mean in the name of an element that holds the document. */
enum html_hint_part {
    HINT_PIECE = 1,      /* a kind of document: "article", "post" */
    HINT_BODY = 2,       /* its inside: "body", "content", "text" */
    HINT_REGION = 4,     /* the page's main part: "main", "content" */
    HINT_WHOLE_BODY = 8, /* both in one word: "articlebody" */
    HINT_OTHER = 16,     /* not itself, but what goes with it: "header" */
};

struct html_hint_word {
    const char *word; /* lower case; '*' at its end: and whatever follows */
    unsigned char furniture; /* enum html_furniture */
    unsigned char parts;     /* of enum html_hint_part */
};

/* Sorted by first letter; the first row that fits is taken. */
extern const struct html_hint_word html_hint_words[];
extern const size_t html_hint_word_count;

struct html_hint_value {
    const char *value;
    unsigned char furniture, claim;
};

/* Values of role and itemprop; the last row's value is NULL. */
extern const struct html_hint_value html_hint_roles[];
extern const struct html_hint_value html_hint_itemprops[];

/* Whole names of what is for screen readers or printers only, and words that a
 * name begins with when it speaks of what stands beside or inside the element
 * ("has-sidebar"); the last is NULL. */
extern const char *const html_hint_hidden[];
extern const char *const html_hint_layout[];

#endif
