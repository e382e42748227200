/* shard.c - see shard.h. */
#include "run/shard.h"

#include <stddef.h>
#include <string.h>

#include "base/digest.h"

/* Reads digits, which end at `end`; returns what follows, NULL where they are
 * none or more than SHARDS_MAX. */
static const char *read_number(const char *text, char end, uint32_t *out)
{
    const char *at = text;

    for (*out = 0; *at >= '0' && *at <= '9' && *out <= SHARDS_MAX; at++)
        *out = *out * 10 + (uint32_t)(*at - '0');
    return at > text && *at == end && *out <= SHARDS_MAX ? at + 1 : NULL;
}

bool shard_parse(const char *text, struct shard *out)
{
    struct shard read;
    const char *count = read_number(text, '/', &read.number);

    if (!count || !read_number(count, '\0', &read.count) || !read.number ||
        read.number > read.count)
        return false;
    *out = read;
    return true;
}

uint32_t shard_of_path(const char *path, uint32_t count)
{
    struct digest digest;
    uint64_t number = 0;

    digest_of(path, strlen(path), &digest);
    for (size_t i = 0; i < sizeof(number); i++)
        number = number << 8 | digest.bytes[i];
    return (uint32_t)(number % count) + 1;
}
