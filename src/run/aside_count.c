/* aside_count.c - see aside_count.h. */
#include "run/aside_count.h"

#include <stdlib.h>
#include <string.h>

#include "run/process.h"

void heading_counts_release(struct heading_counts *counts)
{
    free(counts->hits.items);
    document_tally_release(&counts->tally);
    *counts = (struct heading_counts){0};
}

/* Adds the failures in the headings to those in the text, at most one of a
 * pattern. */
static void add_failures(struct worker *worker)
{
    struct failures found = {0};

    worker_take_failures(worker, &found);
    for (size_t i = 0; i < found.count; i++) {
        size_t known = 0;

        while (known < worker->failures.count &&
               worker->failures.items[known].pattern != found.items[i].pattern)
            known++;
        if (known == worker->failures.count)
            *VECTOR_PUSH(&worker->failures) = found.items[i];
    }
    free(found.items);
}

/* Empties what only whole documents are asked for. */
static void keep_terms_only(struct document_tally *tally)
{
    tally->types.count = 0;
    for (int kind = 0; kind < TALLY_KINDS; kind++)
        if (kind != TALLY_TERMS &&
            kind != (int)tally_unit_kind(UNIT_PARAGRAPH, UNIT_TERMS))
            tally->counts[kind].count = 0;
}

static void count_headings(struct worker *worker)
{
    struct segmented *text = &worker->reader.aside.headings;
    struct heading_counts *counts = &worker->headings;
    struct matcher_options options = {
        .overlap = worker->job->settings->overlap};

    vocabulary_add(&worker->vocabulary, text->canonical.text.data,
                   &text->words);
    matcher_find(worker->matcher, text, &options, &counts->hits);
    add_failures(worker);
    counter_count_piece(worker->counter, text, &counts->hits, &counts->tally);
    keep_terms_only(&counts->tally);
    counts->tally.totals.documents = text->words.count > 0;
}

/* -- Stock paragraphs ------------------------------------------------------ */

enum { SHOWN_BYTES = 300 };

/* Returns the beginning of a paragraph, cut between two words. */
static const char *shorten(struct worker *worker, const char *text,
                           size_t length)
{
    static const char more[] = " ...";
    size_t shown = length;
    char *copy;

    if (length > SHOWN_BYTES) {
        shown = SHOWN_BYTES;
        while (shown > SHOWN_BYTES / 2 && text[shown] != ' ')
            shown--;
        while (((unsigned char)text[shown] & 0xC0U) == 0x80)
            shown--;
    }
    copy = arena_get(&worker->kept, shown + sizeof(more));
    memcpy(copy, text, shown);
    memcpy(copy + shown, shown < length ? more : "",
           shown < length ? sizeof(more) : 1);
    return copy;
}

/* Words are counted by paragraph: a paragraph's range of them is never far from
 * the same in all documents, but numbers with and without a comma differ. */
static void note_stock(struct worker *worker, size_t index)
{
    const struct aside *aside = &worker->reader.aside;
    const struct segmented *found = &aside->found;

    for (size_t i = 0; i < aside->places.count; i++) {
        struct stock_note *note =
            &worker->stock_notes.items[aside->places.items[i]];
        struct word_range words = found->paragraph_words.items[i];
        struct span span = found->canonical.paragraphs.items[i];

        note->words += words.end - words.begin;
        if (note->text && note->document <= index)
            continue;
        note->document = (uint32_t)index;
        note->text = shorten(worker, segmented_text(found, span),
                             span_length(span));
    }
}

void aside_count(struct worker *worker, size_t index)
{
    if (worker->job->settings->headings == HEADINGS_APART)
        count_headings(worker);
    if (worker->job->stock)
        note_stock(worker, index);
}
