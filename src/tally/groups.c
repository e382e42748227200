/* groups.c - see groups.h. Groups are dozens, so a name is looked for in turn.
 */
#include "tally/groups.h"

#include <stdlib.h>
#include <string.h>

void groups_release(struct groups *groups)
{
    for (size_t i = 0; i < groups->count; i++) {
        free(groups->items[i].name);
        tally_release(&groups->items[i].tally);
        tally_release(&groups->items[i].headings);
        concordance_release(&groups->items[i].concordance);
    }
    free(groups->items);
    *groups = (struct groups){0};
}

struct group *groups_get(struct groups *groups, const char *name,
                         size_t term_count)
{
    struct group *group;

    for (size_t i = 0; i < groups->count; i++)
        if (strcmp(groups->items[i].name, name) == 0)
            return &groups->items[i];
    group = VECTOR_PUSH(groups);
    *group = (struct group){.name = memory_copy_text(name, strlen(name))};
    concordance_init(&group->concordance, term_count);
    return group;
}

void groups_merge(struct groups *into, struct groups *from,
                  struct tally_ids ids)
{
    for (size_t i = 0; i < from->count; i++) {
        struct group *source = &from->items[i];
        struct group *group = groups_get(into, source->name,
                                         source->concordance.term_count);

        tally_merge(&group->tally, &source->tally, ids);
        tally_merge(&group->headings, &source->headings, ids);
        concordance_merge(&group->concordance, &source->concordance);
    }
    groups_release(from);
}

static int compare_names(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    return strcmp(x->name, y->name);
}

void groups_sort(struct groups *groups)
{
    if (groups->count)
        qsort(groups->items, groups->count, sizeof(*groups->items),
              compare_names);
}
