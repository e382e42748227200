/*
 * word_frequency.c - word_frequency.csv: the commonest words of each group.
 *
 * A group may have hundreds of thousands of word types, of which some hundred
 * rows are wanted. They are selected with a heap whose root is the last of the
 * words kept so far: most types are turned away by one look at their count, and
 * only words that are kept, or tie with the last, ever show their letters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/reports.h"
#include "report/tables/cells.h"
#include "report/tables/common_columns.h"
#include "report/tables/group_rows.h"
#include "stats/frequency.h"

enum { GROUP_BY, GROUP, WORD, RANK, COUNT, DOCUMENTS, RATE, COLUMNS };

static const struct column columns[COLUMNS] = {
    [GROUP_BY] = GROUP_BY_COLUMN,
    [GROUP] = GROUP_COLUMN,
    [WORD] = {"word", COLUMN_TEXT, .is_key = true,
              .meaning = "Word, with upper and lower case made one; only the "
                         "commonest of each group have a row."},
    [RANK] = {"rank", COLUMN_COUNT,
              .meaning = "Place of the word in the group, by count: 1 plus the "
                         "number of words with a greater count, so that equal "
                         "words share a rank."},
    [COUNT] = {"count", COLUMN_COUNT, .unit = "words",
               .meaning = "Occurrences of the word in the group's documents."},
    [DOCUMENTS] = {"documents", COLUMN_COUNT, .unit = "documents",
                   .meaning = "Documents of the group with the word."},
    [RATE] = {"rate_per_10k_words", COLUMN_RATE,
              .unit = "occurrences per 10,000 words",
              .meaning = "Occurrences per 10,000 words of the group: 10,000 * "
                         "count / words."},
};

static const struct table table = {
    .name = "word_frequency",
    .title = "Commonest words by group",
    .row = "group and word",
    .order = "by group, then by count, highest first, then by word",
    .columns = columns,
    .column_count = COLUMNS,
};

struct top_word {
    uint64_t count, documents;
    const char *text;
    size_t length;
};

/* A heap: no word comes after its parent, words[(i - 1) / 2]. */
struct top {
    struct top_word *words;
    size_t count, most;
};

/* In the order of the rows. */
static int compare_words(const void *a, const void *b)
{
    const struct top_word *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->text, y->text);
}

static void swap(struct top_word *a, struct top_word *b)
{
    struct top_word kept = *a;

    *a = *b;
    *b = kept;
}

/* Appends a word and lets it rise to its place. */
static void heap_push(struct top *top, const struct top_word *word)
{
    size_t at = top->count++;

    top->words[at] = *word;
    while (at &&
           compare_words(&top->words[(at - 1) / 2], &top->words[at]) < 0) {
        swap(&top->words[(at - 1) / 2], &top->words[at]);
        at = (at - 1) / 2;
    }
}

/* Puts a word in the root's stead and lets it sink to its place. */
static void heap_replace(struct top *top, const struct top_word *word)
{
    size_t at = 0, child;

    top->words[0] = *word;
    while ((child = 2 * at + 1) < top->count) {
        if (child + 1 < top->count &&
            compare_words(&top->words[child], &top->words[child + 1]) < 0)
            child++;
        if (compare_words(&top->words[at], &top->words[child]) >= 0)
            break;
        swap(&top->words[at], &top->words[child]);
        at = child;
    }
}

static void consider(struct top *top, const struct interner *types,
                     uint32_t type, struct type_count count)
{
    struct top_word word = {.count = count.words, .documents = count.documents};

    if (top->count == top->most && word.count < top->words[0].count)
        return;
    word.text = intern_text(types, type, &word.length);
    if (top->count < top->most)
        heap_push(top, &word);
    else if (compare_words(&word, &top->words[0]) < 0)
        heap_replace(top, &word);
}

/* Makes `top`, which holds at most top_words, the group's in row order. */
static void select_words(struct top *top, const struct results *results,
                         const struct type_tally *types)
{
    struct type_count count;

    top->count = 0;
    if (!top->most)
        return;
    for (uint32_t type = 0; type_tally_next(types, &type, &count); type++)
        consider(top, results->types, type, count);
    qsort(top->words, top->count, sizeof(*top->words), compare_words);
}

static enum status fill_group(const struct results *results,
                              const struct group *group, const struct top *top,
                              struct table_output *output, struct error *err)
{
    struct cell row[COLUMNS] = {
        [GROUP_BY] = cell_string(results->group_by),
        [GROUP] = cell_string(group->name),
    };
    enum status status = OK;

    for (size_t i = 0; !status && i < top->count; i++) {
        const struct top_word *word = &top->words[i];

        if (i == 0 || word->count != top->words[i - 1].count)
            row[RANK] = cell_count(i + 1);
        row[WORD] = cell_text(word->text, word->length);
        row[COUNT] = cell_count(word->count);
        row[DOCUMENTS] = cell_count(word->documents);
        row[RATE] = cell_measurement(
            rate_per_10k(word->count, group->tally.totals.words));
        status = table_row_repeating(output, row, i ? WORD : 0, err);
    }
    return status;
}

/* No group has more word types than the whole corpus. */
static size_t most_words(const struct results *results)
{
    size_t types = intern_count(results->types);

    return results->top_words < types ? results->top_words : types;
}

static enum status fill(const void *source, struct table_output *output,
                        struct error *err)
{
    const struct results *results = source;
    struct top top = {.most = most_words(results)};
    struct group_rows groups;
    enum status status = OK;

    top.words = memory_get_zeroed(top.most, sizeof(*top.words));
    group_rows_init(&groups, results);
    for (size_t i = 0; !status && i < groups.count; i++) {
        const struct group *group = groups.items[i].group;

        select_words(&top, results, &group->tally.types);
        status = fill_group(results, group, &top, output, err);
    }
    group_rows_release(&groups);
    free(top.words);
    return status;
}

const struct report report_word_frequency = {.table = &table, .fill = fill};
