/*
 * comparison.c - the figures of theme_, term_ and word_comparison: how many
 * times as often one group has a theme, term or word as another, as a binary
 * logarithm with its interval; filled where that is hardly chance.
 *
 * Where the table has intervals and tests that take documents as independent,
 * these are shown, since words of one document are not; words have only those
 * that take words as independent, and the axis says so.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/figures/gather.h"
#include "report/figures/makers.h"

enum { WORDS_SHOWN = 40 };

static const double most_chance = 0.05;

struct comparison {
    struct figure_job *job;
    size_t name, detail, q_value; /* columns; detail may be SIZE_MAX */
    struct estimate_columns columns;
    bool is_by_documents;
    const char *focus, *reference;
    struct gather gather;
    struct dot_plot plot;
};

/* The newest group with a time; or the newest there is. */
static const char *newest_group(const struct figure_job *job)
{
    size_t count;
    const char *const *groups = published_groups(job->request->run, &count);

    if (count > 1 && strcmp(groups[count - 1], "(unknown)") == 0)
        count--;
    return count ? groups[count - 1] : NULL;
}

/* A row's name is its table's: theme_comparison has a theme. */
static enum status find_columns(struct comparison *comparison,
                                struct error *err)
{
    struct figure_job *job = comparison->job;
    struct estimate_columns *columns = &comparison->columns;
    size_t documents_q = job_column(job, "mann_whitney_q");

    comparison->detail = SIZE_MAX;
    comparison->name = job_column(job, "word");
    if (comparison->name == SIZE_MAX)
        comparison->name = job_column(job, "term");
    if (comparison->name != SIZE_MAX)
        comparison->detail = job_column(job, "theme");
    else if (job_need(job, "theme", &comparison->name, err) != OK)
        return err->code;
    columns->low = job_column(job, "log_ratio_documents_low");
    columns->high = job_column(job, "log_ratio_documents_high");
    comparison->is_by_documents = columns->low != SIZE_MAX &&
                                  documents_q != SIZE_MAX &&
                                  job_column(job, "word") == SIZE_MAX;
    if (!comparison->is_by_documents) {
        columns->low = job_column(job, "log_ratio_low");
        columns->high = job_column(job, "log_ratio_high");
    }
    comparison->q_value = comparison->is_by_documents
                              ? documents_q
                              : job_column(job, "q_value");
    return job_need(job, "log_ratio", &columns->value, err);
}

/* Rows that are hardly chance come before others, strong ones before weak. */
static double weight_of(const struct comparison *comparison, size_t row,
                        double value)
{
    double g2 = 0;

    if (!job_number(comparison->job, row, job_column(comparison->job, "g2"),
                    &g2))
        return fabs(value);
    return g2;
}

static void gather(struct comparison *comparison)
{
    struct figure_job *job = comparison->job;

    for (size_t row = 0; row < job->row_count; row++) {
        struct dot dot = {.is_hollow = true};
        const char *detail = comparison->detail == SIZE_MAX
                                 ? NULL
                                 : job_text(job, row, comparison->detail);
        struct gathered_row *to;
        double q_value;

        if (!job_estimate(job, row, &comparison->columns, &dot.estimate))
            continue;
        if (job_number(job, row, comparison->q_value, &q_value))
            dot.is_hollow = !(q_value < most_chance);
        dot.row = gather_row(&comparison->gather,
                             job_text(job, row, comparison->name), detail);
        gather_dot(&comparison->gather, &dot);
        to = &comparison->gather.rows.items[dot.row];
        to->weight = weight_of(comparison, row, dot.estimate.value);
        to->order = dot.estimate.value;
    }
}

static void describe(struct comparison *comparison)
{
    struct figure_job *job = comparison->job;
    struct dot_plot *plot = &comparison->plot;
    size_t last = plot->row_count - 1;
    const char *reference = strcmp(comparison->reference, "(rest)") == 0
                                ? "the rest"
                                : comparison->reference;

    plot->kind = AXIS_LOG_RATIO;
    plot->axis = comparison->is_by_documents
                     ? "Log ratio of rates, with 95% intervals by documents"
                     : "Log ratio of rates, with 95% intervals by words";
    plot->lower = job_format(job, "← more in %s", reference);
    plot->higher = job_format(job, "more in %s →", comparison->focus);
    plot->filled = "q < 0.05";
    plot->hollow = "q ≥ 0.05 or not known";
    plot->series_count = 1;
    plot->caption.title = job_format(job, "%s against %s: %s",
                                     comparison->focus, reference,
                                     job->table->title);
    plot->caption.description = job_format(
        job,
        "Dot plot of log ratios with intervals, %zu rows, sorted. Above 0 the "
        "rate is higher in %s, below 0 in %s; 1 is twice as high. The highest "
        "is %s, the lowest %s.",
        plot->row_count, comparison->focus, reference, plot->rows[0].name,
        plot->rows[last].name);
}

/* Makes the weights such that the rows kept are taken from either side of 0 in
 * turn, the greatest first. */
static void weigh_in_turn(struct gathered_rows *rows)
{
    double *places = memory_get_zeroed(rows->count + 1, sizeof(*places));

    for (size_t i = 0; i < rows->count; i++)
        for (size_t k = 0; k < rows->count; k++)
            if ((rows->items[k].order < 0) == (rows->items[i].order < 0) &&
                rows->items[k].weight > rows->items[i].weight)
                places[i]++;
    for (size_t i = 0; i < rows->count; i++)
        rows->items[i].weight = -places[i];
    free(places);
}

/* What the intervals and the filled marks say, for a caption. */
static void note_chances(struct comparison *comparison)
{
    struct figure_job *job = comparison->job;

    if (comparison->is_by_documents)
        job_note(job, "q is of the Mann-Whitney test of documents, adjusted "
                      "over all rows of the table; no interval: the documents "
                      "tell too little.");
    else
        job_note(job, "q is of the log likelihood of words, adjusted over all "
                      "rows of the table.");
}

static void finish(struct comparison *comparison)
{
    struct figure_job *job = comparison->job;
    struct dot_plot *plot = &comparison->plot;
    bool are_themes = comparison->detail == SIZE_MAX &&
                      job_column(job, "word") == SIZE_MAX;
    size_t all;

    weigh_in_turn(&comparison->gather.rows);
    all = gather_finish(&comparison->gather,
                        are_themes ? DOT_ROWS_MAX : WORDS_SHOWN, plot);
    if (all > plot->row_count)
        job_note(job,
                 "Shown are %zu of %zu rows, those with the highest g2 on "
                 "either side.",
                 plot->row_count, all);
    note_chances(comparison);
    if (plot->dot_count)
        describe(comparison);
    job_caption(job, &plot->caption);
}

enum status make_comparison(struct figure_job *job, struct buffer *svg,
                            struct error *err)
{
    struct comparison comparison = {.job = job};
    enum status status;

    job_default(job, "focus", newest_group(job));
    job_default(job, "reference", "(rest)");
    comparison.focus = job_condition(job, "focus");
    comparison.reference = job_condition(job, "reference");
    status = job_single(job, "focus", err);
    if (status == OK)
        status = job_single(job, "reference", err);
    if (status == OK)
        status = job_read(job, err);
    if (status == OK)
        status = find_columns(&comparison, err);
    if (status == OK) {
        gather(&comparison);
        finish(&comparison);
        status = comparison.plot.dot_count
                     ? dot_plot_draw(&comparison.plot, svg, err)
                     : job_is_empty(job, err);
    }
    gather_release(&comparison.gather);
    return status;
}
