/*
 * arena.h - memory that is given out piece by piece and taken back at once.
 *
 * What lives as long as a document, or as long as a run, is taken from an
 * arena: no piece is freed alone, addresses never move, and arena_reset() keeps
 * the chunks for the next document. Not shared between threads.
 *
 * A zeroed arena is empty.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *first;   /* owned list, in order of use */
    struct arena_chunk *current; /* where the next piece is taken from */
    size_t used_bytes;           /* in the current chunk */
};

void arena_release(struct arena *arena);

/* Takes everything back and keeps the memory. */
void arena_reset(struct arena *arena);

/* Returns `size` uninitialised bytes, aligned for any type. */
void *arena_get(struct arena *arena, size_t size);

/* Returns room for a text of `length` bytes and its NUL, with nothing between
 * it and its neighbours. */
char *arena_get_text(struct arena *arena, size_t length);

/* Returns a NUL-terminated copy of [text, text + length). */
char *arena_copy_text(struct arena *arena, const char *text, size_t length);

#endif
