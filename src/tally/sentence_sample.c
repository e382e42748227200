/* sentence_sample.c - see sentence_sample.h. A draw gathers twice what it keeps
 * and then drops the larger half, which costs a comparison a sentence. */
#include "tally/sentence_sample.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "tally/concordance.h"

struct sentence_sample {
    const struct lexicon *lexicon;
    uint64_t seed;
    struct draw *strata; /* by theme, then stratum */
    struct draw *terms;  /* by term */
    uint64_t *theme_hashes;

    /* Of the document at hand: */
    uint64_t path_hash;
    uint32_t *in_theme; /* by theme: the last sentence that had one, from 1 */
    uint32_t *ahead;    /* the same of SAMPLE_NEAR sentences further on */
    struct buffer terms_text;
};

/* -- Ranks ----------------------------------------------------------------- */

/* The finisher of SplitMix64 (Steele, Lea & Flood 2014). */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

static uint64_t rank_of(const struct sentence_sample *sample, uint32_t theme,
                        uint32_t sentence)
{
    uint64_t rank = mix(sample->seed + 0x9E3779B97F4A7C15U);

    rank = mix(rank ^ sample->path_hash);
    rank = mix(rank ^ sample->theme_hashes[theme]);
    return mix(rank + sentence * 0x9E3779B97F4A7C15U);
}

uint64_t sentence_sample_shuffled(uint64_t rank)
{
    return mix(rank ^ 0xD1B54A32D192ED03U);
}

/* -- One draw -------------------------------------------------------------- */

/* Equal ranks are possible, if only just: the place decides. */
static int compare_drawn(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;

    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

static void trim(struct draw *draw)
{
    if (draw->count)
        qsort(draw->items, draw->count, sizeof(*draw->items), compare_drawn);
    while (draw->count > draw->keep)
        free(draw->items[--draw->count].before);
    if (draw->count == draw->keep)
        draw->limit = draw->items[draw->count - 1].rank;
}

static void keep(struct draw *draw, const struct drawn *drawn)
{
    *VECTOR_PUSH(draw) = *drawn;
    if (draw->count >= 2 * draw->keep)
        trim(draw);
}

static void release(struct draw *draw)
{
    for (size_t i = 0; i < draw->count; i++)
        free(draw->items[i].before);
    free(draw->items);
}

/* -- The sample ------------------------------------------------------------ */

static struct draw *new_draws(size_t count, size_t keep)
{
    struct draw *draws = memory_get_zeroed(count, sizeof(*draws));

    for (size_t i = 0; i < count; i++) {
        draws[i].keep = keep;
        draws[i].limit = UINT64_MAX;
    }
    return draws;
}

struct sentence_sample *
sentence_sample_new(const struct lexicon *lexicon,
                    const struct sample_options *options)
{
    struct sentence_sample *sample = memory_get_zeroed(1, sizeof(*sample));
    size_t themes = lexicon->themes.count;

    sample->lexicon = lexicon;
    sample->seed = options->seed;
    sample->strata = new_draws(themes * STRATA, options->per_stratum);
    sample->terms = new_draws(lexicon->terms.count, options->per_term);
    sample->theme_hashes = memory_get_zeroed(themes, sizeof(uint64_t));
    sample->in_theme = memory_get_zeroed(themes, sizeof(uint32_t));
    sample->ahead = memory_get_zeroed(themes, sizeof(uint32_t));
    for (size_t i = 0; i < themes; i++)
        sample->theme_hashes[i] = concordance_hash(
            lexicon->themes.items[i].name);
    return sample;
}

void sentence_sample_free(struct sentence_sample *sample)
{
    if (!sample)
        return;
    for (size_t i = 0; i < sample->lexicon->themes.count * STRATA; i++)
        release(&sample->strata[i]);
    for (size_t i = 0; i < sample->lexicon->terms.count; i++)
        release(&sample->terms[i]);
    free(sample->strata);
    free(sample->terms);
    free(sample->theme_hashes);
    free(sample->in_theme);
    free(sample->ahead);
    buffer_release(&sample->terms_text);
    free(sample);
}

const struct draw *sentence_sample_of(const struct sentence_sample *sample,
                                      uint32_t theme, enum stratum stratum)
{
    return &sample->strata[(size_t)theme * STRATA + stratum];
}

const struct draw *sentence_sample_of_term(const struct sentence_sample *sample,
                                           uint32_t term)
{
    return &sample->terms[term];
}

static void merge(struct draw *into, struct draw *from)
{
    into->seen += from->seen;
    for (size_t i = 0; i < from->count; i++)
        keep(into, &from->items[i]);
    from->count = 0;
    from->seen = 0;
}

void sentence_sample_merge(struct sentence_sample *into,
                           struct sentence_sample *from)
{
    for (size_t i = 0; i < into->lexicon->themes.count * STRATA; i++)
        merge(&into->strata[i], &from->strata[i]);
    for (size_t i = 0; i < into->lexicon->terms.count; i++)
        merge(&into->terms[i], &from->terms[i]);
}

void sentence_sample_finish(struct sentence_sample *sample)
{
    for (size_t i = 0; i < sample->lexicon->themes.count * STRATA; i++)
        trim(&sample->strata[i]);
    for (size_t i = 0; i < sample->lexicon->terms.count; i++)
        trim(&sample->terms[i]);
}

/* -- A document ------------------------------------------------------------ */

/* A sentence of the document and its hits. */
struct place {
    const struct segmented *text;
    uint32_t document, sentence; /* the sentence from 0 */
    const struct hits *hits;
    size_t first_hit, hit_count; /* of the document's */
};

/* How far ahead the document has been looked at. */
struct lookahead {
    size_t sentence, hit;
};

static const struct hit *hit_of(const struct place *place, size_t i)
{
    return &place->hits->items[place->first_hit + i];
}

static uint32_t term_of(const struct sentence_sample *sample,
                        const struct hit *hit)
{
    return sample->lexicon->patterns.items[hit->pattern].term;
}

static uint32_t theme_of(const struct sentence_sample *sample,
                         const struct hit *hit)
{
    return sample->lexicon->terms.items[term_of(sample, hit)].theme;
}

static bool has_term(const struct sentence_sample *sample,
                     const struct place *place, size_t count, uint32_t term)
{
    for (size_t i = 0; i < count; i++)
        if (term_of(sample, hit_of(place, i)) == term)
            return true;
    return false;
}

/* Makes terms_text the terms of the theme that the sentence has. */
static void list_terms(struct sentence_sample *sample,
                       const struct place *place, uint32_t theme)
{
    const struct theme *own = &sample->lexicon->themes.items[theme];

    buffer_reset(&sample->terms_text);
    for (uint32_t term = own->first_term;
         term < own->first_term + own->term_count; term++) {
        if (!has_term(sample, place, place->hit_count, term))
            continue;
        if (sample->terms_text.length)
            buffer_add_text(&sample->terms_text, SAMPLE_TERM_SEPARATOR);
        buffer_add_text(&sample->terms_text,
                        sample->lexicon->terms.items[term].name);
    }
}

/* Returns how much of the sentence is kept, whole characters. */
static size_t kept_length(const struct segmented *text, size_t sentence)
{
    struct span span = text->sentences.items[sentence];
    const char *bytes = segmented_text(text, span);
    size_t length = span_length(span);

    if (length > SAMPLE_TEXT_MAX) {
        length = SAMPLE_TEXT_MAX;
        while (length && ((unsigned char)bytes[length] & 0xC0) == 0x80)
            length--;
    }
    while (length && (bytes[length - 1] == '\n' || bytes[length - 1] == ' '))
        length--;
    return length;
}

/* Appends the sentence, or nothing where there is no such, and a NUL. */
static void add_sentence(struct buffer *out, const struct segmented *text,
                         size_t sentence)
{
    static const char cut[] = " [...]";

    if (sentence < text->sentences.count) {
        struct span span = text->sentences.items[sentence];

        buffer_add(out, segmented_text(text, span),
                   kept_length(text, sentence));
        if (span_length(span) > SAMPLE_TEXT_MAX)
            buffer_add_text(out, cut);
    }
    buffer_add_byte(out, '\0');
}

static struct drawn make_drawn(struct sentence_sample *sample,
                               const struct place *place, uint32_t theme,
                               uint64_t rank)
{
    struct buffer text = {0};
    size_t at, after, terms;
    char *block;

    list_terms(sample, place, theme);
    /* before the first sentence is none: SIZE_MAX */
    add_sentence(&text, place->text, (size_t)place->sentence - 1);
    at = text.length;
    add_sentence(&text, place->text, place->sentence);
    after = text.length;
    add_sentence(&text, place->text, (size_t)place->sentence + 1);
    terms = text.length;
    buffer_add_text(&text, buffer_text(&sample->terms_text));
    block = memory_copy_text(text.data, text.length);
    buffer_release(&text);
    return (struct drawn){.rank = rank,
                          .document = place->document,
                          .sentence = place->sentence + 1,
                          .before = block,
                          .text = block + at,
                          .after = block + after,
                          .terms = block + terms};
}

static void offer(struct sentence_sample *sample, struct draw *draw,
                  const struct place *place, uint32_t theme, uint64_t rank)
{
    struct drawn drawn;

    draw->seen++;
    if (rank > draw->limit)
        return;
    drawn = make_drawn(sample, place, theme, rank);
    keep(draw, &drawn);
}

/* Offers the sentence to each of its terms, once. */
static void offer_terms(struct sentence_sample *sample,
                        const struct place *place)
{
    for (size_t i = 0; i < place->hit_count; i++) {
        uint32_t term = term_of(sample, hit_of(place, i));
        uint32_t theme = theme_of(sample, hit_of(place, i));

        if (!has_term(sample, place, i, term))
            offer(sample, &sample->terms[term], place, theme,
                  rank_of(sample, theme, place->sentence + 1));
    }
}

/* Is the last hit up to SAMPLE_NEAR sentences on at most as many back? */
static bool is_near(const struct sentence_sample *sample,
                    const struct place *place, uint32_t theme)
{
    uint32_t number = place->sentence + 1, last = sample->ahead[theme];

    return place->hit_count || (last && last + SAMPLE_NEAR >= number);
}

static void offer_sentence(struct sentence_sample *sample,
                           const struct place *place)
{
    for (size_t i = 0; i < place->hit_count; i++)
        sample->in_theme[theme_of(sample, hit_of(place, i))] = place->sentence +
                                                               1;
    for (uint32_t theme = 0; theme < sample->lexicon->themes.count; theme++) {
        enum stratum stratum = STRATUM_FAR;

        if (sample->in_theme[theme] == place->sentence + 1)
            stratum = STRATUM_HIT;
        else if (is_near(sample, place, theme))
            stratum = STRATUM_NEAR;
        offer(sample, &sample->strata[(size_t)theme * STRATA + stratum], place,
              theme, rank_of(sample, theme, place->sentence + 1));
    }
    offer_terms(sample, place);
}

static void begin_document(struct sentence_sample *sample, const char *path)
{
    sample->path_hash = concordance_hash(path);
    for (size_t i = 0; i < sample->lexicon->themes.count; i++)
        sample->in_theme[i] = sample->ahead[i] = 0;
}

/* Moves on from hit to hit as far as sentence `to`, from 0, and notes where
 * each theme was last. */
static void look_ahead(struct sentence_sample *sample,
                       const struct segmented *text, const struct hits *hits,
                       size_t to, struct lookahead *at)
{
    for (; at->sentence < text->sentences.count && at->sentence <= to;
         at->sentence++) {
        uint32_t end = text->sentence_words.items[at->sentence].end;

        while (at->hit < hits->count && hits->items[at->hit].first < end)
            sample->ahead[theme_of(sample, &hits->items[at->hit++])] =
                (uint32_t)at->sentence + 1;
    }
}

void sentence_sample_add(struct sentence_sample *sample, uint32_t document,
                         const char *path, const struct segmented *text,
                         const struct hits *hits)
{
    struct lookahead ahead = {0};
    size_t hit = 0;

    begin_document(sample, path);
    for (size_t i = 0; i < text->sentences.count; i++) {
        struct word_range words = text->sentence_words.items[i];
        struct place place = {.text = text,
                              .document = document,
                              .sentence = (uint32_t)i,
                              .hits = hits,
                              .first_hit = hit};

        if (words.begin == words.end)
            continue;
        while (hit < hits->count && hits->items[hit].first < words.end) {
            hit++;
            place.hit_count++;
        }
        look_ahead(sample, text, hits, i + SAMPLE_NEAR, &ahead);
        offer_sentence(sample, &place);
    }
}
