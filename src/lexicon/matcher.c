/* matcher.c - see matcher.h. */
#include "lexicon/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "lexicon/answers.h"
#include "lexicon/asker.h"
#include "lexicon/requirements.h"

struct literal_range {
    uint32_t begin, end; /* into the literals */
};

struct matcher {
    const struct lexicon *lexicon;
    const struct vocabulary *vocabulary;
    struct asker asker;
    struct answers *answers;
    struct overlap_state overlap;
    struct failures failures;

    /* What patterns require (see requirement.h): the literals that each form
     * holds, and in which paragraph, by serial number, each was last seen.
     * Nearly no paragraph has a pattern that asks, so they are looked for only
     * then. */
    struct found_ids literals;
    struct literal_ranges VECTOR_OF(struct literal_range) literals_of_form;
    struct flags has_literal; /* by form: nearly none has, so look here first */
    uint64_t *literal_seen;
    uint64_t paragraph;
    bool is_seen; /* the paragraph at hand: its literals were looked for */
    bool has_link;
    struct buffer folded; /* working memory */
};

struct matcher *matcher_new(const struct lexicon *lexicon,
                            const struct vocabulary *vocabulary)
{
    struct matcher *matcher = memory_get_zeroed(1, sizeof(*matcher));

    matcher->lexicon = lexicon;
    matcher->vocabulary = vocabulary;
    asker_init(&matcher->asker, lexicon);
    matcher->answers = answers_new(lexicon, vocabulary, &matcher->asker);
    matcher->literal_seen = memory_get_zeroed(
        requirements_literal_count(lexicon->requirements),
        sizeof(*matcher->literal_seen));
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (!matcher)
        return;
    answers_free(matcher->answers);
    asker_release(&matcher->asker);
    overlap_release(&matcher->overlap);
    free(matcher->failures.items);
    free(matcher->literals.items);
    free(matcher->literals_of_form.items);
    free(matcher->has_literal.items);
    free(matcher->literal_seen);
    buffer_release(&matcher->folded);
    free(matcher);
}

const struct match_failure *matcher_failures(const struct matcher *matcher,
                                             size_t *count)
{
    *count = matcher->failures.count;
    return matcher->failures.items;
}

/* -- What patterns require ------------------------------------------------- */

/* Learns which literals the next form holds. */
static void learn_literals(struct matcher *matcher)
{
    uint32_t form = (uint32_t)matcher->literals_of_form.count;
    struct buffer *folded = &matcher->folded;
    struct literal_range range = {(uint32_t)matcher->literals.count, 0};
    size_t length;
    const char *text = intern_text(matcher->vocabulary->forms, form, &length);

    buffer_reset(folded);
    literal_fold(text, length, folded);
    requirements_literals_in(matcher->lexicon->requirements,
                             buffer_text(folded), folded->length,
                             &matcher->literals);
    range.end = (uint32_t)matcher->literals.count;
    *VECTOR_PUSH(&matcher->literals_of_form) = range;
    *VECTOR_PUSH(&matcher->has_literal) = range.begin < range.end;
}

static void see_literals_of(struct matcher *matcher, uint32_t form)
{
    struct literal_range range = matcher->literals_of_form.items[form];

    for (uint32_t i = range.begin; i < range.end; i++)
        matcher->literal_seen[matcher->literals.items[i]] = matcher->paragraph;
}

/* Notes which literals stand in the paragraph's words. */
static void see_literals(struct matcher *matcher,
                         const struct segmented *document,
                         struct word_range words)
{
    while (matcher->literals_of_form.count <
           intern_count(matcher->vocabulary->forms))
        learn_literals(matcher);
    matcher->paragraph++;
    matcher->is_seen = true;
    for (uint32_t i = words.begin; i < words.end; i++) {
        uint32_t form = document->words.items[i].form;

        if (matcher->has_literal.items[form])
            see_literals_of(matcher, form);
    }
}

/* Can the pattern match in this paragraph, by what it requires? A link is no
 * word, so where one stands its letters are not known. */
static bool is_possible_here(struct matcher *matcher, const struct place *place,
                             uint32_t pattern)
{
    const struct requirements *requirements = matcher->lexicon->requirements;

    if (matcher->has_link || !requirements_any(requirements, pattern))
        return true;
    if (!matcher->is_seen)
        see_literals(matcher, place->document, place->words);
    return requirements_met(requirements, pattern, matcher->literal_seen,
                            matcher->paragraph);
}

/* -- In the text ----------------------------------------------------------- */

static void note_failure(struct matcher *matcher, uint32_t pattern,
                         uint32_t place, int code)
{
    for (size_t i = 0; i < matcher->failures.count; i++)
        if (matcher->failures.items[i].pattern == pattern)
            return;
    *VECTOR_PUSH(&matcher->failures) = (struct match_failure){pattern, place,
                                                              code};
}

static void ask_in_text(struct matcher *matcher, const struct place *place,
                        uint32_t id, struct hits *hits)
{
    const struct pattern *pattern = &matcher->lexicon->patterns.items[id];
    struct match_words words;
    struct span found;
    int code = asker_ask_text(&matcher->asker, pattern, place, &found);

    if (code < 0)
        note_failure(matcher, id, place->begin, code);
    else if (code > 0 && asker_find_words(&matcher->asker, pattern,
                                          place->document, found, &words))
        *VECTOR_PUSH(hits) = (struct hit){found, words.first, words.last, id};
}

/* Adds the answer's hit, or asks for it; returns whether that settles what is
 * to be known of the pattern here. */
static bool match_answer(struct matcher *matcher, struct place *place,
                         const struct answer *answer, const char *behind,
                         struct hits *hits)
{
    uint32_t begin = place->document->words.items[place->word].span.begin;

    if (!answer_fits(answer, behind))
        return false;
    place->begin = begin + answer->begin;
    if (answer->end != ANSWER_ASK)
        *VECTOR_PUSH(hits) = (struct hit){{place->begin, begin + answer->end},
                                          place->word,
                                          place->word,
                                          answer->pattern};
    else if (is_possible_here(matcher, place, answer->pattern))
        ask_in_text(matcher, place, answer->pattern, hits);
    return true;
}

/* Adds what is known, or asked now, of the place's word; `behind` is the text
 * behind what follows it. */
static void match_word(struct matcher *matcher, struct place *place,
                       struct answer_range range, const char *behind,
                       struct hits *hits)
{
    const struct answer *items = answers_items(matcher->answers);
    const uint16_t *starts = answers_starts(matcher->answers);
    uint16_t start = answer_start(behind[0], behind[1]);
    bool is_ascii = !((behind[0] | behind[1]) & 0x80);

    for (uint32_t i = range.begin; i < range.end; i++) {
        if (starts[i] != start && starts[i] != ANSWER_ANY_START && is_ascii)
            continue;
        if (match_answer(matcher, place, &items[i], behind, hits))
            while (i + 1 < range.end &&
                   items[i + 1].pattern == items[i].pattern &&
                   items[i + 1].begin == items[i].begin)
                i++; /* its other beginnings */
    }
}

/* The slow way round: every pattern at every place. */
static void match_word_plainly(struct matcher *matcher, struct place *place,
                               struct hits *hits)
{
    struct span word = place->document->words.items[place->word].span;
    const char *text = place->document->canonical.text.data;

    for (uint32_t at = word.begin; at < word.end; at++) {
        if (at > word.begin && text[at - 1] != '-')
            continue;
        place->begin = at;
        for (uint32_t i = 0; i < matcher->lexicon->patterns.count; i++)
            ask_in_text(matcher, place, i, hits);
    }
}

/* -- The quick way ---------------------------------------------------------
 * Words of which it is known that nothing begins there are passed over: three
 * in four after a look at one byte, most others after one at the next two
 * letters. Words come in batches: what the look at the letters needs of all of
 * them is on its way from memory while the first is looked at. */

enum { BATCH = 64 };

/* A word where something may begin. */
struct candidate {
    uint32_t word;
    enum follow follow;
};

/* Gathers those of words[begin, end), at most BATCH; returns how many. */
static size_t find_candidates(const struct matcher *matcher,
                              const struct segmented *document,
                              struct word_range words,
                              struct candidate found[BATCH])
{
    const struct word *word = document->words.items;
    const char *text = document->canonical.text.data;
    const uint8_t *none = answers_none(matcher->answers);
    const struct answer_range *ranges = answers_ranges(matcher->answers);
    size_t count = 0;

    for (uint32_t i = words.begin; i < words.end; i++) {
        enum follow follow = follow_of(text[word[i].span.end]);

        /* Always written, then kept or not: no branch to guess wrong. */
        found[count] = (struct candidate){i, follow};
        count += !(none[word[i].form] >> follow & 1);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(
            &ranges[answer_index(word[found[i].word].form, found[i].follow)]);
    return count;
}

static void match_candidate(struct matcher *matcher, struct place *place,
                            struct candidate candidate, struct hits *hits)
{
    const struct word *word = &place->document->words.items[candidate.word];
    const char *behind = place->document->canonical.text.data + word->span.end +
                         follow_length(candidate.follow);
    const struct answer_range *range = &answers_ranges(
        matcher->answers)[answer_index(word->form, candidate.follow)];

    if (range->end == 0)
        answers_learn(matcher->answers, word->form, candidate.follow);
    if (!answer_range_fits(range, behind))
        return;
    place->word = candidate.word;
    match_word(matcher, place, *range, behind, hits);
}

static void match_words(struct matcher *matcher, struct place *place,
                        struct word_range words, struct hits *hits)
{
    struct candidate found[BATCH] = {{0}};

    while (words.begin < words.end) {
        struct word_range batch = words;
        size_t count;

        if (batch.end - batch.begin > BATCH)
            batch.end = batch.begin + BATCH;
        count = find_candidates(matcher, place->document, batch, found);
        for (size_t i = 0; i < count; i++)
            match_candidate(matcher, place, found[i], hits);
        words.begin = batch.end;
    }
}

static void match_paragraph(struct matcher *matcher,
                            const struct segmented *document, size_t paragraph,
                            const struct matcher_options *options,
                            struct hits *hits)
{
    struct place place = {
        .document = document,
        .paragraph = document->canonical.paragraphs.items[paragraph],
        .words = document->paragraph_words.items[paragraph]};
    struct word_range words = place.words;

    matcher->has_link = document->paragraph_has_link.items[paragraph];
    matcher->is_seen = false;
    if (!options->plain) {
        match_words(matcher, &place, words, hits);
        return;
    }
    for (place.word = words.begin; place.word < words.end; place.word++)
        match_word_plainly(matcher, &place, hits);
}

void matcher_find(struct matcher *matcher, const struct segmented *document,
                  const struct matcher_options *options, struct hits *hits)
{
    hits->count = 0;
    matcher->failures.count = 0;
    answers_cover_forms(matcher->answers);
    for (size_t i = 0; i < document->canonical.paragraphs.count; i++)
        match_paragraph(matcher, document, i, options, hits);
    overlap_resolve(&matcher->overlap, matcher->lexicon, options->overlap,
                    hits);
}
