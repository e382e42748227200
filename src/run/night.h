/*
 * night.h - the parts of a run that stand between its steps.
 *
 * struct night is what run.c passes from step to step: inputs, what each
 * document came to, the workers and what they merged into. Only run.c, load.c,
 * count.c, count_shard.c, take_shards.c, survey.c, candidates*.c, write.c and
 * provenance.c know it, and validation_draw.c, which goes through the corpus as
 * a night does and publishes nothing.
 */
#ifndef RUN_NIGHT_H
#define RUN_NIGHT_H

#include <time.h>

#include "report/differences.h"
#include "report/results.h"
#include "run/inputs.h"
#include "run/latest.h"
#include "run/process.h"
#include "run/publish.h"
#include "run/run.h"
#include "run/settings.h"

struct candidate_search;

enum stage {
    STAGE_LOAD,
    STAGE_COUNT,
    STAGE_MERGE,
    STAGE_WRITE,
    STAGE_VIEWS,
    STAGES
};

enum { CAUSES_MAX = 48 }; /* "corpus, lexicon, settings, program" */

/* What differs from the latest run; nothing where nobody could look. */
struct changes_since {
    struct differences differences;
    char causes[CAUSES_MAX];
    char note[ERROR_TEXT_MAX]; /* why there is nothing; "" where there is */
};

struct night {
    const struct settings *settings;
    const struct shard_paths *shards; /* to be merged; NULL: count */
    bool shelves; /* what each document comes to is kept in job.shelf */
    struct inputs inputs;
    struct issues issues; /* of the whole run */
    struct job job;
    /* Called by a worker that has counted a document, while it still has the
     * document's text and hits; NULL: nobody looks. */
    void (*visit)(void *context, size_t worker, size_t document);
    void *visit_context;
    struct candidate_search *search; /* NULL: nobody looks for candidates */
    struct duplicate *duplicates;    /* by document; NULL: not known */
    struct stock stock;              /* empty unless it was looked for */
    struct stock_notes stock_notes;  /* all workers' */
    struct worker *workers;
    size_t worker_count;
    bool is_unconfined;   /* system calls of some extractor are not filtered */
    struct groups groups; /* all workers'; ids are worker 0's */
    struct group all;     /* their sum */
    struct results results;
    struct recall recall; /* what earlier nights made of documents */
    struct changes_since changes;
    struct publication publication;
    struct latest_run latest; /* before this one; empty: none */
    struct csv_file *files;   /* written, in the order of reports[] */
    size_t file_count;
    struct made_tables VECTOR_OF(struct table *) made_tables; /* for `files` */
    json_t *views;         /* bytes by file: what there is beside the tables */
    struct buffer summary; /* of the tables, for people */
    time_t begun;
    time_t counted; /* when the run began that counted what is published */
    double seconds[STAGES]; /* wall clock */
};

/* Loads the inputs, and refuses what cannot be counted. ERR_INPUT,
 * ERR_MISSING, ERR_USAGE and what reading files may fail with. */
MUST_USE enum status night_load(struct night *night, struct error *err);

/* Names the run for when it began: 2026-11-22T023000Z. */
enum { RUN_NAME_SIZE = 32 };
void night_name(const struct night *night, char name[RUN_NAME_SIZE]);

/* Looks at what changed since the last run, before anything is counted, and
 * refuses what had better be looked at by a person (watch.c). */
MUST_USE enum status night_watch(struct night *night, struct error *err);

/* Reads all documents before anything is counted, if what is to be counted
 * depends on that: finds the duplicates and the stock paragraphs. */
void night_survey(struct night *night);

/* Finds the duplicates, unless they are known or nobody wants to know. */
void night_find_duplicates(struct night *night);

/* Says in results and issues which documents are duplicates. */
void night_note_duplicates(struct night *night);

/* Says how much of the documents stands aside of what was counted, and merges
 * what the workers noted of it. */
void night_note_aside(struct night *night);

/* Counts every document with all workers, or takes what shard files say of
 * them. ERR_INPUT and ERR_IO, of those files. */
void night_count(struct night *night);
MUST_USE enum status night_take_shards(struct night *night, struct error *err);

/* After all is merged: ERR_INPUT where what shard files count in the groups is
 * not what their documents come to. */
MUST_USE enum status night_check_groups(const struct night *night,
                                        struct error *err);

/* Sets up the job and at most so many workers; and ends the job. */
void night_begin_workers(struct night *night, size_t most);
void night_end_job(struct night *night);

/* Merges what the workers counted and noted; night_merge() does so and makes
 * results of it for the reports. */
void night_gather(struct night *night);
void night_merge(struct night *night);

/* Sets up the search for candidates, if wanted, before anything is counted; and
 * ends it, when all is merged. */
void night_seek_candidates(struct night *night);
void night_find_candidates(struct night *night);
void candidate_search_free(struct candidate_search *search);

/* Holds what was counted against the latest run, before the tables are
 * written. */
void night_find_changes(struct night *night);

/* Says the largest of it in one line. */
void night_say_changes(const struct night *night);

/* Writes all tables into the folder being built. */
MUST_USE enum status night_write_tables(struct night *night, struct error *err);

/* Writes datapackage.json beside them. */
MUST_USE enum status night_write_package(struct night *night,
                                         struct error *err);

/* Returns what run.json says so far, for the caller to free; NULL where a
 * setting is not UTF-8. */
json_t *night_run_json(const struct night *night);

/* The same for a night that publishes the latest run's tables again: what that
 * run says of itself, but for what is otherwise. */
json_t *night_run_json_again(const struct night *night);

/* Writes run.json and metrics.prom. */
MUST_USE enum status night_write_provenance(struct night *night,
                                            struct error *err);

/* The same for a night that publishes the latest run's tables again. */
MUST_USE enum status night_renew_provenance(struct night *night,
                                            struct error *err);

/* Ends what recall_open() began: what was counted is kept, whatever becomes of
 * the reports. */
void night_end_recall(struct night *night);

/* The digest of all documents: path and content of each, in order of path. */
void night_corpus_digest(const struct night *night, struct digest *out);

/* Returns the number of issues of a stage that are at least so severe. */
size_t night_count_issues(const struct night *night, const char *stage,
                          enum severity least);

/* Says what was wrong, the first of it. */
void night_say_issues(const struct night *night);

/* Reads what is to be said of the run from the folder being built: afterwards
 * nothing can fail any more that a published run would be blamed for. */
void night_prepare_closing(struct night *night);

/* Says what has been published, where it is and, to people, what stands in it
 * in short (summary.h). */
void night_say_closing(const struct night *night,
                       const struct run_outcome *outcome);

/* Frees everything; what was built and not published is removed. */
void night_release(struct night *night);

#endif
