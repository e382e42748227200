/* series.c - see series.h. */
#include "report/figures/series.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char everything[] = "(all)";

struct candidate_group {
    const char *name;
    double words; /* of all its rows: groups have as many rows a period */
    size_t place; /* in time */
};

struct candidate_groups VECTOR_OF(struct candidate_group);

/* Those in time, then those that are not among them. */
static size_t find_place(const struct figure_job *job, const char *name)
{
    size_t count, i = 0;
    const char *const *groups = published_groups(job->request->run, &count);

    while (i < count && strcmp(groups[i], name) != 0)
        i++;
    return i;
}

static struct candidate_group *find_group(struct candidate_groups *groups,
                                          const char *name)
{
    for (size_t i = groups->count; i-- > 0;)
        if (strcmp(groups->items[i].name, name) == 0)
            return &groups->items[i];
    return NULL;
}

static void collect(struct candidate_groups *groups,
                    const struct figure_job *job, bool takes_everything)
{
    size_t name_column = job_column(job, "group");
    size_t words_column = job_column(job, "words");

    for (size_t row = 0; row < job->row_count; row++) {
        const char *name = job_text(job, row, name_column);
        struct candidate_group *group = find_group(groups, name);
        double words = 0;

        if ((strcmp(name, everything) == 0) != takes_everything)
            continue;
        if (!group) {
            group = VECTOR_PUSH(groups);
            *group = (struct candidate_group){name, 0, find_place(job, name)};
        }
        if (job_number(job, row, words_column, &words))
            group->words += words;
    }
}

static int compare_words(const void *a, const void *b)
{
    const struct candidate_group *left = a, *right = b;

    if (left->words != right->words)
        return left->words < right->words ? 1 : -1;
    return strcmp(left->name, right->name);
}

static int compare_places(const void *a, const void *b)
{
    const struct candidate_group *left = a, *right = b;

    if (left->place != right->place)
        return left->place < right->place ? -1 : 1;
    return strcmp(left->name, right->name);
}

static void sort(struct candidate_groups *groups,
                 int (*compare)(const void *, const void *))
{
    if (groups->count)
        qsort(groups->items, groups->count, sizeof(*groups->items), compare);
}

void series_choose(struct series *series, struct figure_job *job)
{
    struct candidate_groups groups = {0};

    *series = (struct series){.count = 0};
    collect(&groups, job, false);
    if (!groups.count || job_condition(job, "group"))
        collect(&groups, job, true);
    if (groups.count > SERIES_MAX) {
        job_note(job, "Shown are the %d of %zu groups with the most words.",
                 SERIES_MAX, groups.count);
        sort(&groups, compare_words);
        groups.count = SERIES_MAX;
    }
    sort(&groups, compare_places);
    for (size_t i = 0; i < groups.count; i++)
        series->names[series->count++] = groups.items[i].name;
    free(groups.items);
}

size_t series_find(const struct series *series, const char *name)
{
    for (size_t i = 0; i < series->count; i++)
        if (strcmp(series->names[i], name) == 0)
            return i;
    return SIZE_MAX;
}
