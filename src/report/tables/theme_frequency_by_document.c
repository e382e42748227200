/* theme_frequency_by_document.c - theme_frequency_by_document.csv: every theme
 * in every counted document, those without a hit too, so that a mean over
 * documents is one. */
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "stats/frequency.h"

enum {
    DOCUMENT,
    DATE,
    GROUP,
    THEME,
    WORDS,
    HITS,
    RATE,
    SENTENCES_WITH_THEME,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [DOCUMENT] = DOCUMENT_COLUMN,
    [DATE] = DATE_COLUMN,
    [GROUP] = DOCUMENT_GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [WORDS] = {"words", COLUMN_COUNT, .unit = "words",
               .meaning = "Words of the document."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning = "Hits of the theme in the document; 0 where it does "
                         "not occur."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .unit = RATE_UNIT,
              .meaning = RATE_MEANING},
    [SENTENCES_WITH_THEME] = {"sentences_with_theme", COLUMN_COUNT,
                              .unit = "sentences",
                              .meaning = "Sentences of the document with at "
                                         "least one hit of the theme."},
};

static const struct table table = {
    .name = "theme_frequency_by_document",
    .title = "Themes by document",
    .row = "counted document and theme",
    .order = "by document, then by theme",
    .columns = columns,
    .column_count = COLUMNS,
};

static void make_theme_cells(const struct theme_result *theme, uint64_t words,
                             struct cell row[COLUMNS])
{
    row[HITS] = cell_count(theme->hits);
    row[RATE] = cell_measurement(rate_per_10k(theme->hits, words));
    row[SENTENCES_WITH_THEME] = cell_count(theme->sentences);
}

/* The document's themes with hits are in the order of the lexicon's, so the two
 * are read side by side. */
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
        [WORDS] = cell_count(result->totals.words),
    };
    enum status status = OK;
    size_t next = 0;

    for (uint32_t i = 0; !status && i < lexicon->themes.count; i++) {
        struct theme_result theme = {.theme = i};

        if (next < result->theme_count && result->themes[next].theme == i)
            theme = result->themes[next++];
        row[THEME] = cell_string(lexicon->themes.items[i].name);
        make_theme_cells(&theme, result->totals.words, row);
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

const struct report report_theme_frequency_by_document = {
    .table = &table, .fill = fill, .weight = 20};
