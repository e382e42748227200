/*
 * provenance.c - what a run was made of, beside its tables; see night.h.
 *
 * datapackage.json describes the files and holds no time: the same input gives
 * the same bytes. run.json and metrics.prom tell of this very run.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "lexicon/asker.h"
#include "report/datapackage.h"
#include "run/log.h"
#include "run/night.h"
#include "run/version.h"

static const char *const stage_names[STAGES] = {"load", "count", "merge",
                                                "write", "views"};

static size_t count_issues(const struct night *night, enum severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < night->issues.count; i++)
        count += night->issues.items[i].severity == severity;
    return count;
}

static size_t count_unreadable(const struct night *night)
{
    size_t count = 0;

    for (size_t i = 0; i < night->inputs.corpus.items.count; i++)
        count += night->job.results[i].status == DOCUMENT_UNREADABLE;
    return count;
}

void night_corpus_digest(const struct night *night, struct digest *out)
{
    const struct corpus *corpus = &night->inputs.corpus;
    struct digest_stream *stream = digest_stream_new();

    for (size_t i = 0; i < corpus->items.count; i++) {
        char own[DIGEST_HEX_SIZE];

        digest_stream_add_text(stream, corpus->items.items[i].path);
        digest_stream_add_text(stream,
                               document_sha256(&night->job.results[i], own));
    }
    digest_stream_finish(stream, out);
    digest_stream_free(stream);
}

static void format_time(time_t when, char text[32])
{
    struct tm parts;

    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&when, &parts));
}

/* -- run.json -------------------------------------------------------------- */

static json_t *units_json(const struct settings *settings)
{
    json_t *units = json_array();

    for (int unit = UNIT_SENTENCE; unit < UNIT_WINDOW; unit++)
        if (settings->has_unit[unit])
            json_array_append_new(units,
                                  json_string(unit_name((enum unit)unit)));
    return units;
}

static const char *headings_mode_name(enum headings_mode mode)
{
    return mode == HEADINGS_COUNT   ? "count"
           : mode == HEADINGS_APART ? "apart"
                                    : "leave-out";
}

static const char *boilerplate_mode_name(enum boilerplate_mode mode)
{
    return mode == BOILERPLATE_KEEP   ? "keep"
           : mode == BOILERPLATE_FLAG ? "flag"
                                      : "leave-out";
}

/* null where nothing was set, or a path is not UTF-8. */
static json_t *path_json(const char *path)
{
    json_t *text = path ? json_string(path) : NULL;

    return text ? text : json_null();
}

static const char *views_name(const struct settings *settings)
{
    bool has_page = settings->has_view[VIEW_PAGE];
    bool has_workbook = settings->has_view[VIEW_WORKBOOK];

    return has_page && has_workbook ? "page,workbook"
           : has_page               ? "page"
           : has_workbook           ? "workbook"
                                    : "none";
}

/* Those that decide no number. */
static json_t *night_settings_json(const struct settings *settings)
{
    return json_pack(
        "{s:o, s:s, s:I, s:I, s:o, s:I, s:I, s:s, s:s, s:b, s:b}", "reports",
        path_json(settings->reports), "views", views_name(settings), "keep",
        (json_int_t)settings->keep_runs, "timeout",
        (json_int_t)settings->timeout_seconds, "store",
        path_json(settings->store), "store_days",
        (json_int_t)settings->store_days, "shrink_limit",
        (json_int_t)settings->shrink_percent, "progress",
        settings->progress == PROGRESS_ALWAYS  ? "always"
        : settings->progress == PROGRESS_NEVER ? "never"
                                               : "auto",
        "log_format", settings->logs_json ? "json" : "text", "quiet",
        settings->is_quiet, "verbose", settings->is_verbose);
}

static const char *duplicates_mode_name(enum duplicates_mode mode)
{
    return mode == DUPLICATES_KEEP   ? "keep"
           : mode == DUPLICATES_FLAG ? "flag"
                                     : "skip";
}

static json_t *count_settings_json(const struct settings *settings)
{
    return json_pack(
        "{s:s, s:o, s:s, s:s, s:I, s:o, s:I, s:s, s:s, s:I, s:s, "
        "s:s, s:s, s:I, s:I, s:I, s:s, s:s}",
        "corpus", settings->corpus, "manifest", path_json(settings->manifest),
        "lexicons", settings->lexicons, "group_by", settings->group_by, "jobs",
        (json_int_t)settings->jobs, "units", units_json(settings), "window",
        (json_int_t)settings->window_words, "hyphens",
        settings->splits_hyphens ? "split" : "join", "overlap",
        settings->overlap == OVERLAP_ALL ? "all" : "longest", "top_words",
        (json_int_t)settings->top_words, "csv_dialect", settings->dialect->name,
        "headings", headings_mode_name(settings->headings), "boilerplate",
        boilerplate_mode_name(settings->boilerplate), "boilerplate_share",
        (json_int_t)settings->stock_rule.percent, "boilerplate_documents",
        (json_int_t)settings->stock_rule.documents, "candidates",
        (json_int_t)settings->candidates, "languages", settings->languages,
        "duplicates", duplicates_mode_name(settings->duplicates));
}

/* By the names of the options, with "_" for "-". */
static json_t *settings_json(const struct settings *settings)
{
    json_t *all = count_settings_json(settings);

    if (json_object_update_new(all, night_settings_json(settings)) == 0)
        return all;
    json_decref(all);
    return NULL;
}

static json_t *lexicon_json(const struct night *night)
{
    const struct lexicon *lexicon = &night->inputs.lexicon;

    return json_pack("{s:s, s:I, s:I, s:I, s:b}", "sha256", lexicon->digest,
                     "themes", (json_int_t)lexicon->themes.count, "terms",
                     (json_int_t)lexicon->terms.count, "patterns",
                     (json_int_t)lexicon->patterns.count, "pcre2_jit",
                     asker_has_jit());
}

static json_t *counts_json(const struct night *night)
{
    const struct totals *totals = &night->all.tally.totals;

    return json_pack(
        "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
        "manifest_rows", (json_int_t)night->inputs.corpus.manifest_rows,
        "documents", (json_int_t)night->inputs.corpus.items.count,
        "documents_counted", (json_int_t)totals->documents,
        "documents_unreadable", (json_int_t)count_unreadable(night), "words",
        (json_int_t)totals->words, "sentences", (json_int_t)totals->sentences,
        "paragraphs", (json_int_t)totals->paragraphs, "hits",
        (json_int_t)totals->hits, "errors",
        (json_int_t)count_issues(night, SEVERITY_ERROR), "warnings",
        (json_int_t)count_issues(night, SEVERITY_WARNING), "notes",
        (json_int_t)count_issues(night, SEVERITY_NOTE));
}

/* What did not have to be made again. */
static json_t *recalled_json(const struct night *night)
{
    return json_pack("{s:I, s:I}", "documents_counted",
                     (json_int_t)night->recall.counts, "texts",
                     (json_int_t)night->recall.texts);
}

static json_t *seconds_json(const struct night *night)
{
    json_t *seconds = json_object();

    for (int stage = 0; stage < STAGES; stage++)
        json_object_set_new(seconds, stage_names[stage],
                            json_real(night->seconds[stage]));
    return seconds;
}

/* What decided the tables, so that the next run can tell what has changed. */
static json_t *digests_json(const struct inputs_fingerprint *fingerprint)
{
    char program[DIGEST_HEX_SIZE], settings[DIGEST_HEX_SIZE],
        lexicon[DIGEST_HEX_SIZE], manifest[DIGEST_HEX_SIZE];

    digest_to_hex(&fingerprint->program, program);
    digest_to_hex(&fingerprint->settings, settings);
    digest_to_hex(&fingerprint->lexicon, lexicon);
    digest_to_hex(&fingerprint->manifest, manifest);
    return json_pack("{s:s, s:s, s:s, s:s}", "program", program, "settings",
                     settings, "lexicon", lexicon, "manifest", manifest);
}

/* Which run changes.csv looks back to, or why it is empty. */
static json_t *changes_json(const struct night *night)
{
    const struct changes_since *changes = &night->changes;

    return json_pack("{s:s?, s:s*, s:s*, s:I}", "since",
                     changes->note[0] ? NULL : night->latest.name, "causes",
                     changes->differences.count ? changes->causes : NULL,
                     "note", changes->note[0] ? changes->note : NULL, "rows",
                     (json_int_t)changes->differences.count);
}

/* Whether a night with the same inputs would make the same tables: what went
 * wrong with the store is told once, a folder that nobody may look at today may
 * be open tomorrow, and what shards were counted of may have been changed
 * before they were merged. */
static bool is_repeatable(const struct night *night)
{
    return night->inputs.fingerprint.is_known && !night->shards &&
           !night_count_issues(night, "store", SEVERITY_NOTE) &&
           !night_count_issues(night, "corpus", SEVERITY_ERROR);
}

json_t *night_run_json(const struct night *night)
{
    const struct inputs_fingerprint *fingerprint = &night->inputs.fingerprint;
    char begun[32], counted[32], ended[32];
    char digest[DIGEST_HEX_SIZE], inputs[DIGEST_HEX_SIZE];
    struct digest corpus;

    format_time(night->begun, begun);
    format_time(night->counted, counted);
    format_time(time(NULL), ended);
    night_corpus_digest(night, &corpus);
    digest_to_hex(&corpus, digest);
    digest_to_hex(&fingerprint->all, inputs);
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s*, s:o, s:o, s:o, s:o, s:o, s:o, "
        "s:o, s:O}",
        "policylex", POLICYLEX_VERSION, "run", log_run_id(), "begun", begun,
        "counted", counted, "ended", ended, "corpus_sha256", digest,
        "inputs_sha256", is_repeatable(night) ? inputs : NULL, "digests",
        digests_json(fingerprint), "lexicon", lexicon_json(night), "settings",
        settings_json(night->settings), "counts", counts_json(night), "changes",
        changes_json(night), "recalled", recalled_json(night), "seconds",
        seconds_json(night), "views", night->views);
}

json_t *night_run_json_again(const struct night *night)
{
    const struct latest_run *latest = &night->latest;
    const char *made = latest_run_text(latest, "tables_of");
    char begun[32], ended[32];
    json_t *run = json_copy(latest->run);
    json_t *own;

    format_time(night->begun, begun);
    format_time(time(NULL), ended);
    own = json_pack(
        "{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:O, s:s}", "policylex",
        POLICYLEX_VERSION, "run", log_run_id(), "begun", begun, "ended", ended,
        "settings", settings_json(night->settings), "changes",
        changes_json(night), "seconds", seconds_json(night), "views",
        night->views, "tables_of", *made ? made : latest->name);
    if (!own || json_object_update(run, own) != 0) {
        json_decref(run);
        run = NULL;
    }
    json_decref(own);
    return run;
}

/* Takes `run`. */
static enum status write_run_json(const struct night *night, json_t *run,
                                  struct error *err)
{
    char *path = path_join(night->publication.building, "run.json");
    char *text = run ? json_dumps(run, JSON_INDENT(2) | JSON_REAL_PRECISION(4))
                     : NULL;
    enum status status =
        text ? file_write(path, text, strlen(text), err)
             : error_set(err, ERR_BUG, "run.json: a setting is not UTF-8 text");

    free(text);
    json_decref(run);
    free(path);
    return status;
}

/* -- metrics.prom ---------------------------------------------------------- */

#define SUCCESS  "last_success_timestamp_seconds"
#define DURATION "duration_seconds"

enum { METRICS_BYTES_MAX = 1 << 24 };

static void add_metric(struct buffer *out, const char *name, const char *help,
                       double value)
{
    buffer_add_format(out,
                      "# HELP policylex_%s %s\n# TYPE policylex_%s gauge\n"
                      "policylex_%s %.15g\n",
                      name, help, name, name, value);
}

static void add_issue_metrics(struct buffer *out, const struct night *night)
{
    buffer_add_text(out, "# HELP policylex_issues Rows of issues.csv.\n"
                         "# TYPE policylex_issues gauge\n");
    for (int severity = SEVERITY_NOTE; severity <= SEVERITY_ERROR; severity++)
        buffer_add_format(out, "policylex_issues{severity=\"%s\"} %zu\n",
                          severity_names[severity],
                          count_issues(night, (enum severity)severity));
}

static double seconds_so_far(const struct night *night)
{
    double seconds = 0;

    for (int stage = 0; stage < STAGES; stage++)
        seconds += night->seconds[stage];
    return seconds;
}

/* A label's value: a backslash, a quote and a line's end are special. */
static void add_label(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\' || *text == '"')
            buffer_add_text(out, "\\");
        if (*text == '\n')
            buffer_add_text(out, "\\n");
        else
            buffer_add(out, text, 1);
    }
}

static void add_theme_metrics(struct buffer *out, const struct night *night)
{
    const struct lexicon *lexicon = &night->inputs.lexicon;

    buffer_add_text(out, "# HELP policylex_theme_hits Hits of each theme.\n"
                         "# TYPE policylex_theme_hits gauge\n");
    for (size_t i = 0; i < lexicon->themes.count; i++) {
        struct count_entry hits = count_map_get(
            &night->all.tally.counts[TALLY_THEMES], i);

        buffer_add_text(out, "policylex_theme_hits{theme=\"");
        add_label(out, lexicon->themes.items[i].name);
        buffer_add_format(out, "\"} %llu\n", (unsigned long long)hits.count);
    }
}

static void format_metrics(const struct night *night, struct buffer *out)
{
    const struct totals *totals = &night->all.tally.totals;

    add_metric(out, SUCCESS, "When the last run was published.",
               (double)time(NULL));
    add_metric(out, DURATION, "How long it took.", seconds_so_far(night));
    add_metric(out, "documents", "Documents counted.",
               (double)totals->documents);
    add_metric(out, "documents_unreadable", "Documents that were not.",
               (double)count_unreadable(night));
    add_metric(out, "documents_recalled",
               "Documents whose counts the store had.",
               (double)night->recall.counts);
    add_metric(out, "words", "Words counted.", (double)totals->words);
    add_metric(out, "hits", "Hits of all themes.", (double)totals->hits);
    add_issue_metrics(out, night);
    add_theme_metrics(out, night);
}

/* Makes of the latest run's metrics this one's, which differ in two values. */
static void renew_metrics(const struct night *night, const struct buffer *last,
                          struct buffer *out)
{
    static const char success[] = "policylex_" SUCCESS " ",
                      duration[] = "policylex_" DURATION " ";
    const char *at = buffer_text(last);

    while (*at) {
        size_t length = strcspn(at, "\n");

        if (strncmp(at, success, strlen(success)) == 0)
            buffer_add_format(out, "%s%.15g", success, (double)time(NULL));
        else if (strncmp(at, duration, strlen(duration)) == 0)
            buffer_add_format(out, "%s%.15g", duration, seconds_so_far(night));
        else
            buffer_add(out, at, length);
        buffer_add_byte(out, '\n');
        at += length + (at[length] == '\n');
    }
}

static enum status write_metrics(const struct night *night,
                                 const struct buffer *metrics,
                                 struct error *err)
{
    char *path = path_join(night->publication.building, "metrics.prom");
    enum status status = file_write(path, buffer_text(metrics), metrics->length,
                                    err);

    free(path);
    return status;
}

/* -- All ------------------------------------------------------------------- */

enum status night_write_package(struct night *night, struct error *err)
{
    struct datapackage package = {
        .name = "policylex-reports",
        .title = "Policy themes in a corpus of documents",
        .description =
            "Frequencies, co-occurrence and comparison of the themes of policy "
            "lexicons, counted by policylex.",
        .dialect = night->settings->dialect,
        .files = night->files,
        .file_count = night->file_count,
    };

    return datapackage_write(&package, night->publication.building, err);
}

enum status night_write_provenance(struct night *night, struct error *err)
{
    struct buffer metrics = {0};
    enum status status = write_run_json(night, night_run_json(night), err);

    format_metrics(night, &metrics);
    if (status == OK)
        status = write_metrics(night, &metrics, err);
    buffer_release(&metrics);
    return status;
}

enum status night_renew_provenance(struct night *night, struct error *err)
{
    char *path = path_join(night->latest.folder, "metrics.prom");
    struct buffer last = {.limit = METRICS_BYTES_MAX}, metrics = {0};
    enum status status = file_read(path, &last, err);

    if (status == OK)
        status = write_run_json(night, night_run_json_again(night), err);
    if (status == OK) {
        renew_metrics(night, &last, &metrics);
        status = write_metrics(night, &metrics, err);
    }
    buffer_release(&last);
    buffer_release(&metrics);
    free(path);
    return status;
}
