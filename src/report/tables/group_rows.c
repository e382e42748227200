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

/* Returns the index of the document's group, or the number of groups for a
 * document that is counted in none. */
static size_t group_of(const struct results *results, size_t document)
{
    const struct document_result *result = &results->documents[document];
    const struct group *found = NULL;

    if (result->status == DOCUMENT_COUNTED && results->group_count)
        found = bsearch(result->group, results->groups, results->group_count,
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
    size_t place = 0;

    for (size_t i = 0; i < all->document_count; i++)
        ends[group_of(results, all->documents[i])]++;
    for (size_t i = 0; i <= results->group_count; i++) {
        size_t size = ends[i];

        ends[i] = place;
        place += size;
    }
    for (size_t i = 0; i < all->document_count; i++)
        sorted[ends[group_of(results, all->documents[i])]++] =
            all->documents[i];
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
