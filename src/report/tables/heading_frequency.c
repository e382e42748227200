/* heading_frequency.c - heading_frequency.csv: terms in section headings. */
#include "report/reports.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"

enum {
    GROUP_BY,
    GROUP,
    THEME,
    TERM,
    DOCUMENTS,
    HEADINGS,
    HITS,
    HEADING_WORDS,
    COLUMNS
};

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [TERM] = TERM_COLUMN,
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents of the group with at least one hit of "
                              "the term in a heading."},
    [HEADINGS] = {"headings", COLUMN_COUNT, .unit = "headings",
                  .meaning = "Headings with at least one hit of the term."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning = "Hits of the term in headings; no other table counts "
                         "them."},
    [HEADING_WORDS] = {"heading_words", COLUMN_COUNT, .unit = "words",
                       .meaning = "Words of all headings of the group's "
                                  "documents; no other table counts them as "
                                  "words."},
};

static const struct table table = {
    .name = "heading_frequency",
    .title = "Terms in headings by group (with --headings apart)",
    .row = "group, theme and term with hits in headings",
    .order = "by group, then by theme, then by term",
    .columns = columns,
    .column_count = COLUMNS,
};

static enum status add_row(const struct results *results,
                           const struct group *group, uint32_t id,
                           struct table_output *output, struct error *err)
{
    const struct count_map *counts = group->headings.counts;
    struct count_entry hits = count_map_get(&counts[TALLY_TERMS], id);
    struct count_entry headings = count_map_get(
        &counts[tally_unit_kind(UNIT_PARAGRAPH, UNIT_TERMS)], id);
    const struct term *term = &results->lexicon->terms.items[id];
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(results->group_by),
        [GROUP] = cell_string(group->name),
        [THEME] = cell_string(results->lexicon->themes.items[term->theme].name),
        [TERM] = cell_string(term->name),
        [DOCUMENTS] = cell_count(hits.documents),
        [HEADINGS] = cell_count(headings.count),
        [HITS] = cell_count(hits.count),
        [HEADING_WORDS] = cell_count(group->headings.totals.words),
    };

    return hits.count ? table_row(output, row, err) : OK;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    size_t terms = results->lexicon->terms.count;
    struct group_rows groups;
    enum status status = OK;

    group_rows_init(&groups, results);
    for (size_t i = 0; !status && i < groups.count * terms; i++)
        status = add_row(results, groups.items[i / terms].group,
                         (uint32_t)(i % terms), output, err);
    group_rows_release(&groups);
    return status;
}

const struct report report_heading_frequency = {.table = &table, .fill = fill};
