/* validation_term.c - validation_term.csv: which terms find what they should.
 */
#include <stdlib.h>

#include "base/intern.h"
#include "report/tables/cells.h"
#include "report/tables/validation_columns.h"
#include "report/validation.h"
#include "stats/agreement.h"

enum {
    THEME,
    TERM,
    ITEMS,
    CODED,
    RIGHT,
    WRONG,
    PRECISION,
    PRECISION_LOW,
    PRECISION_HIGH,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [THEME] = THEME_COLUMN,
    [TERM] = TERM_COLUMN,
    [ITEMS] = {"items", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "Sampled sentences with a hit of the term: those of "
                          "stratum hit, and those drawn for the term, which "
                          "together are a simple random sample of the "
                          "sentences with the term. A sentence of stratum hit "
                          "counts for each of its terms."},
    [CODED] = {"coded", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "Of these, with a gold standard."},
    [RIGHT] = {"right", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "Of these, sentences that speak of the theme by the "
                          "gold standard; another term of the sentence may be "
                          "why."},
    [WRONG] = {"wrong", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "coded - right: read these in "
                          "validation_errors.csv."},
    [PRECISION] = {"precision", COLUMN_MEASURE, .unit = "proportion",
                   .meaning = "right / coded. Blank where none is coded."},
    [PRECISION_LOW] = {"precision_low", COLUMN_MEASURE, .unit = "proportion",
                       .meaning =
                           "Lower end of Wilson's 95% interval (1927) of "
                           "precision. All items of a term weigh the same, so "
                           "it needs no strata; it has no correction for a "
                           "finite population, so it is too wide where most "
                           "sentences with the term were drawn. Blank where "
                           "precision is."},
    [PRECISION_HIGH] = {"precision_high", COLUMN_MEASURE, .unit = "proportion",
                        .meaning = "Upper end of the same interval."},
};

static const struct table table = {
    .name = "validation_term",
    .title = "Right and wrong by term",
    .row = "theme and term that the sample has",
    .order = "by theme, then by wrong (the most first), then by term",
    .columns = columns,
    .column_count = COLUMNS,
};

struct term_count {
    const char *name;
    uint64_t items;
    struct detection coded; /* right and wrong as true and false positives */
};

/* The terms of the theme at hand. */
struct term_counts {
    struct interner *names;
    struct counted_terms VECTOR_OF(struct term_count) terms;
};

/* Returns the count of the term, a new one if need be. */
static struct term_count *find_term(struct term_counts *counts,
                                    const char *name, size_t length)
{
    uint32_t id = intern(counts->names, name, length);

    if (id < counts->terms.count)
        return &counts->terms.items[id];
    VECTOR_RESERVE(&counts->terms, (size_t)id + 1);
    counts->terms.count = (size_t)id + 1;
    counts->terms.items[id] = (struct term_count){
        .name = intern_text(counts->names, id, NULL)};
    return &counts->terms.items[id];
}

static void count_term(struct term_count *term, enum code gold)
{
    term->items++;
    term->coded.true_positives += gold == CODE_YES;
    term->coded.false_positives += gold == CODE_NO;
}

/* Counts each of the names in "a | b". */
static void count_terms(struct term_counts *counts, const char *list,
                        enum code gold)
{
    while (*list) {
        const char *end = strstr(list, SAMPLE_TERM_SEPARATOR);
        size_t length = end ? (size_t)(end - list) : strlen(list);

        count_term(find_term(counts, list, length), gold);
        list += length + (end ? strlen(SAMPLE_TERM_SEPARATOR) : 0);
    }
}

static int compare_terms(const void *a, const void *b)
{
    const struct term_count *x = a, *y = b;

    if (x->coded.false_positives != y->coded.false_positives)
        return x->coded.false_positives > y->coded.false_positives ? -1 : 1;
    return strcmp(x->name, y->name);
}

static enum status add_row(const char *theme, const struct term_count *term,
                           struct table_output *output, struct error *err)
{
    const struct detection *coded = &term->coded;
    struct interval interval = detection_precision_interval(coded);
    struct cell row[COLUMNS] = {
        [THEME] = cell_string(theme),
        [TERM] = cell_string(term->name),
        [ITEMS] = cell_count(term->items),
        [CODED] = cell_count(coded->true_positives + coded->false_positives),
        [RIGHT] = cell_count(coded->true_positives),
        [WRONG] = cell_count(coded->false_positives),
        [PRECISION] = cell_measurement(detection_precision(coded)),
        [PRECISION_LOW] = cell_measurement(interval_low(interval)),
        [PRECISION_HIGH] = cell_measurement(interval_high(interval)),
    };

    return table_row(output, row, err);
}

static enum status fill_theme(const struct validation *validation, size_t begin,
                              size_t end, struct table_output *output,
                              struct error *err)
{
    struct term_counts counts = {.names = interner_new()};
    const struct validation_item *items = validation->items.items;
    enum status status = OK;

    for (size_t i = begin; i < end; i++)
        count_terms(&counts,
                    items[i].stratum == STRATUM_TERM ? items[i].drawn_for
                                                     : items[i].terms,
                    validation_gold(validation, i));
    if (counts.terms.count)
        qsort(counts.terms.items, counts.terms.count,
              sizeof(*counts.terms.items), compare_terms);
    for (size_t i = 0; !status && i < counts.terms.count; i++)
        status = add_row(items[begin].theme, &counts.terms.items[i], output,
                         err);
    free(counts.terms.items);
    interner_free(counts.names);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct validation *validation = source;
    enum status status = OK;
    size_t end;

    for (size_t i = 0; !status && i < validation->items.count; i = end) {
        end = validation_theme_end(validation, i);
        status = fill_theme(validation, i, end, output, err);
    }
    return status;
}

const struct validation_report validation_term = {&table, fill};
