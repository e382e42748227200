/*
 * theme_trend.c - theme_trend.csv: themes over months, quarters and years.
 *
 * A document counts in every kind of period that its date is precise enough
 * for: one dated 2018 is in its year and in no month.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "report/tables/hit_sums.h"
#include "report/tables/periods.h"

enum {
    GROUP_BY,
    GROUP,
    PERIOD_TYPE,
    PERIOD,
    THEME,
    DOCUMENTS,
    WORDS,
    HITS,
    RATE,
    RATE_LOW,
    RATE_HIGH,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [PERIOD_TYPE] = {"period_type", COLUMN_TEXT, .is_key = true,
                     .values = period_type_names,
                     .meaning = "Kind of period. Every kind has all documents "
                                "whose date is precise enough for it, so look "
                                "at one kind at a time."},
    [PERIOD] = {"period", COLUMN_TEXT, .is_key = true,
                .meaning =
                    "Calendar month (2011-07), quarter (2011-Q3) or year "
                    "(2011). A period without documents of the group "
                    "has no row."},
    [THEME] = THEME_COLUMN,
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Counted documents of the group in the period, "
                              "with the theme or without."},
    [WORDS] = {"words", COLUMN_COUNT, .unit = "words",
               .meaning = "Words of these documents."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning =
                  "Hits of the theme in these documents; 0 where it does "
                  "not occur."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .unit = RATE_UNIT,
              .meaning = RATE_MEANING},
    [RATE_LOW] = {"rate_low", COLUMN_RATE, .unit = RATE_UNIT,
                  .meaning = RATE_LOW_MEANING},
    [RATE_HIGH] = {"rate_high", COLUMN_RATE, .unit = RATE_UNIT,
                   .meaning = RATE_HIGH_MEANING},
};

static const struct table table = {
    .name = "theme_trend",
    .title = "Themes over time",
    .row = "group, period and theme",
    .order = "by group, then by kind of period, period and theme",
    .columns = columns,
    .column_count = COLUMNS,
};

/* The working memory of the report. */
struct trend {
    const struct results *results;
    struct table_output *output;
    struct dated_documents dated; /* of the group at hand */
    struct rate_sums *sums;       /* by theme, of the period at hand */
};

/* -- Rows ------------------------------------------------------------------ */

static void make_theme_cells(const struct rate_sums *sums,
                             struct cell row[COLUMNS])
{
    struct interval interval = rate_interval_per_10k(sums);

    row[DOCUMENTS] = cell_count(sums->documents);
    row[WORDS] = cell_count(sums->words);
    row[HITS] = cell_count(sums->hits);
    row[RATE] = cell_measurement(rate_per_10k(sums->hits, sums->words));
    row[RATE_LOW] = cell_measurement(interval_low(interval));
    row[RATE_HIGH] = cell_measurement(interval_high(interval));
}

/* Writes the rows of the period whose documents are [begin, end); `row` has the
 * group's cells. */
static enum status fill_period(const struct trend *trend, size_t begin,
                               size_t end, struct cell row[COLUMNS],
                               struct error *err)
{
    const struct lexicon *lexicon = trend->results->lexicon;
    enum status status = OK;

    hit_sums_of(trend->results, TALLY_THEMES, trend->dated.documents + begin,
                end - begin, trend->sums);
    for (size_t i = 0; !status && i < lexicon->themes.count; i++) {
        row[THEME] = cell_string(lexicon->themes.items[i].name);
        make_theme_cells(&trend->sums[i], row);
        status = table_row_repeating(trend->output, row, i ? THEME : 0, err);
    }
    return status;
}

static enum status fill_group(struct trend *trend,
                              const struct group_row *group,
                              enum period_type type, struct error *err)
{
    char period[PERIOD_TEXT_MAX];
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(trend->results->group_by),
        [GROUP] = cell_string(group->group->name),
        [PERIOD_TYPE] = cell_string(period_type_names[type]),
    };
    enum status status = OK;
    size_t end;

    dated_sort(&trend->dated, group->documents, group->document_count, type);
    for (size_t begin = 0; !status && begin < trend->dated.count; begin = end) {
        end = dated_period_end(&trend->dated, begin);
        period_format(trend->dated.items[begin].period, type, period);
        row[PERIOD] = cell_string(period);
        status = fill_period(trend, begin, end, row, err);
    }
    return status;
}

static enum status fill_groups(struct trend *trend,
                               const struct group_rows *groups,
                               struct error *err)
{
    enum status status = OK;

    for (size_t i = 0; !status && i < groups->count; i++)
        for (int type = PERIOD_MONTH; !status && type < PERIOD_TYPES; type++)
            status = fill_group(trend, &groups->items[i],
                                (enum period_type)type, err);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct trend trend = {
        .results = results,
        .output = output,
        .sums = memory_get_zeroed(results->lexicon->themes.count,
                                  sizeof(*trend.sums)),
    };
    struct group_rows groups;
    enum status status;

    dated_init(&trend.dated, results);
    group_rows_init(&groups, results);
    status = fill_groups(&trend, &groups, err);
    group_rows_release(&groups);
    dated_release(&trend.dated);
    free(trend.sums);
    return status;
}

const struct report report_theme_trend = {
    .table = &table, .fill = fill, .weight = 7};
