/* duplicates.c - see duplicates.h. */
#include "tally/duplicates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/memory.h"
#include "base/vector.h"

/* -- Signatures ------------------------------------------------------------ */

/* Odd, so that no power of it is 0 modulo 2^64 (2^64 over the golden ratio). */
static const uint64_t factor = 0x9E3779B97F4A7C15U;

struct signer {
    const struct vocabulary *vocabulary;
    struct form_hashes VECTOR_OF(uint64_t) hashes; /* by form */
};

struct signer *signer_new(const struct vocabulary *vocabulary)
{
    struct signer *signer = memory_get_zeroed(1, sizeof(*signer));

    signer->vocabulary = vocabulary;
    return signer;
}

void signer_free(struct signer *signer)
{
    if (!signer)
        return;
    free(signer->hashes.items);
    free(signer);
}

/* FNV-1a, and MurmurHash3's last step so that every bit counts. */
static uint64_t hash_text(const char *text, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325U;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3U;
    hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53U;
    return hash ^ hash >> 33;
}

static void learn_forms(struct signer *signer)
{
    const struct vocabulary *vocabulary = signer->vocabulary;
    size_t count = intern_count(vocabulary->forms);

    VECTOR_RESERVE(&signer->hashes, count);
    for (size_t i = signer->hashes.count; i < count; i++) {
        size_t length;
        const char *text = intern_text(
            vocabulary->types, vocabulary->type_of_form.items[i], &length);

        signer->hashes.items[i] = hash_text(text, length);
    }
    signer->hashes.count = count;
}

void signature_init(struct signature *signature)
{
    *signature = (struct signature){0};
    memset(signature->least, 0xFF, sizeof(signature->least));
}

static uint64_t power(uint64_t exponent)
{
    uint64_t result = 1;

    for (uint64_t square = factor; exponent; exponent >>= 1, square *= square)
        if (exponent & 1)
            result *= square;
    return result;
}

/* The polynomial of the words before i, last[0], becomes that of i too. The
 * difference to the one five words ago, raised by five places, is that of the
 * shingle that ends at i. */
void signer_add(struct signer *signer, const struct words *words,
                struct signature *signature)
{
    const uint64_t five_places = power(SHINGLE_WORDS);
    uint64_t last[SHINGLE_WORDS];
    size_t first = signature->words + 1 < SHINGLE_WORDS
                       ? SHINGLE_WORDS - 1 - (size_t)signature->words
                       : 0; /* word that a shingle ends at */

    learn_forms(signer);
    memcpy(last, signature->last, sizeof(last));
    for (size_t i = 0; i < words->count; i++) {
        uint64_t hash = signer->hashes.items[words->items[i].form];
        uint64_t text = last[0] * factor + hash;
        uint64_t shingle = text - last[SHINGLE_WORDS - 1] * five_places;
        uint32_t *least = &signature->least[shingle >> 57];
        uint32_t value = (uint32_t)(shingle >> 25);

        last[4] = last[3];
        last[3] = last[2];
        last[2] = last[1];
        last[1] = last[0];
        last[0] = text;
        if (value < *least && i >= first)
            *least = value;
    }
    memcpy(signature->last, last, sizeof(last));
    signature->words += words->count;
}

void signature_join(struct signature *text, const struct signature *next)
{
    text->last[0] = text->last[0] * power(next->words) + next->last[0];
    text->words += next->words;
    for (size_t i = 0; i < SIGNATURE_BINS; i++)
        if (next->least[i] < text->least[i])
            text->least[i] = next->least[i];
}

struct sketch *sketch_new(uint64_t words, struct arena *arena)
{
    struct sketch *sketch = arena_get(
        arena, words >= NEAR_WORDS_MIN ? sizeof(*sketch)
                                       : offsetof(struct sketch, bins));

    sketch->words = words;
    return sketch;
}

const struct sketch *sketch_make(const struct signature *signature,
                                 struct arena *arena)
{
    struct sketch *sketch = sketch_new(signature->words, arena);
    bool is_long = signature->words >= NEAR_WORDS_MIN;

    sketch->text = signature->last[0];
    for (size_t i = 0; is_long && i < SIGNATURE_BINS; i++) {
        uint32_t least = signature->least[i];

        sketch->bins[i] = least == UINT32_MAX  ? 0
                          : least & UINT16_MAX ? (uint16_t)least
                                               : 1;
    }
    return sketch;
}

/* -- Candidates ------------------------------------------------------------ */

enum { BAND_BINS = 8, BANDS = SIGNATURE_BINS / BAND_BINS };

/* The documents so far, in a hash table of chains for every band. */
struct bands {
    const struct signed_document *documents;
    uint32_t *first; /* BANDS tables of mask + 1: document + 1, 0: none */
    uint32_t *next;  /* BANDS lists by document: likewise */
    size_t mask, count;
};

static void bands_init(struct bands *bands,
                       const struct signed_document *documents, size_t count)
{
    size_t size = 16;

    while (size < count)
        size *= 2;
    *bands = (struct bands){
        .documents = documents,
        .first = memory_get_zeroed(BANDS * size, sizeof(*bands->first)),
        .next = memory_get_zeroed(BANDS * count, sizeof(*bands->next)),
        .mask = size - 1,
        .count = count,
    };
}

static uint32_t *first_of(const struct bands *bands, uint32_t document,
                          size_t band)
{
    const uint16_t *bins =
        &bands->documents[document].sketch->bins[band * BAND_BINS];
    size_t slot = hash_text((const char *)bins, BAND_BINS * sizeof(*bins)) &
                  bands->mask;

    return &bands->first[band * (bands->mask + 1) + slot];
}

static void bands_add(struct bands *bands, uint32_t document)
{
    for (size_t band = 0; band < BANDS; band++) {
        uint32_t *first = first_of(bands, document, band);

        bands->next[band * bands->count + document] = *first;
        *first = document + 1;
    }
}

/* Whether an estimated nine in ten of the two texts' shingles are shared. */
static bool is_near(const struct sketch *a, const struct sketch *b)
{
    unsigned equal = 0, filled = 0;

    if (a->words * 10 < b->words * 9 || b->words * 10 < a->words * 9)
        return false;
    for (size_t i = 0; i < SIGNATURE_BINS; i++) {
        equal += a->bins[i] == b->bins[i] && a->bins[i];
        filled += (a->bins[i] | b->bins[i]) != 0;
    }
    return equal * 10 >= filled * 9;
}

/* Returns the first document that is near this one; `count` if none is. */
static uint32_t find_near(const struct bands *bands, uint32_t document)
{
    const struct sketch *sketch = bands->documents[document].sketch;
    uint32_t best = (uint32_t)bands->count;

    for (size_t band = 0; band < BANDS; band++) {
        uint32_t at = *first_of(bands, document, band);

        for (; at; at = bands->next[band * bands->count + at - 1])
            if (at - 1 < best &&
                is_near(sketch, bands->documents[at - 1].sketch))
                best = at - 1;
    }
    return best;
}

/* -- Duplicates ------------------------------------------------------------ */

const char *duplicate_kind_name(enum duplicate_kind kind)
{
    static const char *const names[] = {[DUPLICATE_NONE] = "",
                                        [DUPLICATE_FILE] = "file",
                                        [DUPLICATE_TEXT] = "text",
                                        [DUPLICATE_NEAR] = "near"};

    return names[kind];
}

/* The first document of each key. */
struct firsts {
    struct interner *keys;
    struct documents VECTOR_OF(uint32_t) of_key;
};

/* Returns the first document of that key, this one if it is new. */
static uint32_t first_with(struct firsts *firsts, const void *key,
                           size_t length, uint32_t document)
{
    uint32_t id = intern(firsts->keys, key, length);

    if (id >= firsts->of_key.count)
        *VECTOR_PUSH(&firsts->of_key) = document;
    return firsts->of_key.items[id];
}

/* Items of one feed share its bytes, and are not the same for that. */
static uint32_t first_with_bytes(struct firsts *files,
                                 const struct signed_document *it,
                                 uint32_t document)
{
    unsigned char key[sizeof(*it->digest) + sizeof(it->part)];

    memcpy(key, it->digest, sizeof(*it->digest));
    memcpy(key + sizeof(*it->digest), &it->part, sizeof(it->part));
    return first_with(files, key, sizeof(key), document);
}

struct search {
    struct firsts files, texts;
    struct bands bands;
};

static struct duplicate find_original(struct search *search, uint32_t document)
{
    const struct signed_document *it = &search->bands.documents[document];
    uint64_t text[] = {it->sketch->text, it->sketch->words};
    uint32_t file = first_with_bytes(&search->files, it, document);
    uint32_t same = first_with(&search->texts, text, sizeof(text), document);
    uint32_t near;

    if (same != document)
        return (struct duplicate){
            file == same ? DUPLICATE_FILE : DUPLICATE_TEXT, same};
    if (it->sketch->words < NEAR_WORDS_MIN)
        return (struct duplicate){0};
    near = find_near(&search->bands, document);
    if (near < search->bands.count)
        return (struct duplicate){DUPLICATE_NEAR, near};
    bands_add(&search->bands, document);
    return (struct duplicate){0};
}

static void firsts_release(struct firsts *firsts)
{
    interner_free(firsts->keys);
    free(firsts->of_key.items);
}

/* A text's first document may be near another one, which is the original. */
void duplicates_find(const struct signed_document *documents, size_t count,
                     struct duplicate *out)
{
    struct search search = {.files.keys = interner_new(),
                            .texts.keys = interner_new()};

    bands_init(&search.bands, documents, count);
    for (uint32_t i = 0; i < count; i++) {
        out[i] = (struct duplicate){0};
        if (!documents[i].sketch || !documents[i].sketch->words)
            continue;
        out[i] = find_original(&search, i);
        if (out[i].kind && out[out[i].original].kind)
            out[i] = out[out[i].original];
    }
    firsts_release(&search.files);
    firsts_release(&search.texts);
    free(search.bands.first);
    free(search.bands.next);
}
