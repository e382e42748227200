/* plot.c - `policylex plot`: a figure of a published table, for papers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "cli/reports.h"
#include "ingest/child.h"
#include "report/figure.h"
#include "run/log.h"

/* What turns SVG into PNG, and the package that has it. */
#define RENDERER         "rsvg-convert"
#define RENDERER_PACKAGE "librsvg2-bin"

/* Replaces the SVG by a PNG of it. Everything in it is of our own making but
 * the names, so that the program sees them only shut in (ingest/child.h). */
static enum status render(const struct settings *settings, struct buffer *image,
                          struct error *err)
{
    char name[] = RENDERER, across[] = "--dpi-x", down[] = "--dpi-y", dpi[16];
    char *const argv[] = {name, across, dpi, down, dpi, NULL};
    struct child_job job = {.argv = argv, .input = image};
    char *program = child_find_program(RENDERER);
    struct buffer png = {0};
    enum status status;

    snprintf(dpi, sizeof(dpi), "%zu", settings->dpi);
    if (!program)
        return error_set(err, ERR_MISSING,
                         "PNG needs the program " RENDERER
                         ", which is not here: install " RENDERER_PACKAGE
                         ", or take the SVG");
    free(program);
    status = child_run(&job, &png, err);
    if (status == OK)
        buffer_take(image, &png);
    else
        error_context(err, "the figure as PNG");
    buffer_release(&png);
    return status;
}

static enum status write_out(const struct settings *settings,
                             const struct buffer *image, struct error *err)
{
    if (settings->out)
        return file_write(settings->out, image->data, image->length, err);
    fwrite(image->data, 1, image->length, stdout);
    return OK; /* main.c sees what standard output came to */
}

static enum status draw(const struct settings *settings, const char *table,
                        struct buffer *image, struct error *err)
{
    struct reports_table chosen;
    struct wanted_rows wanted;
    struct figure_request request = {.measure = settings->measure,
                                     .width_mm = (double)settings->width_mm};
    enum status status = reports_open(&chosen, settings, table, err);

    if (status != OK)
        return status;
    wanted_rows_init(&wanted, settings);
    request.run = chosen.run;
    request.table = chosen.from->table->name;
    request.conditions = wanted.wish.conditions;
    request.condition_count = wanted.wish.condition_count;
    status = figure_write(&request, image, err);
    wanted_rows_release(&wanted);
    published_free(chosen.run);
    return status;
}

static enum status plot(const struct settings *settings, const char *table,
                        struct buffer *image, struct error *err)
{
    enum status status;

    if (settings->is_png && settings->is_svg)
        return error_set(err, ERR_USAGE, "--svg or --png, not both");
    if (settings->is_png && !settings->out && isatty(STDOUT_FILENO))
        return error_set(err, ERR_USAGE,
                         "a terminal cannot show a PNG image: name a file with "
                         "--out, or send it on with >");
    status = draw(settings, table, image, err);
    if (status == OK && settings->is_png)
        status = render(settings, image, err);
    if (status == OK)
        status = write_out(settings, image, err);
    return status;
}

int command_plot(const struct settings *settings,
                 const struct arguments *arguments)
{
    struct buffer image = {0};
    struct error err;
    enum status status = plot(settings, arguments->items[0], &image, &err);

    if (status != OK)
        log_failure(settings, &err);
    buffer_release(&image);
    return exit_code_of(status);
}
