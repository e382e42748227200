/*
 * q_values.h - the adjusted p-values of a table whose rows are made twice.
 *
 * A q-value needs the p-values of all rows, so a fill function goes through its
 * rows once for them and once more to write.
 *
 *     for each row: q_values_add(&q, p);
 *     q_values_adjust(&q);
 *     for each row: row.q_value = q_values_next(&q);
 *     q_values_release(&q);
 *
 * A zeroed struct is empty. Threads: no state.
 */
#ifndef REPORT_TABLES_Q_VALUES_H
#define REPORT_TABLES_Q_VALUES_H

#include <stddef.h>
#include <stdlib.h>

#include "base/vector.h"
#include "stats/measurement.h"
#include "stats/significance.h"

struct q_values {
    struct {
        double *items;
        size_t count;
        size_t capacity;
    } values;    /* p-values, then q-values */
    size_t next; /* the first not yet handed out */
};

static inline void q_values_add(struct q_values *q, double p)
{
    *VECTOR_PUSH(&q->values) = p;
}

static inline void q_values_adjust(struct q_values *q)
{
    benjamini_hochberg(q->values.items, q->values.count);
}

/* Returns the q-value of the next row, in the order in which they were added;
 * blank beyond the last. */
static inline struct measurement q_values_next(struct q_values *q)
{
    if (q->next >= q->values.count)
        return measurement_blank();
    return measurement_of(q->values.items[q->next++]);
}

static inline void q_values_release(struct q_values *q)
{
    free(q->values.items);
    *q = (struct q_values){0};
}

#endif
