/* survey.c - what only all documents together tell: which are duplicates, and
 * which paragraphs stand in many; see night.h. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"
#include "base/stop.h"
#include "ingest/parts.h"
#include "run/night.h"
#include "run/preview.h"

struct surveying {
    struct night *night;
    atomic_size_t next;
};

static void survey_share(void *context, size_t number)
{
    struct surveying *surveying = context;
    struct night *night = surveying->night;
    size_t count = night->inputs.corpus.items.count, i;

    while (!stop_is_wanted() &&
           (i = atomic_fetch_add(&surveying->next, 1)) < count)
        worker_preview(&night->workers[number], i);
}

void night_find_duplicates(struct night *night)
{
    const struct job *job = &night->job;
    size_t count = night->inputs.corpus.items.count;
    struct signed_document *documents;

    if (!job->sketches || night->duplicates)
        return;
    documents = memory_get_zeroed(count, sizeof(*documents));
    night->duplicates = memory_get_zeroed(count, sizeof(*night->duplicates));
    for (size_t i = 0; i < count; i++)
        documents[i] = (struct signed_document){
            &job->results[i].digest, job->sketches[i],
            part_of_path(job->documents[i].path, NULL)};
    duplicates_find(documents, count, night->duplicates);
    free(documents);
}

static void find_stock(struct night *night)
{
    struct stock_document *previews = night->job.previews;
    size_t count = night->inputs.corpus.items.count;

    for (size_t i = 0; night->duplicates && i < count; i++)
        previews[i].is_duplicate = night->duplicates[i].kind != DUPLICATE_NONE;
    stock_find(&night->stock, previews, count, night->settings->stock_rule);
    night->job.stock = &night->stock;
    for (size_t i = 0; i < night->worker_count; i++)
        stock_notes_init(&night->workers[i].stock_notes, &night->stock);
}

void night_survey(struct night *night)
{
    struct surveying surveying = {.night = night};

    if (night->settings->duplicates != DUPLICATES_SKIP && !night->job.previews)
        return;
    pool_run(night->worker_count, survey_share, &surveying);
    night->job.signs = false;
    night_find_duplicates(night);
    if (night->settings->duplicates == DUPLICATES_SKIP)
        night->job.duplicates = night->duplicates;
    if (night->job.previews)
        find_stock(night);
}

/* -- Notes ----------------------------------------------------------------- */

void night_note_duplicates(struct night *night)
{
    const struct document *documents = night->job.documents;
    bool skips = night->settings->duplicates == DUPLICATES_SKIP;

    night_find_duplicates(night);
    for (size_t i = 0;
         night->duplicates && i < night->inputs.corpus.items.count; i++) {
        struct duplicate duplicate = night->duplicates[i];
        struct document_result *result = &night->job.results[i];
        struct issue_place place = {skips ? SEVERITY_WARNING : SEVERITY_NOTE,
                                    "duplicates", documents[i].path, NULL};
        const char *original = documents[duplicate.original].path;

        if (!duplicate.kind)
            continue;
        result->duplicate_of = original;
        result->duplicate_kind = duplicate_kind_name(duplicate.kind);
        issues_add(&night->issues, &place, "has %s \"%s\"%s",
                   duplicate.kind == DUPLICATE_FILE   ? "the bytes of"
                   : duplicate.kind == DUPLICATE_TEXT ? "the words of"
                                                      : "nearly the words of",
                   original,
                   skips ? "; it is not counted"
                         : "; both are counted (--duplicates skip counts one)");
    }
}

/* Adds up the workers' notes; the first document's text stands. */
static void merge_notes(struct night *night)
{
    stock_notes_init(&night->stock_notes, &night->stock);
    for (size_t i = 0; i < night->worker_count; i++)
        stock_notes_merge(&night->stock_notes, &night->workers[i].stock_notes);
}

static void note_headings(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_NOTE, .stage = "headings"};
    bool apart = night->settings->headings == HEADINGS_APART;
    uint64_t words = 0;

    if (night->settings->headings == HEADINGS_COUNT)
        return;
    for (size_t i = 0; i < night->inputs.corpus.items.count; i++)
        words += night->job.results[i].totals.heading_words;
    issues_add(&night->issues, &place,
               "section headings are counted %s; %llu words are in them "
               "(documents.csv, words_in_headings)",
               apart ? "apart, in heading_frequency.csv" : "nowhere",
               (unsigned long long)words);
}

static void note_stock(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_NOTE,
                                .stage = "boilerplate"};
    bool left_out = night->settings->boilerplate == BOILERPLATE_LEAVE_OUT;
    uint64_t words = 0;

    for (size_t i = 0; i < night->stock_notes.count; i++)
        words += night->stock_notes.items[i].words;
    issues_add(&night->issues, &place,
               "paragraphs that stand in many documents of one source: %zu; "
               "their %llu words are %s (boilerplate.csv lists them)",
               night->stock_notes.count, (unsigned long long)words,
               left_out ? "left out" : "counted");
}

void night_note_aside(struct night *night)
{
    note_headings(night);
    if (!night->job.stock)
        return;
    merge_notes(night);
    note_stock(night);
}
