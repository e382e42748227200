/* figures.c - see figures.h. */
#include "report/workbook/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "report/cell_text.h"
#include "report/workbook/picks.h"

/* Units of a name in a sentence. */
enum { WORDS_MAX = 80 };

static const char *const all[] = {"(all)", NULL};
static const char unknown[] = "(unknown)";

/* A name and what decides whether it is among the largest. */
struct ranked {
    const char *name;
    double size;
};
struct ranking VECTOR_OF(struct ranked);

static int by_size(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;

    if (left->size != right->size)
        return left->size < right->size ? 1 : -1;
    return strcmp(left->name, right->name);
}

/* Fills `names` with the largest, largest first. */
static void take_largest(struct ranking *ranking, struct names *names)
{
    if (ranking->count)
        qsort(ranking->items, ranking->count, sizeof(*ranking->items), by_size);
    names->is_cut = ranking->count > FIGURES_MOST;
    for (size_t i = 0; i < ranking->count && i < FIGURES_MOST; i++)
        names->items[names->count++] = ranking->items[i].name;
    free(ranking->items);
}

/* Returns the place of a name, or FIGURES_MOST. */
static size_t place_of(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return i;
    return FIGURES_MOST;
}

static void forget(double matrix[FIGURES_MOST][FIGURES_MOST])
{
    for (size_t i = 0; i < FIGURES_MOST; i++)
        for (size_t j = 0; j < FIGURES_MOST; j++)
            matrix[i][j] = (double)NAN;
}

/* -- Names ----------------------------------------------------------------- */

/* A name that is missing is "". */
static const char *text_of(const struct cell *cell)
{
    return cell->kind == CELL_TEXT ? cell->text : "";
}

static const char *keep(struct figures *figures, const struct cell *cell)
{
    const char *text = text_of(cell);

    return arena_copy_text(&figures->arena, text, strlen(text));
}

/* Keeps a name for sentences and titles: the beginning of one that is very
 * long, since a chart's description may have some 2,000 bytes. */
static const char *keep_short(struct figures *figures, const char *name)
{
    size_t length = strlen(name), cut = cell_text_cut(name, length, WORDS_MAX);
    struct buffer text = {0};
    const char *kept;

    buffer_add(&text, name, cut);
    if (cut < length)
        buffer_add_text(&text, "\xE2\x80\xA6");
    kept = arena_copy_text(&figures->arena, buffer_text(&text), text.length);
    buffer_release(&text);
    return kept;
}

static enum status read_themes(const struct published *run,
                               struct figures *figures, struct error *err)
{
    static const struct pick_column wish[] = {{"group_by", NULL},
                                              {"group", all},
                                              {"theme", NULL},
                                              {"hits", NULL},
                                              {NULL, NULL}};
    struct picks picks = {0};
    struct ranking ranking = {0};
    enum status status = picks_read(run, "theme_frequency", wish, &picks, err);

    for (size_t i = 0; status == OK && i < picks.count; i++) {
        const struct cell *cells = picks.items[i].cells;
        double hits = pick_number(&cells[3]);

        figures->group_by = keep_short(figures, text_of(&cells[0]));
        if (hits > 0)
            *VECTOR_PUSH(&ranking) = (struct ranked){keep(figures, &cells[2]),
                                                     hits};
    }
    take_largest(&ranking, &figures->themes);
    picks_release(&picks);
    return status;
}

/* Puts the groups that were chosen into their order in time. */
static void order_in_time(const struct published *run, struct names *groups)
{
    struct names ordered = {.is_cut = groups->is_cut};
    size_t count;
    const char *const *names = published_groups(run, &count);

    for (size_t i = 0; i < count; i++) {
        size_t place = place_of(groups, names[i]);

        if (place < FIGURES_MOST)
            ordered.items[ordered.count++] = groups->items[place];
    }
    *groups = ordered;
}

/* The words of a group stand in each of its rows: those of one theme do. */
static enum status read_groups(const struct published *run,
                               struct figures *figures, struct error *err)
{
    const char *const theme[] = {figures->themes.items[0], NULL};
    const struct pick_column wish[] = {
        {"group", NULL}, {"theme", theme}, {"words", NULL}, {NULL, NULL}};
    struct picks picks = {0};
    struct ranking ranking = {0};
    enum status status = picks_read(run, "theme_frequency", wish, &picks, err);

    for (size_t i = 0; status == OK && i < picks.count; i++) {
        const struct cell *cells = picks.items[i].cells;
        double words = pick_number(&cells[2]);

        if (words > 0 && strcmp(text_of(&cells[0]), *all) != 0)
            *VECTOR_PUSH(&ranking) = (struct ranked){keep(figures, &cells[0]),
                                                     words};
    }
    take_largest(&ranking, &figures->groups);
    order_in_time(run, &figures->groups);
    picks_release(&picks);
    return status;
}

/* -- Themes by group ------------------------------------------------------- */

static enum status read_rates(const struct published *run,
                              struct figures *figures, struct error *err)
{
    const struct pick_column wish[] = {{"group", figures->groups.items},
                                       {"theme", figures->themes.items},
                                       {"rate_per_10k_words", NULL},
                                       {NULL, NULL}};
    struct picks picks = {0};
    enum status status = picks_read(run, "theme_frequency", wish, &picks, err);

    forget(figures->rates);
    for (size_t i = 0; status == OK && i < picks.count; i++) {
        const struct cell *cells = picks.items[i].cells;
        size_t group = place_of(&figures->groups, cells[0].text);
        size_t theme = place_of(&figures->themes, cells[1].text);

        figures->rates[theme][group] = pick_number(&cells[2]);
    }
    picks_release(&picks);
    return status;
}

/* -- Trend ----------------------------------------------------------------- */

static const char *const year[] = {"year", NULL};

/* Rows come by period: a new one begins a year. */
static void fill_years(struct figures *figures, const struct picks *picks)
{
    struct figure_year *at = NULL;

    figures->years = arena_get(&figures->arena,
                               (picks->count + 1) * sizeof(*figures->years));
    for (size_t i = 0; i < picks->count; i++) {
        const struct cell *cells = picks->items[i].cells;
        size_t theme = place_of(&figures->themes, cells[3].text);

        if (!at || strcmp(at->year, text_of(&cells[2])) != 0) {
            at = &figures->years[figures->year_count++];
            *at = (struct figure_year){.year = keep(figures, &cells[2])};
            for (size_t j = 0; j < FIGURES_MOST; j++)
                at->rates[j] = (double)NAN;
        }
        at->rates[theme] = pick_number(&cells[4]);
    }
}

static enum status read_years(const struct published *run,
                              struct figures *figures, struct error *err)
{
    const struct pick_column wish[] = {{"group", all},
                                       {"period_type", year},
                                       {"period", NULL},
                                       {"theme", figures->themes.items},
                                       {"rate_per_10k_words", NULL},
                                       {NULL, NULL}};
    struct picks picks = {0};
    enum status status = picks_read(run, "theme_trend", wish, &picks, err);

    if (status == OK)
        fill_years(figures, &picks);
    picks_release(&picks);
    return status;
}

static int by_year(const void *key, const void *at)
{
    return strcmp(key, ((const struct figure_year *)at)->year);
}

/* Notes for each year the group with most of its words. */
static void fill_periods(struct figures *figures, const struct picks *picks)
{
    double *most = arena_get(&figures->arena,
                             (figures->year_count + 1) * sizeof(*most));
    double words = 0, words_of_most = 0;

    memset(most, 0, figures->year_count * sizeof(*most));
    for (size_t i = 0; i < picks->count; i++) {
        const struct cell *cells = picks->items[i].cells;
        struct figure_year *at = bsearch(text_of(&cells[2]), figures->years,
                                         figures->year_count, sizeof(*at),
                                         by_year);
        double here = pick_number(&cells[4]);

        if (!at || strcmp(text_of(&cells[0]), *all) == 0 || !(here > 0))
            continue;
        words += here;
        if (here > most[at - figures->years]) {
            most[at - figures->years] = here;
            at->group = keep(figures, &cells[0]);
        }
    }
    for (size_t i = 0; i < figures->year_count; i++)
        words_of_most += most[i];
    figures->has_periods = figures->year_count <= FIGURES_YEARS_MOST &&
                           words > 0 && words_of_most >= 0.8 * words;
}

static enum status read_periods(const struct published *run,
                                struct figures *figures, struct error *err)
{
    const char *const theme[] = {figures->themes.items[0], NULL};
    const struct pick_column wish[] = {{"group", NULL},  {"period_type", year},
                                       {"period", NULL}, {"theme", theme},
                                       {"words", NULL},  {NULL, NULL}};
    struct picks picks = {0};
    enum status status = picks_read(run, "theme_trend", wish, &picks, err);

    if (status == OK)
        fill_periods(figures, &picks);
    picks_release(&picks);
    return status;
}

/* -- Pairs of themes ------------------------------------------------------- */

static enum status read_pairs(const struct published *run,
                              struct figures *figures, struct error *err)
{
    static const char *const sentence[] = {"sentence", NULL};
    const struct pick_column wish[] = {{"group", all},
                                       {"unit", sentence},
                                       {"theme_a", figures->themes.items},
                                       {"theme_b", figures->themes.items},
                                       {"npmi", NULL},
                                       {NULL, NULL}};
    struct picks picks = {0};
    enum status status = picks_read(run, "theme_cooccurrence", wish, &picks,
                                    err);

    forget(figures->pairs);
    for (size_t i = 0; status == OK && i < picks.count; i++) {
        const struct cell *cells = picks.items[i].cells;
        size_t a = place_of(&figures->themes, cells[2].text);
        size_t b = place_of(&figures->themes, cells[3].text);

        figures->pairs[a][b] = pick_number(&cells[4]);
        figures->pairs[b][a] = figures->pairs[a][b];
        figures->has_pairs = true;
    }
    picks_release(&picks);
    return status;
}

/* -- The newest group against the rest ------------------------------------- */

static int by_log_ratio(const void *a, const void *b)
{
    const struct figure_contrast *left = a, *right = b;

    if (left->log_ratio != right->log_ratio)
        return left->log_ratio < right->log_ratio ? 1 : -1;
    return strcmp(left->theme, right->theme);
}

static const char *newest_group(const struct published *run)
{
    size_t count;
    const char *const *names = published_groups(run, &count);

    while (count > 0 && strcmp(names[count - 1], unknown) == 0)
        count--;
    return count > 1 ? names[count - 1] : NULL;
}

static enum status read_contrasts(const struct published *run,
                                  struct figures *figures, struct error *err)
{
    static const char *const rest[] = {"(rest)", NULL};
    const char *const focus[] = {newest_group(run), NULL};
    const struct pick_column wish[] = {{"focus", focus},
                                       {"reference", rest},
                                       {"theme", figures->themes.items},
                                       {"log_ratio_documents_low", NULL},
                                       {"log_ratio", NULL},
                                       {"log_ratio_documents_high", NULL},
                                       {NULL, NULL}};
    struct picks picks = {0};
    enum status status = picks_read(run, "theme_comparison", wish, &picks, err);

    for (size_t i = 0; status == OK && i < picks.count; i++) {
        const struct cell *cells = picks.items[i].cells;
        struct figure_contrast *at =
            &figures->contrasts[figures->contrast_count];

        *at = (struct figure_contrast){
            keep(figures, &cells[2]), pick_number(&cells[3]),
            pick_number(&cells[4]), pick_number(&cells[5])};
        if (isfinite(at->log_ratio) && figures->contrast_count < FIGURES_MOST)
            figures->contrast_count++;
    }
    if (picks.count)
        figures->focus = keep_short(figures, *focus);
    qsort(figures->contrasts, figures->contrast_count,
          sizeof(*figures->contrasts), by_log_ratio);
    picks_release(&picks);
    return status;
}

enum status figures_read(const struct published *run, struct figures *figures,
                         struct error *err)
{
    static enum status (*const rest[])(const struct published *,
                                       struct figures *, struct error *) = {
        read_groups,  read_rates, read_years,
        read_periods, read_pairs, read_contrasts};
    enum status status = read_themes(run, figures, err);

    if (figures->themes.count == 0)
        return status;
    for (size_t i = 0; status == OK && i < sizeof(rest) / sizeof(*rest); i++)
        status = rest[i](run, figures, err);
    return status;
}

void figures_release(struct figures *figures)
{
    arena_release(&figures->arena);
}
