/*
 * utf8_repair.h - text that is nearly UTF-8, made UTF-8.
 */
#ifndef BASE_UTF8_REPAIR_H
#define BASE_UTF8_REPAIR_H

#include <stddef.h>

#include "base/buffer.h"

struct utf8_repair {
    size_t count; /* ill-formed sequences */
    size_t first; /* where the first of them stands; 0 when there is none */
};

/* Appends the text to `out` with U+FFFD for every maximal ill-formed sequence
 * (Unicode 15, section 3.9). */
struct utf8_repair utf8_add_repaired(struct buffer *out, const char *text,
                                     size_t length);

#endif
