/* memory.c - see memory.h. */
#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_NO_MEMORY = 74 }; /* as any other refusal by the system */

static _Thread_local const char *context;

void memory_set_context(const char *what)
{
    context = what;
}

/* _Exit: other workers are mid-flight, and nothing of theirs is published. */
void memory_give_up(size_t size)
{
    fprintf(stderr,
            "policylex: out of memory (%zu bytes wanted)%s%s; nothing "
            "published was touched. Give the program more memory or fewer "
            "--jobs.\n",
            size, context ? " while working on " : "", context ? context : "");
    _Exit(EXIT_NO_MEMORY);
}

void *memory_get(size_t size)
{
    void *memory = malloc(size ? size : 1);

    if (!memory)
        memory_give_up(size);
    return memory;
}

void *memory_get_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);

    if (!memory)
        memory_give_up(count);
    return memory;
}

void *memory_resize(void *memory, size_t count, size_t size)
{
    size_t bytes;
    void *resized;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_give_up(SIZE_MAX);
    resized = realloc(memory, bytes ? bytes : 1);
    if (!resized)
        memory_give_up(bytes);
    return resized;
}

char *memory_copy_text(const char *text, size_t length)
{
    char *copy = memory_get(length + 1);

    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}
