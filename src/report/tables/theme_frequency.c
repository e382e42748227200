/* theme_frequency.c - theme_frequency.csv: themes in groups of documents. */
#include <stdlib.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "report/tables/hit_sums.h"
#include "stats/dispersion.h"

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
    DISPERSION_DP,
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
    [DISPERSION_DP] = {"dispersion_dp", COLUMN_MEASURE, .unit = "1",
                       .meaning =
                           "Gries's deviation of proportions (2008), 1/2 sum "
                           "|v/f - s| over the group's documents: v hits of "
                           "the document, f of the group, s the document's "
                           "share of the words. 0 is spread as evenly as the "
                           "words, towards 1 is in few documents. Blank "
                           "without a hit, or with one document only."},
};

static const struct table table = {
    .name = "theme_frequency",
    .title = "Themes by group",
    .row = "group and theme",
    .order = "by group, then by theme",
    .columns = columns,
    .column_count = COLUMNS,
};

/* A theme's hits in the documents of a group, document by document. */
struct parts VECTOR_OF(struct dispersion_part);

/* What is known of the group at hand, by theme. */
struct spread {
    const struct results *results;
    struct rate_sums *sums;
    struct parts *parts;
};

static void spread_init(struct spread *spread, const struct results *results)
{
    size_t themes = results->lexicon->themes.count;

    *spread = (struct spread){
        .results = results,
        .sums = memory_get_zeroed(themes, sizeof(*spread->sums)),
        .parts = memory_get_zeroed(themes, sizeof(*spread->parts)),
    };
}

static void spread_release(struct spread *spread)
{
    for (size_t i = 0; i < spread->results->lexicon->themes.count; i++)
        free(spread->parts[i].items);
    free(spread->parts);
    free(spread->sums);
}

static void add_parts(struct spread *spread,
                      const struct document_result *document)
{
    for (size_t i = 0; i < document->theme_count; i++)
        *VECTOR_PUSH(&spread->parts[document->themes[i].theme]) =
            (struct dispersion_part){document->themes[i].hits,
                                     document->totals.words};
}

static void read_group(struct spread *spread, const struct group_row *row)
{
    const struct results *results = spread->results;

    hit_sums_of(results, TALLY_THEMES, row->documents, row->document_count,
                spread->sums);
    for (size_t i = 0; i < results->lexicon->themes.count; i++)
        spread->parts[i].count = 0;
    for (size_t i = 0; i < row->document_count; i++)
        add_parts(spread, &results->documents[row->documents[i]]);
}

static struct measurement dispersion_of(const struct parts *parts,
                                        const struct rate_sums *sums)
{
    struct dispersion dispersion = {
        .listed = parts->items,
        .listed_count = parts->count,
        .all_parts = sums->documents,
        .all_size = sums->words,
    };

    return dispersion_dp(&dispersion);
}

static struct measurement share(uint64_t part, uint64_t whole)
{
    return whole ? measurement_of((double)part / (double)whole)
                 : measurement_blank();
}

static void make_row(const struct spread *spread, const struct group *group,
                     uint32_t theme, struct cell row[COLUMNS])
{
    const struct totals *totals = &group->tally.totals;
    struct count_entry hits = count_map_get(&group->tally.counts[TALLY_THEMES],
                                            theme);
    struct interval interval = rate_interval_per_10k(&spread->sums[theme]);

    row[GROUP_BY] = cell_string(spread->results->group_by);
    row[GROUP] = cell_string(group->name);
    row[THEME] = cell_string(
        spread->results->lexicon->themes.items[theme].name);
    row[DOCUMENTS] = cell_count(totals->documents);
    row[DOCUMENTS_WITH_THEME] = cell_count(hits.documents);
    row[SHARE_OF_DOCUMENTS] = cell_measurement(
        share(hits.documents, totals->documents));
    row[WORDS] = cell_count(totals->words);
    row[HITS] = cell_count(hits.count);
    row[RATE] = cell_measurement(rate_per_10k(hits.count, totals->words));
    row[RATE_LOW] = cell_measurement(interval_low(interval));
    row[RATE_HIGH] = cell_measurement(interval_high(interval));
    row[DISPERSION_DP] = cell_measurement(
        dispersion_of(&spread->parts[theme], &spread->sums[theme]));
}

static enum status fill_group(const struct spread *spread,
                              const struct group *group,
                              struct table_output *output, struct error *err)
{
    enum status status = OK;

    for (uint32_t i = 0; !status && i < spread->results->lexicon->themes.count;
         i++) {
        struct cell row[COLUMNS];

        make_row(spread, group, i, row);
        status = table_row_repeating(output, row, i ? THEME : 0, err);
    }
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    struct group_rows groups;
    struct spread spread;
    enum status status = OK;

    group_rows_init(&groups, source);
    spread_init(&spread, source);
    for (size_t i = 0; !status && i < groups.count; i++) {
        read_group(&spread, &groups.items[i]);
        status = fill_group(&spread, groups.items[i].group, output, err);
    }
    spread_release(&spread);
    group_rows_release(&groups);
    return status;
}

const struct report report_theme_frequency = {.table = &table, .fill = fill};
