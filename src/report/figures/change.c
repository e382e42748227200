/*
 * change.c - the figure of theme_change: how many times as often a theme comes
 * up after a boundary as before it.
 *
 * Boundaries between administrations are the same for all themes, a mark each.
 * The likeliest quarter or year is a theme's own, named beside the theme.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "report/figures/gather.h"
#include "report/figures/makers.h"

static const double most_chance = 0.05;

struct change {
    struct figure_job *job;
    size_t theme, boundary, before, after, q_value; /* columns */
    struct estimate_columns columns;
    const char *kind; /* of the boundaries shown */
    bool is_given;    /* beforehand: they are administrations */
    const char *series[SERIES_MAX];
    size_t series_count;
    struct gather gather;
    struct dot_plot plot;
};

static enum status find_columns(struct change *change, struct error *err)
{
    struct figure_job *job = change->job;

    change->columns.low = job_column(job, "log_ratio_low");
    change->columns.high = job_column(job, "log_ratio_high");
    change->q_value = job_column(job, "q_value");
    if (job_need(job, "theme", &change->theme, err) != OK ||
        job_need(job, "boundary", &change->boundary, err) != OK ||
        job_need(job, "before", &change->before, err) != OK ||
        job_need(job, "after", &change->after, err) != OK)
        return err->code;
    return job_need(job, "log_ratio", &change->columns.value, err);
}

/* The rows' boundaries are of several kinds: administrations, or else the first
 * there is. */
static void choose_kind(struct change *change)
{
    static const char administration[] = "administration";
    struct figure_job *job = change->job;

    change->kind = job_text(job, 0, change->boundary);
    for (size_t row = 0; row < job->row_count; row++)
        if (strcmp(job_text(job, row, change->boundary), administration) == 0)
            change->kind = administration;
    change->is_given = strcmp(change->kind, administration) == 0;
}

/* Returns the place of the boundary's series; SIZE_MAX where there are too many
 * already. */
static size_t find_series(struct change *change, size_t row)
{
    struct figure_job *job = change->job;
    const char *name;

    if (!change->is_given)
        return 0;
    name = job_format(job, "%s to %s", job_text(job, row, change->before),
                      job_text(job, row, change->after));
    for (size_t i = 0; i < change->series_count; i++)
        if (strcmp(change->series[i], name) == 0)
            return i;
    if (change->series_count == SERIES_MAX)
        return SIZE_MAX;
    change->series[change->series_count] = name;
    return change->series_count++;
}

static void gather_one(struct change *change, size_t row)
{
    struct figure_job *job = change->job;
    struct dot dot = {.is_hollow = true};
    const char *detail = NULL;
    struct gathered_row *to;
    double q_value;

    if (!job_estimate(job, row, &change->columns, &dot.estimate))
        return;
    dot.series = find_series(change, row);
    if (dot.series == SIZE_MAX)
        return;
    if (job_number(job, row, change->q_value, &q_value))
        dot.is_hollow = !(q_value < most_chance);
    if (!change->is_given)
        detail = job_format(job, "from %s", job_text(job, row, change->after));
    dot.row = gather_row(&change->gather, job_text(job, row, change->theme),
                         detail);
    gather_dot(&change->gather, &dot);
    to = &change->gather.rows.items[dot.row];
    to->weight = fmax(to->weight, fabs(dot.estimate.value));
    to->order = change->is_given ? 0 : dot.estimate.value;
}

static void gather(struct change *change)
{
    for (size_t row = 0; row < change->job->row_count; row++)
        if (strcmp(job_text(change->job, row, change->boundary),
                   change->kind) == 0)
            gather_one(change, row);
}

static void finish(struct change *change)
{
    struct figure_job *job = change->job;
    struct dot_plot *plot = &change->plot;
    size_t before = gather_finish(&change->gather, DOT_ROWS_MAX, plot);

    if (before > plot->row_count)
        job_note(job, "Shown are the %zu of %zu themes that change most.",
                 plot->row_count, before);
    if (!change->is_given)
        job_note(job,
                 "Beside each theme its likeliest first %s, of all that were "
                 "tried; the intervals allow for that.",
                 change->kind);
    plot->kind = AXIS_LOG_RATIO;
    plot->axis = "Log ratio of rates, with 95% intervals by documents";
    plot->lower = "← more before";
    plot->higher = "more after →";
    plot->series_are = "";
    plot->series = change->is_given ? change->series : NULL;
    plot->series_count = change->is_given ? change->series_count : 1;
    plot->filled = "q < 0.05";
    plot->hollow = "q ≥ 0.05 or not known";
    plot->caption.title = job_format(job, "Themes before and after: by %s",
                                     change->kind);
    plot->caption.description = job_format(
        job,
        "Dot plot of log ratios with intervals, %zu themes. Above 0 the rate "
        "is higher after the boundary, below 0 before it; 1 is twice as high.",
        plot->row_count);
    job_caption(job, &plot->caption);
}

enum status make_change(struct figure_job *job, struct buffer *svg,
                        struct error *err)
{
    struct change change = {.job = job};
    enum status status = job_read(job, err);

    if (status == OK)
        status = find_columns(&change, err);
    if (status == OK) {
        choose_kind(&change);
        gather(&change);
        finish(&change);
        status = change.plot.dot_count ? dot_plot_draw(&change.plot, svg, err)
                                       : job_is_empty(job, err);
    }
    gather_release(&change.gather);
    return status;
}
