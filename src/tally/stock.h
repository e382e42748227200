/*
 * stock.h - stock paragraphs: those that stand in many documents of a source.
 *
 * "For more information, please visit", an address block, a legal formula: the
 * boilerplate that no list of phrases can know, since every office has its own.
 * Two paragraphs are the same if they have the same words; capitals,
 * punctuation and spaces make no difference. Words are told by a hash of 64
 * bits: among a billion paragraphs of which a thousand are stock, one would be
 * taken for stock wrongly with a probability of 5 in 100 million.
 *
 * What is stock depends on the documents alone, not on workers.
 */
#ifndef TALLY_STOCK_H
#define TALLY_STOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vector.h"

/* Returns the hash of the words of a paragraph in canonical form, 0 if it has
 * none. */
uint64_t stock_hash(const char *paragraph, size_t length);

/* What is known of a document when stock is looked for. */
struct stock_document {
    const char *source;     /* name; NULL: it could not be read */
    const uint64_t *hashes; /* of its paragraphs, ascending, each once */
    size_t count;
    bool is_duplicate; /* of another document: no evidence of its own */
};

/* Sorts the hashes and leaves each once, without 0; returns how many. */
size_t stock_sort(uint64_t *hashes, size_t count);

/* How many documents are many: so many, and so many in a hundred. */
struct stock_rule {
    uint32_t documents, percent;
};

#define STOCK_NONE UINT32_MAX /* no source, no paragraph */

struct stock_source {
    const char *name;    /* borrowed */
    uint32_t documents;  /* of the source, without duplicates */
    size_t first, count; /* its paragraphs */
};

struct stock_paragraph {
    uint64_t hash;
    uint32_t documents; /* of the source that have it, without duplicates */
    uint32_t source;
};

struct stock {
    struct stock_sources VECTOR_OF(struct stock_source) sources; /* by name */
    struct stock_paragraphs VECTOR_OF(struct stock_paragraph)
        paragraphs;      /* by source, then by hash */
    uint32_t *source_of; /* by document; STOCK_NONE if unreadable */
};

/* Fills the zeroed `stock`. */
void stock_find(struct stock *stock, const struct stock_document *documents,
                size_t count, struct stock_rule rule);
void stock_release(struct stock *stock);

/* Returns which of stock->paragraphs the hash is in the source, STOCK_NONE if
 * it is none. */
uint32_t stock_lookup(const struct stock *stock, uint32_t source,
                      uint64_t hash);

/* What was met of a stock paragraph while counting. */
struct stock_note {
    uint64_t words;    /* of all that documents have of it, duplicates too */
    const char *text;  /* of the first document that has it; borrowed, NULL
                          if none was met */
    uint32_t document; /* that one */
};

struct stock_notes VECTOR_OF(struct stock_note);

/* Makes the empty `notes` one for each of the stock's paragraphs. */
void stock_notes_init(struct stock_notes *notes, const struct stock *stock);

/* Adds to `into` what others noted of the same stock; `from` may be empty. */
void stock_notes_merge(struct stock_notes *into,
                       const struct stock_notes *from);

#endif
