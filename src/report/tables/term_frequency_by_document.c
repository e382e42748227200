/* term_frequency_by_document.c - term_frequency_by_document.csv: the terms that
 * each document has. Rows without a hit would be hundreds a document, nearly
 * all of them 0, so there are none. */
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"

enum { DOCUMENT, DATE, GROUP, THEME, TERM, HITS, COLUMNS };

static const struct column columns[COLUMNS] = {
    [DOCUMENT] = DOCUMENT_COLUMN,
    [DATE] = DATE_COLUMN,
    [GROUP] = DOCUMENT_GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [TERM] = TERM_COLUMN,
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning = "Hits of the term in the document; a term without a "
                         "hit has no row."},
};

static const struct table table = {
    .name = "term_frequency_by_document",
    .title = "Terms by document",
    .row = "document, theme and term, where there is a hit",
    .order = "by document, then by theme, then by term",
    .columns = columns,
    .column_count = COLUMNS,
};

static enum status fill_document(const struct results *results, size_t index,
                                 struct table_output *output, struct error *err)
{
    const struct document *document = &results->corpus->items.items[index];
    const struct document_result *result = &results->documents[index];
    const struct lexicon *lexicon = results->lexicon;
    char date[DATE_TEXT_MAX];
    struct cell row[COLUMNS] = {
        [DOCUMENT] = cell_string(document->path),
        [DATE] = cell_date(document->date, date),
        [GROUP] = cell_string(result->group),
    };
    enum status status = OK;

    for (size_t i = 0; !status && i < result->term_count; i++) {
        const struct term *term = &lexicon->terms.items[result->terms[i].term];

        row[THEME] = cell_string(lexicon->themes.items[term->theme].name);
        row[TERM] = cell_string(term->name);
        row[HITS] = cell_count(result->terms[i].hits);
        status = table_row_repeating(output, row, i ? THEME : 0, err);
    }
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    enum status status = OK;

    for (size_t i = 0; !status && i < results->corpus->items.count; i++)
        if (results->documents[i].status == DOCUMENT_COUNTED)
            status = fill_document(results, i, output, err);
    return status;
}

const struct report report_term_frequency_by_document = {.table = &table,
                                                         .fill = fill};
