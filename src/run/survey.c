/* survey.c - what only all documents together tell: which are duplicates; see
 * night.h. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"
#include "run/night.h"

struct surveying {
    struct night *night;
    atomic_size_t next;
};

static void survey_share(void *context, size_t number)
{
    struct surveying *surveying = context;
    struct night *night = surveying->night;
    size_t count = night->inputs.corpus.items.count, i;

    while ((i = atomic_fetch_add(&surveying->next, 1)) < count)
        worker_sign(&night->workers[number], i);
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
        documents[i] = (struct signed_document){&job->results[i].digest,
                                                job->sketches[i]};
    duplicates_find(documents, count, night->duplicates);
    free(documents);
}

void night_survey(struct night *night)
{
    struct surveying surveying = {.night = night};

    if (night->settings->duplicates != DUPLICATES_SKIP)
        return;
    pool_run(night->worker_count, survey_share, &surveying);
    night_find_duplicates(night);
    night->job.duplicates = night->duplicates;
}

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
