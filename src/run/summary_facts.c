/* summary_facts.c - see summary_facts.h. */
#include "run/summary_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/display.h"
#include "base/memory.h"

enum {
    THEMES_MAX = 15,
    THEME_WIDTH = 28,
    DOCUMENT_WIDTH = 40,
    RATE_WIDTH = 6 /* 9999.9 */
};

const char summary_title[] = "hits in 10,000 words", summary_all[] = "(all)",
           summary_moved[] = "moved";

/* -- Cells ----------------------------------------------------------------- */

static bool is_text(const struct cell *cells, size_t column, const char *text)
{
    return column != SIZE_MAX && cells[column].kind == CELL_TEXT &&
           cells[column].length == strlen(text) &&
           memcmp(cells[column].text, text, cells[column].length) == 0;
}

static struct summary_rate rate_at(const struct cell *cells, size_t column)
{
    if (column == SIZE_MAX || cells[column].kind != CELL_NUMBER)
        return (struct summary_rate){0};
    return (struct summary_rate){cells[column].number, true};
}

/* Looks up the columns when another table begins. */
static void begin_row(struct summary_facts *facts, const struct table *table)
{
    if (facts->table == table)
        return;
    facts->table = table;
    facts->group = table_find_column(table, "group");
    facts->theme = table_find_column(table, "theme");
    facts->words = table_find_column(table, "words");
    facts->rate = table_find_column(table, "rate_per_10k_words");
    facts->what = table_find_column(table, "what");
    facts->name = table_find_column(table, "name");
    facts->change = table_find_column(table, "change");
    facts->difference = table_find_column(table, "difference");
}

/* Returns the place of the row's group; false for "(all)". */
static bool find_place(const struct summary_facts *facts,
                       const struct cell *cells, uint32_t *place)
{
    return facts->group != SIZE_MAX && cells[facts->group].kind == CELL_TEXT &&
           intern_find(facts->names, cells[facts->group].text,
                       cells[facts->group].length, place);
}

static struct summary_theme *find_theme(struct summary_facts *facts,
                                        const struct cell *cells, size_t column)
{
    for (size_t i = 0; i < facts->themes.count; i++)
        if (is_text(cells, column, facts->themes.items[i].name))
            return &facts->themes.items[i];
    return NULL;
}

/* -- Which themes and groups ----------------------------------------------- */

static void note_size(void *context, const struct table *table,
                      const struct cell *cells)
{
    struct summary_facts *facts = context;
    uint32_t place;

    begin_row(facts, table);
    if (find_place(facts, cells, &place)) {
        if (facts->words != SIZE_MAX && cells[facts->words].kind == CELL_COUNT)
            facts->groups[place].words = cells[facts->words].count;
    } else if (is_text(cells, facts->group, summary_all) &&
               facts->theme != SIZE_MAX &&
               cells[facts->theme].kind == CELL_TEXT) {
        *VECTOR_PUSH(&facts->themes) = (struct summary_theme){
            .name = memory_copy_text(cells[facts->theme].text,
                                     cells[facts->theme].length),
            .all = rate_at(cells, facts->rate)};
    }
}

static int by_rate(const void *left, const void *right)
{
    const struct summary_theme *a = left, *b = right;

    if (a->all.value != b->all.value)
        return a->all.value > b->all.value ? -1 : 1;
    return strcmp(a->name, b->name);
}

static int by_words(const void *left, const void *right)
{
    const struct summary_group *a = left, *b = right;

    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static int by_place(const void *left, const void *right)
{
    const struct summary_group *a = left, *b = right;

    return a->place < b->place ? -1 : a->place > b->place;
}

static void choose_themes(struct summary_facts *facts)
{
    struct summary_themes *themes = &facts->themes;

    facts->theme_count = themes->count;
    if (themes->count)
        qsort(themes->items, themes->count, sizeof(*themes->items), by_rate);
    while (themes->count > THEMES_MAX)
        free(themes->items[--themes->count].name);
}

/* -- The table's shape ------------------------------------------------------
 */

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t width_of(const char *text)
{
    return display_width(text, strlen(text));
}

size_t summary_theme_width(const struct summary_facts *facts)
{
    size_t width = strlen(summary_title);

    for (size_t i = 0; i < facts->themes.count; i++) {
        size_t own = smaller(THEME_WIDTH,
                             width_of(facts->themes.items[i].name));

        width = own > width ? own : width;
    }
    return width;
}

size_t summary_rate_width(const char *name)
{
    size_t width = smaller(SUMMARY_GROUP_WIDTH, width_of(name));

    return width > RATE_WIDTH ? width : RATE_WIDTH;
}

/* Keeps the groups with most words, as many as the line has room for, and puts
 * them in time again. One group alone is all there is. */
static void choose_groups(struct summary_facts *facts, size_t width)
{
    size_t used = SUMMARY_GAP + summary_theme_width(facts) + SUMMARY_GAP +
                  summary_rate_width(summary_all);

    used += facts->has_moved ? SUMMARY_GAP + summary_rate_width(summary_moved)
                             : 0;
    if (facts->group_count < 2)
        return;
    qsort(facts->groups, facts->group_count, sizeof(*facts->groups), by_words);
    while (facts->shown_count < facts->group_count &&
           facts->shown_count < SUMMARY_GROUPS_MAX) {
        size_t place = facts->groups[facts->shown_count].place;

        used += SUMMARY_GAP + summary_rate_width(facts->in_time[place]);
        if (used > width)
            break;
        facts->shown_count++;
    }
    qsort(facts->groups, facts->shown_count, sizeof(*facts->groups), by_place);
}

/* -- Rates and changes ----------------------------------------------------- */

static void note_rate(void *context, const struct table *table,
                      const struct cell *cells)
{
    struct summary_facts *facts = context;
    struct summary_theme *theme;
    uint32_t place;

    begin_row(facts, table);
    if (!find_place(facts, cells, &place) ||
        !(theme = find_theme(facts, cells, facts->theme)))
        return;
    for (size_t i = 0; i < facts->shown_count; i++)
        if (facts->groups[i].place == place)
            theme->groups[i] = rate_at(cells, facts->rate);
}

static void note_document(struct summary_facts *facts, const struct cell *cells)
{
    for (size_t i = 0; i < SUMMARY_CHANGES; i++) {
        struct document_change *change = &facts->documents[i];

        if (!is_text(cells, facts->change, change->kind))
            continue;
        if (change->count++ < SUMMARY_NAMES_MAX && facts->name != SIZE_MAX &&
            cells[facts->name].kind == CELL_TEXT) {
            buffer_add_text(&change->names, change->count > 1 ? ", " : "");
            display_add(&change->names, cells[facts->name].text,
                        cells[facts->name].length, DOCUMENT_WIDTH);
        }
    }
}

static void note_change(void *context, const struct table *table,
                        const struct cell *cells)
{
    struct summary_facts *facts = context;
    struct summary_theme *theme;

    begin_row(facts, table);
    if (is_text(cells, facts->what, "document")) {
        note_document(facts, cells);
    } else if (is_text(cells, facts->what, "theme") &&
               is_text(cells, facts->group, summary_all)) {
        theme = find_theme(facts, cells, facts->name);
        if (theme) {
            theme->moved = rate_at(cells, facts->difference);
            facts->has_moved = true;
        }
    }
}

/* -- The whole ------------------------------------------------------------- */

static enum status visit(struct summary_facts *facts, const char *name,
                         void (*look)(void *context, const struct table *table,
                                      const struct cell *cells),
                         struct error *err)
{
    const struct published_table *from = published_find(facts->run, name);

    return from ? published_visit(facts->run, from, look, facts, err) : OK;
}

static void begin(struct summary_facts *facts)
{
    static const char *const kinds[SUMMARY_CHANGES] = {"added", "gone",
                                                       "changed", "regrouped"};

    for (size_t i = 0; i < SUMMARY_CHANGES; i++)
        facts->documents[i].kind = kinds[i];
    facts->in_time = published_groups(facts->run, &facts->group_count);
    facts->names = interner_new();
    facts->groups = memory_get_zeroed(facts->group_count + 1,
                                      sizeof(*facts->groups));
    for (size_t i = 0; i < facts->group_count; i++) {
        const char *name = facts->in_time[i];

        facts->groups[i].place = intern(facts->names, name, strlen(name));
    }
}

void summary_facts_release(struct summary_facts *facts)
{
    for (size_t i = 0; i < facts->themes.count; i++)
        free(facts->themes.items[i].name);
    free(facts->themes.items);
    for (size_t i = 0; i < SUMMARY_CHANGES; i++)
        buffer_release(&facts->documents[i].names);
    interner_free(facts->names);
    free(facts->groups);
}

/* The rates are read twice: which groups are shown depends on all of them. */
enum status summary_facts_read(struct summary_facts *out,
                               const struct published *run, size_t width,
                               struct error *err)
{
    struct summary_facts *facts = out;

    *facts = (struct summary_facts){.run = run};
    begin(facts);
    if (visit(facts, "theme_frequency", note_size, err) != OK)
        return err->code;
    choose_themes(facts);
    if (visit(facts, "changes", note_change, err) != OK)
        return err->code;
    choose_groups(facts, width);
    return visit(facts, "theme_frequency", note_rate, err);
}
