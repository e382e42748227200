/*
 * theme_comparison.c - which themes are commoner in a group than in another.
 *
 * Rows are numbered, and everything of a row follows from its number: they are
 * gone through twice (for the q-values, then to write them) and never held.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/common_columns.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/rate_samples.h"
#include "report/tables/rows_left_out.h"

static const struct column columns[COMPARISON_COLUMNS] = COMPARISON_COLUMNS_OF(
    "theme", "Theme of the lexicon.");

static const struct measure_note notes[] = {
    {"log_ratio_conservative",
     "Bonferroni: the 95% hold over all rows of this file together."},
    {"q_value", "Adjusted over all rows of this file."},
    LOG_ODDS_Z_NOTE("theme"),
    {NULL, NULL},
};

static const struct table table = {
    .name = "theme_comparison",
    .title = "Themes compared between groups",
    .row = "focus, reference and theme",
    .order = "by focus, reference (\"(rest)\" first) and theme; where the rows "
             "are more than a spreadsheet holds, only those that compare with "
             "\"(rest)\" are kept",
    .columns = columns,
    .column_count = COMPARISON_COLUMNS,
};

static struct table *make_table(const struct results *results)
{
    (void)results;
    return comparison_table(&table, notes);
}

struct themes_compared {
    const struct results *results;
    struct group_rows groups;
    size_t all; /* index of "(all)" in groups */
    struct rate_samples samples;
    uint64_t *hits;     /* by group and theme */
    double *rest_rates; /* room for rate_sample_without() */
    size_t references;  /* of each focus: "(rest)" and maybe all others */
    /* The tests of pairs of groups, by the smaller index, the larger and theme:
     * the test is the same both ways, bit for bit. */
    struct measurement *tests;
    uint64_t row_count;
};

/* A row: indexes into groups, `all` standing for the rest as a reference. */
struct place {
    size_t focus, reference, theme;
};

/* Returns the index in `groups` of the group with that place among the named
 * ones. */
static size_t named_group(const struct themes_compared *compared, size_t place)
{
    return place < compared->all ? place : place + 1;
}

static struct place place_of_row(const struct themes_compared *compared,
                                 uint64_t row)
{
    size_t themes = compared->samples.theme_count;
    size_t pair = (size_t)(row / themes);
    size_t focus = pair / compared->references;
    size_t reference = pair % compared->references;
    struct place place = {.focus = named_group(compared, focus),
                          .reference = compared->all,
                          .theme = (size_t)(row % themes)};

    /* 0 is the rest; then come the others, the focus left out. */
    if (reference)
        place.reference = named_group(compared,
                                      reference - (reference <= focus));
    return place;
}

static uint64_t hits_of(const struct themes_compared *compared, size_t group,
                        size_t theme)
{
    return compared->hits[group * compared->samples.theme_count + theme];
}

static uint64_t words_of(const struct themes_compared *compared, size_t group)
{
    return compared->groups.items[group].group->tally.totals.words;
}

static struct comparison_counts
counts_of_place(const struct themes_compared *compared,
                const struct place *place)
{
    struct comparison_counts counts = {
        .f1 = hits_of(compared, place->focus, place->theme),
        .n1 = words_of(compared, place->focus),
        .f2 = hits_of(compared, place->reference, place->theme),
        .n2 = words_of(compared, place->reference),
    };

    if (place->reference == compared->all) {
        counts.f2 -= counts.f1;
        counts.n2 -= counts.n1;
    }
    return counts;
}

static struct measurement test_documents(const struct themes_compared *compared,
                                         const struct place *place)
{
    struct rate_sample focus = rate_samples_of(&compared->samples, place->focus,
                                               place->theme);
    struct rate_sample reference = rate_samples_of(
        &compared->samples, place->reference, place->theme);
    struct mann_whitney test;

    if (place->reference == compared->all)
        reference = rate_sample_without(&reference, &focus,
                                        compared->rest_rates);
    test = mann_whitney_test(&focus, &reference);
    return test.is_defined ? measurement_of(test.p) : measurement_blank();
}

/* Rows come in their order, so the smaller index is the focus first. */
static struct measurement
mann_whitney_p_of_place(const struct themes_compared *compared,
                        const struct place *place)
{
    size_t groups = compared->groups.count;
    size_t themes = compared->samples.theme_count;
    size_t focus = place->focus, reference = place->reference;

    if (reference == compared->all)
        return test_documents(compared, place);
    if (focus > reference)
        return compared
            ->tests[(reference * groups + focus) * themes + place->theme];
    return compared->tests[(focus * groups + reference) * themes +
                           place->theme] = test_documents(compared, place);
}

static void count_hits(struct themes_compared *compared)
{
    size_t themes = compared->samples.theme_count;

    compared->hits = memory_get_zeroed(compared->groups.count * themes,
                                       sizeof(*compared->hits));
    for (size_t i = 0; i < compared->groups.count; i++) {
        const struct tally *tally = &compared->groups.items[i].group->tally;

        for (size_t theme = 0; theme < themes; theme++)
            compared->hits[i * themes + theme] =
                count_map_get(&tally->counts[TALLY_THEMES], theme).count;
    }
}

/* A single group has nothing to be compared with. */
static void count_rows(struct themes_compared *compared)
{
    size_t groups = compared->results->group_count;
    uint64_t one_reference = (uint64_t)groups * compared->samples.theme_count;

    if (groups < 2)
        return;
    compared->references = one_reference * groups <= ROWS_KEPT_MAX ? groups : 1;
    compared->row_count = one_reference * compared->references;
    if (compared->references > 1)
        compared->tests = memory_get_zeroed(compared->groups.count *
                                                compared->groups.count *
                                                compared->samples.theme_count,
                                            sizeof(*compared->tests));
}

static void compared_init(struct themes_compared *compared,
                          const struct results *results)
{
    *compared = (struct themes_compared){.results = results};
    group_rows_init(&compared->groups, results);
    while (compared->groups.items[compared->all].group != results->all)
        compared->all++;
    rate_samples_init(&compared->samples, results, &compared->groups);
    compared->rest_rates = memory_get(
        compared->samples.documents[compared->all] *
        sizeof(*compared->rest_rates));
    count_hits(compared);
    count_rows(compared);
}

static void compared_release(struct themes_compared *compared)
{
    free(compared->hits);
    free(compared->tests);
    free(compared->rest_rates);
    rate_samples_release(&compared->samples);
    group_rows_release(&compared->groups);
}

static void count_p_values(const struct themes_compared *compared,
                           struct comparison_writer *writer)
{
    for (uint64_t i = 0; i < compared->row_count; i++) {
        struct place place = place_of_row(compared, i);
        struct comparison_counts counts = counts_of_place(compared, &place);

        comparison_writer_count(writer, &counts);
    }
    q_values_adjust(&writer->q_values);
}

static enum status write_row(const struct themes_compared *compared,
                             const struct place *place,
                             struct comparison_writer *writer,
                             struct error *err)
{
    const struct group_row *groups = compared->groups.items;
    const char *theme =
        compared->results->lexicon->themes.items[place->theme].name;
    struct comparison_row row = {
        .focus = groups[place->focus].group->name,
        .reference = place->reference == compared->all
                         ? REST_NAME
                         : groups[place->reference].group->name,
        .what = theme,
        .what_length = strlen(theme),
        .hits_in_all = hits_of(compared, compared->all, place->theme),
    };
    struct comparison_counts counts = counts_of_place(compared, place);

    row.comparison = comparison_of(&counts);
    row.comparison.tests = compared->row_count;
    row.comparison.mann_whitney_p = mann_whitney_p_of_place(compared, place);
    return comparison_writer_write(writer, &row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct themes_compared compared;
    struct comparison_writer writer;
    enum status status = OK;

    compared_init(&compared, results);
    comparison_writer_init(&writer, results, output);
    count_p_values(&compared, &writer);
    for (uint64_t i = 0; status == OK && i < compared.row_count; i++) {
        struct place place = place_of_row(&compared, i);

        status = write_row(&compared, &place, &writer, err);
    }
    if (status == OK && compared.references == 1)
        report_rows_left_out(output,
                             compared.row_count * (results->group_count - 1));
    comparison_writer_release(&writer);
    compared_release(&compared);
    return status;
}

const struct report report_theme_comparison = {
    .table = &table, .make_table = make_table, .fill = fill, .weight = 16};
