/* arena.c - see arena.h. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { CHUNK_BYTES = 64 * 1024 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t size_bytes;
    alignas(max_align_t) char bytes[];
};

void arena_release(struct arena *arena)
{
    struct arena_chunk *chunk = arena->first;

    while (chunk) {
        struct arena_chunk *next = chunk->next;

        free(chunk);
        chunk = next;
    }
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    arena->current = arena->first;
    arena->used_bytes = 0;
}

static struct arena_chunk *new_chunk(size_t need)
{
    size_t size = need > CHUNK_BYTES ? need : CHUNK_BYTES;
    struct arena_chunk *chunk = memory_get(sizeof(*chunk) + size);

    chunk->next = NULL;
    chunk->size_bytes = size;
    return chunk;
}

/* Moves on to a chunk with room for `need` bytes: the next one kept from before
 * a reset, or a new one put in front of it. */
static void next_chunk(struct arena *arena, size_t need)
{
    struct arena_chunk **link = arena->current ? &arena->current->next
                                               : &arena->first;

    if (!*link || (*link)->size_bytes < need) {
        struct arena_chunk *chunk = new_chunk(need);

        chunk->next = *link;
        *link = chunk;
    }
    arena->current = *link;
    arena->used_bytes = 0;
}

/* `align` is a power of two, at most a chunk's own. */
static void *get_aligned(struct arena *arena, size_t size, size_t align)
{
    size_t begin = (arena->used_bytes + align - 1) & ~(align - 1);

    if (!arena->current || arena->current->size_bytes < begin ||
        arena->current->size_bytes - begin < size) {
        next_chunk(arena, size);
        begin = 0;
    }
    arena->used_bytes = begin + size;
    return arena->current->bytes + begin;
}

void *arena_get(struct arena *arena, size_t size)
{
    return get_aligned(arena, size, alignof(max_align_t));
}

char *arena_get_text(struct arena *arena, size_t length)
{
    return get_aligned(arena, length + 1, 1);
}

char *arena_copy_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_get_text(arena, length);

    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
