/* validation_agreement.c - validation_agreement.csv: how far coders agree. */
#include "report/tables/cells.h"
#include "report/tables/validation_columns.h"
#include "report/validation.h"
#include "stats/agreement.h"

enum {
    THEME,
    CODER_A,
    CODER_B,
    ITEMS,
    BOTH_YES,
    ONLY_A,
    ONLY_B,
    BOTH_NO,
    AGREEMENT,
    KAPPA,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [THEME] = {"theme", COLUMN_TEXT, .is_key = true,
               .meaning = "Theme of the lexicon; \"(all)\" is the items of all "
                          "themes together."},
    [CODER_A] = {"coder_a", COLUMN_TEXT, .is_key = true,
                 .meaning = "A coder: the name of the file, without .csv."},
    [CODER_B] = {"coder_b", COLUMN_TEXT, .is_key = true,
                 .meaning = "Another, whose file was named later."},
    [ITEMS] = {"items", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "Items that both coded."},
    [BOTH_YES] = {"both_yes", COLUMN_COUNT, .unit = "items",
                  .is_required = true, .meaning = "Items coded yes by both."},
    [ONLY_A] = {"only_a", COLUMN_COUNT, .unit = "items", .is_required = true,
                .meaning = "Items coded yes by coder_a and no by coder_b."},
    [ONLY_B] = {"only_b", COLUMN_COUNT, .unit = "items", .is_required = true,
                .meaning = "Items coded yes by coder_b and no by coder_a."},
    [BOTH_NO] = {"both_no", COLUMN_COUNT, .unit = "items", .is_required = true,
                 .meaning = "Items coded no by both."},
    [AGREEMENT] = {"agreement", COLUMN_MEASURE, .unit = "proportion",
                   .meaning = "(both_yes + both_no) / items. Blank where items "
                              "is 0."},
    [KAPPA] = {"kappa", COLUMN_MEASURE, .unit = "1",
               .meaning = "Cohen's kappa (1960) of the two coders, of the four "
                          "counts. It is of the sample, which has more of the "
                          "theme than the corpus. Blank where items is 0, or "
                          "where chance alone agrees fully."},
};

static const struct table table = {
    .name = "validation_agreement",
    .title = "Agreement between coders",
    .row = "theme and pair of coders",
    .order = "by theme, with (all) first, then as the files were named",
    .columns = columns,
    .column_count = COLUMNS,
};

/* Some items, and two of the coders. */
struct pair {
    const struct validation *validation;
    const char *theme;
    size_t begin, end;
    size_t a, b;
};

/* Makes `counts` both yes, only a, only b, both no. */
static void count_pair(const struct pair *pair, uint64_t counts[4])
{
    const struct validation *validation = pair->validation;
    size_t coders = validation->coders.count;

    for (size_t i = 0; i < 4; i++)
        counts[i] = 0;
    for (size_t i = pair->begin; i < pair->end; i++) {
        int a = validation->codes[i * coders + pair->a];
        int b = validation->codes[i * coders + pair->b];

        if (a != CODE_NONE && b != CODE_NONE)
            counts[2 * (a == CODE_NO) + (b == CODE_NO)]++;
    }
}

static enum status add_row(const struct pair *pair, struct table_output *output,
                           struct error *err)
{
    const char *const *coders = pair->validation->coders.items;
    uint64_t counts[4], items;
    struct cell row[COLUMNS] = {[THEME] = cell_string(pair->theme),
                                [CODER_A] = cell_string(coders[pair->a]),
                                [CODER_B] = cell_string(coders[pair->b])};

    count_pair(pair, counts);
    items = counts[0] + counts[1] + counts[2] + counts[3];
    row[ITEMS] = cell_count(items);
    row[BOTH_YES] = cell_count(counts[0]);
    row[ONLY_A] = cell_count(counts[1]);
    row[ONLY_B] = cell_count(counts[2]);
    row[BOTH_NO] = cell_count(counts[3]);
    if (items)
        row[AGREEMENT] = cell_number((double)(counts[0] + counts[3]) /
                                     (double)items);
    row[KAPPA] = cell_measurement(cohen_kappa(counts, 2));
    return table_row(output, row, err);
}

/* All pairs of coders over the items of `pair`. */
static enum status add_pairs(struct pair pair, struct table_output *output,
                             struct error *err)
{
    size_t coders = pair.validation->coders.count;
    enum status status = OK;

    for (pair.a = 0; pair.a < coders; pair.a++)
        for (pair.b = pair.a + 1; !status && pair.b < coders; pair.b++)
            status = add_row(&pair, output, err);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct validation *validation = source;
    struct pair pair = {.validation = validation,
                        .theme = "(all)",
                        .end = validation->items.count};
    enum status status = add_pairs(pair, output, err);

    for (size_t i = 0; !status && i < validation->items.count; i = pair.end) {
        pair.theme = validation->items.items[i].theme;
        pair.begin = i;
        pair.end = validation_theme_end(validation, i);
        status = add_pairs(pair, output, err);
    }
    return status;
}

const struct validation_report validation_agreement = {&table, fill};
