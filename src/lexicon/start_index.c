/* start_index.c - see start_index.h. */
#include "lexicon/start_index.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/beginning.h"

struct start_index {
    struct literals letters; /* that patterns begin with */
    struct found_ids owners; /* of each of them: the pattern */
    struct prefix_index *prefixes;
    /* Patterns without two letters to begin with, by the first byte. */
    struct found_ids loose[256];
};

/* -- Building -------------------------------------------------------------- */

/* Adds the pattern's beginnings; false when one of them is too short to file.
 */
static bool add_letters(struct start_index *index, uint32_t pattern,
                        const struct pattern *added)
{
    size_t before = index->letters.count;
    bool fit = beginning_find(added->source, added->syntax, &index->letters);

    for (size_t i = before; i < index->letters.count; i++)
        fit &= index->letters.items[i].length >= 2;
    if (!fit)
        index->letters.count = before;
    while (index->owners.count < index->letters.count)
        *VECTOR_PUSH(&index->owners) = pattern;
    return fit;
}

static void add_loose(struct start_index *index, uint32_t pattern,
                      const struct pattern *added)
{
    for (int byte = 0; byte < 256; byte++)
        if (pattern_may_begin_with(added, (unsigned char)byte))
            *VECTOR_PUSH(&index->loose[byte]) = pattern;
}

struct start_index *start_index_new(const struct lexicon *lexicon)
{
    struct start_index *index = memory_get_zeroed(1, sizeof(*index));
    struct prefixes prefixes = {0};

    for (uint32_t i = 0; i < lexicon->patterns.count; i++)
        if (!add_letters(index, i, &lexicon->patterns.items[i]))
            add_loose(index, i, &lexicon->patterns.items[i]);
    for (uint32_t i = 0; i < index->letters.count; i++)
        *VECTOR_PUSH(&prefixes) = (struct prefix){
            index->letters.items[i].text, index->letters.items[i].length, i};
    index->prefixes = prefix_index_new(&prefixes);
    free(prefixes.items);
    return index;
}

void start_index_free(struct start_index *index)
{
    if (!index)
        return;
    prefix_index_free(index->prefixes);
    free(index->letters.items);
    free(index->owners.items);
    for (size_t i = 0; i < 256; i++)
        free(index->loose[i].items);
    free(index);
}

void starts_release(struct starts *starts)
{
    free(starts->items);
    free(starts->found.items);
    *starts = (struct starts){0};
}

/* -- Finding --------------------------------------------------------------- */

static int compare_starts(const void *a, const void *b)
{
    const struct start *x = a, *y = b;

    if (x->pattern != y->pattern)
        return x->pattern < y->pattern ? -1 : 1;
    return x->rest_length != y->rest_length
               ? x->rest_length - y->rest_length
               : memcmp(x->rest, y->rest, sizeof(x->rest));
}

/* Drops what repeats a pattern that has nothing more to ask of the text: its
 * start without a rest comes first. */
static void drop_repeated(struct starts *starts)
{
    size_t kept = 0;

    for (size_t i = 0; i < starts->count; i++) {
        const struct start *last = kept ? &starts->items[kept - 1] : NULL;

        if (!last || last->pattern != starts->items[i].pattern ||
            last->rest_length > 0)
            starts->items[kept++] = starts->items[i];
    }
    starts->count = kept;
}

static void add_start(const struct start_index *index, uint32_t id,
                      size_t length, struct starts *out)
{
    const struct literal *letters = &index->letters.items[id];
    struct start start = {.pattern = index->owners.items[id]};

    if (letters->length > length) {
        start.rest_length = (uint8_t)(letters->length - length);
        memcpy(start.rest, letters->text + length, start.rest_length);
    }
    *VECTOR_PUSH(out) = start;
}

bool start_index_may_find(const struct start_index *index, const char *text,
                          size_t length)
{
    char three[3];

    if (length < sizeof(three))
        return true;
    for (size_t i = 0; i < sizeof(three); i++) {
        if ((unsigned char)text[i] >= 0x80)
            return true;
        three[i] = literal_fold_byte(text[i]);
    }
    return index->loose[(unsigned char)text[0]].count > 0 ||
           prefix_index_may_find(index->prefixes, three, sizeof(three));
}

void start_index_find(const struct start_index *index, char first,
                      const char *folded, size_t length, struct starts *out)
{
    const struct found_ids *loose = &index->loose[(unsigned char)first];

    out->count = 0;
    out->found.count = 0;
    prefix_index_find(index->prefixes, folded, length, &out->found);
    prefix_index_find_longer(index->prefixes, folded, length, &out->found);
    for (size_t i = 0; i < out->found.count; i++)
        add_start(index, out->found.items[i], length, out);
    for (size_t i = 0; i < loose->count; i++)
        *VECTOR_PUSH(out) = (struct start){.pattern = loose->items[i]};
    if (out->count > 1)
        qsort(out->items, out->count, sizeof(*out->items), compare_starts);
    drop_repeated(out);
}
