/*
 * theme_trend.c - theme_trend.csv: themes over months, quarters and years.
 *
 * A document counts in every kind of period that its date is precise enough
 * for: one dated 2018 is in its year and in no month.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "report/tables/hit_sums.h"

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

enum period_type { MONTH, QUARTER, YEAR, PERIOD_TYPES };

static const char *const period_type_names[] = {"month", "quarter", "year",
                                                NULL};

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

/* -- Periods --------------------------------------------------------------- */

/* A year and, by type, month, quarter or 0 in it; 0 for a date that is not
 * precise enough. */
static uint32_t period_of(struct date date, enum period_type type)
{
    uint32_t year = (uint32_t)date.year * 100;

    if (!date_is_known(date) || (type != YEAR && !date.month))
        return 0;
    if (type == YEAR)
        return year;
    return year + (type == MONTH ? date.month : (date.month + 2U) / 3);
}

enum { PERIOD_TEXT_MAX = 24 };

static void period_format(uint32_t period, enum period_type type,
                          char text[PERIOD_TEXT_MAX])
{
    if (type == MONTH)
        snprintf(text, PERIOD_TEXT_MAX, "%04u-%02u", period / 100,
                 period % 100);
    else if (type == QUARTER)
        snprintf(text, PERIOD_TEXT_MAX, "%04u-Q%u", period / 100, period % 100);
    else
        snprintf(text, PERIOD_TEXT_MAX, "%04u", period / 100);
}

/* -- Documents in order of period ------------------------------------------ */

struct dated {
    uint32_t period, document;
};

/* The working memory of the report. */
struct trend {
    const struct results *results;
    struct table_output *output;
    struct dated *dated; /* documents of the group at hand, by period */
    uint32_t *documents; /* the same without their periods */
    size_t count;
    struct rate_sums *sums; /* by theme, of the period at hand */
};

static int compare_dated(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

static void sort_documents(struct trend *trend, const struct group_row *group,
                           enum period_type type)
{
    const struct document *documents = trend->results->corpus->items.items;

    trend->count = 0;
    for (size_t i = 0; i < group->document_count; i++) {
        uint32_t document = group->documents[i];
        uint32_t period = period_of(documents[document].date, type);

        if (period)
            trend->dated[trend->count++] = (struct dated){period, document};
    }
    if (trend->count)
        qsort(trend->dated, trend->count, sizeof(*trend->dated), compare_dated);
    for (size_t i = 0; i < trend->count; i++)
        trend->documents[i] = trend->dated[i].document;
}

/* Returns where the period that begins at `begin` ends. */
static size_t period_end(const struct trend *trend, size_t begin)
{
    size_t end = begin;

    while (end < trend->count &&
           trend->dated[end].period == trend->dated[begin].period)
        end++;
    return end;
}

/* -- Rows ------------------------------------------------------------------ */

static void make_theme_cells(const struct rate_sums *sums, double t,
                             struct cell row[COLUMNS])
{
    struct interval interval = rate_interval_with_t(sums, t);

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
    double t = rate_interval_t(end - begin);
    enum status status = OK;

    hit_sums_of(trend->results, TALLY_THEMES, trend->documents + begin,
                end - begin, trend->sums);
    for (size_t i = 0; !status && i < lexicon->themes.count; i++) {
        row[THEME] = cell_string(lexicon->themes.items[i].name);
        make_theme_cells(&trend->sums[i], t, row);
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

    sort_documents(trend, group, type);
    for (size_t begin = 0; !status && begin < trend->count; begin = end) {
        end = period_end(trend, begin);
        period_format(trend->dated[begin].period, type, period);
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
        for (int type = MONTH; !status && type < PERIOD_TYPES; type++)
            status = fill_group(trend, &groups->items[i],
                                (enum period_type)type, err);
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    size_t documents = results->corpus->items.count;
    struct trend trend = {
        .results = results,
        .output = output,
        .dated = memory_get_zeroed(documents, sizeof(*trend.dated)),
        .documents = memory_get_zeroed(documents, sizeof(*trend.documents)),
        .sums = memory_get_zeroed(results->lexicon->themes.count,
                                  sizeof(*trend.sums)),
    };
    struct group_rows groups;
    enum status status;

    group_rows_init(&groups, results);
    status = fill_groups(&trend, &groups, err);
    group_rows_release(&groups);
    free(trend.dated);
    free(trend.documents);
    free(trend.sums);
    return status;
}

const struct report report_theme_trend = {
    .table = &table, .fill = fill, .weight = 7};
