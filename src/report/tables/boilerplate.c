/* boilerplate.c - boilerplate.csv: paragraphs that stand in many documents. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/table.h"

enum {
    SOURCE,
    RANK,
    TEXT,
    DOCUMENTS,
    DOCUMENTS_OF_SOURCE,
    SHARE,
    WORDS,
    ACTION,
    COLUMNS
};

static const char *const actions[] = {"counted", "left out", NULL};

static const struct column columns[COLUMNS] = {
    [SOURCE] = {"source", COLUMN_TEXT, .is_key = true,
                .meaning = "Whose documents these are: the manifest's column "
                           "source, else the host or the site that the "
                           "document names, else its folder; \"(corpus "
                           "folder)\" where it is in none."},
    [RANK] = {"rank", COLUMN_COUNT, .is_key = true,
              .meaning = "Place among the source's paragraphs, the one in most "
                         "documents first."},
    [TEXT] = {"text", COLUMN_TEXT,
              .meaning = "The paragraph as the first document has it, \"...\" "
                         "where it goes on. Paragraphs are the same if their "
                         "words are, whatever capitals and punctuation."},
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents of the source that have it. "
                              "Duplicates of other documents are no evidence "
                              "and not among them."},
    [DOCUMENTS_OF_SOURCE] = {"documents_of_source", COLUMN_COUNT,
                             .unit = "documents",
                             .meaning = "Documents of the source that could be "
                                        "read, without duplicates."},
    [SHARE] = {"share_of_documents", COLUMN_MEASURE,
               .meaning = "documents / documents_of_source, from 0 to 1."},
    [WORDS] = {"words", COLUMN_COUNT, .unit = "words",
               .meaning = "Words of it in all documents that could be read, "
                          "duplicates too."},
    [ACTION] = {"action", COLUMN_TEXT, .is_required = true, .values = actions,
                .meaning = "left out: no other table counts these words; "
                           "counted: they are only listed here "
                           "(--boilerplate flag)."},
};

static const struct table table = {
    .name = "boilerplate",
    .title = "Paragraphs that stand in many documents of one source "
             "(with --boilerplate flag or leave-out)",
    .row = "source and paragraph",
    .order = "by source, then by documents, most first",
    .columns = columns,
    .column_count = COLUMNS,
};

struct found {
    const struct stock_paragraph *paragraph;
    const struct stock_note *note;
};

/* Sources are numbered by name; the first document and its place in the list of
 * hashes decide at last, neither of which depends on workers. */
static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    int order;

    if (x->paragraph->source != y->paragraph->source)
        return x->paragraph->source < y->paragraph->source ? -1 : 1;
    if (x->paragraph->documents != y->paragraph->documents)
        return x->paragraph->documents > y->paragraph->documents ? -1 : 1;
    order = strcmp(x->note->text, y->note->text);
    if (order)
        return order;
    return (x->paragraph->hash > y->paragraph->hash) -
           (x->paragraph->hash < y->paragraph->hash);
}

/* Returns what was met while counting, in the order of the rows; a file that
 * has vanished since it was first read may have had the only ones. The caller
 * frees. */
static struct found *sort_found(const struct results *results, size_t *count)
{
    const struct stock *stock = results->stock;
    struct found *found = memory_get_zeroed(stock->paragraphs.count,
                                            sizeof(*found));

    *count = 0;
    for (size_t i = 0; i < stock->paragraphs.count; i++)
        if (results->stock_notes[i].text)
            found[(*count)++] = (struct found){&stock->paragraphs.items[i],
                                               &results->stock_notes[i]};
    if (*count)
        qsort(found, *count, sizeof(*found), compare_found);
    return found;
}

static enum status add_row(const struct results *results,
                           const struct found *found, uint64_t rank,
                           struct table_output *output, struct error *err)
{
    const struct stock_paragraph *paragraph = found->paragraph;
    const struct stock_source *source =
        &results->stock->sources.items[paragraph->source];
    struct cell row[COLUMNS] = {
        [SOURCE] = cell_string(*source->name ? source->name
                                             : "(corpus folder)"),
        [RANK] = cell_count(rank),
        [TEXT] = cell_string(found->note->text),
        [DOCUMENTS] = cell_count(paragraph->documents),
        [DOCUMENTS_OF_SOURCE] = cell_count(source->documents),
        [SHARE] = cell_number((double)paragraph->documents /
                              (double)source->documents),
        [WORDS] = cell_count(found->note->words),
        [ACTION] = cell_string(actions[results->leaves_stock_out]),
    };

    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    size_t count = 0;
    struct found *found;
    uint64_t rank = 0;
    enum status status = OK;

    if (!results->stock)
        return OK;
    found = sort_found(results, &count);
    for (size_t i = 0; !status && i < count; i++) {
        bool goes_on = i && found[i - 1].paragraph->source ==
                                found[i].paragraph->source;

        rank = goes_on ? rank + 1 : 1;
        status = add_row(results, &found[i], rank, output, err);
    }
    free(found);
    return status;
}

const struct report report_boilerplate = {.table = &table, .fill = fill};
