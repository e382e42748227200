/* changes.c - see changes.h. */
#include "report/tables/changes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ingest/administrations.h"
#include "report/tables/group_rows.h"
#include "report/tables/periods.h"
#include "stats/change_point.h"
#include "stats/comparison.h"
#include "stats/significance.h"

/* -- Two sides ------------------------------------------------------------- */

/* Documents on one side of a boundary, borrowed. */
struct side {
    const uint32_t *documents;
    size_t count;
    const char *group; /* NULL: */
    uint32_t period;   /* the last before or first after */
};

/* A boundary that was tried: the period that begins there. */
struct boundary {
    uint32_t period;
    double g2;
};

struct finder {
    const struct results *results;
    struct changes *out;
    struct group_rows groups;
    struct dated_documents by_quarter, by_year;
    /* Of the search at hand, in order of time. */
    struct boundaries VECTOR_OF(struct boundary) tried;
    double *rates[2]; /* room for the rates of all documents, each */
};

static uint64_t hits_in(const struct document_result *document, uint32_t theme)
{
    for (size_t i = 0; i < document->theme_count; i++)
        if (document->themes[i].theme == theme)
            return document->themes[i].hits;
    return 0;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Returns the side's sums; its rates are written to `rates`, sorted. */
static struct rate_sums read_side(const struct results *results,
                                  const struct side *side, uint32_t theme,
                                  double *rates, struct rate_sample *sample)
{
    struct rate_sums sums = {0};
    size_t count = 0;

    for (size_t i = 0; i < side->count; i++) {
        const struct document_result *document =
            &results->documents[side->documents[i]];
        uint64_t hits = hits_in(document, theme);

        rate_sums_add(&sums, hits, document->totals.words);
        if (hits)
            rates[count++] = (double)hits / (double)document->totals.words;
    }
    if (count)
        qsort(rates, count, sizeof(*rates), by_value);
    *sample = (struct rate_sample){rates, count, side->count - count};
    return sums;
}

static struct change *add_change(struct finder *finder, struct change change,
                                 const struct side *before,
                                 const struct side *after)
{
    struct rate_sample samples[2];
    struct mann_whitney test;

    change.before.group = before->group;
    change.before.period = before->period;
    change.before.sums = read_side(finder->results, before, change.theme,
                                   finder->rates[0], &samples[0]);
    change.after.group = after->group;
    change.after.period = after->period;
    change.after.sums = read_side(finder->results, after, change.theme,
                                  finder->rates[1], &samples[1]);
    change.contrast = rate_contrast_of(&change.after.sums, &change.before.sums);
    test = mann_whitney_test(&samples[1], &samples[0]);
    if (test.is_defined)
        change.mann_whitney_p = measurement_of(
            fmin(test.p * (double)change.boundaries, 1));
    *VECTOR_PUSH(finder->out) = change;
    return &finder->out->items[finder->out->count - 1];
}

/* -- Administrations ------------------------------------------------------- */

/* Returns the group of the administration with that name, or NULL. */
static const struct group_row *row_named(const struct group_rows *groups,
                                         const char *name)
{
    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].group->name, name) == 0 &&
            groups->items[i].document_count)
            return &groups->items[i];
    return NULL;
}

static struct side side_of_group(const struct group_row *row)
{
    return (struct side){.documents = row->documents,
                         .count = row->document_count,
                         .group = row->group->name};
}

static void add_administrations(struct finder *finder, uint32_t theme)
{
    const struct administrations *list = finder->results->administrations;
    const struct group_row *last = NULL;

    if (!list || strcmp(finder->results->group_by, "administration") != 0)
        return;
    for (size_t i = 0; i < list->count; i++) {
        const struct group_row *row = row_named(&finder->groups,
                                                list->items[i].president);
        struct side before, after;

        if (!row)
            continue;
        if (last) {
            before = side_of_group(last);
            after = side_of_group(row);
            add_change(finder,
                       (struct change){.theme = theme,
                                       .kind = CHANGE_ADMINISTRATION,
                                       .boundaries = 1},
                       &before, &after);
        }
        last = row;
    }
}

/* -- The likeliest period -------------------------------------------------- */

/* The search for a boundary, from the first period to the last. Of equal ones
 * the earliest is taken. */
struct search {
    uint64_t hits, words; /* before the period at hand */
    size_t best;          /* where the documents after begin; 0: none */
    double g2;
};

static void try_boundary(struct finder *finder, struct search *search,
                         const struct rate_sums *all,
                         const struct dated_documents *dated, size_t begin)
{
    double g2 = comparison_g2(&(struct comparison_counts){
        .f1 = all->hits - search->hits,
        .n1 = all->words - search->words,
        .f2 = search->hits,
        .n2 = search->words,
    });

    *VECTOR_PUSH(&finder->tried) = (struct boundary){dated->items[begin].period,
                                                     g2};
    if (g2 > search->g2) {
        search->g2 = g2;
        search->best = begin;
    }
}

static struct search find_boundary(struct finder *finder,
                                   const struct dated_documents *dated,
                                   uint32_t theme)
{
    const struct side all = {.documents = dated->documents,
                             .count = dated->count};
    struct search search = {0};
    struct rate_sample unused;
    struct rate_sums sums = read_side(finder->results, &all, theme,
                                      finder->rates[0], &unused);
    size_t end;

    finder->tried.count = 0;
    for (size_t begin = 0; begin < dated->count; begin = end) {
        end = dated_period_end(dated, begin);
        if (begin >= CHANGE_DOCUMENTS_MIN &&
            dated->count - begin >= CHANGE_DOCUMENTS_MIN)
            try_boundary(finder, &search, &sums, dated, begin);
        for (size_t i = begin; i < end; i++) {
            const struct document_result *document =
                &finder->results->documents[dated->documents[i]];

            search.hits += hits_in(document, theme);
            search.words += document->totals.words;
        }
    }
    return search;
}

/* Sets the ends of the plausible boundaries; there may be gaps between. */
static void set_range(struct change *change, const struct boundaries *tried,
                      double highest_g2)
{
    double drop = CHANGE_G2_DROP * change_design_effect(&change->before.sums,
                                                        &change->after.sums);

    for (size_t i = 0; i < tried->count; i++) {
        if (highest_g2 - tried->items[i].g2 > drop)
            continue;
        if (!change->earliest)
            change->earliest = tried->items[i].period;
        change->latest = tried->items[i].period;
    }
}

static void add_period(struct finder *finder, enum change_kind kind,
                       uint32_t theme)
{
    const struct dated_documents *dated = kind == CHANGE_YEAR
                                              ? &finder->by_year
                                              : &finder->by_quarter;
    struct search search = find_boundary(finder, dated, theme);
    struct side before, after;
    struct change *change;

    if (!search.best)
        return;
    before = (struct side){.documents = dated->documents,
                           .count = search.best,
                           .period = dated->items[search.best - 1].period};
    after = (struct side){.documents = dated->documents + search.best,
                          .count = dated->count - search.best,
                          .period = dated->items[search.best].period};
    change = add_change(finder,
                        (struct change){.theme = theme,
                                        .kind = kind,
                                        .boundaries = finder->tried.count},
                        &before, &after);
    set_range(change, &finder->tried, search.g2);
}

/* -- All ------------------------------------------------------------------- */

static void finder_init(struct finder *finder, struct changes *out,
                        const struct results *results)
{
    size_t documents = results->corpus->items.count;
    const struct group_row *all;
    size_t at = 0;

    *finder = (struct finder){.results = results, .out = out};
    group_rows_init(&finder->groups, results);
    while (finder->groups.items[at].group != results->all)
        at++;
    all = &finder->groups.items[at];
    dated_init(&finder->by_quarter, results);
    dated_sort(&finder->by_quarter, all->documents, all->document_count,
               PERIOD_QUARTER);
    dated_init(&finder->by_year, results);
    dated_sort(&finder->by_year, all->documents, all->document_count,
               PERIOD_YEAR);
    for (size_t i = 0; i < 2; i++)
        finder->rates[i] = memory_get(documents * sizeof(double));
}

static void finder_release(struct finder *finder)
{
    for (size_t i = 0; i < 2; i++)
        free(finder->rates[i]);
    free(finder->tried.items);
    dated_release(&finder->by_quarter);
    dated_release(&finder->by_year);
    group_rows_release(&finder->groups);
}

void changes_find(struct changes *out, const struct results *results)
{
    struct finder finder;

    *out = (struct changes){0};
    finder_init(&finder, out, results);
    for (uint32_t i = 0; i < results->lexicon->themes.count; i++) {
        add_administrations(&finder, i);
        add_period(&finder, CHANGE_QUARTER, i);
        add_period(&finder, CHANGE_YEAR, i);
    }
    finder_release(&finder);
}
