/* worker_record.c - see worker_record.h. */
#include "run/worker_record.h"

struct document_record worker_record(struct worker *worker)
{
    return (struct document_record){
        .tally = &worker->tally,
        .headings = &worker->headings.tally,
        .failures = &worker->failures,
        .samples = &worker->samples,
        .extracted = &worker->reader.extracted,
        .format = worker->format,
        .language = worker->shown_language,
        .sketch = worker->sketch,
        .heading_words = worker->heading_words,
        .boilerplate_words = worker->boilerplate_words,
    };
}

enum status worker_read_record(struct worker *worker, size_t index,
                               const struct record_bytes *bytes,
                               struct error *err)
{
    const struct lexicon *lexicon = &worker->job->inputs->lexicon;
    struct document_record record = worker_record(worker);
    struct record_reader reader = {
        .types = worker->vocabulary.types,
        .forms = counter_forms(worker->counter),
        .kept = &worker->kept,
        .document = (uint32_t)index,
        .theme_count = (uint32_t)lexicon->themes.count,
        .term_count = (uint32_t)lexicon->terms.count,
        .pattern_count = (uint32_t)lexicon->patterns.count,
        .is_brief = bytes->are_brief,
    };

    concordance_empty(&worker->samples);
    if (record_decode(bytes->at, bytes->length, &reader, &record, err) != OK)
        return err->code;
    worker->format = record.format;
    worker->shown_language = record.language;
    worker->sketch = record.sketch;
    worker->heading_words = record.heading_words;
    worker->boilerplate_words = record.boilerplate_words;
    return OK;
}
