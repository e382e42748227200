/* matched_forms.c - matched_forms.csv: what the patterns really caught. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/common_columns.h"

enum { THEME, TERM, MATCHED_TEXT, HITS, DOCUMENTS, COLUMNS };

static const struct column columns[COLUMNS] = {
    [THEME] = THEME_COLUMN,
    [TERM] = TERM_COLUMN,
    [MATCHED_TEXT] = {"matched_text", COLUMN_TEXT, .is_key = true,
                      .meaning =
                          "Text that a pattern of the term matched, with "
                          "upper and lower case made one."},
    [HITS] = {"hits", COLUMN_COUNT, .unit = "hits",
              .meaning =
                  "Hits of the term with this text in the whole corpus."},
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents with at least one such hit."},
};

static const struct table table = {
    .name = "matched_forms",
    .title = "Matched forms of each term",
    .row = "theme, term and matched text",
    .order = "by theme, then by term, then by hits, most first",
    .columns = columns,
    .column_count = COLUMNS,
};

struct form {
    uint32_t term;
    const char *text;
    size_t length;
    uint64_t hits, documents;
};

/* Terms by id, which is the order of theme and name. */
static int compare_forms(const void *a, const void *b)
{
    const struct form *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    if (x->hits != y->hits)
        return x->hits > y->hits ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* Returns the forms in the order of the rows; the caller frees. */
static struct form *sorted_forms(const struct results *results, size_t *count)
{
    const struct count_map *map = &results->all->tally.counts[TALLY_FORMS];
    struct form *forms = memory_get_zeroed(map->used, sizeof(*forms));

    *count = 0;
    for (size_t i = 0; i < map->capacity; i++) {
        const struct count_entry *entry = &map->entries[i];
        struct form *form;

        if (!entry->key_plus_1)
            continue;
        form = &forms[(*count)++];
        form->term = (uint32_t)(count_entry_key(entry) >> 32);
        form->text = intern_text(
            results->forms, (uint32_t)count_entry_key(entry), &form->length);
        form->hits = entry->count;
        form->documents = entry->documents;
    }
    if (*count)
        qsort(forms, *count, sizeof(*forms), compare_forms);
    return forms;
}

static enum status add_row(const struct results *results,
                           const struct form *form, struct table_output *output,
                           struct error *err)
{
    const struct term *term = &results->lexicon->terms.items[form->term];
    struct cell row[COLUMNS] = {
        [THEME] = cell_string(results->lexicon->themes.items[term->theme].name),
        [TERM] = cell_string(term->name),
        [MATCHED_TEXT] = cell_text(form->text, form->length),
        [HITS] = cell_count(form->hits),
        [DOCUMENTS] = cell_count(form->documents),
    };

    return table_row(output, row, err);
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    size_t count;
    struct form *forms = sorted_forms(source, &count);
    enum status status = OK;

    for (size_t i = 0; !status && i < count; i++)
        status = add_row(source, &forms[i], output, err);
    free(forms);
    return status;
}

const struct report report_matched_forms = {.table = &table, .fill = fill};
