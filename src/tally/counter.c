/* counter.c - see counter.h. */
#include "tally/counter.h"

#include <stdlib.h>
#include <string.h>

struct ids VECTOR_OF(uint32_t);

struct counter {
    const struct lexicon *lexicon;
    const struct vocabulary *vocabulary;
    const struct counter_options *options;
    struct interner *forms;
    struct buffer folded; /* working memory */

    /* Words by type of the document at hand: dense, all 0 in between. */
    struct ids words_of_type;

    /* Themes and terms of the unit at hand, each once, ascending. */
    struct ids themes, terms;
};

struct counter *counter_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary,
                            const struct counter_options *options)
{
    struct counter *counter = memory_get_zeroed(1, sizeof(*counter));

    counter->lexicon = lexicon;
    counter->vocabulary = vocabulary;
    counter->options = options;
    counter->forms = interner_new();
    return counter;
}

void counter_free(struct counter *counter)
{
    if (!counter)
        return;
    interner_free(counter->forms);
    buffer_release(&counter->folded);
    free(counter->words_of_type.items);
    free(counter->themes.items);
    free(counter->terms.items);
    free(counter);
}

struct interner *counter_forms(struct counter *counter)
{
    return counter->forms;
}

static void push(struct count_list *list, uint64_t key, uint64_t count)
{
    *VECTOR_PUSH(list) = (struct count_pair){key, count};
}

/* -- Words ----------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Makes `words_of_type` cover all types of the vocabulary. */
static void cover_types(struct counter *counter)
{
    struct ids *words = &counter->words_of_type;
    size_t need = intern_count(counter->vocabulary->types);

    if (need <= words->count)
        return;
    VECTOR_RESERVE(words, need);
    memset(words->items + words->count, 0,
           (need - words->count) * sizeof(*words->items));
    words->count = need;
}

/* A type is listed where it is met first. One word in three is the first of
 * its type, so a branch would be guessed wrong as often: every word writes to
 * the list's end, which moves on past a new type only. */
static void count_words(struct counter *counter, const struct words *words,
                        struct type_list *out)
{
    const uint32_t *type_of_form = counter->vocabulary->type_of_form.items;
    uint32_t *words_of_type;
    size_t count = 0;

    cover_types(counter);
    words_of_type = counter->words_of_type.items;
    VECTOR_RESERVE(out, words->count + 1);
    for (size_t i = 0; i < words->count; i++) {
        uint32_t type = type_of_form[words->items[i].form];

        out->items[count].type = type;
        count += words_of_type[type]++ == 0;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t *counted = &words_of_type[out->items[i].type];

        out->items[i].words = *counted;
        *counted = 0;
    }
    out->count = count;
}

/* -- Hits ------------------------------------------------------------------ */

static uint32_t term_of(const struct counter *counter, const struct hit *hit)
{
    return counter->lexicon->patterns.items[hit->pattern].term;
}

static uint32_t theme_of(const struct counter *counter, const struct hit *hit)
{
    return counter->lexicon->terms.items[term_of(counter, hit)].theme;
}

static void count_hits(struct counter *counter,
                       const struct segmented *document,
                       const struct hits *hits, struct document_tally *out)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        uint32_t form;

        buffer_reset(&counter->folded);
        vocabulary_fold(segmented_text(document, hit->span),
                        span_length(hit->span), &counter->folded);
        form = intern_padded(counter->forms, buffer_text(&counter->folded),
                             counter->folded.length);
        push(&out->counts[TALLY_THEMES], theme_of(counter, hit), 1);
        push(&out->counts[TALLY_TERMS], term_of(counter, hit), 1);
        push(&out->counts[TALLY_FORMS], pair_key(term_of(counter, hit), form),
             1);
    }
}

/* -- Units ----------------------------------------------------------------- */

static void keep_distinct(struct ids *ids)
{
    size_t kept = 0;

    qsort(ids->items, ids->count, sizeof(*ids->items), compare_ids);
    for (size_t i = 1; i < ids->count; i++)
        if (ids->items[i] != ids->items[kept])
            ids->items[++kept] = ids->items[i];
    ids->count = kept + 1;
}

/* Counts one unit for each of the ids and for each pair of them. */
static void count_present(const struct ids *ids, struct count_list *singles,
                          struct count_list *pairs)
{
    for (size_t i = 0; i < ids->count; i++) {
        push(singles, ids->items[i], 1);
        for (size_t j = i + 1; j < ids->count; j++)
            push(pairs, pair_key(ids->items[i], ids->items[j]), 1);
    }
}

/* Counts one unit with the hits [begin, end), of which there are some. */
static void count_unit(struct counter *counter, const struct hits *hits,
                       size_t begin, size_t end, struct count_list *counts)
{
    counter->themes.count = counter->terms.count = 0;
    for (size_t i = begin; i < end; i++) {
        *VECTOR_PUSH(&counter->themes) = theme_of(counter, &hits->items[i]);
        *VECTOR_PUSH(&counter->terms) = term_of(counter, &hits->items[i]);
    }
    keep_distinct(&counter->themes);
    keep_distinct(&counter->terms);
    count_present(&counter->themes, &counts[UNIT_THEMES],
                  &counts[UNIT_THEME_PAIRS]);
    count_present(&counter->terms, &counts[UNIT_TERMS],
                  &counts[UNIT_TERM_PAIRS]);
}

/* Counts all units of one kind; a hit belongs to the unit in which its first
 * word stands. */
static void count_units(struct counter *counter,
                        const struct word_ranges *units,
                        const struct hits *hits, struct count_list *counts)
{
    size_t hit = 0;

    for (size_t i = 0; i < units->count && hit < hits->count; i++) {
        size_t begin = hit;

        while (hit < hits->count &&
               hits->items[hit].first < units->items[i].end)
            hit++;
        if (hit > begin)
            count_unit(counter, hits, begin, hit, counts);
    }
}

static void push_pair(struct count_list *list, uint32_t a, uint32_t b)
{
    if (a != b)
        push(list, a < b ? pair_key(a, b) : pair_key(b, a), 1);
}

/* The surface kind: single counts are hits, pairs are pairs of hits whose first
 * words are near. (Evert 2008.) */
static void count_windows(struct counter *counter, const struct hits *hits,
                          struct count_list *counts)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];

        push(&counts[UNIT_THEMES], theme_of(counter, hit), 1);
        push(&counts[UNIT_TERMS], term_of(counter, hit), 1);
        for (size_t j = i + 1; j < hits->count; j++) {
            const struct hit *other = &hits->items[j];

            if (other->first - hit->first > counter->options->window_words)
                break;
            push_pair(&counts[UNIT_THEME_PAIRS], theme_of(counter, hit),
                      theme_of(counter, other));
            push_pair(&counts[UNIT_TERM_PAIRS], term_of(counter, hit),
                      term_of(counter, other));
        }
    }
}

static void compact(struct document_tally *tally)
{
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        count_list_compact(&tally->counts[kind]);
}

void counter_count_piece(struct counter *counter, const struct segmented *piece,
                         const struct hits *hits, struct document_tally *out)
{
    const bool *counts_unit = counter->options->counts_unit;
    struct count_list *counts = &out->counts[TALLY_UNITS];

    for (int kind = 0; kind < TALLY_KINDS; kind++)
        out->counts[kind].count = 0;
    out->totals = (struct totals){
        .words = piece->words.count,
        .sentences = piece->sentences.count,
        .paragraphs = piece->canonical.paragraphs.count,
        .hits = hits->count,
    };
    count_words(counter, &piece->words, &out->types);
    count_hits(counter, piece, hits, out);
    if (counts_unit[UNIT_SENTENCE])
        count_units(counter, &piece->sentence_words, hits,
                    counts + UNIT_SENTENCE * UNIT_COUNTS);
    if (counts_unit[UNIT_PARAGRAPH])
        count_units(counter, &piece->paragraph_words, hits,
                    counts + UNIT_PARAGRAPH * UNIT_COUNTS);
    compact(out);
}

void counter_count_whole(struct counter *counter, const struct hits *hits,
                         struct document_tally *out)
{
    const bool *counts_unit = counter->options->counts_unit;
    struct count_list *counts = &out->counts[TALLY_UNITS];

    if (counts_unit[UNIT_DOCUMENT] && hits->count)
        count_unit(counter, hits, 0, hits->count,
                   counts + UNIT_DOCUMENT * UNIT_COUNTS);
    if (counts_unit[UNIT_WINDOW])
        count_windows(counter, hits, counts + UNIT_WINDOW * UNIT_COUNTS);
    compact(out);
}

void counter_count(struct counter *counter, const struct segmented *document,
                   const struct hits *hits, uint64_t bytes,
                   struct document_tally *out)
{
    counter_count_piece(counter, document, hits, out);
    counter_count_whole(counter, hits, out);
    out->totals.documents = 1;
    out->totals.bytes = bytes;
    out->totals.characters = document->characters;
}
