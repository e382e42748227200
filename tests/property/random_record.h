/*
 * random_record.h - one document as two workers count it, in ids and in an
 * order of their own.
 */
#ifndef TESTS_PROPERTY_RANDOM_RECORD_H
#define TESTS_PROPERTY_RANDOM_RECORD_H

#include <stdbool.h>

#include "ingest/format.h"
#include "random_text.h"
#include "tally/record.h"

enum {
    THEMES = 5,
    TERMS = 20,
    PATTERNS = 30,
    TEXTS = 400 /* of types and forms: those that a round may use */
};

/* One worker: what it has interned, and where it counts a document. */
struct side {
    struct interner *types, *forms;
    struct document_tally tally, headings;
    struct failures failures;
    struct concordance samples;
    struct extracted extracted;
    struct arena kept;
    struct document_record record;
};

/* Texts, distinct, many with the same beginning. */
static char texts[TEXTS][5100];
static size_t text_count;

static inline bool is_known(const char *text)
{
    for (size_t i = 0; i < text_count; i++)
        if (strcmp(texts[i], text) == 0)
            return true;
    return false;
}

static inline void make_text(struct random *random, char *to)
{
    static const char *const beginnings[] = {"",     "a",       "nation",
                                             "norm", "deterre", "administrati"};
    static const size_t lengths[] = {1, 1, 2, 3, 4, 5, 6, 8, 9, 31, 32, 5000};
    size_t length = RANDOM_OF(random, lengths);
    bool is_ascii = !random_once_in(random, 5);

    if (length == 5000 && !random_once_in(random, 20))
        length = 7;
    to += sprintf(to, "%s", RANDOM_OF(random, beginnings));
    while (length--)
        *to++ = (char)(is_ascii ? 'a' + random_below(random, 4)
                                : 1 + random_below(random, 255));
    *to = '\0';
}

static inline void make_texts(struct random *random)
{
    size_t wanted = random_below(random, TEXTS);

    for (text_count = 0; text_count < wanted;) {
        make_text(random, texts[text_count]);
        if (!is_known(texts[text_count]))
            text_count++;
    }
}

/* -- Workers --------------------------------------------------------------- */

static inline void side_release(struct side *side)
{
    interner_free(side->types);
    interner_free(side->forms);
    document_tally_release(&side->tally);
    document_tally_release(&side->headings);
    free(side->failures.items);
    concordance_release(&side->samples);
    extracted_release(&side->extracted);
    arena_release(&side->kept);
}

static inline void side_init(struct side *side)
{
    *side = (struct side){.types = interner_new(), .forms = interner_new()};
    concordance_init(&side->samples, TERMS);
    side->record = (struct document_record){.tally = &side->tally,
                                            .headings = &side->headings,
                                            .failures = &side->failures,
                                            .samples = &side->samples,
                                            .extracted = &side->extracted,
                                            .format = "markdown",
                                            .language = ""};
}

/* Interns some of the texts in any order, so that ids differ. */
static inline void meet_texts(struct random *random, struct interner *interner)
{
    for (size_t i = 0; text_count && i < TEXTS / 2; i++) {
        const char *text = texts[random_below(random, text_count)];

        intern(interner, text, strlen(text));
    }
}

static inline uint32_t id_of(struct interner *interner, size_t text)
{
    return intern(interner, texts[text], strlen(texts[text]));
}

/* -- A document, the same for both ----------------------------------------- */

static inline uint64_t make_count(struct random *random)
{
    return random_once_in(random, 9) ? 1 + random_below(random, 1U << 30)
                                     : 1 + random_below(random, 4);
}

static inline void push(struct side *side, int kind, uint64_t key,
                        uint64_t count)
{
    *VECTOR_PUSH(&side->tally.counts[kind]) = (struct count_pair){key, count};
}

static inline bool is_pair(int kind)
{
    return kind >= TALLY_UNITS && (kind - TALLY_UNITS) % 4 >= UNIT_THEME_PAIRS;
}

static inline uint32_t ids_of_kind(int kind)
{
    int count = kind < TALLY_UNITS ? kind : (kind - TALLY_UNITS) % 2;

    return count == 0 ? THEMES : TERMS; /* each second is of terms */
}

/* Some keys of the kind, each with a count. */
static inline void make_counts(struct random *random, struct side sides[2],
                               int kind)
{
    uint32_t ids = ids_of_kind(kind),
             some = 1 + (uint32_t)random_below(random, 9);

    for (uint32_t a = 0; a < ids; a++)
        for (uint32_t b = a + 1; b < (is_pair(kind) ? ids : a + 2); b++) {
            uint64_t count = make_count(random);

            if (!random_once_in(random, some))
                continue;
            for (int s = 0; s < 2; s++)
                push(&sides[s], kind, is_pair(kind) ? pair_key(a, b) : a,
                     count);
            if (kind == TALLY_TERMS)
                sides[0].tally.totals.hits += count;
        }
}

static inline void make_forms(struct random *random, struct side sides[2])
{
    for (uint32_t term = 0; term < TERMS; term++)
        for (size_t i = 0; i < text_count; i++) {
            uint64_t count = make_count(random);

            if (!random_once_in(random, 100))
                continue;
            for (int s = 0; s < 2; s++)
                push(&sides[s], TALLY_FORMS,
                     pair_key(term, id_of(sides[s].forms, i)), count);
        }
    count_list_compact(&sides[0].tally.counts[TALLY_FORMS]);
    count_list_compact(&sides[1].tally.counts[TALLY_FORMS]);
}

/* The one lists its types from the first on, the other from the last. */
static inline void make_types(struct random *random, struct side sides[2])
{
    uint32_t *words = calloc(text_count + 1, sizeof(*words));

    for (size_t i = 0; i < text_count; i++)
        words[i] = (uint32_t)make_count(random);
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < text_count; i++) {
            size_t text = s ? text_count - 1 - i : i;

            *VECTOR_PUSH(&sides[s].tally.types) = (struct type_words){
                id_of(sides[s].types, text), words[text]};
            sides[s].tally.totals.words += words[text];
        }
    free(words);
}

static inline void keep_line(struct side *side, struct concordance_line line,
                             const char *context, size_t left, size_t hit)
{
    line.text = calloc(strlen(context) + 3, 1);
    memcpy(line.text, context, left);
    memcpy(line.text + left + 1, context + left, hit);
    memcpy(line.text + left + hit + 2, context + left + hit,
           strlen(context) - left - hit);
    line.hit = line.text + left + 1;
    line.right = line.hit + hit + 1;
    concordance_keep(&side->samples, &line);
}

/* Lines of the terms that have hits; the two come in another order. */
static inline void make_samples(struct random *random, struct side sides[2])
{
    const struct count_list *terms = &sides[0].tally.counts[TALLY_TERMS];
    struct concordance_line line = {0};

    for (size_t i = 0; i < terms->count; i++) {
        size_t count = random_below(random, CONCORDANCE_SAMPLE + 1);

        for (size_t k = 0; k < 2 * count; k++) {
            bool is_first = k < count;
            uint32_t nth = (uint32_t)(is_first ? k : 2 * count - 1 - k);

            line.term = (uint32_t)terms->items[i].key;
            line.begin = 1000 * nth;
            line.sentence = 10 * nth;
            line.rank = 0xFEDCBA9876543210U * (nth + 1);
            keep_line(&sides[!is_first], line, "the norms of states", nth, 5);
        }
    }
}

static inline void make_sketch(struct random *random, struct side sides[2])
{
    struct sketch *sketch = sketch_new(random_below(random, 200),
                                       &sides[0].kept);

    sketch->text = 0x0123456789ABCDEFU + random_below(random, 1000);
    for (size_t i = 0; sketch->words >= NEAR_WORDS_MIN && i < SIGNATURE_BINS;
         i++)
        sketch->bins[i] = (uint16_t)random_below(random, 65536);
    sides[0].record.sketch = sides[1].record.sketch = sketch;
}

static inline void make_facts(struct random *random, struct side *side)
{
    struct extracted *facts = &side->extracted;

    for (size_t i = 0; i < random_below(random, 4); i++)
        metadata_add(&facts->metadata, i ? "author" : "title", "Norms & more");
    for (size_t i = 0; i < random_below(random, 4); i++)
        issues_add(&facts->issues,
                   &(struct issue_place){
                       (enum severity)random_below(random, SEVERITY_ERROR + 1),
                       i ? "text" : "extract", NULL, i ? "12:3" : ""},
                   "is broken %zu times", random_below(random, 100));
    strcpy(facts->encoding, random_once_in(random, 2) ? "" : "UTF-8");
    for (size_t i = 0; i < random_below(random, 3); i++)
        *VECTOR_PUSH(&side->failures) = (struct match_failure){
            (uint32_t)random_below(random, PATTERNS),
            (uint32_t)random_below(random, 1U << 31), i ? -47 : -46};
    side->record.heading_words = (uint32_t)random_below(random, 300);
    side->record.boilerplate_words = (uint32_t)random_below(random, 300);
    side->record.language = random_once_in(random, 2) ? "" : "fr";
    side->record.format = format_at(random_below(random, format_count()))->name;
    if (random_once_in(random, 2))
        buffer_add_text(&facts->text, "July 14, 2011\n");
}

static inline void make_headings(struct random *random, struct side *side)
{
    struct count_list *terms = &side->headings.counts[TALLY_TERMS];

    if (!random_once_in(random, 3))
        return;
    *VECTOR_PUSH(terms) = (struct count_pair){random_below(random, TERMS), 2};
    side->headings.totals.documents = 1;
    side->headings.totals.hits = 2;
    side->headings.totals.words = 10;
}

/* Makes both sides count one document, each in its own ids and order. */
static inline void make_document(struct random *random, struct side sides[2])
{
    struct random same;

    make_texts(random);
    for (int s = 0; s < 2; s++) {
        meet_texts(random, sides[s].types);
        meet_texts(random, sides[s].forms);
    }
    make_types(random, sides);
    make_forms(random, sides);
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind != TALLY_FORMS)
            make_counts(random, sides, kind);
    sides[0].tally.totals.documents = 1;
    sides[0].tally.totals.bytes = random_below(random, (size_t)1 << 33);
    sides[0].tally.totals.sentences = random_below(random, 100);
    sides[1].tally.totals = sides[0].tally.totals;
    make_samples(random, sides);
    make_sketch(random, sides);
    same = *random;
    for (int s = 0; s < 2; s++) {
        *random = same;
        make_facts(random, &sides[s]);
        make_headings(random, &sides[s]);
    }
}

#endif
