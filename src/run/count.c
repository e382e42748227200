/* count.c - all documents by all workers, and the merge; see night.h. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "base/stop.h"
#include "run/night.h"
#include "run/pieces.h"
#include "run/progress.h"

enum { SMALL_BYTES = 64 * 1024 };

/* What the workers share while counting. */
struct counting {
    struct night *night;
    const uint32_t *order; /* documents, the largest first */
    size_t count;
    atomic_size_t next;
};

/* Largest first: a large document begun last would keep one worker busy alone.
 * The many that take a millisecond or two at most come as the corpus lists
 * them, folder by folder, which finds the folder's and the group's data still
 * in the caches (a tenth of the time). */
static int compare_sizes(const void *a, const void *b, void *context)
{
    const struct document *documents = context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    uint64_t left = documents[x].size_bytes / SMALL_BYTES;
    uint64_t right = documents[y].size_bytes / SMALL_BYTES;

    return left != right ? (left < right ? 1 : -1) : (x > y) - (x < y);
}

static uint32_t *order_by_size(const struct corpus *corpus)
{
    uint32_t *order = memory_get(corpus->items.count * sizeof(*order));

    for (size_t i = 0; i < corpus->items.count; i++)
        order[i] = (uint32_t)i;
    qsort_r(order, corpus->items.count, sizeof(*order), compare_sizes,
            corpus->items.items);
    return order;
}

/* Returns whether the document may turn out to be large (pieces.h). */
static bool may_be_large(const struct night *night, size_t index)
{
    return night->inputs.corpus.items.items[index].size_bytes / 2 >
           night->settings->piece_bytes;
}

static void count_document(const struct night *night, struct worker *worker,
                           size_t index)
{
    const struct job *job = worker->job;
    uint64_t bytes = job->documents[index].size_bytes;

    worker_process(worker, index);
    if (night->visit && job->results[index].status == DOCUMENT_COUNTED)
        night->visit(night->visit_context, (size_t)(worker - night->workers),
                     index);
    if (worker->reader.is_large)
        bytes -= worker->reader.text.canonical.text.length; /* shown so far */
    progress_add(job->progress, bytes);
}

/* When the run is to stop the document is passed over, but not those who may
 * wait for its pieces. */
static void take_document(const struct night *night, struct worker *worker,
                          size_t index)
{
    if (!stop_is_wanted())
        count_document(night, worker, index);
    if (may_be_large(night, index))
        board_note_done(worker->job->board);
}

/* A large document that another worker is at comes first, as its owner has to
 * wait for it; then the next of the queue; and in the end those large ones that
 * are still being read. */
static void count_share(void *context, size_t number)
{
    struct counting *counting = context;
    struct worker *worker = &counting->night->workers[number];
    struct board *board = worker->job->board;
    size_t i;

    do {
        while (board_help(board, worker))
            continue;
        i = atomic_fetch_add(&counting->next, 1);
        if (i < counting->count)
            take_document(counting->night, worker, counting->order[i]);
    } while (i < counting->count || board_wait(board));
}

static size_t count_large(const struct night *night)
{
    size_t count = 0;

    for (size_t i = 0; i < night->inputs.corpus.items.count; i++)
        count += may_be_large(night, i);
    return count;
}

/* Returns how many workers may find something to do. */
static size_t most_workers(const struct night *night)
{
    size_t documents = night->inputs.corpus.items.count;

    if (count_large(night))
        return POOL_WORKERS_MAX;
    return documents ? documents : 1;
}

static void init_job(struct night *night)
{
    struct corpus *corpus = &night->inputs.corpus;
    struct job *job = &night->job;

    *job = (struct job){
        .settings = night->settings,
        .inputs = &night->inputs,
        .documents = corpus->items.items,
        .results = memory_get_zeroed(corpus->items.count,
                                     sizeof(struct document_result)),
        .group_column = corpus_column(corpus, night->settings->group_by),
    };
    if (night->settings->duplicates != DUPLICATES_KEEP)
        job->sketches = memory_get_zeroed(corpus->items.count,
                                          sizeof(*job->sketches));
    job->signs = job->sketches != NULL;
    job->has_groups = night->shards != NULL;
    if (night->shelves)
        job->shelf = memory_get_zeroed(corpus->items.count,
                                       sizeof(*job->shelf));
    if (night->settings->boilerplate != BOILERPLATE_KEEP)
        job->previews = memory_get_zeroed(corpus->items.count,
                                          sizeof(*job->previews));
    memcpy(job->counter_options.counts_unit, night->settings->has_unit,
           sizeof(job->counter_options.counts_unit));
    /* theme_frequency_by_document.csv needs it, whatever else is wanted */
    job->counter_options.counts_unit[UNIT_SENTENCE] = true;
    /* heading_frequency.csv does: each heading is a paragraph */
    job->counter_options.counts_unit[UNIT_PARAGRAPH] |=
        night->settings->headings == HEADINGS_APART;
    job->counter_options.window_words = night->settings->window_words;
    job->board = board_new(count_large(night));
    night->recall.recalls_counts &= !night->visit;
    job->recall = &night->recall;
    job->progress = progress_begin(night->settings->progress,
                                   corpus->items.count, corpus_bytes(corpus));
}

void night_begin_workers(struct night *night, size_t most)
{
    init_job(night);
    night->worker_count = night->settings->jobs;
    if (night->worker_count > most)
        night->worker_count = most;
    night->workers = memory_get_zeroed(night->worker_count,
                                       sizeof(*night->workers));
    for (size_t i = 0; i < night->worker_count; i++)
        worker_init(&night->workers[i], &night->job);
}

void night_end_job(struct night *night)
{
    struct job *job = &night->job;

    progress_end(job->progress);
    board_free(job->board);
    job->progress = NULL;
    job->board = NULL;
}

void night_count(struct night *night)
{
    const struct corpus *corpus = &night->inputs.corpus;
    uint32_t *order = order_by_size(corpus);
    struct counting counting = {
        .night = night, .order = order, .count = corpus->items.count};

    night_begin_workers(night, most_workers(night));
    night_survey(night);
    pool_run(night->worker_count, count_share, &counting);
    night_end_job(night);
    free(order);
}

/* -- Merging --------------------------------------------------------------- */

/* Returns the ids that the strings of `from` have in `into`, where missing ones
 * are added; the caller frees. */
static uint32_t *translate(struct interner *into, const struct interner *from)
{
    size_t count = intern_count(from);
    uint32_t *ids = memory_get(count * sizeof(*ids));

    for (uint32_t i = 0; i < count; i++) {
        size_t length;
        const char *text = intern_text(from, i, &length);

        ids[i] = intern(into, text, length);
    }
    return ids;
}

static void merge_worker(struct night *night, struct worker *from)
{
    struct worker *first = &night->workers[0];
    uint32_t *types = translate(first->vocabulary.types,
                                from->vocabulary.types);
    uint32_t *forms = translate(counter_forms(first->counter),
                                counter_forms(from->counter));

    groups_merge(&night->groups, &from->groups,
                 (struct tally_ids){.types = types, .forms = forms});
    free(types);
    free(forms);
}

/* Their lines came in the order of the workers. */
static void sort_samples(struct night *night)
{
    for (size_t i = 0; i < night->groups.count; i++)
        concordance_sort(&night->groups.items[i].concordance);
}

static void sum_groups(struct night *night)
{
    struct group *all = &night->all;

    *all = (struct group){.name = memory_copy_text("(all)", strlen("(all)"))};
    concordance_init(&all->concordance, night->inputs.lexicon.terms.count);
    for (size_t i = 0; i < night->groups.count; i++) {
        const struct group *group = &night->groups.items[i];

        tally_merge(&all->tally, &group->tally, (struct tally_ids){0});
        tally_merge(&all->headings, &group->headings, (struct tally_ids){0});
    }
}

/* Which worker's issues, and which of them. */
struct notes {
    struct worker *worker;
    struct noted noted;
};

static int compare_notes(const void *a, const void *b)
{
    const struct notes *x = a, *y = b;

    return (x->noted.document > y->noted.document) -
           (x->noted.document < y->noted.document);
}

/* Returns what all workers noted in order of documents, so that no order of
 * workers shows; the caller frees. */
static struct notes *sort_notes(const struct night *night, size_t *count)
{
    struct notes *sorted;
    size_t at = 0;

    *count = 0;
    for (size_t i = 0; i < night->worker_count; i++)
        *count += night->workers[i].noted.count;
    sorted = memory_get(*count * sizeof(*sorted));
    for (size_t i = 0; i < night->worker_count; i++)
        for (size_t k = 0; k < night->workers[i].noted.count; k++)
            sorted[at++] = (struct notes){&night->workers[i],
                                          night->workers[i].noted.items[k]};
    qsort(sorted, *count, sizeof(*sorted), compare_notes);
    return sorted;
}

/* Errors that a worker met beyond the limit of a document's list are counted
 * too, though they are in none. */
static void gather_issues(struct night *night)
{
    const struct document *documents = night->inputs.corpus.items.items;
    size_t count, errors = night->issues.errors;
    struct notes *notes = sort_notes(night, &count);

    for (size_t i = 0; i < count; i++)
        issues_copy(&night->issues, &notes[i].worker->issues,
                    notes[i].noted.first, notes[i].noted.count,
                    documents[notes[i].noted.document].path);
    free(notes);
    for (size_t i = 0; i < night->worker_count; i++) {
        struct issues *issues = &night->workers[i].issues;

        errors += issues->errors;
        night->issues.dropped += issues->dropped;
        issues_release(issues);
    }
    night->issues.errors = errors;
}

/* Once, however many workers found it so. */
static void note_unconfined(struct night *night)
{
    const struct issue_place place = {.severity = SEVERITY_NOTE,
                                      .stage = "extract"};
    bool is_unconfined = night->is_unconfined;

    for (size_t i = 0; i < night->worker_count; i++)
        is_unconfined |= night->workers[i].reader.extractor.is_unconfined;
    night->is_unconfined = is_unconfined;
    if (is_unconfined)
        issues_add(&night->issues, &place,
                   "this system does not filter system calls (seccomp), so "
                   "the processes that read documents have limits but could "
                   "open files; read only documents that you trust");
}

void night_gather(struct night *night)
{
    struct worker *first = &night->workers[0];

    night->groups = first->groups;
    first->groups = (struct groups){0};
    for (size_t i = 1; i < night->worker_count; i++)
        merge_worker(night, &night->workers[i]);
    groups_sort(&night->groups);
    sort_samples(night);
    gather_issues(night);
    note_unconfined(night);
}

void night_merge(struct night *night)
{
    const struct worker *first = &night->workers[0];

    night_gather(night);
    sum_groups(night);
    night_note_duplicates(night);
    night_note_aside(night);
    night->results = (struct results){
        .corpus = &night->inputs.corpus,
        .lexicon = &night->inputs.lexicon,
        .documents = night->job.results,
        .group_by = night->settings->group_by,
        .administrations = &night->inputs.administrations,
        .groups = night->groups.items,
        .group_count = night->groups.count,
        .all = &night->all,
        .types = first->vocabulary.types,
        .forms = counter_forms(first->counter),
        .window_words = night->settings->window_words,
        .top_words = night->settings->top_words,
        .stock = &night->stock,
        .stock_notes = night->stock_notes.items,
        .leaves_stock_out = night->settings->boilerplate ==
                            BOILERPLATE_LEAVE_OUT,
        .issues = &night->issues,
    };
    memcpy(night->results.has_unit, night->settings->has_unit,
           sizeof(night->results.has_unit));
}
