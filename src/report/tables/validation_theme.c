/* validation_theme.c - validation_theme.csv: how well each theme is found. */
#include "report/tables/cells.h"
#include "report/tables/validation_columns.h"
#include "report/validation.h"

enum {
    THEME,
    CODERS,
    ITEMS,
    UNDECIDED,
    SENTENCES,
    SENTENCES_FOUND,
    TRUE_POSITIVES,
    FALSE_POSITIVES,
    FALSE_NEGATIVES,
    ESTIMATED_TRUE_POSITIVES,
    ESTIMATED_FALSE_POSITIVES,
    ESTIMATED_FALSE_NEGATIVES,
    PRECISION,
    PRECISION_LOW,
    PRECISION_HIGH,
    RECALL,
    RECALL_LOW,
    RECALL_HIGH,
    F1,
    F1_LOW,
    F1_HIGH,
    KAPPA,
    ALPHA,
    COLUMNS
};

#define UNIT_SENTENCES "sentences"
#define WEIGHTED                                                             \
    "each stratum of key.csv counted as stratum_size * its share among the " \
    "decided items (Cochran 1977, ch. 5)"
#define SAMPLED_MEANING(what)                                             \
    "Sampled sentences " what ", by the gold standard; without those of " \
    "stratum term."
#define NO_POSITIVE                                                         \
    "Blank where the gold standard has no sentence of the theme, or where " \
    "nothing of a stratum was decided."
#define POSTERIOR                                                            \
    "from the beta-binomial posteriors of the strata with a Beta(1/2, 1/2) " \
    "prior (Webber 2013), reaching out to the estimate. It speaks of this "  \
    "corpus, and has no width where every sentence is coded. " NO_POSITIVE

#define MEASURE_COLUMN(column_name, text)                                  \
    {                                                                      \
        column_name, COLUMN_MEASURE, .unit = "proportion", .meaning = text \
    }

static const struct column columns[COLUMNS] = {
    [THEME] = THEME_COLUMN,
    [CODERS] = {"coders", COLUMN_COUNT, .unit = "coders", .is_required = true,
                .meaning = "Coders, that is files, read."},
    [ITEMS] = {"items", COLUMN_COUNT, .unit = "items", .is_required = true,
               .meaning = "Items of the theme in key.csv."},
    [UNDECIDED] = {"undecided", COLUMN_COUNT, .unit = "items",
                   .is_required = true,
                   .meaning = "Of these, left out: nobody coded them, or as "
                              "many coders said yes as no. What most coders "
                              "say of the others is the gold standard."},
    [SENTENCES] = {"sentences", COLUMN_COUNT, .unit = UNIT_SENTENCES,
                   .is_required = true,
                   .meaning = "Sentences of the corpus that were drawn from, "
                              "the sum of the theme's strata."},
    [SENTENCES_FOUND] = {"sentences_found", COLUMN_COUNT,
                         .unit = UNIT_SENTENCES, .is_required = true,
                         .meaning = "Of these, with a hit of the theme."},
    [TRUE_POSITIVES] = {"true_positives", COLUMN_COUNT, .unit = UNIT_SENTENCES,
                        .is_required = true,
                        .meaning = SAMPLED_MEANING("rightly found")},
    [FALSE_POSITIVES] = {"false_positives", COLUMN_COUNT,
                         .unit = UNIT_SENTENCES, .is_required = true,
                         .meaning = SAMPLED_MEANING("wrongly found")},
    [FALSE_NEGATIVES] = {"false_negatives", COLUMN_COUNT,
                         .unit = UNIT_SENTENCES, .is_required = true,
                         .meaning = SAMPLED_MEANING("missed")},
    [ESTIMATED_TRUE_POSITIVES] =
        {"estimated_true_positives", COLUMN_MEASURE, .unit = UNIT_SENTENCES,
         .meaning = "tp: sentences of the corpus rightly found, " WEIGHTED
                    ". Blank where nothing of the stratum was decided."},
    [ESTIMATED_FALSE_POSITIVES] = {"estimated_false_positives", COLUMN_MEASURE,
                                   .unit = UNIT_SENTENCES,
                                   .meaning = "fp: sentences_found - tp. Blank "
                                              "where tp is."},
    [ESTIMATED_FALSE_NEGATIVES] =
        {"estimated_false_negatives", COLUMN_MEASURE, .unit = UNIT_SENTENCES,
         .meaning = "fn: sentences of the corpus missed, " WEIGHTED
                    ". Blank where nothing of a stratum was decided."},
    [PRECISION] = MEASURE_COLUMN(
        "precision", "tp / (tp + fp): share of the found sentences that speak "
                     "of the theme. Blank where none was found or decided."),
    [PRECISION_LOW] = MEASURE_COLUMN(
        "precision_low", "Lower end of the 95% interval of precision, Wilson's "
                         "with the finite population correction. Blank where "
                         "precision is."),
    [PRECISION_HIGH] = MEASURE_COLUMN("precision_high",
                                      "Upper end of the same interval."),
    [RECALL] = MEASURE_COLUMN(
        "recall", "tp / (tp + fn): share of the sentences that speak of the "
                  "theme that are found. " NO_POSITIVE),
    [RECALL_LOW] = MEASURE_COLUMN(
        "recall_low", "Lower end of the 95% interval of recall, " POSTERIOR),
    [RECALL_HIGH] = MEASURE_COLUMN("recall_high",
                                   "Upper end of the same interval."),
    [F1] = MEASURE_COLUMN(
        "f1", "2 tp / (2 tp + fp + fn): the harmonic mean of precision and "
              "recall. " NO_POSITIVE),
    [F1_LOW] = MEASURE_COLUMN(
        "f1_low", "Lower end of the 95% interval of F1, " POSTERIOR),
    [F1_HIGH] = MEASURE_COLUMN("f1_high", "Upper end of the same interval."),
    [KAPPA] = {"kappa", COLUMN_MEASURE, .unit = "1",
               .meaning = "Cohen's kappa (1960) of program and gold standard, "
                          "of tp, fp, fn and the rest of the corpus's "
                          "sentences. Blank where one of them is, or where "
                          "chance alone agrees fully."},
    [ALPHA] = {"krippendorff_alpha", COLUMN_MEASURE, .unit = "1",
               .meaning = "Krippendorff's alpha (2011), nominal, between the "
                          "coders over all items of the theme that two or more "
                          "coded. Blank where there is none, or where all "
                          "codes are the same."},
};

static const struct table table = {
    .name = "validation_theme",
    .title = "Precision and recall of each theme",
    .row = "theme",
    .order = "by theme",
    .columns = columns,
    .column_count = COLUMNS,
};

static void put_measures(const struct validity *validity,
                         struct cell row[COLUMNS])
{
    const struct interval *precision = &validity->precision_interval;
    const struct interval *recall = &validity->recall_interval;
    const struct interval *f1 = &validity->f1_interval;

    row[ESTIMATED_TRUE_POSITIVES] = cell_measurement(validity->true_positives);
    row[ESTIMATED_FALSE_POSITIVES] = cell_measurement(
        validity->false_positives);
    row[ESTIMATED_FALSE_NEGATIVES] = cell_measurement(
        validity->false_negatives);
    row[PRECISION] = cell_measurement(validity->precision);
    row[PRECISION_LOW] = cell_measurement(interval_low(*precision));
    row[PRECISION_HIGH] = cell_measurement(interval_high(*precision));
    row[RECALL] = cell_measurement(validity->recall);
    row[RECALL_LOW] = cell_measurement(interval_low(*recall));
    row[RECALL_HIGH] = cell_measurement(interval_high(*recall));
    row[F1] = cell_measurement(validity->f1);
    row[F1_LOW] = cell_measurement(interval_low(*f1));
    row[F1_HIGH] = cell_measurement(interval_high(*f1));
    row[KAPPA] = cell_measurement(validity->kappa);
}

static enum status add_row(const struct validation *validation,
                           const struct theme_validity *theme,
                           struct table_output *output, struct error *err)
{
    const struct judged_stratum *hit = &theme->strata[STRATUM_HIT];
    const struct judged_stratum *near = &theme->strata[STRATUM_NEAR];
    const struct judged_stratum *far = &theme->strata[STRATUM_FAR];
    struct cell row[COLUMNS] = {
        [THEME] = cell_string(validation->items.items[theme->begin].theme),
        [CODERS] = cell_count(validation->coders.count),
        [ITEMS] = cell_count(theme->end - theme->begin),
        [UNDECIDED] = cell_count(theme->undecided),
        [SENTENCES] = cell_count(hit->size + near->size + far->size),
        [SENTENCES_FOUND] = cell_count(hit->size),
        [TRUE_POSITIVES] = cell_count(hit->positive),
        [FALSE_POSITIVES] = cell_count(hit->judged - hit->positive),
        [FALSE_NEGATIVES] = cell_count(near->positive + far->positive),
        [ALPHA] = cell_measurement(theme->alpha),
    };

    put_measures(&theme->validity, row);
    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct validation *validation = source;
    struct theme_validity theme = {0};
    enum status status = OK;

    for (size_t i = 0; !status && i < validation->items.count; i = theme.end) {
        validation_measure(validation, i, &theme);
        status = add_row(validation, &theme, output, err);
    }
    return status;
}

const struct validation_report validation_theme = {&table, fill};
