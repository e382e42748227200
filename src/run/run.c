/* run.c - the whole night as one function; see run.h. Read run_night() first.
 */
#include "run/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "run/log.h"
#include "run/night.h"
#include "run/shard_origin.h"
#include "run/unchanged.h"
#include "run/views.h"

enum { NANOSECONDS = 1000000000, SAID_ISSUES_MAX = 20 };

static double now_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / NANOSECONDS;
}

/* Notes how long a stage took; returns when it ended. */
static double end_stage(struct night *night, enum stage stage, double begun)
{
    double ended = now_seconds();

    night->seconds[stage] = ended - begun;
    return ended;
}

void night_release(struct night *night)
{
    candidate_search_free(night->search);
    night_end_recall(night);
    for (size_t i = 0; i < night->worker_count; i++)
        worker_release(&night->workers[i]);
    free(night->workers);
    for (size_t i = 0; i < night->made_tables.count; i++)
        table_free(night->made_tables.items[i]);
    free(night->made_tables.items);
    free(night->job.results);
    free(night->job.sketches);
    free(night->job.previews);
    free(night->job.shelf);
    free(night->stock_notes.items);
    stock_release(&night->stock);
    free(night->duplicates);
    free(night->files);
    groups_release(&night->groups);
    free(night->all.name);
    tally_release(&night->all.tally);
    tally_release(&night->all.headings);
    concordance_release(&night->all.concordance);
    differences_release(&night->changes.differences);
    issues_release(&night->issues);
    buffer_release(&night->summary);
    inputs_release(&night->inputs);
    publication_end(&night->publication);
    latest_run_release(&night->latest);
    json_decref(night->views);
}

void night_end_recall(struct night *night)
{
    for (size_t i = 0; i < night->worker_count; i++)
        recaller_release(&night->workers[i].reader.recaller);
    recall_close(&night->recall, night->settings, &night->issues);
}

size_t night_count_issues(const struct night *night, const char *stage,
                          enum severity least)
{
    size_t count = 0;

    for (size_t i = 0; i < night->issues.count; i++)
        count += night->issues.items[i].severity >= least &&
                 strcmp(night->issues.items[i].stage, stage) == 0;
    return count;
}

/* Where nothing is counted, no issues.csv has the rest. */
static size_t most_said(const struct night *night)
{
    bool has_table = !night->shards || night->job.results;

    return night->settings->is_verbose || !has_table ? SIZE_MAX
                                                     : SAID_ISSUES_MAX;
}

/* Nothing is shown by group to those who visit documents. */
static bool is_said(const struct night *night, const struct issue *issue)
{
    if (issue->severity == SEVERITY_NOTE && !night->settings->is_verbose)
        return false;
    return !night->visit || strcmp(issue->stage, "group") != 0;
}

void night_say_issues(const struct night *night)
{
    size_t most = most_said(night), said = 0;

    for (size_t i = 0; i < night->issues.count; i++) {
        const struct issue *issue = &night->issues.items[i];

        if (is_said(night, issue) && said++ < most)
            log_issue(night->settings, issue);
    }
    if (said > most)
        log_info(night->settings, "and %zu more issue%s", said - most,
                 said - most == 1 ? "" : "s");
}

static enum status publish(struct night *night, struct run_outcome *outcome,
                           struct error *err)
{
    char name[RUN_NAME_SIZE];

    if (stop_check(err) != OK)
        return err->code;
    night_prepare_closing(night);
    night_name(night, name);
    return publication_commit(&night->publication, name, &outcome->published,
                              err);
}

/* Old runs that cannot be removed take room, but the new one is published. */
static void prune(struct night *night, const struct run_outcome *outcome)
{
    struct issue_place place = {SEVERITY_WARNING, "publish", NULL, NULL};
    struct error err;

    if (publication_prune(&night->publication, outcome->published,
                          night->settings->keep_runs, &err) != OK)
        issues_add(&night->issues, &place,
                   "%s; remove this old run by hand, or keep more of them "
                   "(--keep)",
                   err.text);
}

/* Empty reports must not take the place of good ones. */
static enum status check_counted(const struct night *night, struct error *err)
{
    if (night->all.tally.totals.documents > 0)
        return OK;
    return error_set(err, ERR_INPUT,
                     "%s: none of its documents could be counted (%zu in all); "
                     "nothing is published",
                     night->settings->corpus, night->inputs.corpus.items.count);
}

static enum status write_views(struct night *night, struct error *err)
{
    json_t *run;
    enum status status = night_write_package(night, err);

    if (status != OK)
        return status;
    run = night_run_json(night);
    status = night_write_views(night, run, err);
    json_decref(run);
    return status;
}

/* Has every document counted, here or by those whose shards are given. */
static enum status count(struct night *night, struct error *err)
{
    if (night->shards)
        return night_take_shards(night, err);
    recall_open(&night->recall, night->settings, &night->inputs,
                &night->issues);
    night_seek_candidates(night);
    night_count(night);
    return stop_check(err);
}

static enum status merge(struct night *night, struct error *err)
{
    night_merge(night);
    if (night->shards && night_check_groups(night, err) != OK)
        return err->code;
    night_find_candidates(night);
    night_end_recall(night);
    return stop_check(err) == OK ? check_counted(night, err) : err->code;
}

/* Counts the corpus and writes the reports. `at`: when that began. */
static enum status count_stages(struct night *night, double at,
                                struct error *err)
{
    night->counted = night->begun;
    json_object_clear(night->views);
    if (night_load(night, err) != OK ||
        publication_begin(&night->publication, night->settings->reports, err) !=
            OK)
        return err->code;
    if (night_watch(night, err) != OK)
        return err->code;
    at = end_stage(night, STAGE_LOAD, at);
    if (count(night, err) != OK)
        return err->code;
    at = end_stage(night, STAGE_COUNT, at);
    if (merge(night, err) != OK)
        return err->code;
    at = end_stage(night, STAGE_MERGE, at);
    night_find_changes(night);
    if (night_write_tables(night, err) != OK)
        return err->code;
    at = end_stage(night, STAGE_WRITE, at);
    if (write_views(night, err) != OK)
        return err->code;
    end_stage(night, STAGE_VIEWS, at);
    return night_write_provenance(night, err);
}

/* Takes over the tables of the latest run if counting would make the same;
 * `*is_done` says whether. What goes wrong on the way, counting will tell. */
static enum status take_stages(struct night *night, double at, bool *is_done,
                               struct error *err)
{
    struct error untold;

    *is_done = night_is_unchanged(night);
    at = end_stage(night, STAGE_LOAD, at);
    if (!*is_done)
        return OK;
    if (publication_begin(&night->publication, night->settings->reports, err) !=
        OK)
        return err->code;
    *is_done = night_take_tables(night, &untold) == OK;
    end_stage(night, STAGE_WRITE, at);
    if (*is_done)
        *is_done = night_renew_provenance(night, &untold) == OK;
    if (!*is_done)
        publication_end(&night->publication);
    return OK;
}

static enum status run_stages(struct night *night, struct run_outcome *outcome,
                              struct error *err)
{
    double begun = now_seconds();

    if (!night->shards &&
        take_stages(night, begun, &outcome->is_unchanged, err) != OK)
        return err->code;
    if (!outcome->is_unchanged && count_stages(night, begun, err) != OK)
        return err->code;
    if (publish(night, outcome, err) != OK)
        return err->code;
    prune(night, outcome);
    return OK;
}

static void note_documents(const struct night *night,
                           struct run_outcome *outcome)
{
    outcome->documents = outcome->is_unchanged
                             ? latest_run_count(&night->latest, "documents")
                             : night->inputs.corpus.items.count;
    for (size_t i = 0; night->job.results && i < outcome->documents; i++)
        outcome->unreadable += night->job.results[i].status ==
                               DOCUMENT_UNREADABLE;
    outcome->unlisted = night_count_issues(night, "corpus", SEVERITY_ERROR);
}

static enum status run(const struct settings *settings,
                       const struct shard_paths *shards,
                       struct run_outcome *outcome, struct error *err)
{
    struct night night = {.settings = settings,
                          .shards = shards,
                          .publication = {.lock = -1},
                          .views = json_object(),
                          .begun = time(NULL)};
    enum status status;

    *outcome = (struct run_outcome){0};
    status = run_stages(&night, outcome, err);
    note_documents(&night, outcome);
    night_say_issues(&night);
    if (status == OK)
        night_say_closing(&night, outcome);
    else if (status == ERR_INPUT && !night.job.results &&
             night.issues.errors > outcome->unlisted)
        error_set(err, status,
                  "nothing was counted, and nothing published has changed; "
                  "mend what is named above (faults: %zu)",
                  night.issues.errors);
    night_release(&night);
    return status;
}

enum status run_night(const struct settings *settings,
                      struct run_outcome *outcome, struct error *err)
{
    struct settings whole = *settings;

    if (settings->candidates)
        whole.piece_bytes = SIZE_MAX; /* documents are looked at whole */
    return run(&whole, NULL, outcome, err);
}

/* What shards were counted by is not remembered here: they may have stores of
 * their own. */
enum status run_merge(const struct settings *settings,
                      const struct shard_paths *shards,
                      struct run_outcome *outcome, struct error *err)
{
    struct settings whole = *settings;
    char none[] = "none";

    whole.store = none;
    *outcome = (struct run_outcome){0};
    if (shards_check_settings(settings, err) != OK)
        return err->code;
    return run(&whole, shards, outcome, err);
}
