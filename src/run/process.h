/*
 * process.h - what is done with each document: the map.
 *
 * A pure function of the document's bytes, the settings and the lexicon, done
 * once per document, by any worker:
 *
 *     load -> extract -> canonicalise -> segment -> match -> tally
 *
 * What an earlier night made of the same is taken instead (recall.h).
 *
 * Each worker keeps what it counted by group; the run merges the workers.
 */
#ifndef RUN_PROCESS_H
#define RUN_PROCESS_H

#include "base/arena.h"
#include "base/attr.h"
#include "base/vector.h"
#include "lexicon/matcher.h"
#include "report/results.h"
#include "run/aside_count.h"
#include "run/inputs.h"
#include "run/reader.h"
#include "run/settings.h"
#include "run/shelve.h"
#include "tally/counter.h"
#include "tally/duplicates.h"
#include "tally/groups.h"
#include "tally/stock.h"
#include "text/language.h"

/* What all workers share; the documents are each one worker's at a time. */
struct job {
    const struct settings *settings;
    const struct inputs *inputs;
    struct counter_options counter_options;
    struct document *documents; /* the corpus's: they adopt their metadata */
    struct document_result *results;    /* by document */
    const struct sketch **sketches;     /* likewise; NULL: none are made */
    bool signs;                         /* they are made while counting */
    struct stock_document *previews;    /* likewise, for stock; or NULL */
    const struct stock *stock;          /* NULL: not known, or not wanted */
    const struct duplicate *duplicates; /* not to be counted; NULL: none */
    int group_column;                   /* see corpus_column() */
    struct board *board;       /* see pieces.h; NULL: no document is parted */
    struct progress *progress; /* NULL: not shown */
    struct recall *recall;     /* NULL: nothing is recalled */
    struct shelved *shelf;     /* by document; NULL: nothing is shelved */
    bool has_groups;           /* their counts come from shard files */
};

/* Some of a worker's issues: those of one document. */
struct noted {
    uint32_t document, count;
    size_t first;
};

struct worker {
    const struct job *job;
    struct reader reader;
    struct vocabulary vocabulary;
    struct matcher *matcher;
    struct language_finder *languages;
    struct counter *counter;
    struct signer *signer;
    struct signature signature;
    struct hits hits;
    struct document_tally tally;
    struct failures failures; /* of patterns, in the document */
    struct groups groups;
    struct arena kept;      /* what results and documents point to */
    const char *last_group; /* of those kept */
    struct buffer scratch;
    struct issues issues; /* without `document`: see `noted`; no limit */
    struct all_noted VECTOR_OF(struct noted) noted;
    size_t faults; /* documents refused by the system, which may pass */
    struct error first_fault;

    /* what the document at hand came to, with `tally` and `failures`; what was
     * extracted is in `reader` */
    struct heading_counts headings;
    struct concordance samples;
    const struct sketch *sketch;               /* NULL: not wanted */
    const char *format;                        /* name */
    const char *shown_language;                /* see document_language.h */
    uint32_t heading_words, boilerplate_words; /* aside of the text */

    struct stock_notes stock_notes;
    struct segmented piece; /* of a large document, owned or not */
};

void worker_init(struct worker *worker, const struct job *job);
void worker_release(struct worker *worker);

/* Makes `out` the failures of the text that the worker matched last. */
void worker_take_failures(const struct worker *worker, struct failures *out);

/* Offers the hits of a text, the document `index` or a piece of it, to a
 * sample.
 */
void worker_sample_hits(const struct worker *worker, size_t index,
                        const struct segmented *text, const struct hits *hits,
                        struct concordance *concordance);

/* Reads document `index`, segmented unless it is large; false, with an issue,
 * when it cannot be. */
bool worker_read(struct worker *worker, size_t index);

/* Counts document `index` of the corpus. A document that cannot be read becomes
 * an issue and a result that says so. */
void worker_process(struct worker *worker, size_t index);

/* The same by what another machine shelved of it, but that groups' counts are
 * not added to. ERR_FORMAT: that cannot be read. */
MUST_USE enum status worker_take(struct worker *worker, size_t index,
                                 const struct shelved *from, struct error *err);

#endif
