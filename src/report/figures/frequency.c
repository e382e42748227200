/*
 * frequency.c - the figures of theme_frequency and term_frequency: a row a
 * theme or term, a mark a group, the most frequent at the top.
 */
#include <stdint.h>
#include <string.h>

#include "report/figures/gather.h"
#include "report/figures/makers.h"
#include "report/figures/series.h"

/* Of terms there are hundreds. */
enum { TERMS_SHOWN = 30 };

struct frequency {
    struct figure_job *job;
    size_t theme, term, group; /* columns; term: SIZE_MAX in theme_frequency */
    struct estimate_columns columns;
    struct series series;
    struct gather gather;
    struct dot_plot plot;
};

/* What is shown, by the measure. */
static const struct shown {
    const char *measure, *low, *high;
    enum axis_kind kind;
    const char *axis, *axis_alone; /* with intervals, and without any */
} all_shown[] = {
    {"rate_per_10k_words", "rate_low", "rate_high", AXIS_NUMBER,
     "Hits per 10,000 words, with 95% intervals", "Hits per 10,000 words"},
    {"share_of_documents", "share_low", "share_high", AXIS_PERCENT,
     "Documents with the theme, with 95% intervals",
     "Documents with the theme"},
    {"hits", "", "", AXIS_COUNT, "Hits", "Hits"},
};

static const struct shown *find_shown(const char *measure)
{
    const struct shown *shown = all_shown;

    while (strcmp(shown->measure, measure) != 0)
        shown++;
    return shown;
}

static enum status find_columns(struct frequency *frequency, struct error *err)
{
    struct figure_job *job = frequency->job;
    const struct shown *shown = find_shown(job->measure);
    enum status status = job_need(job, shown->measure,
                                  &frequency->columns.value, err);

    frequency->columns.low = job_column(job, shown->low);
    frequency->columns.high = job_column(job, shown->high);
    frequency->term = job_column(job, "term");
    frequency->group = job_column(job, "group");
    if (status == OK)
        status = job_need(job, "theme", &frequency->theme, err);
    frequency->plot.kind = shown->kind;
    frequency->plot.axis = frequency->columns.low == SIZE_MAX
                               ? shown->axis_alone
                               : shown->axis;
    return status;
}

static size_t find_row(struct frequency *frequency, size_t row)
{
    struct figure_job *job = frequency->job;
    const char *theme = job_text(job, row, frequency->theme);

    if (frequency->term == SIZE_MAX)
        return gather_row(&frequency->gather, theme, NULL);
    return gather_row(&frequency->gather, job_text(job, row, frequency->term),
                      theme);
}

static void gather(struct frequency *frequency)
{
    struct figure_job *job = frequency->job;

    for (size_t row = 0; row < job->row_count; row++) {
        const char *group = job_text(job, row, frequency->group);
        struct dot dot = {.series = series_find(&frequency->series, group)};
        struct gathered_row *to;

        if (dot.series == SIZE_MAX ||
            !job_estimate(job, row, &frequency->columns, &dot.estimate))
            continue;
        dot.row = find_row(frequency, row);
        gather_dot(&frequency->gather, &dot);
        to = &frequency->gather.rows.items[dot.row];
        to->weight += dot.estimate.value;
        to->order = to->weight;
    }
}

static void describe(struct frequency *frequency)
{
    struct figure_job *job = frequency->job;
    struct dot_plot *plot = &frequency->plot;
    const char *by = job_text(job, 0, job_column(job, "group_by"));
    const char *what = frequency->term == SIZE_MAX ? "theme" : "term";
    const struct shown *shown = find_shown(job->measure);

    plot->series_are = by;
    plot->caption.title = job_format(job, "%s of each %s by %s",
                                     shown->axis_alone, what, by);
    plot->caption.description = job_format(
        job,
        "Dot plot. A row for each of %zu %ss, the most frequent at the top; a "
        "mark for each of %zu groups: %s. The most frequent is %s.",
        plot->row_count, what, frequency->series.count, shown->axis_alone,
        plot->rows[0].name);
}

static void finish(struct frequency *frequency)
{
    struct figure_job *job = frequency->job;
    struct dot_plot *plot = &frequency->plot;
    bool has_terms = frequency->term != SIZE_MAX;
    size_t before = gather_finish(&frequency->gather,
                                  has_terms ? TERMS_SHOWN : DOT_ROWS_MAX, plot);

    if (before > plot->row_count)
        job_note(job, "Shown are the %zu of %zu %s that are most frequent.",
                 plot->row_count, before, has_terms ? "terms" : "themes");
    plot->series = frequency->series.names;
    plot->series_count = frequency->series.count;
    if (plot->dot_count)
        describe(frequency);
    job_caption(job, &plot->caption);
}

enum status make_frequency(struct figure_job *job, struct buffer *svg,
                           struct error *err)
{
    struct frequency frequency = {.job = job};
    enum status status = job_read(job, err);

    if (status == OK)
        status = find_columns(&frequency, err);
    if (status == OK) {
        series_choose(&frequency.series, job);
        gather(&frequency);
        finish(&frequency);
        status = frequency.plot.dot_count
                     ? dot_plot_draw(&frequency.plot, svg, err)
                     : job_is_empty(job, err);
    }
    gather_release(&frequency.gather);
    return status;
}
