/*
 * memory.h - memory that is there or the run ends.
 *
 * Half a count is a wrong count, so nothing limps on without memory: one
 * handler names the document at hand, says that nothing published was touched,
 * and ends the process. Callers never see NULL. Free with free().
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include "base/attr.h"

/* Returns `size` bytes, uninitialised. */
void *memory_get(size_t size);

/* Returns `count` zeroed elements of `size` bytes each. */
void *memory_get_zeroed(size_t count, size_t size);

/* Resizes `memory` (NULL allowed) to `count` elements of `size` bytes. */
void *memory_resize(void *memory, size_t count, size_t size);

/* Returns a NUL-terminated copy of [text, text + length). */
char *memory_copy_text(const char *text, size_t length);

/* Ends the run as above, for a library that could not get `size` bytes (0: it
 * does not say how many). */
NORETURN void memory_give_up(size_t size);

/* Names what this thread is working on, for the handler's sentence; NULL for
 * nothing. The string is borrowed until the next call. */
void memory_set_context(const char *what);

#endif
