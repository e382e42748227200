/* take_shards.c - what shard files say, in place of counting; see night.h.
 *
 * A worker takes a file at a time: its documents, as if it had counted each,
 * and then its groups. The night goes on as after any counting. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"
#include "base/stop.h"
#include "run/night.h"
#include "run/progress.h"
#include "run/shard_origin.h"
#include "tally/packed_group.h"

/* What the workers share. */
struct taking {
    struct night *night;
    const struct given_shards *given;
    size_t count;
    atomic_size_t next;
    atomic_uchar *is_taken; /* by document */
    struct error *errors;   /* by file; their codes are OK at first */
};

/* The indices, here, of a file's documents, in the order of the file. */
struct indices VECTOR_OF(uint32_t);

/* -- One file -------------------------------------------------------------- */

static int compare_path(const void *key, const void *element)
{
    return strcmp(key, ((const struct document *)element)->path);
}

static enum status find_document(const struct taking *taking,
                                 const struct shard_file *file,
                                 const char *path, uint32_t *index,
                                 struct error *err)
{
    const struct documents *all = &taking->night->inputs.corpus.items;
    const struct document *found = bsearch(path, all->items, all->count,
                                           sizeof(*all->items), compare_path);

    if (!found)
        return error_set(err, ERR_INPUT,
                         "%s: counts \"%s\", which is not in the corpus; count "
                         "its shard again",
                         file->path, path);
    *index = (uint32_t)(found - all->items);
    if (shard_file_is_older(file, found->modified_ns))
        return error_set(err, ERR_INPUT,
                         "%s: \"%s\" has been changed since; count its shard "
                         "again",
                         file->path, path);
    if (atomic_exchange(&taking->is_taken[*index], 1))
        return error_set(err, ERR_INPUT,
                         "%s: counts \"%s\", which another file counts too; "
                         "count its shard again",
                         file->path, path);
    return OK;
}

static enum status take_documents(const struct taking *taking,
                                  struct worker *worker,
                                  struct shard_file *file,
                                  struct indices *indices, struct error *err)
{
    const struct job *job = worker->job;
    struct shard_document document;

    while (!stop_is_wanted() && shard_file_next_document(file, &document)) {
        struct shelved shelved = {document.bytes, document.length};
        uint32_t *index = VECTOR_PUSH(indices);

        if (find_document(taking, file, document.path, index, err) != OK)
            return err->code;
        if (worker_take(worker, *index, &shelved, err) != OK) {
            err->code = ERR_INPUT;
            return error_context(err, "%s: %s", file->path, document.path);
        }
        progress_add(job->progress, job->documents[*index].size_bytes);
    }
    return OK;
}

static enum status take_groups(struct worker *worker, struct shard_file *file,
                               const struct indices *indices, struct error *err)
{
    struct group_reader reader = {
        .types = worker->vocabulary.types,
        .forms = counter_forms(worker->counter),
        .documents = indices->items,
        .document_count = (uint32_t)indices->count,
        .theme_count = file->header.theme_count,
        .term_count = file->header.term_count,
    };
    struct unpacking bytes;

    while (!stop_is_wanted() && shard_file_next_group(file, &bytes)) {
        group_unpack(&bytes, &reader, &worker->groups);
        if (!unpacking_is_done(&bytes))
            return shard_file_say_damaged(file, err);
    }
    return stop_is_wanted() ? OK : shard_file_end(file, err);
}

static enum status take_file(const struct taking *taking, struct worker *worker,
                             const struct given_shards *given,
                             struct error *err)
{
    struct indices indices = {0};
    struct shard_file file;
    enum status status = given_shards_open(given, &file, err);

    if (status != OK)
        return status;
    status = take_documents(taking, worker, &file, &indices, err);
    if (status == OK)
        status = take_groups(worker, &file, &indices, err);
    free(indices.items);
    shard_file_close(&file);
    return status;
}

static void take_share(void *context, size_t number)
{
    struct taking *taking = context;
    struct worker *worker = &taking->night->workers[number];
    size_t i;

    while (!stop_is_wanted() &&
           (i = atomic_fetch_add(&taking->next, 1)) < taking->count) {
        struct error err;
        enum status status = take_file(taking, worker, &taking->given[i], &err);

        if (status != OK)
            taking->errors[i] = err;
    }
}

/* -- All files ------------------------------------------------------------- */

static enum status check_documents(const struct taking *taking,
                                   struct error *err)
{
    const struct documents *all = &taking->night->inputs.corpus.items;

    for (size_t i = 0; i < taking->count; i++)
        if (taking->errors[i].code != OK) {
            *err = taking->errors[i];
            return err->code;
        }
    if (stop_check(err) != OK)
        return err->code;
    for (size_t i = 0; i < all->count; i++)
        if (!taking->is_taken[i])
            return error_set(err, ERR_INPUT,
                             "%s: is in none of the shard files, although no "
                             "shard is missing; count all shards again",
                             all->items[i].path);
    return OK;
}

static enum status take_files(struct night *night,
                              const struct given_shards *given,
                              struct error *err)
{
    size_t files = night->shards->count;
    size_t documents = night->inputs.corpus.items.count;
    struct taking taking = {
        .night = night,
        .given = given,
        .count = files,
        .is_taken = memory_get_zeroed(documents, sizeof(*taking.is_taken)),
        .errors = memory_get_zeroed(files, sizeof(*taking.errors)),
    };
    enum status status;

    night_begin_workers(night, files);
    pool_run(night->worker_count, take_share, &taking);
    night_end_job(night);
    status = check_documents(&taking, err);
    free(taking.is_taken);
    free(taking.errors);
    return status;
}

/* Refuses what may not be merged, before the first document is taken. */
static enum status check(struct night *night, const struct given_shards *given,
                         struct error *err)
{
    struct shard_header header = {0};
    struct shards_wanted wanted = {&header, .all = true};
    enum status status;

    status = shard_header_of_inputs(&header, night->settings, &night->inputs,
                                    err);
    if (status == OK)
        status = given_shards_check(given, night->shards->count, &wanted,
                                    &night->issues, err);
    for (size_t i = 0; i < night->shards->count; i++)
        night->is_unconfined |= given[i].header.is_unconfined;
    shard_header_release(&header);
    return status;
}

enum status night_take_shards(struct night *night, struct error *err)
{
    size_t count = night->shards->count;
    struct given_shards *given = given_shards_new(night->shards->items, count,
                                                  night->settings->jobs);
    enum status status = check(night, given, err);

    if (status == OK)
        status = take_files(night, given, err);
    given_shards_free(given, count);
    return status;
}

/* -- Afterwards ------------------------------------------------------------ */

static int compare_group(const void *key, const void *element)
{
    return strcmp(key, ((const struct group *)element)->name);
}

static const struct group *find_group(const struct groups *groups,
                                      const char *name)
{
    return groups->count ? bsearch(name, groups->items, groups->count,
                                   sizeof(*groups->items), compare_group)
                         : NULL;
}

static void add_document(struct totals *sums,
                         const struct document_totals *totals)
{
    sums->documents++;
    sums->characters += totals->characters;
    sums->words += totals->words;
    sums->sentences += totals->sentences;
    sums->paragraphs += totals->paragraphs;
    sums->hits += totals->hits;
}

/* All but the files' bytes, which are not known of each document. */
static bool has_sums(const struct totals *totals, const struct totals *sums)
{
    return totals->documents == sums->documents &&
           totals->characters == sums->characters &&
           totals->words == sums->words &&
           totals->sentences == sums->sentences &&
           totals->paragraphs == sums->paragraphs && totals->hits == sums->hits;
}

static enum status say_otherwise(const char *group, struct error *err)
{
    return error_set(err, ERR_INPUT,
                     "the shard files do not count in group \"%s\" what its "
                     "documents come to here; remove them, and count all "
                     "shards again",
                     group);
}

/* Adds each counted document to the sums of its group. */
static enum status add_documents(const struct night *night, struct totals *sums,
                                 struct error *err)
{
    for (size_t i = 0; i < night->inputs.corpus.items.count; i++) {
        const struct document_result *result = &night->job.results[i];
        const struct group *group;

        if (result->status != DOCUMENT_COUNTED)
            continue;
        group = find_group(&night->groups, result->group);
        if (!group)
            return say_otherwise(result->group, err);
        add_document(&sums[group - night->groups.items], &result->totals);
    }
    return OK;
}

/* A document's group is judged here, its counts were added there; where both
 * judged alike the sums agree. */
enum status night_check_groups(const struct night *night, struct error *err)
{
    const struct groups *groups = &night->groups;
    struct totals *sums = memory_get_zeroed(groups->count, sizeof(*sums));
    enum status status = add_documents(night, sums, err);

    for (size_t i = 0; status == OK && i < groups->count; i++)
        if (!has_sums(&groups->items[i].tally.totals, &sums[i]))
            status = say_otherwise(groups->items[i].name, err);
    free(sums);
    return status;
}
