/* theme_change.c - theme_change.csv: themes before and after. */
#include <stdlib.h>

#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/changes.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/periods.h"
#include "report/tables/q_values.h"
#include "stats/comparison.h"

enum {
    GROUP_BY,
    THEME,
    KIND,
    BEFORE,
    AFTER,
    BOUNDARIES,
    DOCUMENTS_BEFORE,
    WORDS_BEFORE,
    HITS_BEFORE,
    RATE_BEFORE,
    DOCUMENTS_AFTER,
    WORDS_AFTER,
    HITS_AFTER,
    RATE_AFTER,
    LOG_RATIO,
    LOG_RATIO_LOW,
    LOG_RATIO_HIGH,
    P_VALUE,
    Q_VALUE,
    MANN_WHITNEY_P,
    G2,
    AFTER_EARLIEST,
    AFTER_LATEST,
    COLUMNS
};

static const char *const kind_names[] = {
    [CHANGE_ADMINISTRATION] = "administration",
    [CHANGE_QUARTER] = "quarter",
    [CHANGE_YEAR] = "year",
    NULL};

#define SIDE_DOCUMENTS(side)                                              \
    {                                                                     \
        "documents_" side, COLUMN_COUNT, .unit = "documents",             \
                                         .meaning = "Counted "            \
                                                    "documents " side "." \
    }
#define SIDE_WORDS(side)                                                    \
    {                                                                       \
        "words_" side, COLUMN_COUNT, .unit = "words",                       \
                                     .meaning = "Words of these documents." \
    }
#define SIDE_HITS(side)                                                \
    {                                                                  \
        "hits_" side, COLUMN_COUNT, .unit = "hits",                    \
                                    .meaning = "Hits of the theme in " \
                                               "these documents."      \
    }
#define SIDE_RATE(side)                                                  \
    {                                                                    \
        "rate_" side, COLUMN_RATE,                                       \
            .unit = RATE_UNIT,                                           \
            .meaning = "10,000 * hits_" side " / words_" side ". Blank " \
                       "where there are no words."                       \
    }
#define BLANK_RULE                                                           \
    " Blank if the documents of a side tell too little: no hit, fewer than " \
    "two of equal length or as good as, or nearly all hits in one of a few."

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [THEME] = THEME_COLUMN,
    [KIND] =
        {"boundary", COLUMN_TEXT, .is_key = true, .values = kind_names,
         .meaning =
             "\"administration\": one administration and the next that "
             "the corpus has, in order of time (only where they are the "
             "groups). \"quarter\", \"year\": all documents dated before a "
             "period and all from it on, for the one period with the "
             "highest g2 of those with at least " NUMBER_TEXT(
                 CHANGE_DOCUMENTS_MIN) " documents on either side; the "
                                       "earliest of equals."},
    [BEFORE] = {"before", COLUMN_TEXT, .is_key = true,
                .meaning = "The administration before; or the last quarter or "
                           "year before the change."},
    [AFTER] = {"after", COLUMN_TEXT, .is_key = true,
               .meaning = "The administration after; or the first quarter or "
                          "year from the change on. It is the likeliest, not "
                          "a date that is known: see after_earliest and "
                          "after_latest; and a slow change has no date."},
    [BOUNDARIES] = {"boundaries_tried", COLUMN_COUNT, .unit = "boundaries",
                    .meaning = "How many boundaries were tried for this row; 1 "
                               "where it was given beforehand."},
    [DOCUMENTS_BEFORE] = SIDE_DOCUMENTS("before"),
    [WORDS_BEFORE] = SIDE_WORDS("before"),
    [HITS_BEFORE] = SIDE_HITS("before"),
    [RATE_BEFORE] = SIDE_RATE("before"),
    [DOCUMENTS_AFTER] = SIDE_DOCUMENTS("after"),
    [WORDS_AFTER] = SIDE_WORDS("after"),
    [HITS_AFTER] = SIDE_HITS("after"),
    [RATE_AFTER] = SIDE_RATE("after"),
    [LOG_RATIO] = {"log_ratio", COLUMN_MEASURE, .unit = "doublings",
                   .meaning =
                       "log2(rate after / rate before), a zero count taken as "
                       "0.5 (Hardie 2014): 1 is doubled, -1 halved. Blank "
                       "without words on a side or without a hit."},
    [LOG_RATIO_LOW] = {"log_ratio_low", COLUMN_MEASURE, .unit = "doublings",
                       .meaning =
                           "Lower end of the interval of log_ratio with "
                           "documents, not words, as independent, as "
                           "log_ratio_documents_low in theme_comparison.csv. "
                           "95% over all boundaries tried together "
                           "(Bonferroni)." BLANK_RULE},
    [LOG_RATIO_HIGH] = {"log_ratio_high", COLUMN_MEASURE, .unit = "doublings",
                        .meaning = "Upper end of this interval." BLANK_RULE},
    [P_VALUE] = {"p_value", COLUMN_MEASURE, .unit = "probability",
                 .meaning = "Two-sided p of equal rates that goes with the "
                            "interval, times boundaries_tried, at most 1. That "
                            "rates differ says nothing of why: an election is "
                            "not the only thing that happens between two "
                            "dates, and other kinds of documents may come "
                            "after it." BLANK_RULE},
    [Q_VALUE] = {"q_value", COLUMN_MEASURE, .unit = "probability",
                 .meaning = "p_value adjusted over all rows of this file that "
                            "have one (Benjamini & Hochberg 1995). Blank where "
                            "p_value is."},
    [MANN_WHITNEY_P] = {"mann_whitney_p", COLUMN_MEASURE, .unit = "probability",
                        .meaning =
                            "Two-sided p of the Mann-Whitney U test on the "
                            "documents' rates, tie-corrected, with continuity "
                            "correction, times boundaries_tried, at most 1 "
                            "(Lijffijt et al. 2016). It needs no hit on "
                            "either side. Blank without documents on a side."},
    [G2] = {"g2", COLUMN_MEASURE,
            .meaning = "Log likelihood ratio of two rates against one, four "
                       "cells, words taken as independent (Dunning 1993): what "
                       "chose the quarter or year. Being the highest of many "
                       "it has no chi-square p-value. 0 without a hit."},
    [AFTER_EARLIEST] =
        {"after_earliest", COLUMN_TEXT,
         .meaning = "With after_latest: the first and the last of the "
                    "boundaries tried that are plausible too, each named for "
                    "the period that begins there. Their g2 is at most 7.35228 "
                    "d below the highest: 7.35228 is -2 ln(1 - sqrt(0.95)) "
                    "(Siegmund 1988; Hansen 2000), and d the design effect, "
                    "how many times as large the variance of hits is over "
                    "documents as over words drawn independently, of both "
                    "sides together, at least 1 (Rao & Scott 1992). If there "
                    "is one abrupt change, at a boundary tried, 95% of such "
                    "ranges hold it in large samples, and more than that in "
                    "simulated small ones. Where it is all boundaries, the "
                    "date is not known. Blank for administrations."},
    [AFTER_LATEST] = {"after_latest", COLUMN_TEXT,
                      .meaning = "The last of these. Blank as that."},
};

static const struct table table = {
    .name = "theme_change",
    .title = "Themes before and after",
    .row = "theme and pair of administrations that follow one another, and "
           "theme and its likeliest change by quarter and by year (themes "
           "with a hit in documents so dated)",
    .order = "by theme, boundary and time",
    .columns = columns,
    .column_count = COLUMNS,
};

static struct comparison_counts counts_of(const struct change *change)
{
    return (struct comparison_counts){
        .f1 = change->after.sums.hits,
        .n1 = change->after.sums.words,
        .f2 = change->before.sums.hits,
        .n2 = change->before.sums.words,
    };
}

/* Sets the four cells of a side. */
static void set_side(const struct change_side *side, struct cell *cells)
{
    const struct rate_sums *sums = &side->sums;

    cells[0] = cell_count(sums->documents);
    cells[1] = cell_count(sums->words);
    cells[2] = cell_count(sums->hits);
    cells[3] = cell_measurement(rate_per_10k(sums->hits, sums->words));
}

static void set_measures(const struct change *change, struct q_values *q_values,
                         struct cell row[COLUMNS])
{
    struct comparison_counts counts = counts_of(change);
    struct interval interval = rate_contrast_interval(&change->contrast,
                                                      change->boundaries);

    row[LOG_RATIO] = cell_measurement(comparison_log_ratio(&counts));
    row[LOG_RATIO_LOW] = cell_measurement(interval_low(interval));
    row[LOG_RATIO_HIGH] = cell_measurement(interval_high(interval));
    row[P_VALUE] = cell_measurement(
        rate_contrast_p(&change->contrast, change->boundaries));
    row[Q_VALUE] = change->contrast.is_defined
                       ? cell_measurement(q_values_next(q_values))
                       : cell_missing();
    row[MANN_WHITNEY_P] = cell_measurement(change->mann_whitney_p);
    row[G2] = cell_number(comparison_g2(&counts));
}

/* Where periods are written that a row names. */
struct period_texts {
    char before[PERIOD_TEXT_MAX], after[PERIOD_TEXT_MAX];
    char earliest[PERIOD_TEXT_MAX], latest[PERIOD_TEXT_MAX];
};

static struct cell name_period(const struct change *change, uint32_t period,
                               char text[PERIOD_TEXT_MAX])
{
    period_format(period,
                  change->kind == CHANGE_YEAR ? PERIOD_YEAR : PERIOD_QUARTER,
                  text);
    return cell_string(text);
}

/* Sets what names the sides: administrations, or periods. */
static void set_names(const struct change *change, struct period_texts *texts,
                      struct cell row[COLUMNS])
{
    if (change->kind == CHANGE_ADMINISTRATION) {
        row[BEFORE] = cell_string(change->before.group);
        row[AFTER] = cell_string(change->after.group);
        row[AFTER_EARLIEST] = row[AFTER_LATEST] = cell_string("");
        return;
    }
    row[BEFORE] = name_period(change, change->before.period, texts->before);
    row[AFTER] = name_period(change, change->after.period, texts->after);
    row[AFTER_EARLIEST] = name_period(change, change->earliest,
                                      texts->earliest);
    row[AFTER_LATEST] = name_period(change, change->latest, texts->latest);
}

static enum status write_row(const struct results *results,
                             const struct change *change,
                             struct q_values *q_values,
                             struct table_output *output, struct error *err)
{
    struct period_texts texts;
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(results->group_by),
        [THEME] = cell_string(
            results->lexicon->themes.items[change->theme].name),
        [KIND] = cell_string(kind_names[change->kind]),
        [BOUNDARIES] = cell_count(change->boundaries),
    };

    set_names(change, &texts, row);
    set_side(&change->before, row + DOCUMENTS_BEFORE);
    set_side(&change->after, row + DOCUMENTS_AFTER);
    set_measures(change, q_values, row);
    return table_row(output, row, err);
}

static void adjust(const struct changes *changes, struct q_values *q_values)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *change = &changes->items[i];
        struct measurement p = rate_contrast_p(&change->contrast,
                                               change->boundaries);

        if (p.is_defined)
            q_values_add(q_values, p.value);
    }
    q_values_adjust(q_values);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct q_values q_values = {0};
    struct changes changes;
    enum status status = OK;

    changes_find(&changes, results);
    adjust(&changes, &q_values);
    for (size_t i = 0; status == OK && i < changes.count; i++)
        status = write_row(results, &changes.items[i], &q_values, output, err);
    q_values_release(&q_values);
    free(changes.items);
    return status;
}

const struct report report_theme_change = {
    .table = &table, .fill = fill, .weight = 3};
