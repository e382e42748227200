/* load.c - all that a night reads before it counts; see night.h.
 *
 * Compiling the lexicon and listing the corpus take about as long, and neither
 * needs the other, so two workers do both at once. What is said and what is
 * refused is as if they had been done in turn. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/pool.h"
#include "lexicon/asker.h"
#include "run/night.h"

typedef enum status load_function(struct inputs *, const struct settings *,
                                  struct issues *, struct error *);

/* The fingerprint is taken before anything is read, so that what changes later
 * is a change. */
static enum status open_corpus(struct inputs *inputs,
                               const struct settings *settings,
                               struct issues *issues, struct error *err)
{
    if (inputs_list_files(inputs, settings, issues, err) != OK)
        return err->code;
    if (!inputs->fingerprint.is_known)
        inputs_fingerprint(settings, inputs_listing(inputs),
                           &inputs->fingerprint);
    return inputs_open_corpus(inputs, settings, issues, err);
}

/* In the order in which they report. */
static load_function *const functions[] = {inputs_load_lexicon, open_corpus};

enum { PARTS = sizeof(functions) / sizeof(*functions) };

struct loading {
    struct night *night;
    atomic_size_t next;
    struct part {
        struct issues issues;
        struct error err;
        enum status status;
    } parts[PARTS];
};

static void load_share(void *context, size_t worker)
{
    struct loading *loading = context;
    struct night *night = loading->night;
    size_t i;

    (void)worker;
    while ((i = atomic_fetch_add(&loading->next, 1)) < PARTS) {
        struct part *part = &loading->parts[i];

        part->status = functions[i](&night->inputs, night->settings,
                                    &part->issues, &part->err);
    }
}

/* After the first part that failed, nothing is heard of the others. */
static enum status load_parts(struct night *night, struct error *err)
{
    struct loading loading = {.night = night};
    enum status status = OK;

    pool_run(night->settings->jobs < PARTS ? night->settings->jobs : PARTS,
             load_share, &loading);
    for (size_t i = 0; i < PARTS; i++) {
        struct part *part = &loading.parts[i];

        if (status == OK) {
            issues_take(&night->issues, &part->issues, NULL);
            status = part->status;
            *err = part->err;
        }
        issues_release(&part->issues);
    }
    return status;
}

/* Nobody else tells. */
static void warn_of_no_jit(struct night *night)
{
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "match"};

    if (!asker_has_jit())
        issues_add(&night->issues, &place,
                   "PCRE2 cannot make machine code of patterns here, so that "
                   "matching is many times slower; where systemd runs this, "
                   "set MemoryDenyWriteExecute=no");
}

/* A shard of a folder with files in it may come to nothing. */
static bool has_nothing(const struct night *night)
{
    const struct inputs *inputs = &night->inputs;

    return inputs->corpus.items.count == 0 &&
           (!night->settings->shard.count || inputs->files_listed == 0);
}

enum status night_load(struct night *night, struct error *err)
{
    const struct settings *settings = night->settings;

    if (inputs_load_data(&night->inputs, settings, &night->issues, err) != OK ||
        load_parts(night, err) != OK)
        return err->code;
    warn_of_no_jit(night);
    if (has_nothing(night))
        return error_set(err, ERR_MISSING,
                         "%s: there is no document in this folder; put text, "
                         "HTML, PDF or Word files there, or name another with "
                         "--corpus",
                         settings->corpus);
    if (corpus_column(&night->inputs.corpus, settings->group_by) ==
        CORPUS_NO_COLUMN)
        return error_set(err, ERR_USAGE,
                         "--group-by: there is no column \"%s\"; name a column "
                         "of the manifest, administration, or folder",
                         settings->group_by);
    return OK;
}
