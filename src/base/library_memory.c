/* library_memory.c - see library_memory.h. */
#include "base/library_memory.h"

#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void *resize(void *memory, size_t size)
{
    return memory_resize(memory, size, 1);
}

static char *copy_text(const char *text)
{
    return memory_copy_text(text, strlen(text));
}

/* OpenSSL says in which of its lines it asks. */
static void *get_at(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_get(size);
}

static void *resize_at(void *memory, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_resize(memory, size, 1);
}

static void free_at(void *memory, const char *file, int line)
{
    (void)file;
    (void)line;
    free(memory);
}

/* Either setter refuses only once its library holds memory already. */
void library_memory_guard(void)
{
    json_set_alloc_funcs(memory_get, free);
    (void)CRYPTO_set_mem_functions(get_at, resize_at, free_at);
    (void)xmlMemSetup(free, memory_get, resize, copy_text);
}
