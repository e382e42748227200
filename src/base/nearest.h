/*
 * nearest.h - which names somebody may have meant.
 *
 *     there are: Biden, Bush 43, Obama
 *     the nearest of 312: Trump 1, Trump 2
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

#include "base/buffer.h"

/* Appends the names (borrowed, any order) as above: all of them where they are
 * few, else those that contain the one wanted or that fewest letters changed
 * make of it. Texts of strangers become harmless (display.h). */
void nearest_add(struct buffer *out, const char *wanted,
                 const char *const *names, size_t count);

#endif
