/* recall.c - see recall.h. */
#include "run/recall.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/files.h"
#include "base/stop.h"
#include "ingest/extracted_bytes.h"
#include "run/fingerprint.h"
#include "run/process.h"
#include "run/worker_record.h"

enum { SECONDS_A_DAY = 24 * 60 * 60 };

/* -- Of a run -------------------------------------------------------------- */

/* Everything that a count follows from but the document. */
static void make_contexts(struct recall *recall,
                          const struct settings *settings,
                          const struct inputs *inputs)
{
    struct digest_stream *stream = digest_stream_new();
    struct digest counted;

    program_fingerprint(&recall->text_context);
    settings_fingerprint(settings, SETTINGS_OF_COUNT, &counted);
    digest_stream_add(stream, &recall->text_context, DIGEST_SIZE);
    digest_stream_add(stream, &counted, DIGEST_SIZE);
    digest_stream_add(stream, &inputs->data_digest, DIGEST_SIZE);
    digest_stream_add_text(stream, inputs->lexicon.digest);
    /* only then is each counted document signed */
    digest_stream_add_number(stream, settings->duplicates == DUPLICATES_FLAG);
    digest_stream_finish(stream, &recall->count_context);
    digest_stream_free(stream);
}

void recall_open(struct recall *recall, const struct settings *settings,
                 const struct inputs *inputs, struct issues *issues)
{
    char *path;

    *recall = (struct recall){0};
    if (!settings_remember(settings))
        return;
    path = settings->store
               ? memory_copy_text(settings->store, strlen(settings->store))
               : path_join(settings->reports, "store.sqlite");
    store_open(path, time(NULL) / SECONDS_A_DAY, &recall->store, issues);
    free(path);
    make_contexts(recall, settings, inputs);
    /* which paragraphs are stock depends on all documents */
    recall->recalls_counts = settings->boilerplate == BOILERPLATE_KEEP;
}

void recall_close(struct recall *recall, const struct settings *settings,
                  struct issues *issues)
{
    /* a run that was stopped has not come to all that it would have used */
    int64_t days = stop_is_wanted() ? STORE_KEEP_ALL
                                    : (int64_t)settings->store_days;

    if (recall->store)
        store_close(recall->store, days, issues);
    recall->store = NULL;
}

void recaller_init(struct recaller *recaller, struct recall *recall)
{
    *recaller = (struct recaller){.recall = recall,
                                  .row = {.limit = STORE_BODY_MAX}};
    if (recall && recall->store)
        recaller->rows = store_reader_new(recall->store);
}

void recaller_release(struct recaller *recaller)
{
    store_reader_free(recaller->rows);
    if (recaller->recall) {
        recaller->recall->texts += recaller->texts;
        recaller->recall->counts += recaller->counts;
    }
    buffer_release(&recaller->row);
    *recaller = (struct recaller){0};
}

static void make_key(const struct digest *context, const struct digest *bytes,
                     const char *name, struct digest *key)
{
    struct digest_stream *stream = digest_stream_new();

    digest_stream_add(stream, context, DIGEST_SIZE);
    digest_stream_add(stream, bytes, DIGEST_SIZE);
    digest_stream_add_text(stream, name);
    digest_stream_finish(stream, key);
    digest_stream_free(stream);
}

/* -- Texts ----------------------------------------------------------------- */

static void text_key(const struct recaller *recaller,
                     const struct digest *bytes, const char *name,
                     struct digest *key)
{
    make_key(&recaller->recall->text_context, bytes, path_name(name), key);
}

bool recall_text(struct recaller *recaller, const struct digest *bytes,
                 const char *name, struct extracted *out,
                 const struct format **format)
{
    struct digest key;
    struct error err;

    if (!recaller->rows)
        return false;
    text_key(recaller, bytes, name, &key);
    if (!store_get(recaller->rows, STORE_TEXT, &key, &recaller->row))
        return false;
    if (extracted_decode(buffer_text(&recaller->row), recaller->row.length, out,
                         format, &err) == OK) {
        recaller->texts++;
        return true;
    }
    store_distrust(recaller->recall->store, err.text);
    extracted_reset(out);
    return false;
}

void remember_text(struct recaller *recaller, const struct digest *bytes,
                   const char *name, const struct extracted *extracted,
                   const struct format *format)
{
    struct digest key;

    if (!recaller->rows)
        return;
    text_key(recaller, bytes, name, &key);
    buffer_reset(&recaller->row);
    extracted_encode(extracted, format, &recaller->row);
    if (!buffer_is_full(&recaller->row))
        store_put(recaller->recall->store, STORE_TEXT, &key,
                  buffer_text(&recaller->row), recaller->row.length);
}

/* -- Counts ---------------------------------------------------------------- */

static bool recalls_counts(const struct recaller *recaller)
{
    return recaller->rows && recaller->recall->recalls_counts;
}

static void count_key(const struct worker *worker, size_t index,
                      struct digest *key)
{
    const struct reader *reader = &worker->reader;

    make_key(&reader->recaller.recall->count_context, &reader->digest,
             worker->job->documents[index].path, key);
}

/* The text is not asked for as long as its counts are: it stays with them, for
 * the day when the lexicon changes. */
static void keep_text(struct worker *worker, size_t index)
{
    const struct reader *reader = &worker->reader;
    struct digest key;

    if (!store_was_due(reader->recaller.rows))
        return;
    text_key(&reader->recaller, &reader->digest,
             worker->job->documents[index].path, &key);
    store_touch(reader->recaller.rows, STORE_TEXT, &key);
}

bool worker_recall(struct worker *worker, size_t index)
{
    struct recaller *recaller = &worker->reader.recaller;
    struct record_bytes bytes;
    struct digest key;
    struct error err;

    if (!recalls_counts(recaller))
        return false;
    count_key(worker, index, &key);
    if (!store_get(recaller->rows, STORE_TALLY, &key, &recaller->row))
        return false;
    bytes = (struct record_bytes){buffer_text(&recaller->row),
                                  recaller->row.length, false};
    if (worker_read_record(worker, index, &bytes, &err) != OK) {
        store_distrust(recaller->recall->store, err.text);
        return false;
    }
    recaller->counts++;
    keep_text(worker, index);
    return true;
}

void worker_remember(struct worker *worker, size_t index)
{
    struct recaller *recaller = &worker->reader.recaller;
    struct document_record record = worker_record(worker);
    struct digest key;

    /* what was stopped may have counted half of a large document */
    if (!recalls_counts(recaller) || stop_is_wanted())
        return;
    count_key(worker, index, &key);
    buffer_reset(&recaller->row);
    record_encode(&record, worker->vocabulary.types,
                  counter_forms(worker->counter), &recaller->row);
    if (!buffer_is_full(&recaller->row))
        store_put(recaller->recall->store, STORE_TALLY, &key,
                  buffer_text(&recaller->row), recaller->row.length);
}
