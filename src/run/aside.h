/*
 * aside.h - the paragraphs of a document that are not counted with its text.
 *
 * Section headings (text/headings.h), where they are to be counted apart or
 * left out, and stock paragraphs (tally/stock.h). One per reader. With the
 * defaults of settings nobody looks, and nothing is taken aside.
 */
#ifndef RUN_ASIDE_H
#define RUN_ASIDE_H

#include <stdbool.h>

#include "ingest/extracted.h"
#include "run/settings.h"
#include "tally/stock.h"
#include "text/paragraphs.h"
#include "text/segmented.h"

struct aside {
    /* what to look for */
    bool finds_headings, takes_headings, takes_stock;
    const struct stock *stock; /* NULL: none is known */
    uint32_t source;           /* of the document at hand, in `stock` */

    /* of the document read last */
    struct segmented headings;                      /* empty unless taken */
    struct segmented found;                         /* stock, taken or not */
    struct stock_places VECTOR_OF(uint32_t) places; /* of each paragraph of
                                             `found`, in stock->paragraphs */
    struct paragraph_marks marks;                   /* of what is left */
};

/* Sets the zeroed `aside` up by --headings and --boilerplate. */
void aside_init(struct aside *aside, const struct settings *settings);
void aside_release(struct aside *aside);

/* Takes the paragraphs out of a text that is in canonical form but not yet
 * segmented; what is taken is segmented. Until stock is known, none is. */
void aside_take(struct aside *aside, const struct line_kinds *kinds,
                const struct text_rules *rules, struct segmented *text);

#endif
