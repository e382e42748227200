/*
 * document_hits.h - a document's hits of themes or of terms, read alike.
 *
 * Reports ask the same of themes and of terms: sums over documents, sorted
 * rates, spread. What they ask it of is the `kind`: TALLY_THEMES or
 * TALLY_TERMS; ids are the lexicon's.
 */
#ifndef REPORT_TABLES_DOCUMENT_HITS_H
#define REPORT_TABLES_DOCUMENT_HITS_H

#include <stddef.h>
#include <stdint.h>

#include "report/results.h"

/* A theme or term with hits in a document. */
struct document_hits {
    uint64_t hits;
    uint32_t id;
};

/* Returns how many themes or terms the lexicon has. */
static inline size_t ids_of_kind(const struct results *results,
                                 enum tally_kind kind)
{
    return kind == TALLY_TERMS ? results->lexicon->terms.count
                               : results->lexicon->themes.count;
}

/* Returns how many of them have hits in the document. */
static inline size_t document_hits_count(const struct document_result *document,
                                         enum tally_kind kind)
{
    return kind == TALLY_TERMS ? document->term_count : document->theme_count;
}

/* Returns the one at `index`, by ascending id. */
static inline struct document_hits
document_hits_at(const struct document_result *document, enum tally_kind kind,
                 size_t index)
{
    if (kind == TALLY_TERMS)
        return (struct document_hits){document->terms[index].hits,
                                      document->terms[index].term};
    return (struct document_hits){document->themes[index].hits,
                                  document->themes[index].theme};
}

#endif
