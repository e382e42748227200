/* validation_errors.c - validation_errors.csv: the sentences to learn from. */
#include "report/tables/validation_columns.h"
#include "report/validation.h"

enum {
    ITEM,
    THEME,
    DOCUMENT,
    SENTENCE_NUMBER,
    SENTENCE,
    PROGRAM,
    GOLD,
    TERMS,
    COLUMNS
};

static const char *const golds[] = {"yes", "no", "undecided", NULL};

static const struct column columns[COLUMNS] = {
    [ITEM] = ITEM_COLUMN,
    [THEME] = ITEM_THEME_COLUMN,
    [DOCUMENT] = ITEM_DOCUMENT_COLUMN,
    [SENTENCE_NUMBER] = ITEM_SENTENCE_NUMBER_COLUMN,
    [SENTENCE] = ITEM_SENTENCE_COLUMN,
    [PROGRAM] = {"program", COLUMN_TEXT, .is_required = true,
                 .values = yes_or_no,
                 .meaning = "Did the program find the theme in the sentence?"},
    [GOLD] = {"gold", COLUMN_TEXT, .is_required = true, .values = golds,
              .meaning = "Does the sentence speak of the theme, by most "
                         "coders? undecided: as many say yes as no."},
    [TERMS] = ITEM_TERMS_COLUMN,
};

static const struct table table = {
    .name = "validation_errors",
    .title = "Sentences where the program errs, or the coders are divided",
    .row = "item where program and gold differ, or undecided by those who "
           "coded it",
    .order = "as the sheet",
    .columns = columns,
    .column_count = COLUMNS,
};

static bool is_coded(const struct validation *validation, size_t item)
{
    size_t coders = validation->coders.count;

    for (size_t i = 0; i < coders; i++)
        if (validation->codes[item * coders + i] != CODE_NONE)
            return true;
    return false;
}

static const char *gold_name(enum code gold)
{
    return gold == CODE_YES ? "yes" : gold == CODE_NO ? "no" : "undecided";
}

static enum status add_row(const struct validation_item *item, size_t number,
                           enum code gold, struct table_output *output,
                           struct error *err)
{
    struct cell row[COLUMNS] = {
        [ITEM] = cell_count(number),
        [THEME] = cell_string(item->theme),
        [DOCUMENT] = cell_string(item->document),
        [SENTENCE_NUMBER] = cell_count(item->sentence_number),
        [SENTENCE] = cell_string(item->sentence),
        [PROGRAM] = cell_string(item_is_found(item) ? "yes" : "no"),
        [GOLD] = cell_string(gold_name(gold)),
        [TERMS] = cell_string(item->terms),
    };

    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct validation *validation = source;
    enum status status = OK;

    for (size_t i = 0; !status && i < validation->items.count; i++) {
        const struct validation_item *item = &validation->items.items[i];
        enum code gold = validation_gold(validation, i);
        enum code program = item_is_found(item) ? CODE_YES : CODE_NO;

        if (gold != program && is_coded(validation, i))
            status = add_row(item, i + 1, gold, output, err);
    }
    return status;
}

const struct validation_report validation_errors = {&table, fill};
