/* term_frequency.c - term_frequency.csv: terms in groups of documents. */
#include <stdlib.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "report/tables/spread.h"
#include "stats/frequency.h"

enum {
    GROUP_BY,
    GROUP,
    THEME,
    TERM,
    DOCUMENTS,
    WORDS,
    HITS,
    RATE,
    RANK,
    SPREAD,
    COLUMNS = SPREAD + SPREADS
};

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [THEME] = THEME_COLUMN,
    [TERM] = TERM_COLUMN,
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents of the group with at least one hit of "
                              "the term."},
    [WORDS] = {"words", COLUMN_COUNT, .unit = "words",
               .meaning = "Words of all the group's documents, with the term "
                          "or without."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning =
                  "Hits of the term in the group's documents; 0 where it "
                  "does not occur."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE, .unit = RATE_UNIT,
              .meaning = RATE_MEANING},
    [RANK] = {"rank", COLUMN_COUNT,
              .meaning = "Place of the term among all terms of all themes in "
                         "the group, by hits: 1 plus the number of terms with "
                         "more hits, so that equal terms share a rank."},
    [SPREAD + SPREAD_DP] = DISPERSION_DP_COLUMN,
    [SPREAD + SPREAD_DP_NORM] = DISPERSION_DP_NORM_COLUMN,
    [SPREAD + SPREAD_JUILLAND_D] = JUILLAND_D_COLUMN,
    [SPREAD + SPREAD_DP_GROUPS] = DISPERSION_DP_GROUPS_COLUMN,
};

static const struct table table = {
    .name = "term_frequency",
    .title = "Terms by group",
    .row = "group, theme and term",
    .order = "by group, then by theme, then by term",
    .columns = columns,
    .column_count = COLUMNS,
};

struct term_count {
    uint64_t hits, documents;
    uint32_t term;
    uint64_t rank;
};

static int compare_hits(const void *a, const void *b)
{
    const struct term_count *x = a, *y = b;

    return (x->hits < y->hits) - (x->hits > y->hits);
}

static int compare_terms(const void *a, const void *b)
{
    const struct term_count *x = a, *y = b;

    return (x->term > y->term) - (x->term < y->term);
}

/* Sets the counts and ranks of all the terms, in order of id, which is the
 * order of their names. */
static void rank_terms(const struct tally *tally, struct term_count *counts,
                       size_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct count_entry hits = count_map_get(&tally->counts[TALLY_TERMS], i);

        counts[i] = (struct term_count){hits.count, hits.documents, i, 0};
    }
    if (!count)
        return;
    qsort(counts, count, sizeof(*counts), compare_hits);
    for (size_t i = 0; i < count; i++)
        counts[i].rank = i && counts[i].hits == counts[i - 1].hits
                             ? counts[i - 1].rank
                             : i + 1;
    qsort(counts, count, sizeof(*counts), compare_terms);
}

static void make_row(const struct spread *spread,
                     const struct term_count *count, struct cell row[COLUMNS])
{
    const struct results *results = spread->results;
    const struct group *group = spread->row->group;
    const struct term *term = &results->lexicon->terms.items[count->term];
    uint64_t words = group->tally.totals.words;

    row[GROUP_BY] = cell_string(results->group_by);
    row[GROUP] = cell_string(group->name);
    row[THEME] = cell_string(results->lexicon->themes.items[term->theme].name);
    row[TERM] = cell_string(term->name);
    row[DOCUMENTS] = cell_count(count->documents);
    row[WORDS] = cell_count(words);
    row[HITS] = cell_count(count->hits);
    row[RATE] = cell_measurement(rate_per_10k(count->hits, words));
    row[RANK] = cell_count(count->rank);
    spread_set_cells(spread, count->term, row + SPREAD);
}

/* `counts` has room for all terms. */
static enum status fill_group(const struct spread *spread,
                              struct term_count *counts,
                              struct table_output *output, struct error *err)
{
    size_t count = spread->id_count;
    enum status status = OK;

    rank_terms(&spread->row->group->tally, counts, count);
    for (size_t i = 0; !status && i < count; i++) {
        struct cell row[COLUMNS];

        make_row(spread, &counts[i], row);
        status = table_row_repeating(output, row, i ? THEME : 0, err);
    }
    return status;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct term_count *counts = memory_get_zeroed(results->lexicon->terms.count,
                                                  sizeof(*counts));
    struct group_rows groups;
    struct spread spread;
    enum status status = OK;

    group_rows_init(&groups, results);
    spread_init(&spread, results, TALLY_TERMS);
    for (size_t i = 0; !status && i < groups.count; i++) {
        spread_read(&spread, &groups.items[i]);
        status = fill_group(&spread, counts, output, err);
    }
    spread_release(&spread);
    group_rows_release(&groups);
    free(counts);
    return status;
}

const struct report report_term_frequency = {.table = &table, .fill = fill};
