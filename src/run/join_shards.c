/* join_shards.c - several shard files made one; see run.h.
 *
 * A step of a tree: documents are passed through, groups are added up. Neither
 * corpus nor lexicon is asked. */
#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "run/log.h"
#include "run/run.h"
#include "run/shard_origin.h"
#include "tally/packed_group.h"

struct joining {
    const struct settings *settings;
    struct given_shards *given; /* in order of their first shards */
    size_t count;
    struct shard_header header;
    struct shard_writer writer;
    uint32_t documents; /* written */
    struct interner *types, *forms;
    struct groups groups;
};

/* The order of the files, as far as nothing is amiss with them. */
static int compare_shards(const void *a, const void *b)
{
    const struct given_shards *x = a, *y = b;
    uint32_t left = x->header.shards.count ? x->header.shards.items[0] : 0;
    uint32_t right = y->header.shards.count ? y->header.shards.items[0] : 0;

    return (left > right) - (left < right);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void make_header(struct joining *joining)
{
    struct shard_header *header = &joining->header;

    shard_header_copy(header, &joining->given[0].header);
    for (size_t i = 1; i < joining->count; i++) {
        const struct shard_header *from = &joining->given[i].header;

        header->is_unconfined |= from->is_unconfined;
        for (size_t k = 0; k < from->shards.count; k++)
            *VECTOR_PUSH(&header->shards) = from->shards.items[k];
    }
    qsort(header->shards.items, header->shards.count,
          sizeof(*header->shards.items), compare_numbers);
}

/* -- One file -------------------------------------------------------------- */

/* Returns for each of a file's documents, of which the first is the one
 * `first`, its number in the new file; the caller frees. */
static uint32_t *number_documents(uint32_t first, uint32_t count)
{
    uint32_t *numbers = memory_get(count * sizeof(*numbers));

    for (uint32_t i = 0; i < count; i++)
        numbers[i] = first + i;
    return numbers;
}

static enum status pass_documents(struct joining *joining,
                                  struct shard_file *file, struct error *err)
{
    struct shard_document document;
    enum status status = OK;

    while (status == OK && !stop_is_wanted() &&
           shard_file_next_document(file, &document)) {
        status = shard_writer_add_document(&joining->writer, document.path,
                                           document.bytes, document.length,
                                           err);
        joining->documents++;
    }
    return status;
}

static enum status add_groups(struct joining *joining, struct shard_file *file,
                              const struct group_reader *reader,
                              struct error *err)
{
    struct unpacking bytes;

    while (!stop_is_wanted() && shard_file_next_group(file, &bytes)) {
        group_unpack(&bytes, reader, &joining->groups);
        if (!unpacking_is_done(&bytes))
            return shard_file_say_damaged(file, err);
    }
    return stop_check(err) == OK ? shard_file_end(file, err) : err->code;
}

static enum status join_file(struct joining *joining,
                             const struct given_shards *given,
                             struct error *err)
{
    uint32_t first = joining->documents, count;
    struct shard_file file;
    uint32_t *numbers;
    enum status status;

    if (given_shards_open(given, &file, err) != OK)
        return err->code;
    shard_writer_limit_time(&joining->writer, &file.modified);
    status = pass_documents(joining, &file, err);
    count = joining->documents - first;
    numbers = number_documents(first, count);
    if (status == OK)
        status = add_groups(joining, &file,
                            &(struct group_reader){
                                .types = joining->types,
                                .forms = joining->forms,
                                .documents = numbers,
                                .document_count = count,
                                .theme_count = file.header.theme_count,
                                .term_count = file.header.term_count,
                            },
                            err);
    free(numbers);
    shard_file_close(&file);
    return status;
}

/* -- All files ------------------------------------------------------------- */

static enum status write_groups(struct joining *joining, struct error *err)
{
    struct buffer bytes = {0};
    enum status status = OK;

    groups_sort(&joining->groups);
    for (size_t i = 0; status == OK && i < joining->groups.count; i++) {
        buffer_reset(&bytes);
        group_pack(&joining->groups.items[i], joining->types, joining->forms,
                   &bytes);
        status = shard_writer_add_group(&joining->writer, &bytes, err);
    }
    buffer_release(&bytes);
    return status;
}

static enum status write_file(struct joining *joining, struct error *err)
{
    enum status status = OK;

    if (shard_writer_begin(&joining->writer, joining->settings->out, err) != OK)
        return err->code;
    shard_writer_add_header(&joining->writer, &joining->header);
    for (size_t i = 0; status == OK && i < joining->count; i++)
        status = join_file(joining, &joining->given[i], err);
    if (status == OK)
        status = write_groups(joining, err);
    if (status == OK)
        status = stop_check(err);
    return status == OK ? shard_writer_commit(&joining->writer, err) : status;
}

static void release(struct joining *joining)
{
    given_shards_free(joining->given, joining->count);
    shard_header_release(&joining->header);
    shard_writer_release(&joining->writer);
    groups_release(&joining->groups);
    interner_free(joining->types);
    interner_free(joining->forms);
}

/* All that is amiss is said, not only the first. */
static enum status check(const struct joining *joining, struct error *err)
{
    struct shards_wanted wanted = {0};
    struct issues issues = {0};
    enum status status = given_shards_check(joining->given, joining->count,
                                            &wanted, &issues, err);

    for (size_t i = 0; i < issues.count; i++)
        log_issue(joining->settings, &issues.items[i]);
    if (issues.errors)
        error_set(err, status,
                  "nothing was merged; mend what is named above (faults: %zu)",
                  issues.errors);
    issues_release(&issues);
    return status;
}

/* Returns a shard that is not among those that are merged; 0: there is none. */
static uint32_t find_other(const struct joining *joining,
                           const struct shard_numbers *shards)
{
    const struct shard_numbers *merged = &joining->header.shards;

    for (size_t i = 0; i < shards->count; i++)
        if (!bsearch(&shards->items[i], merged->items, merged->count,
                     sizeof(*merged->items), compare_numbers))
            return shards->items[i];
    return 0;
}

/* Whoever forgets the name after --out names the first of the files, whose
 * counts would be lost. */
static enum status check_place(const struct joining *joining, struct error *err)
{
    const struct shard_header *header = &joining->header;
    struct shard_file there;
    enum status status = shard_file_check_place(joining->settings->out, err);
    uint32_t other = 0;

    if (status != OK)
        return status;
    status = shard_file_open(&there, joining->settings->out, err);
    if (status != OK)
        return status == ERR_IO || status == ERR_FORMAT ? status : OK;
    if (there.header.shard_count == header->shard_count &&
        !shard_origin_differs(&there.header, header))
        other = find_other(joining, &there.header.shards);
    shard_file_close(&there);
    if (!other)
        return OK;
    return error_set(err, ERR_INPUT,
                     "%s: has shard %u, which is in none of the files to be "
                     "merged, and is not overwritten; remove it, or name "
                     "another with --out",
                     joining->settings->out, other);
}

static enum status join(struct joining *joining, struct error *err)
{
    if (check(joining, err) != OK)
        return err->code;
    make_header(joining);
    if (check_place(joining, err) != OK)
        return err->code;
    return write_file(joining, err);
}

enum status run_join_shards(const struct settings *settings,
                            const struct shard_paths *shards, struct error *err)
{
    struct joining joining = {
        .settings = settings,
        .given = given_shards_new(shards->items, shards->count, settings->jobs),
        .count = shards->count,
        .types = interner_new(),
        .forms = interner_new(),
    };
    enum status status;

    qsort(joining.given, joining.count, sizeof(*joining.given), compare_shards);
    status = join(&joining, err);
    if (status == OK)
        log_info(settings,
                 "files: %zu, documents: %u; wrote %s (%.3f MB), which has %zu "
                 "of %u shards",
                 joining.count, joining.documents, settings->out,
                 (double)joining.writer.written_bytes / 1e6,
                 joining.header.shards.count, joining.header.shard_count);
    release(&joining);
    return status;
}
