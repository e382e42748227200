/* start_index.c - see start_index.h. */
#include "lexicon/start_index.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/literal.h"
#include "lexicon/model.h"

struct start_index {
    const struct lexicon *lexicon;
    struct literals letters; /* that patterns begin with */
    struct prefix_index *prefixes;
    struct found_ids loose; /* patterns without two literal letters to begin */
};

/* Notes the pattern's beginnings as `prefixes` of the letters, by offset until
 * all are there; false when one of them is too short to file. */
static bool add_letters(struct start_index *index, uint32_t pattern,
                        struct found_ids *owners)
{
    const struct pattern *added = &index->lexicon->patterns.items[pattern];
    size_t before = index->letters.count;
    bool long_enough = literal_prefixes(added->source, added->syntax,
                                        &index->letters);

    for (size_t i = before; i < index->letters.count; i++)
        long_enough &= index->letters.items[i].length >= 2;
    if (!long_enough)
        index->letters.count = before;
    while (owners->count < index->letters.count)
        *VECTOR_PUSH(owners) = pattern;
    return long_enough;
}

struct start_index *start_index_new(const struct lexicon *lexicon)
{
    struct start_index *index = memory_get_zeroed(1, sizeof(*index));
    struct prefixes prefixes = {0};
    struct found_ids owners = {0}; /* of each of the letters */

    index->lexicon = lexicon;
    for (uint32_t i = 0; i < lexicon->patterns.count; i++)
        if (!add_letters(index, i, &owners))
            *VECTOR_PUSH(&index->loose) = i;
    for (size_t i = 0; i < owners.count; i++)
        *VECTOR_PUSH(&prefixes) = (struct prefix){
            index->letters.items[i].text, index->letters.items[i].length,
            owners.items[i]};
    index->prefixes = prefix_index_new(&prefixes);
    free(prefixes.items);
    free(owners.items);
    return index;
}

void start_index_free(struct start_index *index)
{
    if (!index)
        return;
    prefix_index_free(index->prefixes);
    free(index->letters.items);
    free(index->loose.items);
    free(index);
}

/* A pattern with several beginnings ("state", "states") is found once. They
 * are filed in order of pattern, so equal ids stand side by side. */
static void drop_repeated(struct found_ids *ids, size_t begin)
{
    size_t kept = begin;

    for (size_t i = begin; i < ids->count; i++)
        if (i == begin || ids->items[i] != ids->items[kept - 1])
            ids->items[kept++] = ids->items[i];
    ids->count = kept;
}

void start_index_find(const struct start_index *index, const char *text,
                      const char *folded, size_t folded_length,
                      struct found_ids *out)
{
    const struct pattern *patterns = index->lexicon->patterns.items;
    size_t begin = out->count;

    prefix_index_find(index->prefixes, folded, folded_length, out);
    drop_repeated(out, begin);
    for (size_t i = 0; i < index->loose.count; i++)
        if (pattern_may_begin_with(&patterns[index->loose.items[i]],
                                   (unsigned char)*text))
            *VECTOR_PUSH(out) = index->loose.items[i];
}
