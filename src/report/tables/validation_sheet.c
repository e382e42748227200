/* validation_sheet.c - sheet.csv, which people code, in two kinds: blind, and
 * open, with the program's answers. */
#include "report/tables/validation_columns.h"
#include "report/validation.h"

enum {
    ITEM,
    THEME,
    DOCUMENT,
    SENTENCE_NUMBER,
    BEFORE,
    SENTENCE,
    AFTER,
    CODE,
    NOTE,
    BLIND_COLUMNS,
    ANSWER = BLIND_COLUMNS,
    TERMS,
    COLUMNS
};

const char *const yes_or_no[] = {"yes", "no", NULL};

static const struct column columns[COLUMNS] = {
    [ITEM] = ITEM_COLUMN,
    [THEME] = ITEM_THEME_COLUMN,
    [DOCUMENT] = ITEM_DOCUMENT_COLUMN,
    [SENTENCE_NUMBER] = ITEM_SENTENCE_NUMBER_COLUMN,
    [BEFORE] = {"before", COLUMN_TEXT,
                .meaning = "The sentence before it in the document, to "
                           "understand it by."},
    [SENTENCE] = ITEM_SENTENCE_COLUMN,
    [AFTER] = {"after", COLUMN_TEXT,
               .meaning = "The sentence after it in the document."},
    [CODE] = {"code", COLUMN_TEXT,
              .meaning = "For the coder to fill in: does the sentence speak of "
                         "the theme? 1 or yes, 0 or no; capital letters make "
                         "no difference. Blank: not coded."},
    [NOTE] = {"note", COLUMN_TEXT,
              .meaning = "For the coder's remarks; nothing reads it."},
    [ANSWER] = {"answer", COLUMN_TEXT, .is_required = true, .values = yes_or_no,
                .meaning = "Did the program find the theme in the sentence?"},
    [TERMS] = ITEM_TERMS_COLUMN,
};

#define SHEET                                              \
    .name = "sheet", .title = "Sentences to code by hand", \
    .row = "item: a sentence and a theme",                 \
    .order = "by theme, then at random", .columns = columns

static const struct table blind = {SHEET, .column_count = BLIND_COLUMNS};
static const struct table with_answers = {SHEET, .column_count = COLUMNS};

static enum status add_row(const struct validation_item *item, size_t number,
                           struct table_output *output, struct error *err)
{
    struct cell row[COLUMNS] = {
        [ITEM] = cell_count(number),
        [THEME] = cell_string(item->theme),
        [DOCUMENT] = cell_string(item->document),
        [SENTENCE_NUMBER] = cell_count(item->sentence_number),
        [BEFORE] = cell_text(item->before, strlen(item->before)),
        [SENTENCE] = cell_string(item->sentence),
        [AFTER] = cell_text(item->after, strlen(item->after)),
        [ANSWER] = cell_string(item_is_found(item) ? "yes" : "no"),
        [TERMS] = cell_string(item->terms),
    };

    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct validation *validation = source;
    enum status status = OK;

    for (size_t i = 0; !status && i < validation->items.count; i++)
        status = add_row(&validation->items.items[i], i + 1, output, err);
    return status;
}

const struct validation_report validation_sheet = {&blind, fill};
const struct validation_report validation_open_sheet = {&with_answers, fill};
