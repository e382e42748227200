/* parts.c - see parts.h. */
#include "ingest/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/files.h"
#include "ingest/format.h"

enum { DIGITS_MAX = 9, FILE_BYTES_MAX = 256 * 1024 * 1024 };

uint32_t part_of_path(const char *path, size_t *length)
{
    const char *mark = strrchr(path, '#'), *digits;

    if (length)
        *length = strlen(path);
    if (!mark)
        return 0;
    digits = mark + 1;
    if (*digits < '1' || *digits > '9' || strlen(digits) > DIGITS_MAX ||
        strspn(digits, "0123456789") != strlen(digits))
        return 0;
    if (length)
        *length = (size_t)(mark - path);
    return (uint32_t)strtoul(digits, NULL, 10);
}

uint32_t parts_count(struct extractor *extractor, const char *folder,
                     const char *path)
{
    const struct format *format = format_of_path(path);
    struct buffer bytes = {.limit = FILE_BYTES_MAX};
    struct extracted extracted = {0};
    uint32_t count = 0;
    struct error err;
    char *file;

    if (!format || !format->count_parts)
        return 0;
    file = path_join(folder, path);
    if (file_read(file, &bytes, &err) == OK &&
        extractor_extract(extractor, &(struct source){path, &bytes, 0},
                          &extracted, NULL, &err) == OK)
        count = extracted.parts;
    extracted_release(&extracted);
    buffer_release(&bytes);
    free(file);
    return count;
}

const char *part_path(struct arena *arena, const char *path, uint32_t part)
{
    size_t size = strlen(path) + DIGITS_MAX + 3;
    char *name = arena_get(arena, size);

    snprintf(name, size, "%s#%u", path, part);
    return name;
}
