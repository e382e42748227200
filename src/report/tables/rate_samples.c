/* rate_samples.c - see rate_samples.h. */
#include "report/tables/rate_samples.h"

#include <stdlib.h>

#include "base/memory.h"
#include "report/tables/document_hits.h"

/* The rates of one group, for which `ends` says where each id's go on. */
struct group_rates {
    const struct results *results;
    enum tally_kind kind;
    const struct group_row *group;
    size_t *ends; /* by id */
};

static void count_rates(const struct group_rates *rates)
{
    for (size_t i = 0; i < rates->group->document_count; i++) {
        const struct document_result *document =
            &rates->results->documents[rates->group->documents[i]];

        for (size_t j = 0; j < document_hits_count(document, rates->kind); j++)
            rates->ends[document_hits_at(document, rates->kind, j).id]++;
    }
}

static void add_rates(const struct group_rates *rates, double *out)
{
    for (size_t i = 0; i < rates->group->document_count; i++) {
        const struct document_result *document =
            &rates->results->documents[rates->group->documents[i]];

        for (size_t j = 0; j < document_hits_count(document, rates->kind);
             j++) {
            struct document_hits found = document_hits_at(document, rates->kind,
                                                          j);

            out[rates->ends[found.id]++] = (double)found.hits /
                                           (double)document->totals.words;
        }
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static size_t begin_of(const struct rate_samples *samples, size_t index)
{
    return index ? samples->ends[index - 1] : 0;
}

/* Makes counts the places where each list begins; returns their sum. */
static size_t counts_to_begins(size_t *counts, size_t count)
{
    size_t place = 0;

    for (size_t i = 0; i < count; i++) {
        size_t size = counts[i];

        counts[i] = place;
        place += size;
    }
    return place;
}

static void sort_lists(struct rate_samples *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t begin = begin_of(samples, i);

        if (samples->ends[i] > begin)
            qsort(samples->rates + begin, samples->ends[i] - begin,
                  sizeof(*samples->rates), by_value);
    }
}

void rate_samples_init(struct rate_samples *samples,
                       const struct results *results, enum tally_kind kind,
                       const struct group_rows *groups)
{
    size_t ids = ids_of_kind(results, kind);
    size_t lists = groups->count * ids;
    struct group_rates rates = {.results = results, .kind = kind};

    *samples = (struct rate_samples){
        .id_count = ids,
        .ends = memory_get_zeroed(lists, sizeof(*samples->ends)),
        .documents = memory_get_zeroed(groups->count,
                                       sizeof(*samples->documents)),
    };
    for (size_t i = 0; i < groups->count; i++) {
        rates.group = &groups->items[i];
        rates.ends = samples->ends + i * ids;
        samples->documents[i] = rates.group->document_count;
        count_rates(&rates);
    }
    samples->rates = memory_get(counts_to_begins(samples->ends, lists) *
                                sizeof(*samples->rates));
    for (size_t i = 0; i < groups->count; i++) {
        rates.group = &groups->items[i];
        rates.ends = samples->ends + i * ids;
        add_rates(&rates, samples->rates);
    }
    sort_lists(samples, lists);
}

void rate_samples_release(struct rate_samples *samples)
{
    free(samples->rates);
    free(samples->ends);
    free(samples->documents);
    *samples = (struct rate_samples){0};
}

struct rate_sample rate_samples_of(const struct rate_samples *samples,
                                   size_t group, size_t id)
{
    size_t index = group * samples->id_count + id;
    size_t begin = begin_of(samples, index);
    size_t count = samples->ends[index] - begin;

    return (struct rate_sample){.rates = samples->rates + begin,
                                .count = count,
                                .zeros = samples->documents[group] - count};
}

struct rate_sample rate_sample_without(const struct rate_sample *all,
                                       const struct rate_sample *part,
                                       double *room)
{
    size_t kept = 0, taken = 0;

    for (size_t i = 0; i < all->count; i++)
        if (taken < part->count && part->rates[taken] == all->rates[i])
            taken++;
        else
            room[kept++] = all->rates[i];
    return (struct rate_sample){
        .rates = room, .count = kept, .zeros = all->zeros - part->zeros};
}
