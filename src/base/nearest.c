/* nearest.c - see nearest.h. */
#include "base/nearest.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/display.h"
#include "base/memory.h"

enum { ALL_MAX = 12, NEAREST_MAX = 5, COMPARED_BYTES = 64, NAME_COLUMNS = 60 };

struct candidate {
    const char *name;
    size_t distance;
};

static int fold(char byte)
{
    return tolower((unsigned char)byte);
}

/* Returns the letters to change, add or leave out to make `a` of `b`; of long
 * texts, of their beginnings (Levenshtein; ASCII's capitals are not told from
 * the small ones). */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[COMPARED_BYTES + 1];
    size_t width = strnlen(b, COMPARED_BYTES);
    size_t height = strnlen(a, COMPARED_BYTES);

    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 0; i < height; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t j = 0; j < width; j++) {
            size_t best = diagonal + (fold(a[i]) != fold(b[j]));

            diagonal = row[j + 1];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (diagonal + 1 < best)
                best = diagonal + 1;
            row[j + 1] = best;
        }
    }
    return row[width];
}

static int by_distance(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;

    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return strcmp(a->name, b->name);
}

static int by_name(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;

    return strcmp(a->name, b->name);
}

void nearest_add(struct buffer *out, const char *wanted,
                 const char *const *names, size_t count)
{
    struct candidate *all = memory_get_zeroed(count + 1, sizeof(*all));
    size_t said = count <= ALL_MAX ? count : NEAREST_MAX;

    for (size_t i = 0; i < count; i++)
        all[i] = (struct candidate){names[i],
                                    *wanted && strcasestr(names[i], wanted)
                                        ? 0
                                        : 1 + edit_distance(names[i], wanted)};
    qsort(all, count, sizeof(*all), said == count ? by_name : by_distance);
    if (said == count)
        buffer_add_text(out, count ? "there are: " : "there is none");
    else
        buffer_add_format(out, "the nearest of %zu: ", count);
    for (size_t i = 0; i < said; i++) {
        buffer_add_text(out, i ? ", " : "");
        display_add(out, all[i].name, strlen(all[i].name), NAME_COLUMNS);
    }
    free(all);
}
