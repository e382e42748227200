/* count_shard.c - one shard of the corpus, counted into a file; see run.h. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/stop.h"
#include "ingest/parts.h"
#include "run/log.h"
#include "run/night.h"
#include "run/shard_origin.h"
#include "tally/packed_group.h"

/* -- Is it done? ----------------------------------------------------------- */

static bool has_same_shards(const struct shard_header *a,
                            const struct shard_header *b)
{
    return a->shard_count == b->shard_count &&
           a->shards.count == b->shards.count &&
           memcmp(a->shards.items, b->shards.items,
                  a->shards.count * sizeof(*a->shards.items)) == 0;
}

/* Returns when the document's file was changed, in nanoseconds since 1970,
 * which a plan does not say; 0: nobody knows. */
static int64_t time_of(const struct night *night,
                       const struct document *document)
{
    struct stat info;
    char *path, *file;
    size_t length;
    bool is_there;

    if (document->modified_ns)
        return document->modified_ns;
    part_of_path(document->path, &length);
    file = memory_copy_text(document->path, length);
    path = path_join(night->settings->corpus, file);
    is_there = stat(path, &info) == 0;
    free(path);
    free(file);
    return is_there ? (int64_t)info.st_mtim.tv_sec * 1000000000 +
                          info.st_mtim.tv_nsec
                    : 0;
}

/* Returns a document that was changed after the file was written; NULL: none.
 */
static const char *find_changed(const struct night *night,
                                const struct shard_file *file)
{
    const struct documents *documents = &night->inputs.corpus.items;

    for (size_t i = 0; i < documents->count; i++)
        if (shard_file_is_older(file, time_of(night, &documents->items[i])))
            return documents->items[i].path;
    return NULL;
}

/* Returns whether the file is what would be counted now; says why not. */
static bool is_up_to_date(const struct night *night,
                          const struct shard_file *file,
                          const struct shard_header *wanted)
{
    const char *what = shard_origin_differs(&file->header, wanted);
    const char *changed = find_changed(night, file);

    if (what)
        log_info(night->settings,
                 "%s: was counted with %s; it is counted again", file->path,
                 what);
    else if (!has_same_shards(&file->header, wanted))
        log_info(night->settings,
                 "%s: was counted as another shard; it is counted again",
                 file->path);
    else if (changed)
        log_info(night->settings,
                 "%s: \"%s\" has been changed since; it is counted again",
                 file->path, changed);
    return !what && !changed && has_same_shards(&file->header, wanted);
}

/* Looks whether the file is there, whole and of the same. Some other file is
 * let alone: nobody meant that one. */
static enum status look(const struct night *night,
                        const struct shard_header *wanted, bool *is_done,
                        struct error *err)
{
    const char *path = night->settings->out;
    struct shard_file file;
    enum status status = shard_file_check_place(path, err);

    if (status != OK)
        return status;
    status = shard_file_open(&file, path, err);
    *is_done = status == OK && is_up_to_date(night, &file, wanted);
    if (status == OK)
        shard_file_close(&file);
    if (status == ERR_INPUT)
        log_info(night->settings, "%s", err->text);
    return status == ERR_IO || status == ERR_FORMAT ? status : OK;
}

/* -- The file -------------------------------------------------------------- */

static enum status write_documents(const struct night *night,
                                   struct shard_writer *writer,
                                   struct error *err)
{
    const struct documents *documents = &night->inputs.corpus.items;
    enum status status = OK;

    for (size_t i = 0; status == OK && i < documents->count; i++)
        status = shard_writer_add_document(writer, documents->items[i].path,
                                           night->job.shelf[i].bytes,
                                           night->job.shelf[i].length, err);
    return status;
}

static enum status write_groups(const struct night *night,
                                struct shard_writer *writer, struct error *err)
{
    const struct worker *first = &night->workers[0];
    struct buffer bytes = {0};
    enum status status = OK;

    for (size_t i = 0; status == OK && i < night->groups.count; i++) {
        buffer_reset(&bytes);
        group_pack(&night->groups.items[i], first->vocabulary.types,
                   counter_forms(first->counter), &bytes);
        status = shard_writer_add_group(writer, &bytes, err);
    }
    buffer_release(&bytes);
    return status;
}

static enum status write_file(const struct night *night,
                              const struct shard_header *header,
                              struct shard_writer *writer, struct error *err)
{
    shard_writer_add_header(writer, header);
    if (write_documents(night, writer, err) != OK ||
        write_groups(night, writer, err) != OK || stop_check(err) != OK)
        return err->code;
    return shard_writer_commit(writer, err);
}

/* -- The whole ------------------------------------------------------------- */

static void note_outcome(const struct night *night,
                         struct shard_outcome *outcome)
{
    outcome->documents = night->inputs.corpus.items.count;
    for (size_t i = 0; i < night->groups.count; i++)
        outcome->words += night->groups.items[i].tally.totals.words;
    for (size_t i = 0; i < outcome->documents; i++)
        outcome->unreadable += night->job.results[i].status ==
                               DOCUMENT_UNREADABLE;
}

/* A run would publish reports without these documents, and the next night would
 * try them again; a shard file is made once. */
static enum status check_faults(const struct night *night, struct error *err)
{
    const struct error *first = NULL;
    size_t faults = 0;

    for (size_t i = 0; i < night->worker_count; i++) {
        if (!first && night->workers[i].faults)
            first = &night->workers[i].first_fault;
        faults += night->workers[i].faults;
    }
    if (!faults)
        return OK;
    return error_set(err, ERR_IO,
                     "documents that this machine cannot read for now: %zu "
                     "(the first: %s); nothing is written, try again",
                     faults, first->text);
}

static enum status count(struct night *night, struct shard_header *header,
                         struct shard_writer *writer, struct error *err)
{
    recall_open(&night->recall, night->settings, &night->inputs,
                &night->issues);
    night_count(night);
    if (stop_check(err) != OK || check_faults(night, err) != OK)
        return err->code;
    night_gather(night);
    night_end_recall(night);
    header->is_unconfined = night->is_unconfined;
    return write_file(night, header, writer, err);
}

/* The file is begun first: whether that can be is better known now than after
 * an hour of counting. */
static enum status count_into(struct night *night, struct shard_header *header,
                              struct shard_outcome *outcome, struct error *err)
{
    const char *path = night->settings->out;
    char *folder = memory_copy_text(path, (size_t)(path_name(path) - path));
    struct shard_writer writer = {0};
    enum status status = folder_create(folder, err);

    free(folder);
    if (status == OK)
        status = shard_writer_begin(&writer, path, err);
    if (status == OK)
        status = count(night, header, &writer, err);
    if (status == OK)
        note_outcome(night, outcome);
    outcome->bytes = writer.written_bytes;
    shard_writer_release(&writer);
    return status;
}

static enum status run_stages(struct night *night, struct shard_header *header,
                              struct shard_outcome *outcome, struct error *err)
{
    const struct shard *shard = &night->settings->shard;

    if (night_load(night, err) != OK)
        return err->code;
    if (shard_header_of_inputs(header, night->settings, &night->inputs, err) !=
        OK)
        return err->code;
    header->shard_count = shard->count;
    *VECTOR_PUSH(&header->shards) = shard->number;
    if (look(night, header, &outcome->was_there, err) != OK)
        return err->code;
    return outcome->was_there ? OK : count_into(night, header, outcome, err);
}

static char no_store[] = "none";

enum status run_count_shard(const struct settings *settings,
                            struct shard_outcome *outcome, struct error *err)
{
    struct settings whole = *settings;
    struct night night = {
        .settings = &whole, .publication = {.lock = -1}, .shelves = true};
    struct shard_header header = {0};
    enum status status;

    *outcome = (struct shard_outcome){0};
    if (shards_check_settings(settings, err) != OK)
        return err->code;
    if (!settings->store)
        whole.store = no_store; /* borrowed */
    status = run_stages(&night, &header, outcome, err);
    night_say_issues(&night);
    shard_header_release(&header);
    night_release(&night);
    return status;
}
