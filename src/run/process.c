/* process.c - see process.h. Read worker_process() first. */
#include "run/process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/files.h"
#include "ingest/format.h"
#include "run/document_language.h"
#include "run/pieces.h"

void worker_init(struct worker *worker, const struct job *job)
{
    *worker = (struct worker){.job = job, .issues.limit = SIZE_MAX};
    vocabulary_init(&worker->vocabulary);
    worker->matcher = matcher_new(&job->inputs->lexicon, &worker->vocabulary);
    worker->languages = language_finder_new(&worker->vocabulary);
    worker->signer = signer_new(&worker->vocabulary);
    worker->counter = counter_new(&job->inputs->lexicon, &worker->vocabulary,
                                  &job->counter_options);
    aside_init(&worker->reader.aside, job->settings);
    recaller_init(&worker->reader.recaller, job->recall);
    concordance_init(&worker->samples, job->inputs->lexicon.terms.count);
    worker->reader.piece_bytes = job->board ? job->settings->piece_bytes : 0;
}

void worker_release(struct worker *worker)
{
    reader_release(&worker->reader);
    matcher_free(worker->matcher);
    language_finder_free(worker->languages);
    signer_free(worker->signer);
    counter_free(worker->counter);
    vocabulary_release(&worker->vocabulary);
    free(worker->hits.items);
    free(worker->failures.items);
    segmented_release(&worker->piece);
    concordance_release(&worker->samples);
    document_tally_release(&worker->tally);
    heading_counts_release(&worker->headings);
    free(worker->stock_notes.items);
    groups_release(&worker->groups);
    arena_release(&worker->kept);
    buffer_release(&worker->scratch);
    issues_release(&worker->issues);
    free(worker->noted.items);
}

/* -- Steps ----------------------------------------------------------------- */

/* Returns whether the system was at fault, and not for a reason that lasts. */
static bool may_pass(const struct error *err)
{
    return err->code == ERR_IO && err->number != EACCES &&
           err->number != EPERM && err->number != ELOOP &&
           err->number != ENAMETOOLONG;
}

/* Adds the error as an issue of a stage. */
static bool refuse(struct worker *worker, const char *stage,
                   const struct error *err)
{
    struct issue_place place = {.severity = SEVERITY_ERROR, .stage = stage};

    if (may_pass(err) && worker->faults++ == 0)
        worker->first_fault = *err;
    issues_add(&worker->issues, &place, "%s", err->text);
    return false;
}

/* Reads the file that the document is in; false, with an issue, when it cannot
 * be. */
static bool load(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct document_result *result = &job->results[index];
    struct aside *aside = &worker->reader.aside;
    char *file = path_join(job->settings->corpus, job->documents[index].path);
    struct error err;
    enum status status = reader_load(&worker->reader, file,
                                     job->documents[index].size_bytes, &err);

    free(file);
    aside->stock = job->stock;
    aside->source = job->stock ? job->stock->source_of[index] : STOCK_NONE;
    if (status != OK)
        return refuse(worker, "read", &err);
    result->digest = worker->reader.digest;
    result->has_digest = true;
    return true;
}

/* Whether a feed that was read whole is one document: where its name does not
 * say that it is a feed. Else its items should have become documents. */
static enum status check_whole(struct reader *reader, const char *path,
                               struct error *err)
{
    const struct format *named = format_of_path(path);
    struct issue_place place = {.severity = SEVERITY_WARNING,
                                .stage = "extract"};

    if (!reader->extracted.parts || reader->is_part)
        return OK;
    if (named && named->count_parts)
        return error_set(err, ERR_IO,
                         "could not be taken apart into its items when the "
                         "corpus was listed; the next run tries again");
    issues_add(
        &reader->extracted.issues, &place,
        "is a feed, of which all items (%u) are counted as one document; "
        "name it .rss, so that each becomes one",
        reader->extracted.parts);
    return OK;
}

/* Makes what was loaded a text. */
static bool read_text(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct reader *reader = &worker->reader;
    struct error err;
    const char *path = job->documents[index].path;
    enum status status = reader_read(reader, path, job->inputs, &err);

    if (status == OK)
        status = check_whole(reader, path, &err);
    return status == OK || refuse(worker, "extract", &err);
}

bool worker_read(struct worker *worker, size_t index)
{
    return load(worker, index) && read_text(worker, index);
}

/* Takes over what the document says of itself. */
static void adopt_metadata(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct document *document = &job->documents[index];
    struct extracted *extracted = &worker->reader.extracted;

    document_adopt(&job->inputs->corpus, document, extracted, &worker->kept,
                   &worker->issues);
    issues_take(&worker->issues, &extracted->issues, NULL);
}

static const char *keep_text(struct worker *worker, const char *text)
{
    return arena_copy_text(&worker->kept, text, strlen(text));
}

/* Adds the issue of a document whose group is blank, and what to do about it.
 */
static void note_no_group(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    const struct document *document = &job->documents[index];
    const char *group_by = job->settings->group_by;
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "group"};
    const char *why = "", *advice = "Say it in the manifest.";

    if (strcasecmp(group_by, "folder") == 0)
        advice = "Move it into a sub-folder.";
    else if (strcasecmp(group_by, "administration") == 0)
        why = date_is_known(document->date) ? ", and its date does not tell"
                                            : " and no date";
    issues_add(&worker->issues, &place,
               "has no %s%s; counted in group \"(unknown)\". %s", group_by, why,
               advice);
}

/* Neighbours are often of one group. */
static const char *keep_group(struct worker *worker, const char *name)
{
    if (!worker->last_group || strcmp(worker->last_group, name) != 0)
        worker->last_group = arena_copy_text(&worker->kept, name, strlen(name));
    return worker->last_group;
}

/* Returns the name of the document's group; a blank one becomes an issue. */
static const char *group_name(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct buffer *scratch = &worker->scratch;
    const char *name;

    buffer_reset(scratch);
    name = document_value(&job->inputs->corpus, &job->documents[index],
                          job->group_column, scratch);
    if (!*name) {
        if (job->results[index].status == DOCUMENT_COUNTED)
            note_no_group(worker, index);
        return "(unknown)";
    }
    return scratch->length ? keep_group(worker, name) : name;
}

void worker_take_failures(const struct worker *worker, struct failures *out)
{
    size_t count;
    const struct match_failure *failures = matcher_failures(worker->matcher,
                                                            &count);

    out->count = 0;
    for (size_t i = 0; i < count; i++)
        *VECTOR_PUSH(out) = failures[i];
}

static void note_failures(struct worker *worker)
{
    const struct job *job = worker->job;
    struct issue_place place = {.severity = SEVERITY_ERROR, .stage = "match"};

    for (size_t i = 0; i < worker->failures.count; i++) {
        const struct match_failure *failure = &worker->failures.items[i];
        const struct pattern *pattern =
            &job->inputs->lexicon.patterns.items[failure->pattern];

        issues_add(&worker->issues, &place,
                   "the pattern of %s:%u was given up at byte %u of the text "
                   "(PCRE2 error %d: too many steps); its hits there are not "
                   "counted. Make the pattern simpler.",
                   pattern->file, pattern->line, failure->place, failure->code);
    }
}

/* -- What is kept of it ---------------------------------------------------- */

static const struct term_result *keep_terms(struct worker *worker)
{
    const struct count_list *hits = &worker->tally.counts[TALLY_TERMS];
    struct term_result *kept = arena_get(&worker->kept,
                                         hits->count * sizeof(*kept));

    for (size_t i = 0; i < hits->count; i++)
        kept[i] = (struct term_result){(uint32_t)hits->items[i].key,
                                       (uint32_t)hits->items[i].count};
    return kept;
}

/* Returns the list's count of `key`; lists are short and sorted by key. */
static uint64_t count_of(const struct count_list *list, uint64_t key)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].key == key)
            return list->items[i].count;
    return 0;
}

static const struct theme_result *keep_themes(struct worker *worker)
{
    const struct count_list *hits = &worker->tally.counts[TALLY_THEMES];
    const struct count_list *sentences =
        &worker->tally.counts[tally_unit_kind(UNIT_SENTENCE, UNIT_THEMES)];
    struct theme_result *kept = arena_get(&worker->kept,
                                          hits->count * sizeof(*kept));

    for (size_t i = 0; i < hits->count; i++)
        kept[i] = (struct theme_result){
            .hits = hits->items[i].count,
            .theme = (uint32_t)hits->items[i].key,
            .sentences = (uint32_t)count_of(sentences, hits->items[i].key)};
    return kept;
}

static struct document_totals keep_totals(const struct totals *totals)
{
    return (struct document_totals){
        .hits = totals->hits,
        .characters = (uint32_t)totals->characters,
        .words = (uint32_t)totals->words,
        .sentences = (uint32_t)totals->sentences,
        .paragraphs = (uint32_t)totals->paragraphs,
    };
}

static void keep_result(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct document_result *result = &job->results[index];

    result->group = group_name(worker, index);
    result->format = worker->format;
    result->encoding = keep_text(worker, worker->reader.extracted.encoding);
    result->totals = keep_totals(&worker->tally.totals);
    result->totals.heading_words = worker->heading_words;
    result->totals.boilerplate_words = worker->boilerplate_words;
    result->theme_count = (uint32_t)worker->tally.counts[TALLY_THEMES].count;
    result->themes = keep_themes(worker);
    result->term_count = (uint32_t)worker->tally.counts[TALLY_TERMS].count;
    result->terms = keep_terms(worker);
}

void worker_sample_hits(const struct worker *worker, size_t index,
                        const struct segmented *text, const struct hits *hits,
                        struct concordance *concordance)
{
    const struct lexicon *lexicon = &worker->job->inputs->lexicon;
    uint64_t path_hash = concordance_hash(worker->job->documents[index].path);

    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        struct concordance_line line = {
            .document = (uint32_t)index,
            .begin = hit->span.begin,
            .term = lexicon->patterns.items[hit->pattern].term,
        };

        line.rank = concordance_rank(
            path_hash, lexicon->terms.items[line.term].name, line.begin);
        if (!concordance_wants(concordance, line.term, line.rank))
            continue;
        line.sentence = (uint32_t)segmented_sentence_of(text, hit->first) + 1;
        concordance_make_text(&line, text, hit);
        concordance_keep(concordance, &line);
    }
}

static void add_to_group(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct issue_place place = {.severity = SEVERITY_WARNING, .stage = "text"};
    struct group *group;

    if (!worker->tally.totals.words)
        issues_add(&worker->issues, &place,
                   worker->heading_words || worker->boilerplate_words
                       ? "has no words that are counted with the text "
                         "(--headings, --boilerplate); it is listed but "
                         "counted nowhere"
                       : "has no words; it is listed but counted nowhere");
    if (job->results[index].status != DOCUMENT_COUNTED || job->has_groups)
        return;
    group = groups_get(&worker->groups, job->results[index].group,
                       job->inputs->lexicon.terms.count);
    tally_add_document(&group->tally, &worker->tally);
    tally_add_document(&group->headings, &worker->headings.tally);
    concordance_merge(&group->concordance, &worker->samples);
}

/* Counts a text that is not large. */
static void count_text(struct worker *worker, size_t index)
{
    struct segmented *text = &worker->reader.text;
    struct matcher_options options = {
        .overlap = worker->job->settings->overlap};

    vocabulary_add(&worker->vocabulary, text->canonical.text.data,
                   &text->words);
    if (worker->job->signs) {
        signature_init(&worker->signature);
        signer_add(worker->signer, &text->words, &worker->signature);
    }
    matcher_find(worker->matcher, text, &options, &worker->hits);
    worker_take_failures(worker, &worker->failures);
    counter_count(worker->counter, text, &worker->hits,
                  worker->reader.size_bytes, &worker->tally);
    worker_sample_hits(worker, index, text, &worker->hits, &worker->samples);
}

/* Leaves in the worker what the text that it has read comes to; true. */
static bool count(struct worker *worker, size_t index)
{
    const struct aside *aside = &worker->reader.aside;

    concordance_empty(&worker->samples);
    if (worker->reader.is_large)
        pieces_count(worker, index);
    else
        count_text(worker, index);
    aside_count(worker, index);
    worker->heading_words = (uint32_t)aside->headings.words.count;
    worker->boilerplate_words = (uint32_t)aside->found.words.count;
    worker->shown_language = worker_shown_language(worker);
    worker->format = worker->reader.format->name;
    worker->sketch = worker->job->signs
                         ? sketch_make(&worker->signature, &worker->kept)
                         : NULL;
    worker_remember(worker, index);
    return true;
}

/* Returns the manifest's word on the language; "" when it has none. */
static const char *language_of_manifest(const struct job *job, size_t index)
{
    const struct corpus *corpus = &job->inputs->corpus;
    int column = corpus_column(corpus, "language");

    return column < 0 ? "" : job->documents[index].values[column];
}

/* Takes over what the document came to and says of itself. */
static void keep_document(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    struct document_result *result = &job->results[index];
    const char *stated = language_of_manifest(job, index);

    adopt_metadata(worker, index);
    note_failures(worker);
    result->status = worker->tally.totals.words ? DOCUMENT_COUNTED
                                                : DOCUMENT_EMPTY;
    worker_judge_language(worker, index, stated);
    if (job->signs)
        job->sketches[index] = worker->sketch;
    if (job->duplicates && job->duplicates[index].kind)
        result->status = DOCUMENT_DUPLICATE;
    keep_result(worker, index);
    add_to_group(worker, index);
}

/* Sets what is known of every document; returns how many issues the worker has
 * by then. */
static size_t begin_document(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;

    job->results[index] = (struct document_result){
        .status = DOCUMENT_UNREADABLE,
        .group = "",
        .format = "",
        .language = "",
        .language_source = "",
        .encoding = "",
        .duplicate_of = "",
        .duplicate_kind = ""};
    memory_set_context(job->documents[index].path);
    return worker->issues.count;
}

/* Notes which of the worker's issues are the document's. */
static void end_document(struct worker *worker, size_t index, size_t issues)
{
    if (worker->issues.count > issues)
        *VECTOR_PUSH(&worker->noted) = (struct noted){
            (uint32_t)index, (uint32_t)(worker->issues.count - issues), issues};
    memory_set_context(NULL);
}

void worker_process(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;
    size_t issues = begin_document(worker, index);
    bool is_read = load(worker, index) &&
                   (worker_recall(worker, index) ||
                    (read_text(worker, index) && count(worker, index)));

    if (job->shelf)
        job->shelf[index] = worker_shelve(worker, index, is_read);
    if (is_read)
        keep_document(worker, index);
    end_document(worker, index, issues);
}

enum status worker_take(struct worker *worker, size_t index,
                        const struct shelved *from, struct error *err)
{
    size_t issues = begin_document(worker, index);
    bool is_read;
    enum status status = worker_unshelve(worker, index, from, &is_read, err);

    if (status == OK && is_read) {
        /* of the bytes that were read, whatever a listing tells of them */
        worker->job->documents[index].size_bytes = worker->tally.totals.bytes;
        keep_document(worker, index);
    }
    end_document(worker, index, issues);
    return status;
}
