/*
 * group_rows.c - see group_rows.h.
 *
 * One array holds every counted document twice: first all of them, which is the
 * list of "(all)", then once more ordered by group. A document's group is found
 * by bisection, so that the whole is linear in documents but for log(groups).
 */
#include "report/tables/group_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int compare_name(const void *name, const void *element)
{
    const struct group *group = element;

    return strcmp(name, group->name);
}

/* Returns the index of the group of that name, or the number of groups if there
 * is none. Documents of a group tend to stand together, so `last`, the index of
 * the document before, is tried first. */
static size_t group_of(const struct results *results, const char *name,
                       size_t last)
{
    const struct group *found;

    if (last < results->group_count &&
        strcmp(name, results->groups[last].name) == 0)
        return last;
    if (!results->group_count)
        return 0;
    found = bsearch(name, results->groups, results->group_count,
                    sizeof(*results->groups), compare_name);
    return found ? (size_t)(found - results->groups) : results->group_count;
}

/* Fills the row of "(all)" and returns it. */
static struct group_row row_of_all(const struct results *results,
                                   uint32_t *documents)
{
    struct group_row row = {.group = results->all, .documents = documents};

    for (size_t i = 0; i < results->corpus->items.count; i++)
        if (results->documents[i].status == DOCUMENT_COUNTED)
            documents[row.document_count++] = (uint32_t)i;
    return row;
}

/* Orders the documents of `all` by group into `sorted`; `ends` becomes where
 * each group's list ends. A counting sort, which keeps the order of paths. */
static void sort_by_group(const struct results *results,
                          const struct group_row *all, uint32_t *sorted,
                          size_t *ends)
{
    size_t *groups = memory_get_zeroed(all->document_count, sizeof(*groups));
    size_t place = 0, group = 0;

    for (size_t i = 0; i < all->document_count; i++) {
        group = group_of(results, results->documents[all->documents[i]].group,
                         group);
        groups[i] = group;
        ends[group]++;
    }
    for (size_t i = 0; i <= results->group_count; i++) {
        size_t size = ends[i];

        ends[i] = place;
        place += size;
    }
    for (size_t i = 0; i < all->document_count; i++)
        sorted[ends[groups[i]]++] = all->documents[i];
    free(groups);
}

static struct group_row row_of_group(const struct results *results,
                                     size_t group, const uint32_t *sorted,
                                     const size_t *ends)
{
    size_t begin = group ? ends[group - 1] : 0;

    return (struct group_row){.group = &results->groups[group],
                              .documents = sorted + begin,
                              .document_count = ends[group] - begin};
}

/* Puts `row` where its name belongs among the rows, which are in order. */
static void insert_row(struct group_rows *rows, struct group_row row)
{
    size_t at = rows->count++;

    while (at && strcmp(rows->items[at - 1].group->name, row.group->name) > 0) {
        rows->items[at] = rows->items[at - 1];
        at--;
    }
    rows->items[at] = row;
}

void group_rows_init(struct group_rows *rows, const struct results *results)
{
    size_t documents = results->corpus->items.count;
    size_t *ends = memory_get_zeroed(results->group_count + 1, sizeof(*ends));
    struct group_row all;
    uint32_t *sorted;

    rows->items = memory_get_zeroed(results->group_count + 1,
                                    sizeof(*rows->items));
    rows->count = 0;
    rows->documents = memory_get_zeroed(2 * documents + 1,
                                        sizeof(*rows->documents));
    sorted = rows->documents + documents;
    all = row_of_all(results, rows->documents);
    sort_by_group(results, &all, sorted, ends);
    for (size_t i = 0; i < results->group_count; i++)
        rows->items[rows->count++] = row_of_group(results, i, sorted, ends);
    insert_row(rows, all);
    free(ends);
}

void group_rows_release(struct group_rows *rows)
{
    free(rows->items);
    free(rows->documents);
    *rows = (struct group_rows){0};
}
