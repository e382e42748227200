/* gather.c - see gather.h. */
#include "report/figures/gather.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void gather_release(struct gather *gather)
{
    free(gather->rows.items);
    free(gather->dots.items);
    free(gather->plot_rows);
}

static bool is_row(const struct gathered_row *row, const char *name,
                   const char *detail)
{
    const char *own = row->row.detail;

    return strcmp(row->row.name, name) == 0 &&
           (own && detail ? strcmp(own, detail) == 0 : own == detail);
}

/* Tables repeat their rows in one order for each group, so the next row is
 * mostly the one after the last. */
size_t gather_row(struct gather *gather, const char *name, const char *detail)
{
    size_t count = gather->rows.count;

    for (size_t i = 1; i <= count; i++) {
        size_t index = (gather->last + i) % count;

        if (is_row(&gather->rows.items[index], name, detail))
            return gather->last = index;
    }
    *VECTOR_PUSH(&gather->rows) = (struct gathered_row){
        .row = {name, detail},
        .index = count,
    };
    return gather->last = count;
}

void gather_dot(struct gather *gather, const struct dot *dot)
{
    *VECTOR_PUSH(&gather->dots) = *dot;
}

/* -- The end --------------------------------------------------------------- */

static int compare(double left, double right, size_t left_index,
                   size_t right_index)
{
    if (left != right)
        return left < right ? 1 : -1;
    return left_index < right_index ? -1 : left_index > right_index;
}

static int compare_weights(const void *a, const void *b)
{
    const struct gathered_row *left = a, *right = b;

    return compare(left->weight, right->weight, left->index, right->index);
}

static int compare_orders(const void *a, const void *b)
{
    const struct gathered_row *left = a, *right = b;

    return compare(left->order, right->order, left->index, right->index);
}

/* Gives every dot its row's new place, and drops those without one. */
static void move_dots(struct gather *gather, size_t row_count)
{
    size_t *places = memory_get(row_count * sizeof(*places));
    size_t kept = 0;

    for (size_t i = 0; i < row_count; i++)
        places[i] = SIZE_MAX;
    for (size_t i = 0; i < gather->rows.count; i++)
        places[gather->rows.items[i].index] = i;
    for (size_t i = 0; i < gather->dots.count; i++) {
        struct dot dot = gather->dots.items[i];

        dot.row = places[dot.row];
        if (dot.row != SIZE_MAX)
            gather->dots.items[kept++] = dot;
    }
    gather->dots.count = kept;
    free(places);
}

size_t gather_finish(struct gather *gather, size_t most, struct dot_plot *plot)
{
    struct gathered_rows *rows = &gather->rows;
    size_t count = rows->count;

    if (count == 0)
        return 0;
    if (count > most) {
        qsort(rows->items, count, sizeof(*rows->items), compare_weights);
        rows->count = most;
    }
    qsort(rows->items, rows->count, sizeof(*rows->items), compare_orders);
    move_dots(gather, count);
    gather->plot_rows = memory_get_zeroed(rows->count,
                                          sizeof(*gather->plot_rows));
    for (size_t i = 0; i < rows->count; i++)
        gather->plot_rows[i] = rows->items[i].row;
    plot->rows = gather->plot_rows;
    plot->row_count = rows->count;
    plot->dots = gather->dots.items;
    plot->dot_count = gather->dots.count;
    return count;
}
