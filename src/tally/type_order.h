/*
 * type_order.h - the types of a document in the order of their texts.
 *
 * Ids of types and their order in a tally depend on the worker, and on whether
 * the document was counted in pieces; texts do not. In order they also share
 * their beginnings with their neighbours (record.h).
 */
#ifndef TALLY_TYPE_ORDER_H
#define TALLY_TYPE_ORDER_H

#include <stdint.h>

#include "base/intern.h"
#include "tally/tally.h"

struct ordered_type {
    uint64_t head; /* see intern_head() */
    struct type_words of;
};

/* Returns the list's types in ascending order of their texts' bytes; the caller
 * frees. The list has no type twice. */
struct ordered_type *types_order(const struct type_list *list,
                                 const struct interner *types);

#endif
