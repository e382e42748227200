/* theme_frequency.c - theme_frequency.csv: themes in groups of documents. */
#include <stdlib.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "report/tables/hit_sums.h"
#include "report/tables/spread.h"

enum {
    GROUP_BY,
    GROUP,
    THEME,
    DOCUMENTS,
    DOCUMENTS_WITH_THEME,
    SHARE_OF_DOCUMENTS,
    WORDS,
    HITS,
    RATE,
    RATE_LOW,
    RATE_HIGH,
    SPREAD,
    SHARE_LOW = SPREAD + SPREADS,
    SHARE_HIGH,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Counted documents of the group."},
    [DOCUMENTS_WITH_THEME] = {"documents_with_theme", COLUMN_COUNT,
                              .unit = "documents",
                              .meaning = "Documents of the group with at least "
                                         "one hit of the theme."},
    [SHARE_OF_DOCUMENTS] = {"share_of_documents", COLUMN_MEASURE,
                            .unit = "proportion",
                            .meaning = "documents_with_theme / documents, from "
                                       "0 to 1. Blank where there are no "
                                       "documents."},
    [WORDS] = {"words", COLUMN_COUNT, .unit = "words",
               .meaning = "Words of the group's documents."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning = "Hits of the theme in the group's documents; 0 where "
                         "it does not occur."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .unit = RATE_UNIT,
              .meaning = RATE_MEANING},
    [RATE_LOW] = {"rate_low", COLUMN_RATE, .unit = RATE_UNIT,
                  .meaning = RATE_LOW_MEANING},
    [RATE_HIGH] = {"rate_high", COLUMN_RATE, .unit = RATE_UNIT,
                   .meaning = RATE_HIGH_MEANING},
    [SPREAD + SPREAD_DP] = DISPERSION_DP_COLUMN,
    [SPREAD + SPREAD_DP_NORM] = DISPERSION_DP_NORM_COLUMN,
    [SPREAD + SPREAD_JUILLAND_D] = JUILLAND_D_COLUMN,
    [SPREAD + SPREAD_DP_GROUPS] = DISPERSION_DP_GROUPS_COLUMN,
    [SHARE_LOW] = {"share_low", COLUMN_MEASURE, .unit = "proportion",
                   .meaning = "Lower end of the 95% interval of "
                              "share_of_documents, Wilson's score (1927), "
                              "with the documents as a sample of their kind. "
                              "0 without a document that has the theme; blank "
                              "where there are no documents."},
    [SHARE_HIGH] = {"share_high", COLUMN_MEASURE, .unit = "proportion",
                    .meaning = "Upper end of the same interval. 1 where all "
                               "documents have the theme."},
};

static const struct table table = {
    .name = "theme_frequency",
    .title = "Themes by group",
    .row = "group and theme",
    .order = "by group, then by theme",
    .columns = columns,
    .column_count = COLUMNS,
};

/* What is known of the group at hand. */
struct group_themes {
    const struct results *results;
    struct rate_sums *sums; /* by theme */
    struct spread spread;
};

static void themes_init(struct group_themes *themes,
                        const struct results *results)
{
    *themes = (struct group_themes){
        .results = results,
        .sums = memory_get_zeroed(results->lexicon->themes.count,
                                  sizeof(*themes->sums)),
    };
    spread_init(&themes->spread, results, TALLY_THEMES);
}

static void themes_release(struct group_themes *themes)
{
    spread_release(&themes->spread);
    free(themes->sums);
}

static void read_group(struct group_themes *themes, const struct group_row *row)
{
    hit_sums_of(themes->results, TALLY_THEMES, row->documents,
                row->document_count, themes->sums);
    spread_read(&themes->spread, row);
}

static struct measurement share(uint64_t part, uint64_t whole)
{
    return whole ? measurement_of((double)part / (double)whole)
                 : measurement_blank();
}

static void make_row(const struct group_themes *themes,
                     const struct group *group, uint32_t theme,
                     struct cell row[COLUMNS])
{
    const struct totals *totals = &group->tally.totals;
    struct count_entry hits = count_map_get(&group->tally.counts[TALLY_THEMES],
                                            theme);
    struct interval interval = rate_interval_per_10k(&themes->sums[theme]);
    struct interval share_interval = wilson_interval(hits.documents,
                                                     totals->documents);

    row[GROUP_BY] = cell_string(themes->results->group_by);
    row[GROUP] = cell_string(group->name);
    row[THEME] = cell_string(
        themes->results->lexicon->themes.items[theme].name);
    row[DOCUMENTS] = cell_count(totals->documents);
    row[DOCUMENTS_WITH_THEME] = cell_count(hits.documents);
    row[SHARE_OF_DOCUMENTS] = cell_measurement(
        share(hits.documents, totals->documents));
    row[WORDS] = cell_count(totals->words);
    row[HITS] = cell_count(hits.count);
    row[RATE] = cell_measurement(rate_per_10k(hits.count, totals->words));
    row[RATE_LOW] = cell_measurement(interval_low(interval));
    row[RATE_HIGH] = cell_measurement(interval_high(interval));
    spread_set_cells(&themes->spread, theme, row + SPREAD);
    row[SHARE_LOW] = cell_measurement(interval_low(share_interval));
    row[SHARE_HIGH] = cell_measurement(interval_high(share_interval));
}

static enum status fill_group(const struct group_themes *themes,
                              const struct group *group,
                              struct table_output *output, struct error *err)
{
    enum status status = OK;

    for (uint32_t i = 0; !status && i < themes->results->lexicon->themes.count;
         i++) {
        struct cell row[COLUMNS];

        make_row(themes, group, i, row);
        status = table_row_repeating(output, row, i ? THEME : 0, err);
    }
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct group_rows groups;
    struct group_themes themes;
    enum status status = OK;

    group_rows_init(&groups, source);
    themes_init(&themes, source);
    for (size_t i = 0; !status && i < groups.count; i++) {
        read_group(&themes, &groups.items[i]);
        status = fill_group(&themes, groups.items[i].group, output, err);
    }
    themes_release(&themes);
    group_rows_release(&groups);
    return status;
}

const struct report report_theme_frequency = {.table = &table, .fill = fill};
