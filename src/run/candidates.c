/* candidates.c - see candidates.h. Read night_find_candidates() first. */
#include "run/candidates.h"

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "base/stop.h"
#include "run/progress.h"

/* So many of the sieve's counters may pass: with the entries for their themes
 * that is some hundred MB, a gigabyte where many phrases share a counter. */
enum { PASSING_MAX = 1000000 };

/* What one worker needs. */
struct seeker {
    struct phraser *phraser;
    struct company company;
    struct company spelled; /* phrases that look like what was matched */
    struct found_forms likenesses;
    struct themes_here VECTOR_OF(uint32_t) themes; /* of the sentence */
};

/* The documents of one pass. */
struct passing {
    struct candidate_search *search;
    struct candidate **wanted; /* by document; in the third */
    atomic_size_t next;
};

/* -- Sentences ------------------------------------------------------------- */

static void note_theme(struct seeker *seeker, uint32_t theme)
{
    for (size_t i = 0; i < seeker->themes.count; i++)
        if (seeker->themes.items[i] == theme)
            return;
    *VECTOR_PUSH(&seeker->themes) = theme;
}

/* Makes the seeker's themes those of the hits that begin before `end`, from
 * `*at` on, which moves behind them. */
static void take_themes(struct seeker *seeker, const struct worker *worker,
                        uint32_t end, size_t *at)
{
    const struct lexicon *lexicon = &worker->job->inputs->lexicon;

    seeker->themes.count = 0;
    for (; *at < worker->hits.count && worker->hits.items[*at].first < end;
         ++*at) {
        uint32_t pattern = worker->hits.items[*at].pattern;
        uint32_t term = lexicon->patterns.items[pattern].term;

        note_theme(seeker, lexicon->terms.items[term].theme);
    }
}

static void count_phrase(const struct seeker *seeker, struct company *company,
                         const struct phrase *phrase,
                         const struct company_place *place)
{
    company_add(company, phrase, COMPANY_ALL, place);
    for (size_t i = 0; i < seeker->themes.count; i++)
        company_add(company, phrase, seeker->themes.items[i], place);
}

static bool is_lookalike(const struct candidate_search *search,
                         struct seeker *seeker, const struct phrase *phrase)
{
    struct phrase_word words[PHRASE_WORDS_MAX];

    phraser_words(seeker->phraser, phrase, words);
    lookalikes_find(&search->lookalikes, words, phrase->length,
                    &seeker->likenesses);
    return seeker->likenesses.count > 0;
}

/* Counts the phrases that begin at one word, each of which has those before it.
 * So none after one that is too rare to pass need be asked for. */
static void count_phrases(const struct candidate_search *search,
                          struct seeker *seeker, const struct phrase *phrases,
                          size_t count, const struct company_place *place)
{
    bool passes = true;

    for (size_t i = 0; i < count; i++) {
        passes = passes && sieve_passes(&search->sieve, phrases[i].hash);
        if (passes)
            count_phrase(seeker, &seeker->company, &phrases[i], place);
        if (is_lookalike(search, seeker, &phrases[i]))
            count_phrase(seeker, &seeker->spelled, &phrases[i], place);
    }
}

/* Adds the sentence's phrases to the sieve; or, given a place, counts them. */
static void take_sentence(struct candidate_search *search,
                          struct seeker *seeker, struct word_range words,
                          const struct company_place *place)
{
    for (uint32_t word = words.begin; word < words.end; word++) {
        struct phrase phrases[PHRASE_WORDS_MAX];
        size_t count = phraser_find(seeker->phraser, word, words.end, phrases);

        if (place)
            count_phrases(search, seeker, phrases, count, place);
        for (size_t i = 0; !place && i < count; i++)
            sieve_add(&search->sieve, phrases[i].hash);
    }
}

static struct seeker *begin_document(struct candidate_search *search,
                                     size_t number)
{
    struct worker *worker = &search->night->workers[number];
    struct seeker *seeker = &search->seekers[number];

    if (!seeker->phraser)
        seeker->phraser = phraser_new(&worker->vocabulary);
    phraser_begin(seeker->phraser, &worker->reader.text, &worker->hits);
    return seeker;
}

/* The first time, while the document is counted. */
static void sift_document(void *context, size_t number, size_t document)
{
    struct candidate_search *search = context;
    const struct worker *worker = &search->night->workers[number];
    const struct word_ranges *sentences = &worker->reader.text.sentence_words;
    struct seeker *seeker = begin_document(search, number);
    size_t hit = 0;

    (void)document;
    for (size_t i = 0; i < sentences->count; i++) {
        take_themes(seeker, worker, sentences->items[i].end, &hit);
        if (seeker->themes.count)
            take_sentence(search, seeker, sentences->items[i], NULL);
    }
}

/* A hash that is as good as drawn by lot. */
static uint64_t rank_of(uint64_t path_hash, uint32_t sentence)
{
    const uint64_t parts[] = {path_hash, sentence};

    return phrase_hash(parts, 2);
}

/* The second time. */
static void count_document(struct candidate_search *search, size_t number,
                           size_t document)
{
    const struct worker *worker = &search->night->workers[number];
    const struct word_ranges *sentences = &worker->reader.text.sentence_words;
    struct seeker *seeker = begin_document(search, number);
    uint64_t path = phrase_word_hash(worker->job->documents[document].path);
    size_t hit = 0;

    for (size_t i = 0; i < sentences->count; i++) {
        struct company_place place = {(uint32_t)document, (uint32_t)i,
                                      (uint32_t)number,
                                      rank_of(path, (uint32_t)i)};

        take_themes(seeker, worker, sentences->items[i].end, &hit);
        take_sentence(search, seeker, sentences->items[i], &place);
    }
}

/* -- Texts ----------------------------------------------------------------- */

const char *candidates_word(const struct candidate_search *search,
                            const struct company_count *count, size_t word)
{
    const struct worker *worker = &search->night->workers[count->last.worker];

    return intern_text(worker->vocabulary.types, count->phrase.types[word],
                       NULL);
}

void candidates_add_text(const struct candidate_search *search,
                         const struct company_count *count, struct buffer *out)
{
    for (size_t i = 0; i < count->phrase.length; i++)
        buffer_add_format(out, "%s%s", i ? " " : "",
                          candidates_word(search, count, i));
}

/* -- Passes ---------------------------------------------------------------- */

/* Reads a document that has been counted; false if it has vanished since. What
 * is wrong with it has been said. */
static bool read_again(struct worker *worker, size_t index)
{
    struct document_result *result = &worker->job->results[index];
    struct digest digest = result->digest;
    bool is_read;

    memory_set_context(worker->job->documents[index].path);
    is_read = worker_read(worker, index);
    result->digest = digest;
    issues_release(&worker->issues);
    worker->issues.limit = SIZE_MAX;
    memory_set_context(NULL);
    return is_read;
}

static void match_again(struct worker *worker)
{
    struct segmented *text = &worker->reader.text;
    struct matcher_options options = {
        .overlap = worker->job->settings->overlap};

    vocabulary_add(&worker->vocabulary, text->canonical.text.data,
                   &text->words);
    matcher_find(worker->matcher, text, &options, &worker->hits);
}

static void count_share(void *context, size_t number)
{
    struct passing *passing = context;
    struct night *night = passing->search->night;
    struct worker *worker = &night->workers[number];
    const struct document *documents = night->inputs.corpus.items.items;
    size_t count = night->inputs.corpus.items.count, i;

    while (!stop_is_wanted() &&
           (i = atomic_fetch_add(&passing->next, 1)) < count) {
        if (night->job.results[i].status != DOCUMENT_COUNTED ||
            !read_again(worker, i))
            continue;
        match_again(worker);
        count_document(passing->search, number, i);
        progress_add(night->job.progress, documents[i].size_bytes);
    }
}

static void count_company(struct candidate_search *search)
{
    struct passing passing = {.search = search};
    struct night *night = search->night;
    struct seeker *first = search->seekers;

    night->job.progress = progress_begin(night->settings->progress,
                                         night->inputs.corpus.items.count,
                                         corpus_bytes(&night->inputs.corpus));
    pool_run(night->worker_count, count_share, &passing);
    progress_end(night->job.progress);
    night->job.progress = NULL;
    for (size_t i = 1; i < search->seeker_count; i++) {
        struct seeker *other = &search->seekers[i];

        company_merge(&first->company, &other->company);
        company_merge(&first->spelled, &other->spelled);
        company_release(&other->company);
        company_release(&other->spelled);
    }
}

/* -- Examples -------------------------------------------------------------- */

static const char *sentence_text(struct worker *worker, uint32_t sentence)
{
    enum { SHOWN_BYTES = 2000 };
    const struct segmented *text = &worker->reader.text;
    struct span span;
    const char *bytes;
    size_t length;

    if (sentence >= text->sentences.count)
        return NULL;
    span = text->sentences.items[sentence];
    bytes = segmented_text(text, span);
    length = span_length(span);
    if (length > SHOWN_BYTES) {
        length = SHOWN_BYTES;
        while (length && ((unsigned char)bytes[length] & 0xC0U) == 0x80)
            length--;
    }
    while (length && (bytes[length - 1] == '\n' || bytes[length - 1] == ' '))
        length--;
    return arena_copy_text(&worker->kept, bytes, length);
}

static int compare_documents(const void *a, const void *b)
{
    const struct candidate *const *x = a, *const *y = b;

    return ((*x)->document > (*y)->document) -
           ((*x)->document < (*y)->document);
}

/* Each document is one worker's, who finds it where its candidates begin. */
static void quote_share(void *context, size_t number)
{
    struct passing *passing = context;
    struct candidate **wanted = passing->wanted;
    struct worker *worker = &passing->search->night->workers[number];
    size_t count = passing->search->found.count, i;

    while (!stop_is_wanted() &&
           (i = atomic_fetch_add(&passing->next, 1)) < count) {
        uint32_t document = wanted[i]->document;

        if ((i && wanted[i - 1]->document == document) ||
            !read_again(worker, document))
            continue;
        for (; i < count && wanted[i]->document == document; i++)
            wanted[i]->example = sentence_text(worker, wanted[i]->sentence);
    }
}

static void quote_examples(struct candidate_search *search)
{
    size_t count = search->found.count;
    struct passing passing = {
        .search = search,
        .wanted = memory_get_zeroed(count + 1, sizeof(struct candidate *))};

    for (size_t i = 0; i < count; i++)
        passing.wanted[i] = &search->found.items[i];
    qsort(passing.wanted, count, sizeof(*passing.wanted), compare_documents);
    pool_run(search->night->worker_count, quote_share, &passing);
    free(passing.wanted);
}

/* -- The whole ------------------------------------------------------------- */

void night_seek_candidates(struct night *night)
{
    struct candidate_search *search;

    if (!night->settings->candidates)
        return;
    search = memory_get_zeroed(1, sizeof(*search));
    search->night = night;
    search->seeker_count = night->settings->jobs;
    search->seekers = memory_get_zeroed(search->seeker_count,
                                        sizeof(*search->seekers));
    sieve_init(&search->sieve, corpus_bytes(&night->inputs.corpus));
    night->search = search;
    night->visit = sift_document;
    night->visit_context = search;
}

/* Else nobody would know that what is rarer was not looked at. */
static void note_threshold(const struct candidate_search *search)
{
    const struct issue_place place = {.severity = SEVERITY_WARNING,
                                      .stage = "candidates"};

    if (search->sieve.least > COMPANY_LEAST)
        issues_add(&search->night->issues, &place,
                   "so many phrases stand beside hits that only those that do "
                   "%u times or more were looked at (in a smaller corpus: %d)",
                   search->sieve.least, COMPANY_LEAST);
}

void night_find_candidates(struct night *night)
{
    struct candidate_search *search = night->search;

    if (!search)
        return;
    night->visit = NULL;
    sieve_close(&search->sieve, PASSING_MAX);
    note_threshold(search);
    candidates_gather_forms(search);
    count_company(search);
    candidates_choose(search, &search->seekers[0].company,
                      &search->seekers[0].spelled);
    quote_examples(search);
    night->results.candidates = search->found.items;
    night->results.candidate_count = search->found.count;
}

void candidate_search_free(struct candidate_search *search)
{
    if (!search)
        return;
    for (size_t i = 0; i < search->seeker_count; i++) {
        phraser_free(search->seekers[i].phraser);
        company_release(&search->seekers[i].company);
        company_release(&search->seekers[i].spelled);
        free(search->seekers[i].likenesses.items);
        free(search->seekers[i].themes.items);
    }
    free(search->seekers);
    sieve_release(&search->sieve);
    lookalikes_release(&search->lookalikes);
    free(search->found.items);
    arena_release(&search->texts);
    free(search);
}
