/* periods.c - see periods.h. */
#include "report/tables/periods.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

const char *const period_type_names[] = {"month", "quarter", "year", NULL};

/* 0 for a date that is not precise enough. */
static uint32_t period_of(struct date date, enum period_type type)
{
    uint32_t year = (uint32_t)date.year * 100;

    if (!date_is_known(date) || (type != PERIOD_YEAR && !date.month))
        return 0;
    if (type == PERIOD_YEAR)
        return year;
    return year + (type == PERIOD_MONTH ? date.month : (date.month + 2U) / 3);
}

void period_format(uint32_t period, enum period_type type,
                   char text[PERIOD_TEXT_MAX])
{
    if (type == PERIOD_MONTH)
        snprintf(text, PERIOD_TEXT_MAX, "%04u-%02u", period / 100,
                 period % 100);
    else if (type == PERIOD_QUARTER)
        snprintf(text, PERIOD_TEXT_MAX, "%04u-Q%u", period / 100, period % 100);
    else
        snprintf(text, PERIOD_TEXT_MAX, "%04u", period / 100);
}

void dated_init(struct dated_documents *dated, const struct results *results)
{
    size_t documents = results->corpus->items.count;

    *dated = (struct dated_documents){
        .results = results,
        .items = memory_get_zeroed(documents, sizeof(*dated->items)),
        .documents = memory_get_zeroed(documents, sizeof(*dated->documents)),
    };
}

void dated_release(struct dated_documents *dated)
{
    free(dated->items);
    free(dated->documents);
    *dated = (struct dated_documents){0};
}

static int compare_dated(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

void dated_sort(struct dated_documents *dated, const uint32_t *documents,
                size_t count, enum period_type type)
{
    const struct document *all = dated->results->corpus->items.items;

    dated->count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t period = period_of(all[documents[i]].date, type);

        if (period)
            dated->items[dated->count++] = (struct dated){period, documents[i]};
    }
    if (dated->count)
        qsort(dated->items, dated->count, sizeof(*dated->items), compare_dated);
    for (size_t i = 0; i < dated->count; i++)
        dated->documents[i] = dated->items[i].document;
}

size_t dated_period_end(const struct dated_documents *dated, size_t begin)
{
    size_t end = begin;

    while (end < dated->count &&
           dated->items[end].period == dated->items[begin].period)
        end++;
    return end;
}
