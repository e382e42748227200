/* shard_origin.c - see shard_origin.h. */
#include "run/shard_origin.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/pool.h"
#include "base/stop.h"

static const char stage[] = "shards";

enum status shards_check_settings(const struct settings *settings,
                                  struct error *err)
{
    const char *what = NULL;

    if (settings->duplicates == DUPLICATES_SKIP)
        what = "--duplicates skip";
    else if (settings->boilerplate != BOILERPLATE_KEEP)
        what = "--boilerplate";
    else if (settings->candidates)
        what = "--candidates";
    if (!what)
        return OK;
    return error_set(err, ERR_USAGE,
                     "%s looks at all documents together, which a shard does "
                     "not have; leave it out, or count all of them by `run`",
                     what);
}

/* -- Where counts come from ------------------------------------------------ */

/* One digest is of the files as they were before they were read, the others are
 * of what was read. */
static void digest_of_lexicon(const struct inputs *inputs, struct digest *out)
{
    struct digest_stream *stream = digest_stream_new();

    digest_stream_add(stream, &inputs->fingerprint.lexicon, DIGEST_SIZE);
    digest_stream_add(stream, &inputs->data_digest, DIGEST_SIZE);
    digest_stream_add(stream, &inputs->administrations_digest, DIGEST_SIZE);
    digest_stream_add_text(stream, inputs->lexicon.digest);
    digest_stream_finish(stream, out);
    digest_stream_free(stream);
}

enum status shard_header_of_inputs(struct shard_header *out,
                                   const struct settings *settings,
                                   const struct inputs *inputs,
                                   struct error *err)
{
    if (!inputs->fingerprint.has_digests)
        return error_set(err, ERR_IO,
                         "%s: lexicons or manifest could not all be read, as "
                         "it takes to tell later what was counted with; try "
                         "again",
                         settings->lexicons);
    program_fingerprint(&out->origins[ORIGIN_PROGRAM]);
    settings_fingerprint(settings, SETTINGS_OF_SHARDS,
                         &out->origins[ORIGIN_SETTINGS]);
    digest_of_lexicon(inputs, &out->origins[ORIGIN_LEXICON]);
    out->origins[ORIGIN_MANIFEST] = inputs->fingerprint.manifest;
    out->origins[ORIGIN_FILES] = inputs->files_digest;
    out->origins[ORIGIN_PLAN] = inputs->plan.digest;
    out->theme_count = (uint32_t)inputs->lexicon.themes.count;
    out->term_count = (uint32_t)inputs->lexicon.terms.count;
    return OK;
}

const char *shard_origin_differs(const struct shard_header *a,
                                 const struct shard_header *b)
{
    static const char *const words[ORIGINS] = {
        [ORIGIN_PROGRAM] = "another policylex or other libraries",
        [ORIGIN_SETTINGS] = "other settings",
        [ORIGIN_LEXICON] = "other lexicons",
        [ORIGIN_MANIFEST] = "another manifest",
        [ORIGIN_FILES] = "other files in the corpus",
        [ORIGIN_PLAN] = "another plan (--plan, or none)",
    };

    for (int i = 0; i < ORIGINS; i++)
        if (memcmp(&a->origins[i], &b->origins[i], DIGEST_SIZE) != 0)
            return words[i];
    if (a->theme_count != b->theme_count || a->term_count != b->term_count)
        return words[ORIGIN_LEXICON];
    return NULL;
}

/* -- What is given --------------------------------------------------------- */

struct looking {
    struct given_shards *given;
    size_t count;
    atomic_size_t next;
};

static void look_at(struct given_shards *given)
{
    struct shard_file file;

    given->status = shard_file_open(&file, given->path, &given->err);
    if (given->status != OK)
        return;
    shard_header_copy(&given->header, &file.header);
    given->digest = file.digest;
    shard_file_close(&file);
}

static void look_share(void *context, size_t worker)
{
    struct looking *looking = context;
    size_t i;

    (void)worker;
    while ((i = atomic_fetch_add(&looking->next, 1)) < looking->count)
        look_at(&looking->given[i]);
}

struct given_shards *given_shards_new(char *const *paths, size_t count,
                                      size_t workers)
{
    struct looking looking = {
        .given = memory_get_zeroed(count, sizeof(*looking.given)),
        .count = count};

    for (size_t i = 0; i < count; i++)
        looking.given[i].path = paths[i];
    pool_run(workers < count ? workers : count, look_share, &looking);
    return looking.given;
}

void given_shards_free(struct given_shards *given, size_t count)
{
    for (size_t i = 0; given && i < count; i++)
        shard_header_release(&given[i].header);
    free(given);
}

enum status given_shards_open(const struct given_shards *given,
                              struct shard_file *out, struct error *err)
{
    enum status status = shard_file_open(out, given->path, err);

    if (status == ERR_MISSING || status == ERR_FORMAT)
        return err->code = ERR_INPUT;
    if (status != OK)
        return status;
    if (memcmp(&out->digest, &given->digest, sizeof(out->digest)) == 0)
        return OK;
    shard_file_close(out);
    return error_set(err, ERR_LOCKED,
                     "%s: has changed while it was merged; merge again",
                     given->path);
}

/* -- May they be merged? --------------------------------------------------- */

struct checking {
    const struct given_shards *given;
    size_t count;
    const struct given_shards *first; /* that could be opened; or NULL */
    const struct shards_wanted *wanted;
    struct issues *issues;
    const struct given_shards **owners; /* by shard: the file that has it */
};

static const struct issue_place place = {.severity = SEVERITY_ERROR,
                                         .stage = stage};

static void check_origin(const struct checking *checking,
                         const struct given_shards *given)
{
    const struct shard_header *wanted = checking->wanted->header;
    const char *than = "this merge is given";
    const char *what;

    if (!wanted) {
        wanted = &checking->first->header;
        than = checking->first->path;
    }
    what = shard_origin_differs(&given->header, wanted);
    if (what)
        issues_add(checking->issues, &place,
                   "%s: was counted with %s than %s; give both the same, or "
                   "count its shard again",
                   given->path, what, than);
}

/* False where it is of another number of shards. */
static bool check_number(const struct checking *checking,
                         const struct given_shards *given)
{
    const struct given_shards *first = checking->first;

    if (given->header.shard_count == first->header.shard_count)
        return true;
    issues_add(checking->issues, &place,
               "%s: is of %u shards, but %s is of %u; give the shards of one "
               "count",
               given->path, given->header.shard_count, first->path,
               first->header.shard_count);
    return false;
}

/* Says it once of a file, and notes all of its shards: none is missing. */
static void note_owner(const struct checking *checking,
                       const struct given_shards *given)
{
    bool is_said = false;

    for (size_t i = 0; i < given->header.shards.count; i++) {
        uint32_t shard = given->header.shards.items[i];
        const struct given_shards **owner = &checking->owners[shard - 1];

        if (!*owner)
            *owner = given;
        else if (!is_said) {
            is_said = true;
            issues_add(checking->issues, &place,
                       "%s: has shard %u, which %s has already; give each "
                       "shard once",
                       given->path, shard, (*owner)->path);
        }
    }
}

static void check_one(const struct checking *checking,
                      const struct given_shards *given)
{
    if (given->status != OK || !checking->first) {
        issues_add(checking->issues, &place, "%s", given->err.text);
        return;
    }
    check_origin(checking, given);
    if (check_number(checking, given))
        note_owner(checking, given);
}

/* Adds "4", or "4-30". */
static void add_range(struct buffer *out, uint32_t first, uint32_t last)
{
    buffer_add_format(out, "%s%u", out->length ? ", " : "", first);
    if (last > first)
        buffer_add_format(out, "-%u", last);
}

static void say_missing(const struct checking *checking)
{
    uint32_t count = checking->first->header.shard_count, missing = 0;
    struct buffer ranges = {0};

    for (uint32_t i = 1; i <= count; i++) {
        uint32_t first = i;

        while (i <= count && !checking->owners[i - 1])
            i++;
        if (i == first)
            continue;
        missing += i - first;
        add_range(&ranges, first, i - 1);
    }
    if (missing)
        issues_add(checking->issues, &place,
                   "%u of %u shards are in none of the files: %s; count them, "
                   "and give their files too",
                   missing, count, buffer_text(&ranges));
    buffer_release(&ranges);
}

static enum status first_fault(const struct checking *checking)
{
    for (size_t i = 0; i < checking->count; i++)
        if (checking->given[i].status == ERR_IO)
            return ERR_IO;
    return ERR_INPUT;
}

static void check_all(struct checking *checking)
{
    for (size_t i = 0; i < checking->count && !checking->first; i++)
        if (checking->given[i].status == OK)
            checking->first = &checking->given[i];
    if (checking->first)
        checking->owners = memory_get_zeroed(
            checking->first->header.shard_count, sizeof(*checking->owners));
    for (size_t i = 0; i < checking->count; i++)
        check_one(checking, &checking->given[i]);
    if (checking->first && checking->wanted->all)
        say_missing(checking);
    free((void *)checking->owners);
}

enum status given_shards_check(const struct given_shards *given, size_t count,
                               const struct shards_wanted *wanted,
                               struct issues *issues, struct error *err)
{
    struct checking checking = {
        .given = given, .count = count, .wanted = wanted, .issues = issues};
    size_t before = issues->errors;

    if (stop_check(err) != OK)
        return err->code;
    check_all(&checking);
    return issues_status(issues, before, first_fault(&checking), err);
}
