/* preview.c - see preview.h. */
#include "run/preview.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "run/process.h"

/* -- Duplicates ------------------------------------------------------------ */

/* Signs a text that is too large to be segmented as a whole. */
static void sign_large(struct worker *worker)
{
    const struct canonical *canonical = &worker->reader.text.canonical;
    struct words words = {0};

    for (size_t i = 0; i < canonical->paragraphs.count; i++) {
        words.count = 0;
        words_find(canonical->text.data, canonical->paragraphs.items[i],
                   &worker->job->inputs->rules.words, &words);
        vocabulary_add(&worker->vocabulary, canonical->text.data, &words);
        signer_add(worker->signer, &words, &worker->signature);
    }
    free(words.items);
}

static void sign(struct worker *worker, size_t index)
{
    struct segmented *text = &worker->reader.text;

    signature_init(&worker->signature);
    if (worker->reader.is_large) {
        sign_large(worker);
    } else {
        vocabulary_add(&worker->vocabulary, text->canonical.text.data,
                       &text->words);
        signer_add(worker->signer, &text->words, &worker->signature);
    }
    worker->job->sketches[index] = sketch_make(&worker->signature,
                                               &worker->kept);
}

/* -- Paragraphs ------------------------------------------------------------ */

/* Returns the host of an address, in lower case and without "www."; "" for
 * NULL and for what is no whole address. */
static const char *host_of(struct worker *worker, const char *url)
{
    const char *begin = url ? strstr(url, "://") : NULL;
    size_t length;
    char *host;

    if (!begin)
        return "";
    begin += strlen("://");
    if (strncasecmp(begin, "www.", 4) == 0)
        begin += 4;
    length = strcspn(begin, "/?#:");
    host = arena_copy_text(&worker->kept, begin, length);
    for (char *c = host; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return host;
}

/* Returns who publishes the document: what the manifest calls its source, else
 * the host that it comes from, else the site that it names, else its folder. */
static const char *source_of(struct worker *worker, size_t index)
{
    const struct corpus *corpus = &worker->job->inputs->corpus;
    const struct document *document = &worker->job->documents[index];
    const struct metadata *metadata = &worker->reader.extracted.metadata;
    const char *site = metadata_get(metadata, "site"), *name;
    int column = corpus_column(corpus, "source");

    if (column >= 0 && *document->values[column])
        return document->values[column];
    name = host_of(worker, metadata_get(metadata, "url"));
    if (*name)
        return name;
    buffer_reset(&worker->scratch);
    name = site && *site ? site
                         : document_value(corpus, document,
                                          corpus_column(corpus, "folder"),
                                          &worker->scratch);
    return arena_copy_text(&worker->kept, name, strlen(name));
}

static void hash_paragraphs(struct worker *worker, size_t index)
{
    const struct canonical *text = &worker->reader.text.canonical;
    const struct paragraph_marks *marks = &worker->reader.aside.marks;
    uint64_t *hashes = arena_get(&worker->kept,
                                 text->paragraphs.count * sizeof(*hashes));

    for (size_t i = 0; i < text->paragraphs.count; i++) {
        struct span span = text->paragraphs.items[i];

        hashes[i] = marks->items[i] == PARAGRAPH_HEADING
                        ? 0
                        : stock_hash(text->text.data + span.begin,
                                     span_length(span));
    }
    worker->job->previews[index] = (struct stock_document){
        .source = source_of(worker, index),
        .hashes = hashes,
        .count = stock_sort(hashes, text->paragraphs.count)};
}

void worker_preview(struct worker *worker, size_t index)
{
    const struct job *job = worker->job;

    memory_set_context(job->documents[index].path);
    if (worker_read(worker, index)) {
        if (job->sketches)
            sign(worker, index);
        if (job->previews)
            hash_paragraphs(worker, index);
    }
    issues_release(&worker->issues);
    worker->issues.limit = SIZE_MAX;
    memory_set_context(NULL);
}
