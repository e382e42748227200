/* validation_key.c - key.csv: what the sheet does not say. */
#include "report/tables/validation_columns.h"
#include "report/validation.h"

enum {
    ITEM,
    THEME,
    DOCUMENT,
    SENTENCE_NUMBER,
    SENTENCE,
    STRATUM,
    STRATUM_SIZE,
    SAMPLED,
    ANSWER,
    TERMS,
    DRAWN_FOR,
    COLUMNS
};

static const char *const strata[] = {"hit", "near", "far", "term", NULL};

static const struct column columns[COLUMNS] = {
    [ITEM] = ITEM_COLUMN,
    [THEME] = ITEM_THEME_COLUMN,
    [DOCUMENT] = ITEM_DOCUMENT_COLUMN,
    [SENTENCE_NUMBER] = ITEM_SENTENCE_NUMBER_COLUMN,
    [SENTENCE] = ITEM_SENTENCE_COLUMN,
    [STRATUM] = {"stratum", COLUMN_TEXT, .is_required = true, .values = strata,
                 .meaning =
                     "What the sentence was drawn from, at random: sentences "
                     "with a hit of the theme; near, those without that have a "
                     "hit of another theme, or one of the theme at most three "
                     "sentences before or after; "
                     "far, all others. term: drawn besides, because too few of "
                     "the hits drawn were of one of its terms."},
    [STRATUM_SIZE] = {"stratum_size", COLUMN_COUNT, .unit = "sentences",
                      .meaning = "Sentences of the corpus in the theme's "
                                 "stratum. Blank for term."},
    [SAMPLED] = {"sampled", COLUMN_COUNT, .unit = "sentences",
                 .meaning = "How many were drawn from it, so that each stands "
                            "for stratum_size / sampled. Blank for term, which "
                            "stands for none."},
    [ANSWER] = {"answer", COLUMN_TEXT, .is_required = true, .values = yes_or_no,
                .meaning = "Did the program find the theme in the sentence?"},
    [TERMS] = ITEM_TERMS_COLUMN,
    [DRAWN_FOR] = {"drawn_for", COLUMN_TEXT,
                   .meaning = "The terms that a sentence of stratum term was "
                              "drawn for, with \" | \" between; blank in all "
                              "others."},
};

_Static_assert(SAMPLE_NEAR == 3, "as the meaning says");

static const struct table table = {
    .name = "key",
    .title = "The key to sheet.csv: not for coders",
    .row = "item: a sentence and a theme",
    .order = "as the sheet",
    .columns = columns,
    .column_count = COLUMNS,
};

static enum status add_row(const struct validation_item *item, size_t number,
                           struct table_output *output, struct error *err)
{
    bool counts = item->stratum != STRATUM_TERM;
    struct cell row[COLUMNS] = {
        [ITEM] = cell_count(number),
        [THEME] = cell_string(item->theme),
        [DOCUMENT] = cell_string(item->document),
        [SENTENCE_NUMBER] = cell_count(item->sentence_number),
        [SENTENCE] = cell_string(item->sentence),
        [STRATUM] = cell_string(stratum_name(item->stratum)),
        [STRATUM_SIZE] = counts ? cell_count(item->stratum_size)
                                : cell_missing(),
        [SAMPLED] = counts ? cell_count(item->sampled) : cell_missing(),
        [ANSWER] = cell_string(item_is_found(item) ? "yes" : "no"),
        [TERMS] = cell_string(item->terms),
        [DRAWN_FOR] = cell_string(item->drawn_for),
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

const struct validation_report validation_key = {&table, fill};
