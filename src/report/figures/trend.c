/* trend.c - the figure of theme_trend: a panel a theme, a line a group. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/figures/line_plot.h"
#include "report/figures/makers.h"
#include "report/figures/series.h"

enum { BANDS_MAX = 6 };

struct theme {
    const char *name;
    double hits;
    size_t index; /* in the order of the table */
};

struct themes VECTOR_OF(struct theme);
struct points VECTOR_OF(struct line_point);

struct trend {
    struct figure_job *job;
    size_t theme, period, group, hits; /* columns */
    struct estimate_columns columns;
    struct series series;
    struct themes themes;
    struct points points;
    const char **panels; /* the themes' names */
    struct line_plot plot;
};

static enum status find_columns(struct trend *trend, struct error *err)
{
    struct figure_job *job = trend->job;

    trend->columns.low = job_column(job, "rate_low");
    trend->columns.high = job_column(job, "rate_high");
    trend->group = job_column(job, "group");
    trend->hits = job_column(job, "hits");
    if (job_need(job, "theme", &trend->theme, err) != OK ||
        job_need(job, "period", &trend->period, err) != OK)
        return err->code;
    return job_need(job, job->measure, &trend->columns.value, err);
}

/* -- Themes ---------------------------------------------------------------- */

static size_t find_theme(const struct themes *themes, const char *name)
{
    for (size_t i = 0; i < themes->count; i++)
        if (strcmp(themes->items[i].name, name) == 0)
            return i;
    return SIZE_MAX;
}

static void collect_themes(struct trend *trend)
{
    struct figure_job *job = trend->job;

    for (size_t row = 0; row < job->row_count; row++) {
        const char *name = job_text(job, row, trend->theme);
        size_t index = find_theme(&trend->themes, name);
        double hits = 0;

        if (index == SIZE_MAX) {
            index = trend->themes.count;
            *VECTOR_PUSH(&trend->themes) = (struct theme){name, 0, index};
        }
        if (job_number(job, row, trend->hits, &hits))
            trend->themes.items[index].hits += hits;
    }
}

static int compare_hits(const void *a, const void *b)
{
    const struct theme *left = a, *right = b;

    if (left->hits != right->hits)
        return left->hits < right->hits ? 1 : -1;
    return left->index < right->index ? -1 : 1;
}

static int compare_index(const void *a, const void *b)
{
    const struct theme *left = a, *right = b;

    return left->index < right->index ? -1 : left->index > right->index;
}

static void choose_themes(struct trend *trend)
{
    struct themes *themes = &trend->themes;
    size_t most = line_plot_panels_max(trend->job->request->width_mm);

    if (themes->count > most) {
        job_note(trend->job,
                 "Shown are the %zu of %zu themes with the most hits.", most,
                 themes->count);
        qsort(themes->items, themes->count, sizeof(*themes->items),
              compare_hits);
        themes->count = most;
        qsort(themes->items, themes->count, sizeof(*themes->items),
              compare_index);
    }
    trend->panels = memory_get_zeroed(themes->count, sizeof(*trend->panels));
    for (size_t i = 0; i < themes->count; i++)
        trend->panels[i] = themes->items[i].name;
}

/* -- Points ---------------------------------------------------------------- */

static long periods_a_year(const char *type)
{
    return strcmp(type, "month") == 0     ? 12
           : strcmp(type, "quarter") == 0 ? 4
                                          : 1;
}

/* Returns the number of a period: 2011, 2011-Q3, 2011-07. */
static long read_period(const char *text, long per_year)
{
    char *end;
    long year = strtol(text, &end, 10);
    long part = 1;

    if (per_year > 1 && *end)
        part = strtol(end + strcspn(end, "0123456789"), NULL, 10);
    return year * per_year + part - 1;
}

static int compare_points(const void *a, const void *b)
{
    const struct line_point *left = a, *right = b;

    if (left->panel != right->panel)
        return left->panel < right->panel ? -1 : 1;
    if (left->series != right->series)
        return left->series < right->series ? -1 : 1;
    return left->period < right->period ? -1 : left->period > right->period;
}

static void note_time(struct line_times *times, long period, bool is_first)
{
    if (is_first || period < times->first)
        times->first = period;
    if (is_first || period > times->last)
        times->last = period;
}

/* Bands of many groups hide one another. */
static bool has_intervals(const struct trend *trend)
{
    return trend->series.count <= BANDS_MAX;
}

static void collect_points(struct trend *trend)
{
    struct figure_job *job = trend->job;
    struct line_times *times = &trend->plot.times;

    times->per_year = periods_a_year(job_condition(job, "period_type"));
    for (size_t row = 0; row < job->row_count; row++) {
        struct line_point point = {
            .panel = find_theme(&trend->themes,
                                job_text(job, row, trend->theme)),
            .series = series_find(&trend->series,
                                  job_text(job, row, trend->group)),
            .period = read_period(job_text(job, row, trend->period),
                                  times->per_year),
        };

        if (point.panel == SIZE_MAX || point.series == SIZE_MAX ||
            !job_estimate(job, row, &trend->columns, &point.estimate))
            continue;
        point.estimate.has_interval &= has_intervals(trend);
        note_time(times, point.period, trend->points.count == 0);
        *VECTOR_PUSH(&trend->points) = point;
    }
    if (trend->points.count)
        qsort(trend->points.items, trend->points.count,
              sizeof(*trend->points.items), compare_points);
}

/* -- The figure ------------------------------------------------------------ */

static void describe(struct trend *trend)
{
    struct figure_job *job = trend->job;
    struct line_plot *plot = &trend->plot;
    const char *type = job_condition(job, "period_type");

    plot->axis = job_format(job, "Hits per 10,000 words by %s%s", type,
                            has_intervals(trend) ? ", with 95% intervals" : "");
    plot->series_are = job_text(job, 0, job_column(job, "group_by"));
    plot->series = trend->series.names;
    plot->series_count = trend->series.count;
    plot->panels = trend->panels;
    plot->panel_count = trend->themes.count;
    plot->points = trend->points.items;
    plot->point_count = trend->points.count;
    if (plot->panel_count > 1)
        job_note(job, "Each panel has its own scale.");
    if (has_intervals(trend))
        job_note(job, "Intervals may go on beyond the scale.");
    plot->caption.title = job_format(job, "Themes over time, by %s", type);
    plot->caption.description = job_format(
        job,
        "Line plot, %zu panels, one a theme, the first of them %s: hits per "
        "10,000 words by %s, a line for each of %zu groups, from %ld to %ld.",
        plot->panel_count, plot->panels[0], type, plot->series_count,
        plot->times.first / plot->times.per_year,
        plot->times.last / plot->times.per_year);
    job_caption(job, &plot->caption);
}

enum status make_trend(struct figure_job *job, struct buffer *svg,
                       struct error *err)
{
    struct trend trend = {.job = job};
    enum status status;

    job_default(job, "period_type", "year");
    status = job_single(job, "period_type", err);
    if (status == OK)
        status = job_read(job, err);
    if (status == OK)
        status = find_columns(&trend, err);
    if (status == OK) {
        series_choose(&trend.series, job);
        collect_themes(&trend);
        choose_themes(&trend);
        collect_points(&trend);
        describe(&trend);
        status = trend.points.count ? line_plot_draw(&trend.plot, svg, err)
                                    : job_is_empty(job, err);
    }
    free(trend.themes.items);
    free(trend.points.items);
    free(trend.panels);
    return status;
}
