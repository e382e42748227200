/*
 * tally.h - what was counted, in integers, of a document or of many.
 *
 * Everything countable is a key with a count, filed under a kind: hits under
 * their terms, pairs of themes under pair_key(), and words under their types,
 * which are so many that they have a list and a table of their own. So one
 * document's tally is a few short lists, a group's is a few tables, and one
 * function merges them everywhere: documents into groups, workers' groups into
 * the run's, nights and shards alike. Merging is adding; it is exact and may
 * happen in any order.
 *
 * Ids of terms and themes are the lexicon's. Ids of types and forms are the
 * worker's; a struct tally_ids translates them when workers are merged.
 */
#ifndef TALLY_TALLY_H
#define TALLY_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/count_map.h"
#include "base/vector.h"
#include "tally/type_tally.h"

/* The stretches of text in which themes and terms meet. */
enum unit { UNIT_SENTENCE, UNIT_PARAGRAPH, UNIT_DOCUMENT, UNIT_WINDOW, UNITS };

/* Returns the unit's name in settings and reports: "sentence". Static. */
const char *unit_name(enum unit unit);

/* What is counted in each kind of unit. */
enum unit_count {
    UNIT_THEMES,      /* theme -> units with it (window: its hits) */
    UNIT_TERMS,       /* term -> units with it (window: its hits) */
    UNIT_THEME_PAIRS, /* pair_key(smaller, larger) -> units with both */
    UNIT_TERM_PAIRS,  /* likewise; in a window, pairs of hits */
    UNIT_COUNTS
};

enum tally_kind {
    TALLY_THEMES, /* theme -> hits */
    TALLY_TERMS,  /* term -> hits */
    TALLY_FORMS,  /* pair_key(term, matched form) -> hits */
    TALLY_UNITS,  /* the first of UNITS * UNIT_COUNTS kinds */
    TALLY_KINDS = TALLY_UNITS + UNITS * UNIT_COUNTS
};

static inline enum tally_kind tally_unit_kind(enum unit unit,
                                              enum unit_count count)
{
    return (enum tally_kind)(TALLY_UNITS + (int)unit * UNIT_COUNTS +
                             (int)count);
}

struct totals {
    uint64_t documents;
    uint64_t bytes; /* of the files */
    uint64_t characters;
    uint64_t words;
    uint64_t sentences;
    uint64_t paragraphs;
    uint64_t hits;
};

struct count_pair {
    uint64_t key;
    uint64_t count;
};

struct count_list VECTOR_OF(struct count_pair);

/* The words of a type in a document: as few as the bytes of its text. */
struct type_words {
    uint32_t type;
    uint32_t words;
};

struct type_list VECTOR_OF(struct type_words);

/* One document's tally: each type and key stands once in its list. */
struct document_tally {
    struct totals totals;
    struct type_list types;
    struct count_list counts[TALLY_KINDS];
};

/* Many documents' tally; `documents` of an entry is how many have the key. */
struct tally {
    struct totals totals;
    struct type_tally types;
    struct count_map counts[TALLY_KINDS];
};

void document_tally_release(struct document_tally *tally);
void tally_release(struct tally *tally);

/* Sorts the list by key and adds up the counts of equal keys. */
void count_list_compact(struct count_list *list);

/* Makes `out` the tally of one document of which the parts were added up in
 * `sum`, which is empty afterwards. */
void document_tally_take(struct document_tally *out, struct tally *sum);

/* Adds one document. */
void tally_add_document(struct tally *into, const struct document_tally *from);

/* Where ids of `from` differ from those of `into`: the new id of each. NULL
 * leaves them as they are. */
struct tally_ids {
    const uint32_t *types; /* by type of `from` */
    const uint32_t *forms; /* by matched form of `from` */
};

/* Adds one tally to another. */
void tally_merge(struct tally *into, const struct tally *from,
                 struct tally_ids ids);

#endif
