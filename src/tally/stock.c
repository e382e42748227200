/* stock.c - see stock.h. The hashes of a source's documents are put in one
 * list and sorted; what stands there often enough is stock. A list of 8 bytes a
 * paragraph is smaller than any table that could count them one by one. */
#include "tally/stock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, finished by MurmurHash3's mixer, as in duplicates.c. */
static uint64_t add_byte(uint64_t hash, unsigned char byte)
{
    return (hash ^ byte) * 0x100000001B3U;
}

static uint64_t finish(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53U;
    return hash ^ hash >> 33;
}

uint64_t stock_hash(const char *paragraph, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325U;
    bool in_word = false, any = false;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)paragraph[i];

        if (!isalnum(c) && c < 0x80) {
            in_word = false;
            continue;
        }
        if (!in_word && any)
            hash = add_byte(hash, ' ');
        hash = add_byte(hash, (unsigned char)tolower(c));
        in_word = any = true;
    }
    hash = finish(hash);
    return any ? hash + (hash == 0) : 0;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

size_t stock_sort(uint64_t *hashes, size_t count)
{
    size_t kept = 0;

    if (count)
        qsort(hashes, count, sizeof(*hashes), compare_hashes);
    for (size_t i = 0; i < count; i++)
        if (hashes[i] && (!kept || hashes[kept - 1] != hashes[i]))
            hashes[kept++] = hashes[i];
    return kept;
}

/* -- Documents by source --------------------------------------------------- */

/* Some of all documents, as indexes: those of a source. */
struct members {
    const struct stock_document *documents;
    const uint32_t *items;
    size_t count;
};

static int compare_sources(const void *a, const void *b, void *context)
{
    const struct stock_document *documents =
        ((const struct members *)context)->documents;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int order = strcmp(documents[x].source, documents[y].source);

    return order ? order : (x > y) - (x < y);
}

/* Returns the readable documents' indexes by source; the caller frees. */
static uint32_t *sort_documents(const struct stock_document *documents,
                                size_t count, size_t *readable)
{
    uint32_t *order = memory_get(count * sizeof(*order));

    *readable = 0;
    for (size_t i = 0; i < count; i++)
        if (documents[i].source)
            order[(*readable)++] = (uint32_t)i;
    if (*readable)
        qsort_r(order, *readable, sizeof(*order), compare_sources,
                &(struct members){.documents = documents});
    return order;
}

/* -- A source -------------------------------------------------------------- */

/* Returns all hashes of the members that are no duplicates, sorted; the caller
 * frees. `*documents` is how many members these are. */
static uint64_t *gather(const struct members *members, size_t *count,
                        uint32_t *documents)
{
    uint64_t *hashes;
    size_t room = 0;

    for (size_t i = 0; i < members->count; i++)
        room += members->documents[members->items[i]].count;
    hashes = memory_get((room + 1) * sizeof(*hashes));
    *count = *documents = 0;
    for (size_t i = 0; i < members->count; i++) {
        const struct stock_document *document =
            &members->documents[members->items[i]];

        if (document->is_duplicate)
            continue;
        ++*documents;
        if (document->count)
            memcpy(hashes + *count, document->hashes,
                   document->count * sizeof(*hashes));
        *count += document->count;
    }
    if (*count)
        qsort(hashes, *count, sizeof(*hashes), compare_hashes);
    return hashes;
}

static bool are_many(uint64_t documents, uint64_t of_source,
                     struct stock_rule rule)
{
    return documents >= rule.documents &&
           100 * documents >= rule.percent * of_source;
}

static void find_in_source(struct stock *stock, const struct members *members,
                           struct stock_rule rule)
{
    struct stock_source source = {
        .name = members->documents[members->items[0]].source,
        .first = stock->paragraphs.count};
    size_t count, end;
    uint64_t *hashes = gather(members, &count, &source.documents);

    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && hashes[end] == hashes[i];)
            end++;
        if (are_many(end - i, source.documents, rule))
            *VECTOR_PUSH(&stock->paragraphs) = (struct stock_paragraph){
                hashes[i], (uint32_t)(end - i), (uint32_t)stock->sources.count};
    }
    source.count = stock->paragraphs.count - source.first;
    for (size_t i = 0; i < members->count; i++)
        stock->source_of[members->items[i]] = (uint32_t)stock->sources.count;
    *VECTOR_PUSH(&stock->sources) = source;
    free(hashes);
}

void stock_find(struct stock *stock, const struct stock_document *documents,
                size_t count, struct stock_rule rule)
{
    size_t readable, end;
    uint32_t *order = sort_documents(documents, count, &readable);

    stock->source_of = memory_get(count * sizeof(*stock->source_of));
    memset(stock->source_of, 0xFF, count * sizeof(*stock->source_of));
    for (size_t i = 0; i < readable; i = end) {
        const char *name = documents[order[i]].source;

        for (end = i + 1;
             end < readable && strcmp(documents[order[end]].source, name) == 0;)
            end++;
        find_in_source(stock, &(struct members){documents, order + i, end - i},
                       rule);
    }
    free(order);
}

void stock_release(struct stock *stock)
{
    free(stock->sources.items);
    free(stock->paragraphs.items);
    free(stock->source_of);
    *stock = (struct stock){0};
}

uint32_t stock_lookup(const struct stock *stock, uint32_t source, uint64_t hash)
{
    size_t low, high;

    if (source >= stock->sources.count)
        return STOCK_NONE;
    low = stock->sources.items[source].first;
    high = low + stock->sources.items[source].count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (stock->paragraphs.items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < stock->paragraphs.count &&
                   stock->paragraphs.items[low].hash == hash &&
                   stock->paragraphs.items[low].source == source
               ? (uint32_t)low
               : STOCK_NONE;
}

/* -- Notes ----------------------------------------------------------------- */

void stock_notes_init(struct stock_notes *notes, const struct stock *stock)
{
    size_t count = stock->paragraphs.count;

    VECTOR_RESERVE(notes, count + 1);
    memset(notes->items, 0, count * sizeof(*notes->items));
    notes->count = count;
}

void stock_notes_merge(struct stock_notes *into, const struct stock_notes *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const struct stock_note *note = &from->items[i];
        struct stock_note *sum = &into->items[i];

        sum->words += note->words;
        if (!note->text || (sum->text && sum->document <= note->document))
            continue;
        sum->text = note->text;
        sum->document = note->document;
    }
}
