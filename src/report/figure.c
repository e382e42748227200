/* figure.c - which tables have a figure; see figure.h. */
#include "report/figure.h"

#include <string.h>

#include "report/figures/job.h"
#include "report/figures/makers.h"

static const char *const frequency_measures[] = {
    "rate_per_10k_words", "share_of_documents", "hits", NULL};
static const char *const term_measures[] = {"rate_per_10k_words", "hits", NULL};
static const char *const ratio_measures[] = {"log_ratio", NULL};
static const char *const rate_measures[] = {"rate_per_10k_words", NULL};
static const char *const association_measures[] = {"npmi", NULL};

/* The first measure is what a figure shows unless told otherwise. */
static const struct figure {
    const char *table;
    const char *const *measures;
    enum status (*make)(struct figure_job *job, struct buffer *svg,
                        struct error *err);
} figures[] = {
    {"theme_frequency", frequency_measures, make_frequency},
    {"term_frequency", term_measures, make_frequency},
    {"theme_comparison", ratio_measures, make_comparison},
    {"term_comparison", ratio_measures, make_comparison},
    {"word_comparison", ratio_measures, make_comparison},
    {"theme_change", ratio_measures, make_change},
    {"theme_trend", rate_measures, make_trend},
    {"theme_cooccurrence", association_measures, make_cooccurrence},
};

enum { FIGURES = sizeof(figures) / sizeof(*figures) };

static enum status has_no_figure(const char *table, struct error *err)
{
    struct buffer names = {0};

    for (size_t i = 0; i < FIGURES; i++)
        buffer_add_format(&names, "%s%s", i ? ", " : "", figures[i].table);
    error_set(err, ERR_USAGE,
              "there is no figure of \"%.100s\"; there are of %s", table,
              buffer_text(&names));
    buffer_release(&names);
    return ERR_USAGE;
}

static enum status has_no_measure(const struct figure *figure,
                                  const char *measure, struct error *err)
{
    struct buffer names = {0};

    for (size_t i = 0; figure->measures[i]; i++)
        buffer_add_format(&names, "%s%s", i ? ", " : "", figure->measures[i]);
    error_set(err, ERR_USAGE,
              "the figure of %s does not show \"%.100s\", only %s",
              figure->table, measure, buffer_text(&names));
    buffer_release(&names);
    return ERR_USAGE;
}

/* Returns the figure's own name of the measure; NULL: it has none. */
static const char *find_measure(const struct figure *figure, const char *wanted)
{
    const char *const *measure = figure->measures;

    while (wanted && *measure && strcmp(*measure, wanted) != 0)
        measure++;
    return *measure;
}

enum status figure_write(const struct figure_request *request,
                         struct buffer *svg, struct error *err)
{
    struct figure_job job;
    const struct figure *figure = figures;
    const char *measure;
    enum status status;

    while (figure < figures + FIGURES &&
           strcmp(figure->table, request->table) != 0)
        figure++;
    if (figure == figures + FIGURES)
        return has_no_figure(request->table, err);
    measure = find_measure(figure, request->measure);
    if (!measure)
        return has_no_measure(figure, request->measure, err);
    job_init(&job, request, measure);
    status = figure->make(&job, svg, err);
    job_release(&job);
    return status;
}
