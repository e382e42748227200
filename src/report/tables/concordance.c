/* concordance.c - concordance.csv: a sample of every term's hits, in context.
 */
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"

enum {
    DOCUMENT,
    DATE,
    GROUP,
    THEME,
    TERM,
    SENTENCE_NUMBER,
    LEFT,
    HIT,
    RIGHT,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [DOCUMENT] = {"document", COLUMN_TEXT, .is_required = true,
                  .meaning = DOCUMENT_MEANING},
    [DATE] = DATE_COLUMN,
    [GROUP] = DOCUMENT_GROUP_COLUMN,
    [THEME] = {"theme", COLUMN_TEXT, .is_required = true,
               .meaning = THEME_MEANING},
    [TERM] = {"term", COLUMN_TEXT, .is_required = true,
              .meaning = TERM_MEANING},
    [SENTENCE_NUMBER] = {"sentence_number", COLUMN_COUNT,
                         .meaning = "Number of the sentence in the document, "
                                    "from 1, in which the hit begins."},
    [LEFT] = {"left", COLUMN_TEXT,
              .meaning = "Up to 12 words of the paragraph before the hit."},
    [HIT] = {"hit", COLUMN_TEXT, .is_required = true,
             .meaning = "The text that was matched, as the document has it."},
    [RIGHT] = {"right", COLUMN_TEXT,
               .meaning = "Up to 12 words of the paragraph after the hit."},
};

_Static_assert(CONCORDANCE_CONTEXT_WORDS == 12, "as the meanings say");

static const struct table table = {
    .name = "concordance",
    .title = "Hits in context",
    .row = "hit: of every term in every group a fixed random sample of 10",
    .order = "by theme, then by term, group, document and place",
    .columns = columns,
    .column_count = COLUMNS,
};

_Static_assert(CONCORDANCE_SAMPLE == 10, "as the table says");

/* An empty context is an empty text, which is a fact, not a missing value. */
static enum status add_row(const struct results *results,
                           const struct group *group,
                           const struct concordance_line *line,
                           struct table_output *output, struct error *err)
{
    const struct document *document =
        &results->corpus->items.items[line->document];
    const struct term *term = &results->lexicon->terms.items[line->term];
    char date[DATE_TEXT_MAX];
    struct cell row[COLUMNS] = {
        [DOCUMENT] = cell_string(document->path),
        [DATE] = cell_date(document->date, date),
        [GROUP] = cell_string(group->name),
        [THEME] = cell_string(results->lexicon->themes.items[term->theme].name),
        [TERM] = cell_string(term->name),
        [SENTENCE_NUMBER] = cell_count(line->sentence),
        [LEFT] = cell_text(line->text, strlen(line->text)),
        [HIT] = cell_string(line->hit),
        [RIGHT] = cell_text(line->right, strlen(line->right)),
    };

    return table_row(output, row, err);
}

static enum status fill_term(const struct results *results,
                             const struct group *group, uint32_t term,
                             struct table_output *output, struct error *err)
{
    size_t count;
    const struct concordance_line *lines = concordance_lines(
        &group->concordance, term, &count);
    enum status status = OK;

    for (size_t i = 0; !status && i < count; i++)
        status = add_row(results, group, &lines[i], output, err);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    enum status status = OK;

    for (uint32_t term = 0; term < results->lexicon->terms.count; term++)
        for (size_t i = 0; !status && i < results->group_count; i++)
            status = fill_term(results, &results->groups[i], term, output, err);
    return status;
}

const struct report report_concordance = {.table = &table, .fill = fill};
