/*
 * vector.h - growing arrays of any element type.
 *
 *     struct hits VECTOR_OF(struct hit);        declares items, count, capacity
 *     *VECTOR_PUSH(&hits) = (struct hit){...};  appends one element
 *
 * A zeroed vector is empty. The owner frees `items`; setting `count` to 0 keeps
 * the memory for the next document.
 */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include <stddef.h>

#include "base/memory.h"

#define VECTOR_OF(type)  \
    {                    \
        type *items;     \
        size_t count;    \
        size_t capacity; \
    }

/* Makes room for `need` elements in all. */
#define VECTOR_RESERVE(vector, need)                                         \
    ((need) <= (vector)->capacity                                            \
         ? (void)0                                                           \
         : (void)((vector)->items = vector_grow((vector)->items,             \
                                                &(vector)->capacity, (need), \
                                                sizeof(*(vector)->items))))

/* Appends one uninitialised element; returns its address. */
#define VECTOR_PUSH(vector)                         \
    (VECTOR_RESERVE((vector), (vector)->count + 1), \
     &(vector)->items[(vector)->count++])

/* Returns `items` resized to hold at least `need` elements of `size` bytes and
 * updates `*capacity`. Growth is by half again, at least 16 elements. */
static inline void *vector_grow(void *items, size_t *capacity, size_t need,
                                size_t size)
{
    size_t grown = *capacity + *capacity / 2 + 16;

    *capacity = grown > need ? grown : need;
    return memory_resize(items, *capacity, size);
}

#endif
