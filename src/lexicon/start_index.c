/* start_index.c - see start_index.h. */
#include "lexicon/start_index.h"

#include <stdlib.h>

#include "lexicon/model.h"

struct start_index {
    const struct lexicon *lexicon;
    struct prefix_index *prefixes;
    struct found_ids loose; /* patterns without two literal letters to begin */
};

struct start_index *start_index_new(const struct lexicon *lexicon)
{
    struct start_index *index = memory_get_zeroed(1, sizeof(*index));
    struct prefixes prefixes = {0};

    index->lexicon = lexicon;
    for (uint32_t i = 0; i < lexicon->patterns.count; i++) {
        const struct pattern *pattern = &lexicon->patterns.items[i];

        if (pattern->prefix_length >= 2)
            *VECTOR_PUSH(&prefixes) = (struct prefix){
                pattern->prefix, pattern->prefix_length, i};
        else
            *VECTOR_PUSH(&index->loose) = i;
    }
    index->prefixes = prefix_index_new(&prefixes);
    free(prefixes.items);
    return index;
}

void start_index_free(struct start_index *index)
{
    if (!index)
        return;
    prefix_index_free(index->prefixes);
    free(index->loose.items);
    free(index);
}

void start_index_find(const struct start_index *index, const char *text,
                      const char *folded, size_t folded_length,
                      struct found_ids *out)
{
    const struct pattern *patterns = index->lexicon->patterns.items;

    prefix_index_find(index->prefixes, folded, folded_length, out);
    for (size_t i = 0; i < index->loose.count; i++)
        if (pattern_may_begin_with(&patterns[index->loose.items[i]],
                                   (unsigned char)*text))
            *VECTOR_PUSH(out) = index->loose.items[i];
}
