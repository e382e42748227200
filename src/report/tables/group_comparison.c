/*
 * group_comparison.c - see group_comparison.h.
 *
 * Rows are numbered, and everything of a row follows from its number: they are
 * gone through twice (for the q-values, then to write them) and only their
 * tests by documents, which take long, are held.
 */
#include "report/tables/group_comparison.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/tables/comparison_rows.h"
#include "report/tables/document_hits.h"
#include "report/tables/hit_sums.h"
#include "report/tables/rate_samples.h"
#include "report/tables/rows_left_out.h"
#include "stats/rate_contrast.h"

/* What the documents of two groups say, rather than the words. */
struct document_test {
    struct measurement p, proportion;
};

struct groups_compared {
    const struct results *results;
    const struct compared_kind *kind;
    struct group_rows groups;
    size_t all; /* index of "(all)" in groups */
    struct rate_samples samples;
    uint64_t *hits;         /* by group and id */
    struct rate_sums *sums; /* likewise */
    double *rest_rates;     /* room for rate_sample_without() */
    size_t references;      /* of each focus: "(rest)" and maybe all others */
    uint64_t place_count;   /* rows, and places that have none */
    struct document_test *tests; /* by place */
};

/* A row: indexes into groups, `all` standing for the rest as a reference. */
struct place {
    size_t focus, reference, id;
};

/* Returns the index in `groups` of the group with that place among the named
 * ones. */
static size_t named_group(const struct groups_compared *compared, size_t place)
{
    return place < compared->all ? place : place + 1;
}

static struct place place_of_row(const struct groups_compared *compared,
                                 uint64_t row)
{
    size_t ids = compared->samples.id_count;
    size_t pair = (size_t)(row / ids);
    size_t focus = pair / compared->references;
    size_t reference = pair % compared->references;
    struct place place = {.focus = named_group(compared, focus),
                          .reference = compared->all,
                          .id = (size_t)(row % ids)};

    /* 0 is the rest; then come the others, the focus left out. */
    if (reference)
        place.reference = named_group(compared,
                                      reference - (reference <= focus));
    return place;
}

static uint64_t hits_of(const struct groups_compared *compared, size_t group,
                        size_t id)
{
    return compared->hits[group * compared->samples.id_count + id];
}

static uint64_t words_of(const struct groups_compared *compared, size_t group)
{
    return compared->groups.items[group].group->tally.totals.words;
}

static struct comparison_counts
counts_of_place(const struct groups_compared *compared,
                const struct place *place)
{
    struct comparison_counts counts = {
        .f1 = hits_of(compared, place->focus, place->id),
        .n1 = words_of(compared, place->focus),
        .f2 = hits_of(compared, place->reference, place->id),
        .n2 = words_of(compared, place->reference),
    };

    if (place->reference == compared->all) {
        counts.f2 -= counts.f1;
        counts.n2 -= counts.n1;
    }
    return counts;
}

static bool has_row(const struct groups_compared *compared,
                    const struct comparison_counts *counts)
{
    return !compared->kind->only_with_hits || counts->f1 + counts->f2 > 0;
}

static struct document_test
test_documents(const struct groups_compared *compared,
               const struct place *place)
{
    struct rate_sample focus = rate_samples_of(&compared->samples, place->focus,
                                               place->id);
    struct rate_sample reference = rate_samples_of(&compared->samples,
                                                   place->reference, place->id);
    struct mann_whitney test;

    if (place->reference == compared->all)
        reference = rate_sample_without(&reference, &focus,
                                        compared->rest_rates);
    test = mann_whitney_test(&focus, &reference);
    return (struct document_test){{test.p, test.is_defined},
                                  {test.proportion, test.is_defined}};
}

/* The test the other way round. */
static struct document_test turned(struct document_test test)
{
    if (test.proportion.is_defined)
        test.proportion.value = 1 - test.proportion.value;
    return test;
}

/* Returns the place of the same pair turned round, if it comes before this one;
 * else the place itself. References are numbered as in place_of_row(). */
static uint64_t earlier_of_pair(const struct groups_compared *compared,
                                uint64_t row)
{
    size_t ids = compared->samples.id_count;
    uint64_t focus = row / ids / compared->references;
    uint64_t reference = row / ids % compared->references;

    if (reference == 0 || reference > focus)
        return row;
    return ((reference - 1) * compared->references + focus) * ids + row % ids;
}

/* Fills `tests`. Each pair is tested once, so that p is the same both ways, bit
 * for bit. */
static void test_places(struct groups_compared *compared)
{
    for (uint64_t i = 0; i < compared->place_count; i++) {
        struct place place = place_of_row(compared, i);
        struct comparison_counts counts = counts_of_place(compared, &place);
        uint64_t earlier = earlier_of_pair(compared, i);

        if (has_row(compared, &counts))
            compared->tests[i] = earlier < i ? turned(compared->tests[earlier])
                                             : test_documents(compared, &place);
    }
}

static struct rate_contrast
contrast_of_place(const struct groups_compared *compared,
                  const struct place *place)
{
    size_t ids = compared->samples.id_count;
    const struct rate_sums *focus =
        &compared->sums[place->focus * ids + place->id];
    struct rate_sums reference =
        compared->sums[place->reference * ids + place->id];

    if (place->reference == compared->all)
        rate_sums_subtract(&reference, focus);
    return rate_contrast_of(focus, &reference);
}

static void count_hits(struct groups_compared *compared)
{
    const struct results *results = compared->results;
    enum tally_kind kind = compared->kind->hits;
    size_t ids = compared->samples.id_count;

    compared->hits = memory_get_zeroed(compared->groups.count * ids,
                                       sizeof(*compared->hits));
    compared->sums = memory_get_zeroed(compared->groups.count * ids,
                                       sizeof(*compared->sums));
    for (size_t i = 0; i < compared->groups.count; i++) {
        const struct group_row *row = &compared->groups.items[i];

        hit_sums_of(results, kind, row->documents, row->document_count,
                    compared->sums + i * ids);
        for (size_t id = 0; id < ids; id++)
            compared->hits[i * ids + id] =
                count_map_get(&row->group->tally.counts[kind], id).count;
    }
}

static bool is_within_groups_max(const struct compared_kind *kind,
                                 size_t groups)
{
    return !kind->groups_max || groups <= kind->groups_max;
}

/* A single group has nothing to be compared with. */
static void count_places(struct groups_compared *compared)
{
    size_t groups = compared->results->group_count;
    size_t ids = compared->samples.id_count;
    uint64_t one_reference = (uint64_t)groups * ids;
    bool has_pairs = one_reference * groups <= ROWS_KEPT_MAX &&
                     is_within_groups_max(compared->kind, groups);

    if (groups < 2)
        return;
    compared->references = has_pairs ? groups : 1;
    compared->place_count = one_reference * compared->references;
    compared->tests = memory_get_zeroed((size_t)compared->place_count,
                                        sizeof(*compared->tests));
}

static void compared_init(struct groups_compared *compared,
                          const struct results *results,
                          const struct compared_kind *kind)
{
    *compared = (struct groups_compared){.results = results, .kind = kind};
    group_rows_init(&compared->groups, results);
    while (compared->groups.items[compared->all].group != results->all)
        compared->all++;
    rate_samples_init(&compared->samples, results, kind->hits,
                      &compared->groups);
    compared->rest_rates = memory_get(
        compared->samples.documents[compared->all] *
        sizeof(*compared->rest_rates));
    count_hits(compared);
    count_places(compared);
    test_places(compared);
}

static void compared_release(struct groups_compared *compared)
{
    free(compared->hits);
    free(compared->sums);
    free(compared->tests);
    free(compared->rest_rates);
    rate_samples_release(&compared->samples);
    group_rows_release(&compared->groups);
}

static void count_p_values(const struct groups_compared *compared,
                           struct comparison_writer *writer)
{
    for (uint64_t i = 0; i < compared->place_count; i++) {
        struct place place = place_of_row(compared, i);
        struct comparison_counts counts = counts_of_place(compared, &place);

        if (has_row(compared, &counts))
            comparison_writer_count(writer, &counts, compared->tests[i].p);
    }
    comparison_writer_adjust(writer);
}

/* Sets the row's names: of a term with its theme, or of a theme. */
static void set_names(const struct groups_compared *compared, size_t id,
                      struct comparison_row *row)
{
    const struct lexicon *lexicon = compared->results->lexicon;

    if (compared->kind->hits == TALLY_TERMS) {
        row->theme = lexicon->themes.items[lexicon->terms.items[id].theme].name;
        row->what = lexicon->terms.items[id].name;
    } else {
        row->what = lexicon->themes.items[id].name;
    }
    row->what_length = strlen(row->what);
}

static enum status write_row(const struct groups_compared *compared,
                             uint64_t at,
                             const struct comparison_counts *counts,
                             struct comparison_writer *writer,
                             struct error *err)
{
    const struct group_row *groups = compared->groups.items;
    const struct document_test *test = &compared->tests[at];
    struct place place = place_of_row(compared, at);
    struct rate_contrast contrast = contrast_of_place(compared, &place);
    struct comparison_row row = {
        .focus = groups[place.focus].group->name,
        .reference = place.reference == compared->all
                         ? REST_NAME
                         : groups[place.reference].group->name,
        .comparison = comparison_of(counts),
        .hits_in_all = hits_of(compared, compared->all, place.id),
    };

    set_names(compared, place.id, &row);
    row.comparison.tests = writer->q_values.values.count;
    row.comparison.mann_whitney_p = test->p;
    row.comparison.mann_whitney_proportion = test->proportion;
    row.comparison.log_ratio_documents = rate_contrast_interval(&contrast, 1);
    return comparison_writer_write(writer, &row, err);
}

static enum status write_rows(const struct groups_compared *compared,
                              struct comparison_writer *writer,
                              struct error *err)
{
    enum status status = OK;

    for (uint64_t i = 0; status == OK && i < compared->place_count; i++) {
        struct place place = place_of_row(compared, i);
        struct comparison_counts counts = counts_of_place(compared, &place);

        if (has_row(compared, &counts))
            status = write_row(compared, i, &counts, writer, err);
    }
    return status;
}

enum status group_comparison_fill(const struct results *results,
                                  const struct compared_kind *kind,
                                  struct table_output *output,
                                  struct error *err)
{
    struct groups_compared compared;
    struct comparison_writer writer;
    enum status status;

    compared_init(&compared, results, kind);
    comparison_writer_init(&writer, results, output);
    count_p_values(&compared, &writer);
    status = write_rows(&compared, &writer, err);
    /* What the number of groups leaves out is by rule, and no cut. */
    if (status == OK && compared.references == 1 &&
        is_within_groups_max(kind, results->group_count))
        report_rows_left_out(output,
                             compared.place_count * (results->group_count - 1));
    comparison_writer_release(&writer);
    compared_release(&compared);
    return status;
}
