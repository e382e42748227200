/* lookalikes.c - see lookalikes.h. */
#include "tally/lookalikes.h"

#include <stdlib.h>
#include <string.h>

#include "text/spelling.h"

/* What is shorter has too many likenesses that are meant. */
enum { FORM_LETTERS_LEAST = 6, WORD_LETTERS_LEAST = 5 };

/* -- Filters --------------------------------------------------------------- */

static uint64_t bit_of(uint64_t hash, size_t *word)
{
    hash *= 0x9E3779B97F4A7C15U;
    *word = hash >> 32 & (LOOKALIKE_FILTER_WORDS - 1);
    return (uint64_t)1 << (hash >> 58);
}

static void note_hash(uint64_t *filter, uint64_t hash)
{
    size_t word;
    uint64_t bit = bit_of(hash, &word);

    filter[word] |= bit;
}

static bool may_have(const uint64_t *filter, uint64_t hash)
{
    size_t word;
    uint64_t bit = bit_of(hash, &word);

    return (filter[word] & bit) != 0;
}

/* -- Forms ----------------------------------------------------------------- */

void lookalikes_release(struct lookalikes *lookalikes)
{
    free(lookalikes->forms.items);
    free(lookalikes->slips.items);
    *lookalikes = (struct lookalikes){0};
}

/* Could the form be a phrase, and is it long enough? */
static bool is_phrase(const char *form)
{
    size_t spaces = 0;

    for (const char *at = form; *at; at++) {
        if (strchr(",;:.!?()\"\n", *at))
            return false;
        spaces += *at == ' ';
    }
    return spaces < PHRASE_WORDS_MAX &&
           spelling_letters(form, strlen(form)) - spaces >= FORM_LETTERS_LEAST;
}

void lookalikes_add(struct lookalikes *lookalikes, const char *form,
                    uint32_t theme, uint64_t hits)
{
    uint64_t letters = letters_of(form).hash;

    if (!is_phrase(form))
        return;
    *VECTOR_PUSH(&lookalikes->forms) = (struct found_form){letters, form, theme,
                                                           hits};
    note_hash(lookalikes->form_filter, letters);
}

static int compare_forms(const void *a, const void *b)
{
    const struct found_form *x = a, *y = b;

    if (x->letters != y->letters)
        return x->letters < y->letters ? -1 : 1;
    if (x->theme != y->theme)
        return x->theme < y->theme ? -1 : 1;
    return strcmp(x->text, y->text);
}

static void add_forms(const struct lookalikes *lookalikes, uint64_t letters,
                      struct found_forms *out)
{
    const struct found_forms *forms = &lookalikes->forms;
    size_t first = 0, end = forms->count;

    if (!may_have(lookalikes->form_filter, letters))
        return;
    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (forms->items[middle].letters < letters)
            first = middle + 1;
        else
            end = middle;
    }
    for (; first < forms->count && forms->items[first].letters == letters;
         first++)
        *VECTOR_PUSH(out) = forms->items[first];
}

/* -- Slips ----------------------------------------------------------------- */

/* A word of a form with a letter left out, or none. */
struct stump {
    uint64_t hash;
    const char *word; /* not terminated */
    size_t length;
};

struct stumps VECTOR_OF(struct stump);

/* Those of all forms' words, by hash. */
struct stump_index {
    struct stumps stumps;
    uint64_t filter[LOOKALIKE_FILTER_WORDS];
    struct stumps own; /* room for those of the type that is asked about */
};

static uint64_t hash_but(const char *text, size_t length, size_t begin,
                         size_t end)
{
    uint64_t hash = 0xCBF29CE484222325U;

    for (size_t i = 0; i < length; i++)
        if (i < begin || i >= end)
            hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3U;
    return hash ^ hash >> 29;
}

static void add_stumps(const char *word, size_t length, struct stumps *out)
{
    *VECTOR_PUSH(out) = (struct stump){hash_but(word, length, 0, 0), word,
                                       length};
    for (size_t at = 0, end; at < length; at = end) {
        end = spelling_letter_end(word, length, at);
        *VECTOR_PUSH(out) = (struct stump){hash_but(word, length, at, end),
                                           word, length};
    }
}

static int compare_stumps(const void *a, const void *b)
{
    const struct stump *x = a, *y = b;
    size_t least = x->length < y->length ? x->length : y->length;
    int order;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    order = memcmp(x->word, y->word, least);
    return order ? order : (x->length > y->length) - (x->length < y->length);
}

/* Makes the index of all forms' words, each stump once. */
static void make_index(const struct found_forms *forms,
                       struct stump_index *index)
{
    struct stumps *out = &index->stumps;
    size_t kept = 0;

    for (size_t i = 0; i < forms->count; i++)
        for (const char *word = forms->items[i].text; *word;) {
            size_t length = strcspn(word, " ");

            if (spelling_letters(word, length) >= WORD_LETTERS_LEAST)
                add_stumps(word, length, out);
            word += length + (word[length] == ' ');
        }
    if (out->count)
        qsort(out->items, out->count, sizeof(*out->items), compare_stumps);
    for (size_t i = 0; i < out->count; i++)
        if (!i || compare_stumps(&out->items[i], &out->items[i - 1]) != 0)
            out->items[kept++] = out->items[i];
    out->count = kept;
    for (size_t i = 0; i < kept; i++)
        note_hash(index->filter, out->items[i].hash);
}

static const struct stump *first_stump(const struct stumps *stumps,
                                       uint64_t hash)
{
    size_t first = 0, end = stumps->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (stumps->items[middle].hash < hash)
            first = middle + 1;
        else
            end = middle;
    }
    return stumps->items + first;
}

static void add_slip(struct lookalikes *lookalikes, const char *type,
                     const struct stump *of)
{
    char *word = memory_copy_text(of->word, of->length);
    uint64_t hash = phrase_word_hash(type);

    *VECTOR_PUSH(&lookalikes->slips) = (struct slip){hash, letters_of(word)};
    note_hash(lookalikes->slip_filter, hash);
    free(word);
}

/* Finds what the type is a slip of. */
static void find_slips(struct lookalikes *lookalikes, struct stump_index *index,
                       const char *type, size_t length)
{
    const struct stump *end;

    if (!index->stumps.count)
        return;
    end = index->stumps.items + index->stumps.count;
    index->own.count = 0;
    add_stumps(type, length, &index->own);
    for (size_t i = 0; i < index->own.count; i++) {
        uint64_t hash = index->own.items[i].hash;

        if (!may_have(index->filter, hash))
            continue;
        for (const struct stump *at = first_stump(&index->stumps, hash);
             at < end && at->hash == hash; at++)
            if (spelling_is_slip(type, length, at->word, at->length))
                add_slip(lookalikes, type, at);
    }
}

static int compare_slips(const void *a, const void *b)
{
    const struct slip *x = a, *y = b;

    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->of.hash > y->of.hash) - (x->of.hash < y->of.hash);
}

/* Sorts the slips, each once: it may have been found by several stumps. */
static void sort_slips(struct lookalikes *lookalikes)
{
    struct slip *slips = lookalikes->slips.items;
    size_t count = lookalikes->slips.count, kept = 0;

    if (count)
        qsort(slips, count, sizeof(*slips), compare_slips);
    for (size_t i = 0; i < count; i++)
        if (!i || compare_slips(&slips[i], &slips[i - 1]) != 0)
            slips[kept++] = slips[i];
    lookalikes->slips.count = kept;
}

static void sort_forms(struct found_forms *forms)
{
    size_t kept = 0;

    if (forms->count)
        qsort(forms->items, forms->count, sizeof(*forms->items), compare_forms);
    for (size_t i = 0; i < forms->count; i++)
        if (kept &&
            compare_forms(&forms->items[i], &forms->items[kept - 1]) == 0)
            forms->items[kept - 1].hits += forms->items[i].hits;
        else
            forms->items[kept++] = forms->items[i];
    forms->count = kept;
}

void lookalikes_close(struct lookalikes *lookalikes,
                      const struct interner *types)
{
    struct stump_index index = {0};
    uint32_t count = (uint32_t)intern_count(types);

    sort_forms(&lookalikes->forms);
    make_index(&lookalikes->forms, &index);
    for (uint32_t type = 0; type < count; type++) {
        size_t length;
        const char *text = intern_text(types, type, &length);

        find_slips(lookalikes, &index, text, length);
    }
    sort_slips(lookalikes);
    free(index.stumps.items);
    free(index.own.items);
}

/* -- Phrases --------------------------------------------------------------- */

/* Adds the forms whose letters the phrase has with its word `at` replaced by
 * what that is a slip of. */
static void add_slipped(const struct lookalikes *lookalikes,
                        const struct phrase_word *words, size_t count,
                        size_t at, struct found_forms *out)
{
    const struct slip *slips = lookalikes->slips.items;
    size_t first = 0, end = lookalikes->slips.count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (slips[middle].word < words[at].hash)
            first = middle + 1;
        else
            end = middle;
    }
    for (;
         first < lookalikes->slips.count && slips[first].word == words[at].hash;
         first++) {
        struct letters letters = {.power = 1};

        for (size_t i = 0; i < count; i++)
            letters = letters_join(letters, i == at ? slips[first].of
                                                    : words[i].letters);
        add_forms(lookalikes, letters.hash, out);
    }
}

bool lookalikes_find(const struct lookalikes *lookalikes,
                     const struct phrase_word *words, size_t count,
                     struct found_forms *out)
{
    struct letters letters = {.power = 1};

    out->count = 0;
    for (size_t i = 0; i < count; i++)
        letters = letters_join(letters, words[i].letters);
    add_forms(lookalikes, letters.hash, out);
    if (out->count)
        return true;
    for (size_t i = 0; i < count; i++)
        if (may_have(lookalikes->slip_filter, words[i].hash))
            add_slipped(lookalikes, words, count, i, out);
    return false;
}
