/* differences.c - see differences.h. */
#include "report/differences.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "report/cell_text.h"
#include "stats/frequency.h"

static const char *const table_names[OBSERVED_KINDS] = {
    [OBSERVED_DOCUMENT] = "documents.csv",
    [OBSERVED_THEME] = "theme_frequency.csv",
    [OBSERVED_TERM] = "term_frequency.csv",
};

/* -- The run before -------------------------------------------------------- */

enum { NAME, GROUP, THEME, SHA256, STATUS, HITS, WORDS, COLUMNS };

/* NULL: the kind has none. */
static const char *const column_names[OBSERVED_KINDS][COLUMNS] = {
    [OBSERVED_DOCUMENT] = {"document", "group", NULL, "sha256", "status",
                           "hits", "words"},
    [OBSERVED_THEME] = {"theme", "group", "theme", NULL, NULL, "hits", "words"},
    [OBSERVED_TERM] = {"term", "group", "theme", NULL, NULL, "hits", "words"},
};

struct reading {
    struct differences *out;
    const struct earlier_run *earlier;
    enum observed_kind kind;
    int columns[COLUMNS];
};

/* Reads the table of the kind into out->tables. */
static enum status read_table(const struct reading *reading, struct error *err)
{
    char *path = path_join(reading->earlier->folder,
                           table_names[reading->kind]);
    struct buffer bytes = {0};
    struct issues issues = {0};
    enum status status = file_read(path, &bytes, err);

    if (status == OK)
        status = csv_table_read(
            &reading->out->tables[reading->kind],
            &(struct csv_source){.name = path,
                                 .stage = "changes",
                                 .bytes = buffer_text(&bytes),
                                 .length = bytes.length},
            &issues, err);
    buffer_release(&bytes);
    issues_release(&issues);
    free(path);
    return status;
}

static enum status find_columns(struct reading *reading, struct error *err)
{
    const struct csv_table *table = &reading->out->tables[reading->kind];

    for (int i = 0; i < COLUMNS; i++) {
        const char *name = column_names[reading->kind][i];

        reading->columns[i] = name ? csv_table_column(table, name)
                                   : CSV_NO_COLUMN;
        if (name && reading->columns[i] == CSV_NO_COLUMN)
            return error_set(err, ERR_FORMAT, "%s: has no column \"%s\"",
                             table->name, name);
    }
    return OK;
}

/* Returns the text without the apostrophe that guards it in the dialect. A name
 * may have one of its own, which nobody can tell from the guard: so it is taken
 * off what this run observed, too. */
static const char *unguarded(const struct csv_dialect *dialect,
                             const char *text)
{
    size_t length = text[0] == '\'' ? strlen(text + 1) : 0;

    return length && csv_needs_guard(dialect, text + 1, length) ? text + 1
                                                                : text;
}

static const char *text_of(const struct reading *reading, size_t row,
                           int column)
{
    const struct csv_table *table = &reading->out->tables[reading->kind];

    if (reading->columns[column] == CSV_NO_COLUMN)
        return "";
    return unguarded(
        reading->earlier->dialect,
        csv_table_field(table, row, (size_t)reading->columns[column])->text);
}

static uint64_t count_of(const struct reading *reading, size_t row, int column)
{
    return strtoull(text_of(reading, row, column), NULL, 10);
}

static enum status read_earlier(struct reading *reading, struct error *err)
{
    struct observations *before = &reading->out->before;
    size_t rows;

    if (read_table(reading, err) != OK || find_columns(reading, err) != OK)
        return err->code;
    rows = reading->out->tables[reading->kind].rows;
    VECTOR_RESERVE(before, before->count + rows);
    for (size_t row = 0; row < rows; row++)
        *VECTOR_PUSH(before) = (struct observation){
            .kind = reading->kind,
            .group = text_of(reading, row, GROUP),
            .theme = text_of(reading, row, THEME),
            .name = text_of(reading, row, NAME),
            .sha256 = text_of(reading, row, SHA256),
            .status = text_of(reading, row, STATUS),
            .hits = count_of(reading, row, HITS),
            .words = count_of(reading, row, WORDS),
        };
    return OK;
}

/* -- This run -------------------------------------------------------------- */

static void observe_documents(struct differences *out,
                              const struct results *results)
{
    for (size_t i = 0; i < results->corpus->items.count; i++) {
        const struct document_result *result = &results->documents[i];
        char hex[DIGEST_HEX_SIZE];
        const char *sha256 = document_sha256(result, hex);

        *VECTOR_PUSH(&out->after) = (struct observation){
            .kind = OBSERVED_DOCUMENT,
            .group = result->group ? result->group : "",
            .theme = "",
            .name = results->corpus->items.items[i].path,
            .sha256 = arena_copy_text(&out->texts, sha256, strlen(sha256)),
            .status = document_status_name(
                (enum document_status)result->status),
            .hits = result->totals.hits,
            .words = result->totals.words,
        };
    }
}

static void observe_group(struct differences *out,
                          const struct results *results,
                          const struct group *group)
{
    const struct lexicon *lexicon = results->lexicon;
    const struct tally *tally = &group->tally;
    struct observation observation = {.kind = OBSERVED_THEME,
                                      .group = group->name,
                                      .sha256 = "",
                                      .status = "",
                                      .words = tally->totals.words};

    for (uint32_t i = 0; i < lexicon->themes.count; i++) {
        observation.theme = observation.name = lexicon->themes.items[i].name;
        observation.hits = count_map_get(&tally->counts[TALLY_THEMES], i).count;
        *VECTOR_PUSH(&out->after) = observation;
    }
    observation.kind = OBSERVED_TERM;
    for (uint32_t i = 0; i < lexicon->terms.count; i++) {
        const struct term *term = &lexicon->terms.items[i];

        observation.theme = lexicon->themes.items[term->theme].name;
        observation.name = term->name;
        observation.hits = count_map_get(&tally->counts[TALLY_TERMS], i).count;
        *VECTOR_PUSH(&out->after) = observation;
    }
}

/* Returns this run's name as its tables have it, but for the guard. */
static const char *as_written(struct differences *out,
                              const struct csv_dialect *dialect,
                              const char *name)
{
    struct buffer fit = {0};
    size_t length = strlen(name);

    if (!cell_text_is_fit(name, length)) {
        cell_text_repair(name, length, &fit);
        name = arena_copy_text(&out->texts, buffer_text(&fit), fit.length);
        buffer_release(&fit);
    }
    return unguarded(dialect, name);
}

static void observe(struct differences *out, const struct results *results,
                    const struct csv_dialect *dialect)
{
    observe_documents(out, results);
    for (size_t i = 0; i < results->group_count; i++)
        observe_group(out, results, &results->groups[i]);
    observe_group(out, results, results->all);
    for (size_t i = 0; i < out->after.count; i++) {
        struct observation *observation = &out->after.items[i];

        observation->group = as_written(out, dialect, observation->group);
        observation->theme = as_written(out, dialect, observation->theme);
        observation->name = as_written(out, dialect, observation->name);
    }
}

/* -- One against the other ------------------------------------------------- */

/* A document is the same one in whichever group it is. */
static int compare_keys(const void *a, const void *b)
{
    const struct observation *x = a, *y = b;
    int order = (int)x->kind - (int)y->kind;

    if (!order && x->kind != OBSERVED_DOCUMENT)
        order = strcmp(x->group, y->group);
    if (!order)
        order = strcmp(x->theme, y->theme);
    return order ? order : strcmp(x->name, y->name);
}

static void sort_observations(struct observations *observations)
{
    if (observations->count)
        qsort(observations->items, observations->count,
              sizeof(*observations->items), compare_keys);
}

static double rate_of(const struct observation *observation)
{
    struct measurement rate = {0};

    if (observation)
        rate = rate_per_10k(observation->hits, observation->words);
    return rate.is_defined ? rate.value : 0;
}

/* As reports show it. */
static double shown(double rate)
{
    return round(rate * 10000);
}

/* Returns whether the two, of which one may be NULL, differ, and how. */
static bool classify(const struct observation *before,
                     const struct observation *after,
                     enum difference_change *change)
{
    *change = !before  ? DIFFERENCE_ADDED
              : !after ? DIFFERENCE_GONE
                       : DIFFERENCE_MOVED;
    if (*change != DIFFERENCE_MOVED)
        return true;
    if (after->kind != OBSERVED_DOCUMENT)
        return before->hits != after->hits ||
               shown(rate_of(before)) != shown(rate_of(after));
    *change = strcmp(before->sha256, after->sha256) != 0 ? DIFFERENCE_CHANGED
                                                         : DIFFERENCE_REGROUPED;
    return *change == DIFFERENCE_CHANGED ||
           strcmp(before->group, after->group) != 0 ||
           strcmp(before->status, after->status) != 0;
}

static double words_of(const struct observation *observation)
{
    return observation ? (double)observation->words : 0;
}

static void consider(struct differences *out, const struct observation *before,
                     const struct observation *after)
{
    const struct observation *any = after ? after : before;
    enum difference_change change;

    if (classify(before, after, &change))
        *VECTOR_PUSH(out) = (struct difference){
            .change = change,
            .before = before,
            .after = after,
            .amount = any->kind == OBSERVED_DOCUMENT
                          ? fabs(words_of(after) - words_of(before))
                          : fabs(shown(rate_of(after)) -
                                 shown(rate_of(before))),
        };
}

/* A group by another column is another thing, even of the same name. */
static bool is_comparable(const struct earlier_run *earlier,
                          const struct observation *observation)
{
    return earlier->has_same_groups || strcmp(observation->group, "(all)") == 0;
}

static void keep_comparable(const struct earlier_run *earlier,
                            struct observations *observations)
{
    size_t kept = 0;

    for (size_t i = 0; i < observations->count; i++) {
        struct observation *observation = &observations->items[i];

        if (observation->kind == OBSERVED_DOCUMENT) {
            if (!earlier->has_same_groups)
                observation->group = "";
        } else if (!is_comparable(earlier, observation)) {
            continue;
        }
        observations->items[kept++] = *observation;
    }
    observations->count = kept;
}

/* Both are sorted by key. */
static void join(struct differences *out)
{
    const struct observation *before = out->before.items,
                             *after = out->after.items;
    const struct observation *before_end = before + out->before.count,
                             *after_end = after + out->after.count;

    while (before < before_end || after < after_end) {
        int order = before == before_end ? 1
                    : after == after_end ? -1
                                         : compare_keys(before, after);

        consider(out, order <= 0 ? before : NULL, order >= 0 ? after : NULL);
        before += order <= 0;
        after += order >= 0;
    }
}

static int compare_differences(const void *a, const void *b)
{
    const struct difference *x = a, *y = b;
    const struct observation *left = difference_subject(x),
                             *right = difference_subject(y);

    if (left->kind != right->kind)
        return (int)left->kind - (int)right->kind;
    if (x->amount != y->amount)
        return x->amount > y->amount ? -1 : 1;
    return compare_keys(left, right);
}

enum status differences_find(struct differences *out,
                             const struct results *results,
                             const struct earlier_run *earlier,
                             struct error *err)
{
    struct reading reading = {.out = out, .earlier = earlier};

    out->causes = earlier->causes;
    for (int kind = 0; kind < OBSERVED_KINDS; kind++) {
        reading.kind = (enum observed_kind)kind;
        if (read_earlier(&reading, err) != OK)
            return err->code;
    }
    observe(out, results, earlier->dialect);
    keep_comparable(earlier, &out->before);
    keep_comparable(earlier, &out->after);
    sort_observations(&out->before);
    sort_observations(&out->after);
    join(out);
    if (out->count)
        qsort(out->items, out->count, sizeof(*out->items), compare_differences);
    return OK;
}

void differences_release(struct differences *differences)
{
    for (int i = 0; i < OBSERVED_KINDS; i++)
        csv_table_release(&differences->tables[i]);
    free(differences->before.items);
    free(differences->after.items);
    free(differences->items);
    arena_release(&differences->texts);
    *differences = (struct differences){0};
}
