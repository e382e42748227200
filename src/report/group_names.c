/* group_names.c - see group_names.h. */
#include "report/group_names.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/intern.h"
#include "base/memory.h"
#include "base/vector.h"

enum { NO_YEAR = INT_MAX - 1, LAST = INT_MAX };

struct group_year {
    const char *name; /* the interner's */
    int year;         /* the earliest */
};

struct group_years VECTOR_OF(struct group_year);

struct collector {
    struct interner *names;
    struct group_years groups;  /* as the interner numbers them */
    size_t group_at, period_at; /* columns; SIZE_MAX: there is none */
};

/* Returns the year that 2011, 2011-07 or 2011-Q3 begins with. */
static int year_of(const struct cell *period)
{
    int year = 0;

    if (period->kind != CELL_TEXT || period->length < 4)
        return NO_YEAR;
    for (size_t i = 0; i < 4; i++) {
        if (period->text[i] < '0' || period->text[i] > '9')
            return NO_YEAR;
        year = year * 10 + period->text[i] - '0';
    }
    return year;
}

/* Returns the group of that name, adding it if it is new. */
static struct group_year *find_group(struct collector *collector,
                                     const struct cell *name)
{
    uint32_t id = intern(collector->names, name->text, name->length);
    const char *text = intern_text(collector->names, id, NULL);

    if (id == collector->groups.count)
        *VECTOR_PUSH(&collector->groups) = (struct group_year){
            text, strcmp(text, "(unknown)") == 0 ? LAST : NO_YEAR};
    return &collector->groups.items[id];
}

static void look_at(void *context, const struct table *table,
                    const struct cell *cells)
{
    struct collector *collector = context;
    const struct cell *name = &cells[collector->group_at];
    struct group_year *group;
    int year;

    (void)table;
    if (name->kind != CELL_TEXT)
        return;
    group = find_group(collector, name);
    year = collector->period_at == SIZE_MAX
               ? NO_YEAR
               : year_of(&cells[collector->period_at]);
    if (group->year != LAST && year < group->year)
        group->year = year;
}

static int by_time(const void *left, const void *right)
{
    const struct group_year *a = left, *b = right;

    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return strcmp(a->name, b->name);
}

static enum status collect(struct collector *collector,
                           const struct published *run, const char *name,
                           struct error *err)
{
    const struct published_table *from = published_find(run, name);

    if (!from)
        return OK;
    collector->group_at = table_find_column(from->table, "group");
    collector->period_at = table_find_column(from->table, "period");
    if (collector->group_at == SIZE_MAX)
        return error_set(err, ERR_FORMAT,
                         "table %s has no column of groups: it was not written "
                         "by policylex",
                         name);
    return published_visit(run, from, look_at, collector, err);
}

/* Sorts the groups and makes the list of all but "(all)". */
static void list_names(struct group_years *groups, struct arena *arena,
                       const char ***names, size_t *count)
{
    const char **list = memory_get_zeroed(groups->count + 1, sizeof(*list));

    if (groups->count)
        qsort(groups->items, groups->count, sizeof(*groups->items), by_time);
    *count = 0;
    for (size_t i = 0; i < groups->count; i++) {
        const char *name = groups->items[i].name;

        if (strcmp(name, "(all)") != 0)
            list[(*count)++] = arena_copy_text(arena, name, strlen(name));
    }
    *names = list;
}

enum status group_names_read(const struct published *run, struct arena *arena,
                             const char ***names, size_t *count,
                             struct error *err)
{
    struct collector collector = {.names = interner_new()};
    enum status status = collect(&collector, run, "theme_frequency", err);

    if (status == OK)
        status = collect(&collector, run, "theme_trend", err);
    if (status == OK)
        list_names(&collector.groups, arena, names, count);
    free(collector.groups.items);
    interner_free(collector.names);
    return status;
}
